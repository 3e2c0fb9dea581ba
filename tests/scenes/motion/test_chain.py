"""Chains: one thing after another, in the order and at the places that they say, without jolts."""

from collections.abc import Sequence

import numpy as np
import pytest

from scenes import InputError
from scenes.bodies import Body
from scenes.motion import LIMITS, ChainMotion, activities, chain_motion, plausibility
from scenes.motion._joints import skeleton
from scenes.spec import GaitSpec, GoTo, Perform, Step

SEAT_M = (2.0, 1.2, 0.45)
STEPS: tuple[Step, ...] = (
    GoTo(to_m=(2.0, 1.0), via_m=((1.2, 0.0),), facing_rad=-np.pi / 2, speed_m_per_s=1.0),
    Perform(activity="sit_down", at_m=SEAT_M),
    Perform(activity="wave", hand="left", repetitions=3),
    GoTo(to_m=(0.4, 0.2)),
)


def planned(body: Body, steps: Sequence[Step], seed: int = 0) -> ChainMotion:
    return chain_motion(body, steps, (0.0, 0.0), 0.3, np.random.default_rng(seed))


@pytest.fixture(scope="module")
def chain(light_body: Body) -> ChainMotion:
    return planned(light_body, STEPS)


def test_the_log_says_what_was_asked_in_its_order(chain: ChainMotion) -> None:
    asked = [one for one in chain.intervals if one.step >= 0]
    assert [one.activity for one in asked] == ["walk", "sit_down", "wave", "walk"]
    wave = asked[2]
    assert (wave.hand, wave.repetitions) == ("left", 3)
    assert "stand_up" in [one.activity for one in chain.intervals]
    ends = [one.end_s for one in chain.intervals]
    assert ends == sorted(ends)
    assert ends[-1] == pytest.approx(chain.duration_s)


def test_the_body_is_where_the_steps_say(chain: ChainMotion, light_body: Body) -> None:
    asked = {one.step: one for one in chain.intervals if one.step >= 0}
    times = np.array([asked[0].start_s, asked[0].end_s, asked[1].end_s, chain.duration_s])
    pose = chain.pose(times)
    ground = np.asarray(pose.root_translation_m)[:, :2]
    assert ground[0] == pytest.approx([0.0, 0.0], abs=0.03)
    assert ground[1] == pytest.approx([2.0, 1.0], abs=0.03)
    assert ground[3] == pytest.approx([0.4, 0.2], abs=0.03)
    behind = ground[2] - np.array(SEAT_M[:2])
    assert behind[1] > 0.1, "the pelvis is over the seat, behind its edge"
    assert pose.root_translation_m[2, 2] < pose.root_translation_m[0, 2] - 0.2


def test_nothing_jumps_anywhere(chain: ChainMotion, light_body: Body) -> None:
    """Differences over 1 ms stay those of limbs, also where segments meet."""
    meets = np.array([one.end_s for one in chain.intervals[:-1]])
    times = (meets[:, None] + np.array([-1e-3, 0.0, 1e-3])).ravel()
    _, joints = skeleton(light_body, chain.pose(times))
    steps = np.linalg.norm(np.diff(joints.reshape(-1, 3, *joints.shape[1:]), axis=1), axis=-1)
    assert steps.max() < 4e-3, "no joint is faster than 4 m/s there"
    assert np.abs(np.diff(steps, axis=1)).max() < 3e-4, "nor changes its speed at once"


def test_feet_do_not_slip_and_joints_keep_to_their_limits(
    chain: ChainMotion, light_body: Body
) -> None:
    found = plausibility(light_body, chain, 0.0, chain.duration_s)
    assert not found.failures(LIMITS), found


def test_the_seed_draws_another_performance_of_the_same_thing(light_body: Body) -> None:
    one, same, other = (
        planned(light_body, [Perform(activity="squat", seed=seed)]) for seed in (1, 1, 2)
    )
    times = np.linspace(0.0, 2.0, 20)
    assert (one.pose(times).rotations == same.pose(times).rotations).all()
    assert np.abs(one.pose(times).rotations - other.pose(times).rotations).max() > 0.02


@pytest.mark.parametrize("gait", [GaitSpec(cadence=1.2), GaitSpec(fatigue=1.0)])
def test_cadence_and_fatigue_shorten_the_steps(light_body: Body, gait: GaitSpec) -> None:
    usual, changed = (
        planned(light_body, [GoTo(to_m=(6.0, 0.0), gait=one)]).segments
        for one in (GaitSpec(), gait)
    )
    stride, shorter = (
        next(one.course.stride_m for one in segments if hasattr(one, "course"))
        for segments in (usual, changed)
    )
    assert shorter < 0.95 * stride


def test_asymmetry_makes_one_swing_longer(light_body: Body) -> None:
    chain = planned(light_body, [GoTo(to_m=(6.0, 0.0), gait=GaitSpec(asymmetry=0.2))])
    going = next(one for one in chain.segments if hasattr(one, "course"))
    left, right = (1 - going.steps[side].cycle.support for side in "LR")
    assert (left - right) / ((left + right) / 2) == pytest.approx(0.2)


@pytest.mark.parametrize("tempo", [0.7, 1.5])
def test_tempo_and_repetitions_are_obeyed(light_body: Body, tempo: float) -> None:
    step = Perform(activity="squat", repetitions=4, tempo=tempo, style=0.0, seed=3)
    usual = step.model_copy(update={"tempo": 1.0})
    one, other = (
        next(i for i in planned(light_body, [s]).intervals if i.step == 0) for s in (step, usual)
    )
    assert one.repetitions == other.repetitions == 4
    ratio = (other.end_s - other.start_s) / (one.end_s - one.start_s)
    assert ratio == pytest.approx(tempo, rel=0.02)


def test_an_unknown_activity_is_refused_with_its_neighbours(light_body: Body) -> None:
    with pytest.raises(InputError, match="squat"):
        planned(light_body, [Perform(activity="squats")])


def test_every_activity_says_what_it_looks_like() -> None:
    for name, one in activities().items():
        assert one.name == name
        for text in (*one.says, *vars(one.about).values()):
            assert text.strip() == text
            assert not text.endswith(".")
            assert "{" not in text.replace("{hand}", "")
            assert "{hand}" not in text or one.sided, f"{name} names a hand but has no side"
