"""What is true of a clip: who does what, where and how fast, in numbers and in words."""

from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from scenes import AgentTruth, GroundTruth, PopulatedScene
from scenes.bodies import Body
from scenes.captions import LEVELS, captions
from scenes.motion import LIMITS, Plausibility, plausibility

RATE_HZ = 20.0
"""How often the log is read."""

DIGITS = 4

BODIES = 16
"""How many shapes of bodies are kept in mind."""


@dataclass(frozen=True)
class Labels:
    """What is true of a clip.

    Attributes:
        captions: One sentence or a few of each level.
        activities: Names of all activities in it, in alphabetical order.
        rooms: Names of the rooms; the radar's first.
        nearest_m: Least distance of a trunk from the radar, m.
        farthest_m: Largest, m.
        fastest_m_per_s: Largest speed of a trunk, m/s.
        failures: Limits of plausibility that somebody's motion breaks, in alphabetical order.
        people: Of each person: name, events, track, vital signs, plausibility; JSON values.
    """

    captions: dict[str, str]
    activities: tuple[str, ...]
    rooms: tuple[str, ...]
    nearest_m: float
    farthest_m: float
    fastest_m_per_s: float
    failures: tuple[str, ...]
    people: tuple[dict[str, Any], ...]


def labels_of(scene: PopulatedScene, caption_seed: int) -> Labels:
    """Reads the labels off a scene that lasts as long as its clip."""
    end_s = scene.duration_s
    truth = _within(scene.truth(np.arange(0, round(end_s * RATE_HZ) + 1) / RATE_HZ), end_s)
    figures = [
        plausibility(_body(scene, index), one.motion, 0.0, end_s)
        for index, one in enumerate(scene.agents)
    ]
    pairs = zip(truth.agents, figures, strict=True)
    people = tuple(_person(agent, found, truth.times_s) for agent, found in pairs)
    distance = np.concatenate([agent.distance_m for agent in truth.agents])
    speed = np.concatenate([agent.speed_m_per_s for agent in truth.agents])
    return Labels(
        captions=_captions(truth, caption_seed),
        activities=tuple(sorted({e["activity"] for person in people for e in person["events"]})),
        rooms=tuple(room.name for room in scene.spec.rooms),
        nearest_m=_rounded(distance.min()),
        farthest_m=_rounded(distance.max()),
        fastest_m_per_s=_rounded(speed.max()),
        failures=tuple(sorted({name for found in figures for name in found.failures(LIMITS)})),
        people=people,
    )


def _body(scene: PopulatedScene, index: int) -> Body:
    """Somebody's body, the same object for the same shape: what is known of it is found once."""
    kept = _kept_body(scene.spec.agents[index].body.model_dump_json())
    if not kept:
        kept.append(scene.agents[index].body)
    return kept[0]


@lru_cache(maxsize=BODIES)
def _kept_body(shape: str) -> list[Body]:
    """Where the body of a shape is kept."""
    return []


def _within(truth: GroundTruth, end_s: float) -> GroundTruth:
    """The log without what happens after the clip."""
    return replace(truth, agents=tuple(_cut(agent, end_s) for agent in truth.agents))


def _cut(agent: AgentTruth, end_s: float) -> AgentTruth:
    inside = (one for one in agent.intervals if one.start_s < end_s)
    cut = tuple(replace(one, end_s=min(one.end_s, end_s)) for one in inside)
    return replace(agent, intervals=cut)


def _captions(truth: GroundTruth, seed: int) -> dict[str, str]:
    random = np.random.default_rng(seed)
    return {level: captions(truth, level, random, 1)[0].text for level in LEVELS}


def _person(agent: AgentTruth, figures: Plausibility, times_s: np.ndarray) -> dict[str, Any]:
    events = [
        {"activity": one.activity, "start_s": _rounded(one.start_s), "end_s": _rounded(one.end_s)}
        for one in agent.intervals
    ]
    track = {
        "time_s": _list(times_s),
        "x_m": _list(agent.torso_m[:, 0]),
        "y_m": _list(agent.torso_m[:, 1]),
        "distance_m": _list(agent.distance_m),
        "azimuth_deg": _list(agent.azimuth_deg),
        "speed_m_per_s": _list(agent.speed_m_per_s),
    }
    vitals = {name: _rounded(value, 6) for name, value in agent.vitals._asdict().items()}
    plausible = {
        name: value if isinstance(value, str) else _rounded(value)
        for name, value in asdict(figures).items()
    }
    return {
        "name": agent.name,
        "events": events,
        "track": track,
        "vitals": vitals,
        "plausibility": {**plausible, "failures": list(figures.failures(LIMITS))},
    }


def _list(values: np.ndarray) -> list[float]:
    return [_rounded(value) for value in values]


def _rounded(value: Any, digits: int = DIGITS) -> float:
    return round(float(value), digits) + 0.0
