"""Logs that lie, each about one thing, in the part from which statements are made."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from scenes.captions import Kind
from scenes.world import ActivityInterval, AgentTruth, GroundTruth

Lie = Callable[[GroundTruth], GroundTruth]


def of(name: str, **change: Callable[[AgentTruth], Any]) -> Lie:
    """Changes fields of one person."""

    def lie(truth: GroundTruth) -> GroundTruth:
        agents = tuple(
            replace(a, **{field: new(a) for field, new in change.items()}) if a.name == name else a
            for a in truth.agents
        )
        return replace(truth, agents=agents)

    return lie


def intervals(named: str, **change: Any) -> Callable[[AgentTruth], tuple[ActivityInterval, ...]]:
    """Changes what is logged of one activity."""
    return lambda agent: tuple(
        replace(one, **{k: v(one) if callable(v) else v for k, v in change.items()})
        if one.activity == named
        else one
        for one in agent.intervals
    )


def ghost(truth: GroundTruth) -> GroundTruth:
    return replace(truth, agents=(*truth.agents, replace(truth.agents[0], name="ghost")))


def four_squats(truth: GroundTruth) -> GroundTruth:
    """Three squats told as four, in the intervals and at each time."""
    squat = next(i for i in truth.agents[0].intervals if i.activity == "squat")
    cycles = tuple(np.linspace(squat.cycles_s[0], squat.cycles_s[-1], 5).tolist())
    numbers = np.searchsorted(cycles, truth.times_s, "right") - 1
    within = (truth.times_s >= cycles[0]) & (truth.times_s < cycles[-1])
    change = {
        "intervals": intervals("squat", cycles_s=cycles, repetitions=4),
        "repetition": lambda agent: np.where(within, numbers, agent.repetition),
    }
    return of("man", **change)(truth)


def moved_sofa(truth: GroundTruth) -> GroundTruth:
    objects = tuple(
        replace(one, room="kitchen" if one.kind == "sofa" else one.room) for one in truth.objects
    )
    return replace(truth, objects=objects)


def scaled(field: str, factor: float) -> Callable[[AgentTruth], np.ndarray]:
    return lambda agent: factor * getattr(agent, field)


def everywhere(value: Any, field: str) -> Callable[[AgentTruth], Any]:
    """The same at each time."""

    def made(agent: AgentTruth) -> Any:
        count, now = len(agent.torso_m), getattr(agent, field)
        return np.full(count, value) if isinstance(now, np.ndarray) else (value,) * count

    return made


LIES: Mapping[Kind, tuple[str, Lie]] = MappingProxyType(
    {
        "people count": ("walk", ghost),
        "activity order": ("home", of("woman", intervals=intervals("wave", activity="clap"))),
        "duration": (
            "home", of("woman", intervals=intervals("wave", end_s=lambda one: one.end_s - 1.5))
        ),
        "count": ("exercise", four_squats),
        "hand": ("home", of("woman", intervals=intervals("wave", hand="right"))),
        "posture change": (
            "home",
            of("woman", posture=lambda a: tuple(p.replace("sit", "lie") for p in a.posture)),
        ),
        "contact": (
            "walk",
            of("woman", left_foot_down=everywhere(False, "left_foot_down"),
               right_foot_down=everywhere(False, "right_foot_down")),
        ),
        "step rate": ("walk", of("woman", footfalls=lambda a: tuple(
            replace(one, time_s=0.6 * one.time_s + 0.2) for one in a.footfalls))),
        "step count": ("circle", of("person", footfalls=lambda a: a.footfalls[::2])),
        "walking speed": (
            "walk", of("woman", torso_velocity_m_per_s=scaled("torso_velocity_m_per_s", 1.4))
        ),
        "distance walked": (
            "walk", of("woman", torso_velocity_m_per_s=scaled("torso_velocity_m_per_s", 1.4))
        ),
        "direction": ("walk", of("woman", distance_m=lambda a: a.distance_m[::-1])),
        "circling": ("circle", of("person", torso_velocity_m_per_s=lambda a: (
            a.torso_velocity_m_per_s * [1.0, -1.0, 1.0]))),
        "top speed": (
            "walk", of("woman", surface_speed_m_per_s=scaled("surface_speed_m_per_s", 1.5))
        ),
        "micro-Doppler": (
            "walk", of("woman", surface_radial_m_per_s=scaled("surface_radial_m_per_s", 0.6))
        ),
        "range": ("walk", of("woman", distance_m=lambda a: a.distance_m + 0.5)),
        "azimuth side": ("exercise", of("man", azimuth_deg=scaled("azimuth_deg", -1.0))),
        "sight": ("home", of("man", in_sight=everywhere(True, "in_sight"))),
        "room": ("home", of("man", room=everywhere("living room", "room"))),
        "object": (
            "home", of("woman", object_in_use=everywhere("coffee_table_1", "object_in_use"))
        ),
        "furniture": ("home", moved_sofa),
        "breathing rate": (
            "exercise", of("man", vitals=lambda a: a.vitals._replace(breathing_hz=0.22))
        ),
        "heart rate": ("exercise", of("man", vitals=lambda a: a.vitals._replace(heartbeat_hz=1.8))),
    }
)  # fmt: skip
"""For each kind of statement, a scene and a log of it that lies about it."""
