"""Figures of plausibility: what is done to a motion is what they say; the library keeps to them."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from jaxtyping import Float

from scenes.bodies import Body
from scenes.motion import LIMITS, ChainMotion, chain_motion, plausibility
from scenes.motion._channels import arm_columns
from scenes.motion._figure import figure_of
from scenes.motion._overlap import filling_of, overlap_m
from scenes.motion._pose import Motion, Pose
from scenes.spec import Perform


@dataclass(frozen=True)
class Carried:
    """A motion carried along at a velocity, from a place below its own."""

    motion: Motion
    below_m: float = 0.0
    velocity_m_per_s: float = 0.0
    activity: str = "carried"

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        pose = self.motion.pose(times_s)
        moved = np.asarray(pose.root_translation_m).copy()
        moved[:, 0] += self.velocity_m_per_s * times_s
        moved[:, 2] -= self.below_m
        return replace(pose, root_translation_m=moved)


def performed(body: Body, activity: str, seed: int = 0) -> ChainMotion:
    step = Perform(activity=activity, seed=seed)
    return chain_motion(body, [step], (0.0, 0.0), 0.0, np.random.default_rng(seed))


@pytest.fixture(scope="module")
def standing(light_body: Body) -> ChainMotion:
    return performed(light_body, "stand")


def test_a_body_below_the_ground_is_as_deep_as_it_was_lowered(
    standing: ChainMotion, light_body: Body
) -> None:
    before = plausibility(light_body, standing, 0.0, 1.0)
    after = plausibility(light_body, Carried(standing, below_m=0.05), 0.0, 1.0)
    assert after.penetration_m - before.penetration_m == pytest.approx(0.05, abs=1e-4)
    assert "penetration_m" in after.failures(LIMITS)


def test_feet_that_are_carried_along_slip_as_fast(standing: ChainMotion, light_body: Body) -> None:
    found = plausibility(light_body, Carried(standing, velocity_m_per_s=0.2), 0.0, 1.0)
    assert found.foot_slip_m_per_s == pytest.approx(0.2, abs=0.01)
    assert found.failures(LIMITS) == ("foot_slip_m_per_s",)


def test_feet_of_somebody_who_kneels_down_would_slide_if_they_were_not_kept(
    light_body: Body,
) -> None:
    kept = performed(light_body, "kneel_down")
    assert plausibility(light_body, kept, 0.0, kept.duration_s).failures(LIMITS) == ()
    loose = replace(kept, shift={})
    assert plausibility(light_body, loose, 0.0, kept.duration_s).foot_slip_m_per_s > 0.1


def test_limbs_that_go_into_the_trunk_are_noticed(light_body: Body) -> None:
    """A hand that reaches for a place behind the navel goes in at the belly."""
    figure = figure_of(light_body)
    through = figure.standing.copy()
    navel = figure.landmarks_m["belly"] - np.array([0.2, 0.0, 0.0])
    through[arm_columns("R")] = figure.arms["R"].angles_rad(navel, 0.0)
    depth, where = overlap_m(light_body, figure.poser.pose(np.stack([figure.standing, through])))
    assert depth[0] < 0.01
    assert depth[1] > 0.05
    assert "R" in where
    assert "trunk" in where


def test_the_spheres_fill_the_body_and_are_carried_as_its_skin_is(light_body: Body) -> None:
    filling = filling_of(light_body)
    centres = np.asarray(filling.rest.vertices_m)
    away = np.linalg.norm(light_body.vertices_m[:, None] - centres[None], axis=-1)
    assert np.all(away.min(axis=0) > filling.radius_m - 1e-6), "no skin inside a sphere"
    assert {"trunk", "head", "L hand", "R foot"} <= set(filling.parts)
    weights = np.asarray(filling.rest.weights)
    assert weights.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("activity", ["fall_forward", "jog_in_circle", "mop_floor", "squat"])
def test_activities_keep_to_the_limits(activity: str, light_body: Body) -> None:
    motion = performed(light_body, activity, seed=1)
    assert plausibility(light_body, motion, 0.0, motion.duration_s).failures(LIMITS) == ()
