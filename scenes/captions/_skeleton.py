"""What the joints alone tell: the second way on which statements are checked."""

import numpy as np
from jaxtyping import Bool, Float

from scenes.world import AgentTruth

HAND = 0.74
"""Length of a hand as a share of the forearm's (Winter, Biomechanics and Motor Control of Human
Movement, 2009, figure 4.1: 0.108 and 0.146 of the stature)."""

TOES = 0.4
"""Way from the ball of the foot to the tip of the toes as a share of that from the ankle."""

CROWN_M = 0.2
"""Way from the joint of the head to its crown, m."""

SIDES = ("left", "right")

Places = Float[np.ndarray, "time end 3"]


def trunk_m(agent: AgentTruth) -> Float[np.ndarray, "time 3"]:
    """The middle between pelvis and chest, m."""
    return (agent.joint_m("pelvis") + agent.joint_m("chest")) / 2


def ends(agent: AgentTruth) -> tuple[Places, Places]:
    """Places, m, and velocities, m/s, of the ends of the limbs, as the joints imply them.

    Finger tips, tips of the toes and the crown lie on the lines from elbow to wrist, from ankle to
    ball and from neck to head; wrists, balls, ankles, pelvis and chest are joints.
    """
    return _ends(agent, agent.joints_m), _ends(agent, agent.joint_velocities_m_per_s)


def _ends(agent: AgentTruth, values: Places) -> Places:
    of = {name: values[:, number] for number, name in enumerate(agent.joint_names)}
    neck = np.linalg.norm(agent.joint_m("head") - agent.joint_m("neck"), axis=1, keepdims=True)
    found = [of["pelvis"], of["chest"], of["head"] + CROWN_M / neck * (of["head"] - of["neck"])]
    for side in SIDES:
        wrist, ball, ankle = (of[f"{side}_{joint}"] for joint in ("wrist", "toe", "ankle"))
        fingers = wrist + HAND * (wrist - of[f"{side}_elbow"])
        found += [wrist, fingers, ankle, ball, ball + TOES * (ball - ankle)]
    return np.stack(found, axis=1)


def body_frame_m(agent: AgentTruth) -> Float[np.ndarray, "time coordinate"]:
    """All joints as seen from the pelvis along its own heading, and its height, m."""
    pelvis = agent.joint_m("pelvis")
    yaw = heading_rad(agent)[:, None]
    way = agent.joints_m - pelvis[:, None]
    ahead = np.cos(yaw) * way[..., 0] + np.sin(yaw) * way[..., 1]
    aside = np.cos(yaw) * way[..., 1] - np.sin(yaw) * way[..., 0]
    return np.concatenate([ahead, aside, way[..., 2], pelvis[:, 2:]], axis=1)


def heading_rad(agent: AgentTruth) -> Float[np.ndarray, " time"]:
    """The way that the hips face, rad from world +x."""
    left = agent.joint_m("left_hip") - agent.joint_m("right_hip")
    return np.arctan2(-left[:, 0], left[:, 1])


def seen_posture(agent: AgentTruth, now: int) -> str:
    """Standing, sitting, lying, kneeling or on the floor, from the joints at one time."""
    places = dict(zip(agent.joint_names, agent.joints_m[now], strict=True))
    trunk = places["neck"] - places["pelvis"]
    if trunk[2] < 0.5 * np.linalg.norm(trunk):
        return "lie"
    leg = sum(
        float(np.linalg.norm(places[f"left_{upper}"] - places[f"left_{lower}"]))
        for upper, lower in (("hip", "knee"), ("knee", "ankle"))
    )
    height = places["pelvis"][2] / leg
    if height > 0.85:
        return "stand"
    if height < 0.3:
        return "floor"
    knees = max(places["left_knee"][2], places["right_knee"][2])
    return "kneel" if knees < 0.2 * leg else "sit"


def ups(values: Float[np.ndarray, " time"], level: float) -> int:
    """How often a signal rises above a level after it was below its negative, or at first."""
    count, is_up = 0, False
    for value in values:
        if value > level and not is_up:
            count, is_up = count + 1, True
        is_up = is_up and value > -level
    return count


def falls(values: Float[np.ndarray, " time"], level: float) -> int:
    """How often a signal that was above a level falls below its negative."""
    count, is_up = 0, False
    for value in values:
        is_up = is_up or value > level
        if is_up and value < -level:
            count, is_up = count + 1, False
    return count


def off_ground(agent: AgentTruth, high_m: float) -> Bool[np.ndarray, " time"]:
    """Whether ankles and balls of both feet are this far above where they are lowest."""
    feet = np.stack(
        [agent.joint_m(f"{side}_{part}")[:, 2] for side in SIDES for part in ("ankle", "toe")]
    )
    return (feet > feet.min(axis=1, keepdims=True) + high_m).all(axis=0)
