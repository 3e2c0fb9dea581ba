"""`statements` makes everything that can be said of a scene; `holds` checks it another way."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from scenes.captions import _fast, _gait, _life, _often, _things, _what, _where, _who
from scenes.captions._deeds import check_dense, deeds
from scenes.captions._statement import KINDS, Kind, Statement
from scenes.world import AgentTruth, GroundTruth

OF_SCENES: tuple[Callable[[GroundTruth], Iterator[Statement]], ...] = (
    _who.people,
    _things.furniture,
)
"""Make statements of a scene."""

OF_PEOPLE: tuple[Callable[[GroundTruth, AgentTruth], Iterator[Statement]], ...] = (
    _what.orders,
    _what.durations,
    _often.counts,
    _often.hands,
    _what.changes,
    _what.contacts,
    _gait.steps,
    _gait.paces,
    _gait.directions,
    _things.objects,
    _where.rooms,
    _where.ranges,
    _where.sides,
    _where.sights,
    _fast.speeds,
    _life.rates,
)
"""Make statements of a person."""

CHECKS: Mapping[Kind, Callable[[Statement, GroundTruth], bool]] = MappingProxyType(
    {
        "people count": _who.people_hold,
        "activity order": _what.orders_hold,
        "duration": _what.durations_hold,
        "count": _often.counts_hold,
        "hand": _often.hands_hold,
        "posture change": _what.changes_hold,
        "contact": _what.contacts_hold,
        "step rate": _gait.step_rate_holds,
        "step count": _gait.step_count_holds,
        "walking speed": _gait.walking_speed_holds,
        "distance walked": _gait.distance_walked_holds,
        "direction": _gait.direction_holds,
        "circling": _gait.circling_holds,
        "top speed": _fast.top_speed_holds,
        "micro-Doppler": _fast.micro_doppler_holds,
        "range": _where.range_holds,
        "azimuth side": _where.side_holds,
        "sight": _where.sight_holds,
        "room": _where.room_holds,
        "object": _things.object_holds,
        "furniture": _things.furniture_holds,
        "breathing rate": _life.breathing_holds,
        "heart rate": _life.heart_holds,
    }
)
"""Check statements on another part of the log than they were made from."""


def statements(truth: GroundTruth) -> tuple[Statement, ...]:
    """Everything that can be said of a scene within the logged time.

    Raises:
        InputError: The log has fewer than ten times a second, or they do not rise.
    """
    check_dense(truth)
    of_scene = [one for make in OF_SCENES for one in make(truth)]
    pairs = ((make, agent) for agent in truth.agents for make in OF_PEOPLE)
    return (*of_scene, *(one for make, agent in pairs for one in make(truth, agent)))


def holds(statement: Statement, truth: GroundTruth) -> bool:
    """Whether a statement is true of a log, by another way than the one that makes it.

    False too for what the log knows nothing of: another person, deed or kind.

    Raises:
        InputError: The log has fewer than ten times a second, or they do not rise.
    """
    check_dense(truth)
    names = {agent.name: agent for agent in truth.agents}
    if statement.kind not in KINDS:
        return False
    if statement.kind in ("people count", "furniture"):
        return CHECKS[statement.kind](statement, truth)
    if statement.subject not in names:
        return False
    count = len(deeds(truth, names[statement.subject]))
    return -1 <= statement.deed < count and CHECKS[statement.kind](statement, truth)
