"""`Verdict`: whether a scene will do, and why not, so that the next attempt can be better."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "furniture", "wall", "people", "outside", "floor", "radar", "sight", "place", "seen", "made"
]
"""What is broken: a body in furniture, in a wall, in another person; outside of the rooms or
through the ceiling; below the floor; too close to the radar; out of its sight; an activity in a
senseless place; what a vision model sees; a scene that could not be made at all."""


@dataclass(frozen=True)
class Reason:
    """Something that is wrong with a scene.

    Attributes:
        rule: Which rule is broken.
        who: Name of the person, "" where it is nobody in particular.
        against: Name of the object, wall or other person, or "".
        when_s: When it is worst, s, or None.
        where_m: World position of it then, m, or None.
        what: What is wrong, in words.
        advice: What would mend it, in words.
        shift_m: By how much to move the person along x and y to mend it, m, or None.
    """

    rule: Rule
    who: str
    what: str
    advice: str
    against: str = ""
    when_s: float | None = None
    where_m: tuple[float, float, float] | None = None
    shift_m: tuple[float, float] | None = None

    def __str__(self) -> str:
        """One line."""
        when = "" if self.when_s is None else f" at {self.when_s:.1f} s"
        x, y, z = self.where_m or (0.0, 0.0, 0.0)
        where = "" if self.where_m is None else f" at ({x:.2f}, {y:.2f}, {z:.2f}) m"
        return f"{self.rule}: {self.what}{when}{where}; {self.advice}"


@dataclass(frozen=True)
class Verdict:
    """What a judge says of a scene.

    Attributes:
        reasons: What is wrong, one reason for each rule, person and thing; none if it will do.
    """

    reasons: tuple[Reason, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.reasons


@dataclass(frozen=True)
class Finding:
    """A reason with how bad it is, so that of many only the worst is told."""

    reason: Reason
    severity: float


def worst(findings: Iterable[Finding]) -> tuple[Reason, ...]:
    """The worst finding for each rule, person and thing, in the order of their first."""
    kept: dict[tuple[str, str, str], Finding] = {}
    for finding in findings:
        key = (finding.reason.rule, finding.reason.who, finding.reason.against)
        if key not in kept or finding.severity > kept[key].severity:
            kept[key] = finding
    return tuple(finding.reason for finding in kept.values())
