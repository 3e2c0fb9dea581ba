"""`plan_activities`: a goal becomes many different things that people do."""

from collections.abc import Sequence

import numpy as np

from scenes._errors import InputError
from scenes._seed import checked_seed
from scenes.endpoint import Endpoint, quoted
from scenes.planner._activities_model import plans_from_model
from scenes.planner._activity_plan import ActivityPlan, ActivityWord, Library
from scenes.planner._compose import Composer, anything
from scenes.planner._goal import read_goal
from scenes.planner._library_words import library_words

MOST_PLANS = 100_000
MOST_CHARACTERS = 2000


def plan_activities(
    goal: str,
    count: int,
    seed: int = 0,
    endpoint: Endpoint | None = None,
    *,
    activities: Sequence[ActivityWord] | None = None,
) -> tuple[ActivityPlan, ...]:
    """Plans what people do, each plan another.

    Args:
        goal: What the recordings are for, such as "fall detection for the elderly at home".
        count: How many plans.
        seed: Draws them; the grammar gives the same plans for the same seed, a model need not.
        endpoint: Language model that plans; without one, a grammar does, which understands the
            goal completely or refuses it. Where the model gives too few that are different and
            can be done, the grammar adds to them, and says so in `ActivityPlan.source`.
        activities: The library; that of `scenes.motion` if None.

    Raises:
        InputError: The goal is empty or too long, or (without a model) not understood, or there
            are not so many different plans.
        EndpointError: The model gave no plan at all.
    """
    seed = checked_seed(seed)
    _check(goal, count)
    library = Library(library_words() if activities is None else tuple(activities))
    random = np.random.default_rng(seed)
    if endpoint is None:
        return tuple(Composer(read_goal(goal), library, random).plans(count))
    plans = plans_from_model(goal, count, seed, endpoint, library)
    if len(plans) < count:
        plans += _more(goal, count - len(plans), plans, library, random)
    return tuple(plans)


def _more(
    goal: str,
    count: int,
    plans: Sequence[ActivityPlan],
    library: Library,
    random: np.random.Generator,
) -> list[ActivityPlan]:
    """The grammar's own, for a goal that it understands; else of what the model made use of."""
    try:
        composer = Composer(read_goal(goal), library, random)
    except InputError:
        if not plans:
            raise
        used = {step.activity for plan in plans for step in plan.steps}
        own = Library(tuple(word for word in library.words.values() if word.name in used))
        composer = Composer(anything(goal, plans, own), own, random)
    return composer.plans(count, plans)


def _check(goal: str, count: int) -> None:
    if not goal.strip() or len(goal) > MOST_CHARACTERS:
        raise InputError(
            expected=f"a goal of 1 to {MOST_CHARACTERS} characters",
            found=quoted(goal) if len(goal) < 80 else f"{len(goal)} characters",
            do="say what is to be recognised, of whom and where",
        )
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST_PLANS:
        raise InputError(
            expected=f"a number of plans from 1 to {MOST_PLANS}",
            found=quoted(repr(count)),
            do="choose another",
        )
