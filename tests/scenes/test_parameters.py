"""Skin is a differentiable function of place, joints, shape and life."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from scenes import (
    Agent,
    BodySpec,
    InputError,
    PopulatedScene,
    chest_pattern,
    rest_arrays,
    scene_from_text,
    shaped,
)
from scenes.bodies._anny import at_rest, extract_body
from scenes.bodies._body import Body
from scenes.bodies._reduce import closest_points, reduce_faces

TIMES = np.linspace(0.2, 2.1, 5)


@pytest.fixture(scope="module")
def agent(walk_scene: PopulatedScene) -> Agent:
    return walk_scene.agents[0]


def test_neutral_parameters_change_nothing(agent: Agent) -> None:
    """In float32, positions of 5 m are rounded to 0.5 um at every step."""
    with jax.enable_x64(True):
        exact = np.asarray(agent.vertices_of(agent.parameters(), TIMES))
    np.testing.assert_allclose(exact, agent.vertices(TIMES), atol=1e-12)
    rounded = agent.vertices_of(agent.parameters(), TIMES)
    assert rounded.dtype == jnp.float32
    np.testing.assert_allclose(rounded, exact, atol=4e-6)


def test_times_outside_the_scene_are_refused(agent: Agent) -> None:
    with pytest.raises(InputError, match="time"):
        agent.vertices_of(agent.parameters(), np.array([-5.0]))


def test_gradients_match_finite_differences(agent: Agent) -> None:
    """Leaf by leaf, along a random direction, in float64 under jit.

    Central differences over h and 2h, combined so that they err by h^4 f^(5) / 30, with h = 1e-3:
    1e-9 relative at the heart's third harmonic. Rounding of positions to 1e-15 m over h is 1e-8 of
    the smallest slope, for the projection looks at the chest most.
    """
    random = np.random.default_rng(0)
    pattern = chest_pattern(agent.body)
    weight = (0.01 + pattern.breathing + 5 * pattern.heartbeat)[:, None]
    target = weight * random.normal(size=(len(TIMES), len(weight), 3))
    with jax.enable_x64(True):
        at = agent.parameters()
        at = at._replace(joint_rotation_rad=0.1 * random.normal(size=at.joint_rotation_rad.shape))
        start = agent.vertices_of(at, TIMES)
        loss = jax.jit(lambda p: (target * (agent.vertices_of(p, TIMES) - start)).sum())
        leaves, tree = jax.tree.flatten(at)
        for i, slope in enumerate(jax.tree.leaves(jax.jit(jax.grad(loss))(at))):
            way = random.normal(size=np.shape(slope))
            values = [
                float(loss(tree.unflatten([*leaves[:i], leaves[i] + step * way, *leaves[i + 1 :]])))
                for step in (-2e-3, -1e-3, 1e-3, 2e-3)
            ]
            expected = np.dot(values, [1, -8, 8, -1]) / 12e-3
            assert expected != 0.0
            assert float((slope * way).sum()) == pytest.approx(expected, rel=1e-6), i


def test_batches_of_parameters(agent: Agent) -> None:
    with jax.enable_x64(True):
        neutral = agent.parameters()
        batch = jax.tree.map(lambda leaf: jnp.stack([leaf, leaf + 0.01, leaf - 0.02]), neutral)
        together = jax.jit(jax.vmap(lambda p: agent.vertices_of(p, TIMES[:2])))(batch)
        for i in range(3):
            alone = agent.vertices_of(jax.tree.map(lambda leaf, i=i: leaf[i], batch), TIMES[:2])
            np.testing.assert_allclose(together[i], alone, atol=1e-12)


def test_translation_and_life_do_what_they_say(agent: Agent) -> None:
    shift = np.array([0.1, -0.2, 0.3])
    with jax.enable_x64(True):
        neutral = agent.parameters()
        still = agent.vertices_of(neutral, TIMES)
        moved = agent.vertices_of(neutral._replace(translation_m=shift), TIMES)
        vitals = neutral.vitals._replace(breathing_m=0.0, heartbeat_m=0.0)
        held = agent.vertices_of(neutral._replace(vitals=vitals), TIMES)
    np.testing.assert_allclose(moved - still, np.broadcast_to(shift, still.shape), atol=1e-12)
    assert 1e-4 < np.abs(held - still).max() < 5e-3


def test_shape_directions_are_annys_own() -> None:
    """Between its targets Anny is linear along one value, so a step of 0.08 is exact."""
    spec = BodySpec(weight=0.65, muscle=0.35)
    body = extract_body(spec)
    for i, name in enumerate(body.shape_names):
        step = 0.08 * np.eye(3)[i]
        skin, heads = at_rest(spec.model_copy(update={name: getattr(spec, name) + 0.08}))
        with jax.enable_x64(True):
            ours = shaped(rest_arrays(body, np.float64), jnp.asarray(step))
        np.testing.assert_allclose(ours.vertices_m, skin, atol=1e-12)
        np.testing.assert_allclose(ours.bone_heads_m, heads, atol=1e-12)
        assert np.abs(skin - body.vertices_m).max() > 1e-3


def test_shape_directions_stay_within_the_phenotype() -> None:
    """At the end of the range the difference is one-sided, and still exact."""
    heavy = extract_body(BodySpec(weight=1.0))
    lighter, _ = at_rest(BodySpec(weight=0.9))
    slope = heavy.shape_directions_m[heavy.shape_names.index("weight")]
    np.testing.assert_allclose(heavy.vertices_m - 0.1 * slope, lighter, atol=1e-12)


def test_reduced_body_keeps_its_shape_directions() -> None:
    """The reduced skin of a taller body is the reduced skin, stretched."""
    spec = BodySpec(weight=0.65)
    small, full = (
        reduce_faces(extract_body(spec), 5000),
        extract_body(spec.model_copy(update={"height": spec.height + 0.1})),
    )
    assert small.shape_directions_m.shape == (3, len(small.vertices_m), 3)
    taller = small.vertices_m + 0.1 * small.shape_directions_m[0]
    off, before = (distance_m(full, skin) for skin in (taller, small.vertices_m))
    assert np.percentile(off, 99) < 2e-3
    assert np.median(before) > 4e-3


def distance_m(body: Body, points_m: np.ndarray) -> np.ndarray:
    """Distance of points from the skin, m."""
    corners, shares = closest_points(body, points_m)
    closest = (body.vertices_m[corners] * shares[..., None]).sum(1)
    return np.linalg.norm(points_m - closest, axis=1)


def test_taller_people_stay_on_the_ground() -> None:
    """A step of 0.05 in height is 5 cm. Bent knees keep soles off the exact ground: 4 mm."""
    agent = scene_from_text("a person stands still", seed=2).agents[0]
    with jax.enable_x64(True):
        neutral = agent.parameters()
        taller = neutral._replace(shape=jnp.array([0.05, 0.0, 0.0]))
        tops, soles = [], []
        for parameters in (neutral, taller):
            skin = np.asarray(agent.vertices_of(parameters, np.array([1.0])))[0]
            tops.append(skin[:, 2].max())
            soles.append(skin[:, 2].min())
    assert tops[1] - tops[0] == pytest.approx(0.05, abs=0.012)
    assert abs(soles[1] - soles[0]) < 4e-3
