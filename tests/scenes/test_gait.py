"""People walk like people: feet stay where they are put, knees and arms go the right way."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from scenes import (
    Agent,
    AgentSpec,
    BodySpec,
    CirclePath,
    LinePath,
    PopulatedScene,
    RoomSpec,
    SceneSpec,
    Stand,
    ToAndFroPath,
    Walk,
    Wave,
    audit,
    populate,
)

WIDE_ROOM = RoomSpec(size_m=(30.0, 30.0, 3.0), corner_m=(-15.0, -15.0))


def someone(
    activity: Walk | Stand | Wave, body: BodySpec | None = None, duration_s: float = 2.5
) -> Agent:
    """A person who does this in a large room."""
    agent = AgentSpec(
        name="someone",
        body=body or BodySpec(),
        activity=activity,
        position_m=(1.0, -2.0),
        heading_rad=0.4,
    )
    return populate(
        SceneSpec(rooms=(WIDE_ROOM,), agents=(agent,), duration_s=duration_s, seed=5)
    ).agents[0]


@pytest.mark.parametrize("speed", [0.4, 1.1, 2.0])
def test_feet_stay_where_they_are_put(speed: float) -> None:
    """Skating below 5 cm/s, sinking below 2 cm (the design's limits; measured 3 cm/s and 2 mm)."""
    result = audit(someone(Walk(speed_m_per_s=speed)), 0.0, 2.5)
    assert result.foot_slip_m_per_s < 0.05
    assert result.foot_skid_m < 0.03
    assert result.penetration_m < 0.005
    assert result.airborne_s <= 0.02
    assert 3.0 * speed < result.joint_speed_m_per_s < 6.5 * speed


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (ToAndFroPath(length_m=1.0), BodySpec()),
        (CirclePath(radius_m=0.8, turn="right"), BodySpec()),
        (LinePath(), BodySpec(gender=1.0, weight=0.9)),
        (LinePath(), BodySpec(gender=0.0, height=0.6)),
        (LinePath(), BodySpec(age=0.3)),
    ],
    ids=["to_and_fro", "circle", "heavy_woman", "tall_man", "child"],
)
def test_feet_stay_in_turns_and_for_other_bodies(
    path: LinePath | ToAndFroPath | CirclePath, body: BodySpec
) -> None:
    result = audit(someone(Walk(path=path), body, duration_s=4.0), 0.0, 4.0)
    assert result.foot_slip_m_per_s < 0.05
    assert result.penetration_m < 0.005


def test_audit_notices_a_sliding_foot() -> None:
    """The same walk carried along by 0.3 m/s skates by that much."""
    agent = someone(Walk())
    straight = Agent.vertices

    class Sliding(Agent):
        def vertices(self, times_s: np.ndarray) -> np.ndarray:
            return straight(self, times_s) + 0.3 * times_s[:, None, None] * np.eye(3)[0]

    slid = audit(Sliding(**vars_of(agent)), 0.0, 1.5)
    assert slid.foot_slip_m_per_s > 0.25
    assert slid.foot_skid_m > 0.05


def vars_of(agent: Agent) -> dict:
    """The fields of an agent."""
    return {name: getattr(agent, name) for name in ("name", "body", "motion", "log")}


@pytest.mark.parametrize(
    "activity",
    [Walk(path=ToAndFroPath(length_m=1.0)), Wave(hand="left"), Stand()],
    ids=["walk", "wave", "stand"],
)
def test_accelerations_are_continuous(activity: Walk | Wave | Stand) -> None:
    """With a continuous acceleration its change over a step halves with the step.

    A jump anywhere would stay as it is: the ratio would be 1.
    """
    agent = someone(activity, duration_s=4.0)

    def largest_change(step_s: float) -> float:
        times = np.arange(0.5, 3.5, step_s)
        acceleration = np.diff(agent.joints(times), 2, axis=0) / step_s**2
        return float(np.abs(np.diff(acceleration, axis=0)).max())

    assert largest_change(0.5e-3) < 0.6 * largest_change(1e-3)


def test_walker_keeps_to_speed_and_cadence() -> None:
    """Boulic et al. (1990): steps per second = 2 sqrt(RV) / 1.346 with RV = speed / hip height."""
    agent = someone(Walk(speed_m_per_s=1.2), duration_s=8.0)
    times = np.arange(0.0, 8.0, 0.01)
    torso = agent.torso_m(times)
    travelled = np.linalg.norm(torso[-1, :2] - torso[0, :2])
    assert travelled / (times[-1] - times[0]) == pytest.approx(1.2, rel=0.01)
    rate = 2 * np.sqrt(1.2 / agent.body.head_m("upperleg01.L")[2]) / 1.346
    spectrum = np.abs(
        np.fft.rfft((torso[:, 2] - torso[:, 2].mean()) * np.hanning(len(times)), 8192)
    )
    found = spectrum.argmax() / (8192 * 0.01)
    assert found == pytest.approx(rate, abs=0.05)


def test_knees_bend_backwards_and_legs_nearly_stretch() -> None:
    agent = someone(Walk())
    joint = joints_by_name(agent, np.arange(0.0, 2.4, 0.01))
    ahead = np.array([np.cos(0.4), np.sin(0.4), 0.0])
    for side in ("left", "right"):
        hip, knee, ankle = (joint[f"{side}_{name}"] for name in ("hip", "knee", "ankle"))
        bend = angle(knee - hip, ankle - knee)
        assert ((knee - (hip + ankle) / 2) @ ahead > 0).all()
        assert 5 < bend.min() < 20
        assert 55 < bend.max() < 75


def test_arms_swing_against_the_legs_with_bent_elbows() -> None:
    agent = someone(Walk())
    joint = joints_by_name(agent, np.arange(0.0, 2.4, 0.01))
    ahead = np.array([np.cos(0.4), np.sin(0.4), 0.0])
    for side, other in (("left", "right"), ("right", "left")):
        hand = (joint[f"{side}_wrist"] - joint["pelvis"]) @ ahead
        foot = (joint[f"{other}_ankle"] - joint["pelvis"]) @ ahead
        assert np.corrcoef(hand, foot)[0, 1] > 0.8
        upper = joint[f"{side}_elbow"] - joint[f"{side}_shoulder"]
        lower = joint[f"{side}_wrist"] - joint[f"{side}_elbow"]
        elbow = angle(upper, lower)
        assert elbow.min() > 8
        assert elbow.max() < 50
        assert 0.2 < np.ptp(hand) < 0.7


@pytest.mark.parametrize("body", [BodySpec(), BodySpec(gender=1.0, weight=0.9), BodySpec(age=0.3)])
def test_hands_stay_clear_of_the_thighs(body: BodySpec) -> None:
    agent = someone(Walk(), body)
    legs = agent.body.share("pelvis.L", "pelvis.R") > 0.5
    hands = agent.body.share("wrist.L", "wrist.R") > 0.5
    for skin in agent.vertices(np.arange(0.0, 2.4, 0.1)):
        assert cKDTree(skin[legs]).query(skin[hands])[0].min() > 0.01


def test_standing_is_nearly_still_but_sways() -> None:
    agent = someone(Stand(), duration_s=12.0)
    times = np.arange(0.0, 12.0, 0.05)
    assert 0.002 < np.ptp(agent.torso_m(times), axis=0).max() < 0.02
    joint = joints_by_name(agent, times)
    for side in ("left", "right"):
        assert np.ptp(joint[f"{side}_ankle"], axis=0).max() < 1e-9
    assert audit(agent, 0.0, 2.0).penetration_m < 0.005


def test_standing_without_sway_moves_no_joint() -> None:
    agent = someone(Stand(sway_m=0.0))
    assert np.ptp(agent.joints(np.arange(0.0, 2.5, 0.25)), axis=0).max() == 0.0


@pytest.mark.parametrize("hand", ["left", "right"])
def test_waving_raises_and_swings_the_named_hand(hand: str) -> None:
    agent = someone(Wave(hand=hand, rate_hz=1.5), duration_s=4.0)  # type: ignore[arg-type]
    joint = joints_by_name(agent, np.arange(0.0, 4.0, 0.02))
    other = "left" if hand == "right" else "right"
    wrist = joint[f"{hand}_wrist"]
    assert (wrist[:, 2] > joint[f"{hand}_shoulder"][:, 2]).all()
    assert (joint[f"{other}_wrist"][:, 2] < joint[f"{other}_elbow"][:, 2]).all()
    left = np.array([-np.sin(0.4), np.cos(0.4), 0.0])
    aside = wrist @ left
    assert np.ptp(aside) > 0.15
    spectrum = np.abs(np.fft.rfft(aside - aside.mean()))
    assert spectrum.argmax() / 4.0 == pytest.approx(1.5, abs=0.26)


def test_sampling_does_not_depend_on_the_batch(walk_scene: PopulatedScene) -> None:
    agent = walk_scene.agents[0]
    times = np.linspace(0.0, 3.0, 131)
    together = agent.vertices(times)
    assert together.dtype == np.float64
    for i in (0, 63, 64, 130):
        np.testing.assert_allclose(agent.vertices(times[i : i + 1])[0], together[i], atol=1e-12)


def joints_by_name(agent: Agent, times_s: np.ndarray) -> dict[str, np.ndarray]:
    """Joints over time, by name."""
    joints = agent.joints(times_s)
    return {name: joints[:, i] for i, name in enumerate(agent.joint_names)}


def angle(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Angle between vectors, degrees."""
    cosine = (one * other).sum(-1) / np.linalg.norm(one, axis=-1) / np.linalg.norm(other, axis=-1)
    return np.rad2deg(np.arccos(cosine))
