"""`attempt`: makes scenes until the judges agree to one, each attempt knowing what was wrong."""

from collections.abc import Callable, Sequence

from scenes._errors import InputError
from scenes.endpoint import EndpointError
from scenes.judge._verdict import Reason, Verdict
from scenes.world import PopulatedScene

Make = Callable[[int, tuple[Reason, ...]], PopulatedScene]
"""Makes a scene from the number of the attempt and the reasons against the one before."""

Judge = Callable[[PopulatedScene], Verdict]

TOLD = 5
"""Reasons that the error tells when no attempt will do."""


class NoSceneError(InputError):
    """No attempt gave a scene that the judges agree to.

    Attributes:
        history: The verdict on each attempt.
    """

    def __init__(self, history: tuple[Verdict, ...]) -> None:
        """Tells the reasons against the last attempt."""
        self.history = history
        reasons = history[-1].reasons
        told = " | ".join(" ".join(str(reason).split()) for reason in reasons[:TOLD])
        more = f" and {len(reasons) - TOLD} more" if len(reasons) > TOLD else ""
        super().__init__(
            expected=f"a scene that the judges agree to, in at most {len(history)} attempts",
            found=f"against the last one: {told}{more}",
            do="ask for less, for a larger room, or allow more attempts",
        )


def attempt(
    make: Make, judges: Sequence[Judge], tries: int = 10
) -> tuple[PopulatedScene, tuple[Verdict, ...]]:
    """Makes scenes until one will do.

    Judges are asked in their order, and the later ones only if the earlier ones agree: put the
    one that costs most last. An attempt that cannot be made at all (`InputError`) counts as one
    with that as its reason.

    Args:
        make: Makes an attempt.
        judges: Who must agree.
        tries: Most attempts.

    Returns:
        The scene, and the verdict on each attempt, of which the last one has no reasons.

    Raises:
        NoSceneError: No attempt will do.
        EndpointError: A model that plans or judges cannot be asked.
    """
    if tries < 1:
        raise InputError(expected="at least one attempt", found=f"{tries}", do="allow more")
    history: list[Verdict] = []
    reasons: tuple[Reason, ...] = ()
    for number in range(tries):
        scene, verdict = _try(make, judges, number, reasons)
        history.append(verdict)
        if scene is not None and verdict.ok:
            return scene, tuple(history)
        reasons = verdict.reasons
    raise NoSceneError(tuple(history))


def _try(
    make: Make, judges: Sequence[Judge], number: int, reasons: tuple[Reason, ...]
) -> tuple[PopulatedScene | None, Verdict]:
    try:
        scene = make(number, reasons)
    except EndpointError:
        raise
    except InputError as error:
        advice = "choose other places, objects or activities"
        return None, Verdict((Reason(rule="made", who="", what=str(error), advice=advice),))
    for ask in judges:
        verdict = ask(scene)
        if not verdict.ok:
            return scene, verdict
    return scene, Verdict()
