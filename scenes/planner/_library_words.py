"""The library of motions as a planner sees it."""

from scenes.motion import Activity, activities
from scenes.planner._activity_plan import ActivityWord

SIDE_MARK = "{"
"""Marks the phrases of the library that name the leading side themselves."""


def library_words() -> tuple[ActivityWord, ...]:
    """Every activity of `scenes.motion`, but for what only fills pauses."""
    every = activities().values()
    return tuple(_word(one) for one in every if one.group != "basic")


def _word(one: Activity) -> ActivityWord:
    plain = [phrase for phrase in one.says if SIDE_MARK not in phrase]
    is_hand = any("{hand} hand" in phrase for phrase in one.says) or one.group == "gesture"
    return ActivityWord(
        name=one.name,
        group=one.group,
        phrase=(plain or list(one.says))[0],
        posture=one.posture,
        sided=one.sided,
        needs=one.needs,
        repeats=one.repetitions[1] > 1,
        limb="" if one.gait is not None else "hand" if is_hand else "side",
    )
