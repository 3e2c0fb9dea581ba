"""What is true of the scenes here, from how they were made and from joints; no captions' code."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from scenes.captions import Kind, Statement
from scenes.world import GroundTruth
from tests.scenes.captions.measures import (
    MADE,
    boxed,
    dips,
    joint,
    seconds,
    span,
    strongest_hz,
)

HIDDEN = "home man"
"""He alone is behind a wall."""

BREATH_HZ, HEART_HZ = (0.1, 0.5), (0.7, 2.2)
Check = Callable[[Statement, GroundTruth, str], bool]


def people(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return said.value == len([one for one in MADE if one.split()[0] == scene])


def order(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return said.value == MADE[f"{scene} {said.subject}"]


def duration(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return abs(float(said.value) - seconds(said, truth, scene)) < 0.11


def count(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """Dips of the pelvis, hands that meet above the head or before the chest, a hand that sways."""
    agent, at = truth.agent(said.subject), span(said, truth, scene)
    left, right = joint(agent, "left_wrist")[at], joint(agent, "right_wrist")[at]
    apart = np.linalg.norm(left - right, axis=1)
    forearm = (joint(agent, "left_wrist") - joint(agent, "left_elbow"))[at]
    aside = forearm[:, :2] @ np.linalg.svd(forearm[:, :2] - forearm[:, :2].mean(axis=0))[2][0]
    raised = forearm[:, 2] > 0.1
    seen = {
        "squat": lambda: dips(joint(agent, "pelvis")[at, 2]),
        "jumping_jack": lambda: dips((left + right)[:, 2]) - 1,
        "clap": lambda: dips(apart),
        "wave": lambda: dips(aside[raised]),
    }
    return abs(int(said.value) - seen[said.what]()) <= (said.what == "wave")


def hand(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """The hand that is higher on the whole."""
    agent, at = truth.agent(said.subject), span(said, truth, scene)
    higher = joint(agent, "left_wrist")[at, 2] - joint(agent, "right_wrist")[at, 2]
    return said.value == ("left" if higher.mean() > 0 else "right")


def posture(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """The pelvis sinks from a leg's length above the floor to a seat; the trunk stays upright."""
    agent, at = truth.agent(said.subject), span(said, truth, scene)
    height, trunk = joint(agent, "pelvis")[at, 2], joint(agent, "neck") - joint(agent, "pelvis")
    upright = (trunk[at, 2] > 0.6 * np.linalg.norm(trunk[at], axis=1)).all()
    sinks = height[0] > 0.8 and 0.35 < height[-1] < 0.7
    return bool(upright and sinks) and said.value == ("stand", "sit")


def contact(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """Balls of both feet higher at once than either is in most of the time."""
    agent, at = truth.agent(said.subject), span(said, truth, scene)
    toes = np.stack([joint(agent, f"{side}_toe")[:, 2] for side in ("left", "right")])
    up = (toes > np.percentile(toes, 20, axis=1, keepdims=True) + 0.02).all(axis=0)[at]
    return (said.value == "both feet leave the ground") == bool(up.any())


def apart(said: Statement, truth: GroundTruth, scene: str) -> np.ndarray:
    """How far the ankles are from each other on the plan, m."""
    agent = truth.agent(said.subject)
    way = joint(agent, "left_ankle") - joint(agent, "right_ankle")
    return np.linalg.norm(way[span(said, truth, scene), :2], axis=1)


def step_rate(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """The ankles part once a step; where somebody stops and goes, the middle is steady."""
    seen, times = apart(said, truth, scene), truth.times_s[span(said, truth, scene)]
    fifth = len(seen) // 5
    rate = strongest_hz(times[fifth:-fifth], seen[fifth:-fifth], (0.9, 2.6))
    return abs(float(said.value) - rate) < 0.12 * rate


def step_count(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """Ankles pass each other once a step."""
    return abs(int(said.value) - dips(apart(said, truth, scene))) <= 1


def hips_m(said: Statement, truth: GroundTruth, scene: str) -> np.ndarray:
    places = joint(truth.agent(said.subject), "left_hip", "right_hip")
    return places[span(said, truth, scene), :2]


def way_m(said: Statement, truth: GroundTruth, scene: str) -> float:
    steps = np.diff(hips_m(said, truth, scene), axis=0)
    return float(np.hypot(*steps.T).sum())


def distance(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return abs(float(said.value) / way_m(said, truth, scene) - 1) < 0.08


def speed(said: Statement, truth: GroundTruth, scene: str) -> bool:
    mean = way_m(said, truth, scene) / seconds(said, truth, scene)
    return abs(float(said.value) / mean - 1) < 0.08


def direction(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """How much nearer the hips come to the radar, as a share of their way."""
    hips, radar = hips_m(said, truth, scene), np.array(truth.radar.position_m[:2])
    first, last = np.linalg.norm(hips[[0, -1]] - radar, axis=1)
    nearer = (first - last) / way_m(said, truth, scene)
    return said.value == ("toward" if nearer > 0.6 else "away" if nearer < -0.6 else "across")


def circling(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """By how much the line through the hips turns."""
    agent, at = truth.agent(said.subject), span(said, truth, scene)
    x, y = (joint(agent, "left_hip") - joint(agent, "right_hip"))[at, :2].T
    turn = np.diff(np.unwrap(np.arctan2(y, x))).sum()
    return abs(turn) > 4.0 and said.value == ("left" if turn > 0 else "right")


BEYOND = (("elbow", "wrist", 0.6), ("ankle", "toe", 0.3))
"""What swings on beyond the last joint of a limb, as a share of the bone before it."""


def fastest(said: Statement, truth: GroundTruth, is_radial: bool) -> float:
    """Hands and feet as if they went on beyond their joints; speed or its part along sight, m/s."""
    agent, radar, found = truth.agent(said.subject), np.array(truth.radar.position_m), []
    for side in ("left", "right"):
        for inner, outer, share in BEYOND:
            one, two = (agent.joint_names.index(f"{side}_{name}") for name in (inner, outer))
            place, speed = (
                values[:, two] + share * (values[:, two] - values[:, one])
                for values in (agent.joints_m, agent.joint_velocities_m_per_s)
            )
            way = (place - radar) / np.linalg.norm(place - radar, axis=1)[:, None]
            parts = (speed * way).sum(axis=1) if is_radial else np.linalg.norm(speed, axis=1)
            found.append(float(np.abs(parts).max()))
    return max(found)


def top_speed(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return abs(float(said.value) / fastest(said, truth, is_radial=False) - 1) < 0.15


def doppler(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return abs(float(said.value) / fastest(said, truth, is_radial=True) - 1) < 0.15


def seen_m(said: Statement, truth: GroundTruth) -> np.ndarray:
    """Middle of shoulders and hips as seen from the radar, m."""
    corners = ("left_hip", "right_hip", "left_shoulder", "right_shoulder")
    return joint(truth.agent(said.subject), *corners) - np.array(truth.radar.position_m)


def reach(said: Statement, truth: GroundTruth, scene: str) -> bool:
    away = np.sqrt((seen_m(said, truth) ** 2).sum(axis=1))
    return bool(np.abs(np.subtract(said.value, (away.min(), away.max()))).max() < 0.15)


def side(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """The angle from the radar's boresight; six degrees to either side are in front."""
    way = seen_m(said, truth)
    angle = np.angle((way[:, 0] + 1j * way[:, 1]) * np.exp(-1j * truth.radar.yaw_rad), deg=True)
    middle = float(np.median(angle))
    return said.value == ("left" if middle > 6 else "right" if middle < -6 else "front")


def sight(said: Statement, truth: GroundTruth, scene: str) -> bool:
    return said.value == float(f"{scene} {said.subject}" != HIDDEN)


def room(said: Statement, truth: GroundTruth, scene: str) -> bool:
    head = joint(truth.agent(said.subject), "head")[:, :2]
    return all(boxed(truth, str(name), head).all() for name in said.value)  # type: ignore[union-attr]


def used(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """The thing whose middle is nearest to the hips in the end."""
    hips = hips_m(said, truth, scene)[-1]
    away = {one.name: np.hypot(*(hips - one.centre_m[:2])) for one in truth.objects}
    return said.value == min(away, key=lambda name: away[name]) and said.what in str(said.value)


def furniture(said: Statement, truth: GroundTruth, scene: str) -> bool:
    """Names begin with the kind, and end in a number."""
    kind = [one for one in truth.objects if one.name.rpartition("_")[0] == said.what]
    places = np.array([one.centre_m[:2] for one in kind]).reshape(-1, 2)
    return said.value == int(boxed(truth, said.subject, places).sum())


def breathing(said: Statement, truth: GroundTruth, scene: str) -> bool:
    wave = truth.agent(said.subject).breathing_m
    return abs(float(said.value) - 60 * strongest_hz(truth.times_s, wave, BREATH_HZ)) < 0.7


def heart(said: Statement, truth: GroundTruth, scene: str) -> bool:
    wave = truth.agent(said.subject).heartbeat_m
    return abs(float(said.value) - 60 * strongest_hz(truth.times_s, wave, HEART_HZ)) < 2.0


AGREES: Mapping[Kind, Check] = MappingProxyType(
    {
        "people count": people,
        "activity order": order,
        "duration": duration,
        "count": count,
        "hand": hand,
        "posture change": posture,
        "contact": contact,
        "step rate": step_rate,
        "step count": step_count,
        "walking speed": speed,
        "distance walked": distance,
        "direction": direction,
        "circling": circling,
        "top speed": top_speed,
        "micro-Doppler": doppler,
        "range": reach,
        "azimuth side": side,
        "sight": sight,
        "room": room,
        "object": used,
        "furniture": furniture,
        "breathing rate": breathing,
        "heart rate": heart,
    }
)
"""Whether a statement about a scene agrees with what joints and the making of the scene tell."""
