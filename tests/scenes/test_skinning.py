"""Skinning agrees with Anny's own, and its gradients with finite differences."""

import jax
import jax.numpy as jnp
import numpy as np
from scipy.spatial.transform import Rotation

from scenes import BodySpec, rest_arrays, rotation_matrix, skin
from scenes.bodies._anny import anny_model, extract_body
from scenes.bodies._body import Body

SKIN = jax.jit(skin)
TO_ANNY = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
"""Takes the project's body axes (+x forward, +y left) to Anny's (+x left, -y forward)."""


def test_agrees_with_anny_in_random_poses() -> None:
    """Given the world orientation of every bone, Anny places joints and skin by its own code.

    Those orientations are composed here, from the definition of `rotations`. Both skins are
    float64, so they agree far better than the required 1e-5 m, up to the choice of the ground.
    """
    import torch

    spec = BodySpec(faces=27420)
    full = extract_body(spec)
    model, shape = anny_model(), spec.model_dump(exclude={"faces"})
    random = np.random.default_rng(0)
    rotations = random.normal(scale=0.3, size=(3, len(full.parents), 3))
    root = random.normal(size=(3, 3))
    poses = np.tile(np.eye(4), (3, len(full.parents), 1, 1))
    poses[..., :3, :3] = TO_ANNY @ _composed(rotations, full.parents) @ TO_ANNY.T
    poses[..., :3, :3] @= model(phenotype_kwargs=shape)["rest_bone_poses"].numpy()[..., :3, :3]
    poses[:, 0, :3, 3] = root @ TO_ANNY.T
    theirs = model(
        pose_parameters=torch.as_tensor(poses),
        phenotype_kwargs=shape,
        pose_parameterization="world-orient",
    )["vertices"].numpy()
    with jax.enable_x64(True):
        ours = SKIN(rest_arrays(full, np.float64), rotations, jnp.asarray(root), jnp.zeros((3, 3)))
    assert np.abs(np.asarray(ours) @ TO_ANNY.T - theirs).max() < 1e-9


def _composed(rotations: np.ndarray, parents: tuple[int, ...]) -> np.ndarray:
    """World orientation of each bone: its parent's, then its own rotation."""
    world: list[np.ndarray] = []
    for bone, parent in enumerate(parents):
        own = Rotation.from_rotvec(rotations[:, bone]).as_matrix()
        world.append(own if parent < 0 else world[parent] @ own)
    return np.stack(world, axis=1)


def test_rest_pose_gives_rest_vertices(body: Body) -> None:
    bones = len(body.parents)
    root = jnp.asarray(body.bone_heads_m[:1], jnp.float32)
    out = SKIN(rest_arrays(body), jnp.zeros((1, bones, 3)), root, jnp.zeros((1, 3)))
    assert out.dtype == jnp.float32
    np.testing.assert_allclose(out[0], body.vertices_m, atol=2e-6)


def test_root_rotation_turns_the_body_about_the_root(body: Body) -> None:
    turn = np.array([[0.0, 0.0, np.pi / 2]])
    with jax.enable_x64(True):
        out = SKIN(
            rest_arrays(body, np.float64),
            np.zeros((1, len(body.parents), 3)),
            np.zeros((1, 3)),
            turn,
        )
    offset = body.vertices_m - body.bone_heads_m[0]
    expected = np.stack([-offset[:, 1], offset[:, 0], offset[:, 2]], axis=1)
    np.testing.assert_allclose(out[0], expected, atol=1e-12)


def test_gradient_matches_finite_differences(body: Body) -> None:
    """Central differences of a smooth loss in float64 are good to some h^2 = 1e-10 of its scale.

    Sizes of the rotations: none at all, tiny, just below the end of the series, and large.
    """
    random = np.random.default_rng(1)
    draw = random.normal(size=(2, len(body.parents), 3))
    step = (random.normal(size=draw.shape), random.normal(size=(2, 3)))
    target = random.normal(size=(2, len(body.vertices_m), 3))
    with jax.enable_x64(True):
        rest = rest_arrays(body, np.float64)

        def loss(rotations: jax.Array, shift: jax.Array) -> jax.Array:
            return ((skin(rest, rotations, shift, 0.5 * shift) - target) ** 2).mean()

        value, gradient = jax.jit(loss), jax.jit(jax.grad(loss, argnums=(0, 1)))
        for size in (0.0, 1e-9, 0.005, 0.4):
            at = (jnp.asarray(size * draw), jnp.zeros((2, 3)))
            slopes = gradient(*at)
            h = 1e-5
            ahead, behind = (
                value(*(a + sign * h * s for a, s in zip(at, step, strict=True)))
                for sign in (1, -1)
            )
            slope = sum((g * s).sum() for g, s in zip(slopes, step, strict=True))
            assert all(bool(jnp.isfinite(g).all()) for g in slopes)
            np.testing.assert_allclose(slope, (ahead - behind) / (2 * h), rtol=1e-7)


def test_rotation_matrix_is_accurate_on_both_sides_of_its_series() -> None:
    axis = np.array([0.6, -0.48, 0.64])
    for angle in (0.0, 1e-8, 0.0099, 0.0101, 1.0, 3.1, 7.0):
        with jax.enable_x64(True):
            matrix = np.asarray(rotation_matrix(jnp.asarray(angle * axis)))
        np.testing.assert_allclose(
            matrix, Rotation.from_rotvec(angle * axis).as_matrix(), atol=1e-14
        )
