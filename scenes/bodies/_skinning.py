"""Linear blend skinning in JAX: pose in, vertices out, differentiable in both."""

from dataclasses import dataclass, replace
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from scenes.bodies._body import Body

Pair = tuple[Array, Array]


@partial(
    jax.tree_util.register_dataclass,
    data_fields=[
        "vertices_m",
        "bone_heads_m",
        "weights",
        "shape_directions_m",
        "shape_heads_m",
        "pose_directions_m",
    ],
    meta_fields=["parents"],
)
@dataclass(frozen=True)
class RestArrays:
    """The part of a body that skinning differentiates through, as a pytree.

    Attributes:
        vertices_m: Skin at rest, m.
        bone_heads_m: Joints at rest, m.
        weights: Share of each bone in each vertex.
        shape_directions_m: Change of the skin with each of the body's shape values, m.
        shape_heads_m: Change of the joints with each of them, m.
        parents: Parent of each bone, -1 for the root (static).
        pose_directions_m: Change of the skin with each entry of `R - 1`, row by row, of each bone
            but the root, m; or None where the pose does not change the skin at rest.
    """

    vertices_m: Float[Array, "vertex 3"]
    bone_heads_m: Float[Array, "bone 3"]
    weights: Float[Array, "vertex bone"]
    shape_directions_m: Float[Array, "shape vertex 3"]
    shape_heads_m: Float[Array, "shape bone 3"]
    parents: tuple[int, ...]
    pose_directions_m: Float[Array, "feature vertex 3"] | None = None


def rest_arrays(body: Body, dtype: np.dtype | type = np.float32) -> RestArrays:
    """The body's arrays in the dtype in which its skin is to be computed."""
    directions = body.pose_directions_m
    return RestArrays(
        vertices_m=jnp.asarray(body.vertices_m, dtype),
        bone_heads_m=jnp.asarray(body.bone_heads_m, dtype),
        weights=jnp.asarray(body.weights, dtype),
        shape_directions_m=jnp.asarray(body.shape_directions_m, dtype),
        shape_heads_m=jnp.asarray(body.shape_heads_m, dtype),
        parents=body.parents,
        pose_directions_m=None if directions is None else jnp.asarray(directions, dtype),
    )


def shaped(rest: RestArrays, coefficients: Float[Array, " shape"]) -> RestArrays:
    """The body with its shape values changed by these amounts, to first order.

    Topology, weights and the directions themselves stay.
    """
    return replace(
        rest,
        vertices_m=rest.vertices_m + jnp.tensordot(coefficients, rest.shape_directions_m, 1),
        bone_heads_m=rest.bone_heads_m + jnp.tensordot(coefficients, rest.shape_heads_m, 1),
    )


def thinned(rest: RestArrays, points: Int[np.ndarray, " point"]) -> RestArrays:
    """The body with these vertices of its skin alone.

    Args:
        rest: The body.
        points: Indices of the vertices to keep.
    """
    pose = rest.pose_directions_m
    return replace(
        rest,
        vertices_m=rest.vertices_m[points],
        weights=rest.weights[points],
        shape_directions_m=rest.shape_directions_m[:, points],
        pose_directions_m=None if pose is None else pose[:, points],
    )


def skin(
    rest: RestArrays,
    rotations: Float[Array, "time bone 3"],
    root_translation_m: Float[Array, "time 3"],
    root_rotation: Float[Array, "time 3"],
    displacement_m: Float[Array, "time vertex 3"] | None = None,
) -> Float[Array, "time vertex 3"]:
    """Vertices of the skin in each pose, m.

    Memory is about `time * vertex * 12` numbers, so long clips go through in chunks of time.

    Args:
        rest: The body.
        rotations: Rotation vector of each bone about its joint, along the body's axes as its
            parent carries them, rad.
        root_translation_m: Where the root joint goes, m.
        root_rotation: Rotation vector that turns the whole body about its root joint, rad.
        displacement_m: Added to the skin at rest, in the body's frame, m; turns with the bones.
    """
    turned, heads = forward_kinematics(rest, rotations, root_translation_m, root_rotation)
    offset = heads - jnp.einsum("tbij,bj->tbi", turned, rest.bone_heads_m)
    affine = jnp.concatenate([turned, offset[..., None]], axis=-1)
    time, bones = affine.shape[:2]
    blend = jnp.einsum("vb,tbk->tvk", rest.weights, affine.reshape(time, bones, 12))
    blend = blend.reshape(time, -1, 3, 4)
    still = rest.vertices_m if displacement_m is None else rest.vertices_m + displacement_m
    if rest.pose_directions_m is not None:
        still = still + _pose_offsets(rest.pose_directions_m, rotations)
    moved = (blend[..., :3] * still[..., None, :]).sum(-1)
    return moved + blend[..., 3]


def _pose_offsets(
    directions_m: Float[Array, "feature vertex 3"], rotations: Float[Array, "time bone 3"]
) -> Float[Array, "time vertex 3"]:
    """Pose blend shapes: linear in the rotation matrices (Loper et al. 2015, equation 9), m."""
    turned = rotation_matrix(rotations[:, 1:]) - jnp.eye(3, dtype=rotations.dtype)
    return jnp.tensordot(turned.reshape(len(rotations), -1), directions_m, 1)


def forward_kinematics(
    rest: RestArrays,
    rotations: Float[Array, "time bone 3"],
    root_translation_m: Float[Array, "time 3"],
    root_rotation: Float[Array, "time 3"],
) -> tuple[Float[Array, "time bone 3 3"], Float[Array, "time bone 3"]]:
    """Orientation of every bone relative to rest, and where its joint is, m.

    Walks down the skeleton one depth at a time; all depths are padded to the widest.
    """
    bones, places = _levels(rest.parents)
    local = rotation_matrix(rotations)
    reach = rest.bone_heads_m - rest.bone_heads_m[np.maximum(rest.parents, 0)]

    def step(carry: Pair, level: Pair) -> tuple[Pair, Pair]:
        above, joint = carry
        bone, place = level
        joint = joint[:, place] + (above[:, place] * reach[bone][:, None, :]).sum(-1)
        turned = _compose(above[:, place], local[:, bone])
        return (turned, joint), (turned, joint)

    width = bones.shape[1]
    top = jnp.repeat(rotation_matrix(root_rotation)[:, None], width, axis=1)
    start = (top, jnp.repeat(root_translation_m[:, None], width, axis=1))
    turned, joints = jax.lax.scan(step, start, (jnp.asarray(bones), jnp.asarray(places)))[1]
    level, column = _places_of_bones(bones, len(rest.parents))
    return turned[level, :, column].swapaxes(0, 1), joints[level, :, column].swapaxes(0, 1)


def _levels(
    parents: tuple[int, ...],
) -> tuple[Int[np.ndarray, "level width"], Int[np.ndarray, "level width"]]:
    """Bones by depth, and the place of each one's parent in the depth above (padded with 0)."""
    rows, above = [([0], [0])], [0]
    while above := [bone for bone, parent in enumerate(parents) if parent in above]:
        over = rows[-1][0]
        rows.append((above, [over.index(parents[bone]) for bone in above]))
    width = max(len(bones) for bones, _ in rows)
    padded = np.array([[row + [0] * (width - len(row)) for row in pair] for pair in rows])
    return padded[:, 0], padded[:, 1]


def _places_of_bones(
    bones: Int[np.ndarray, "level width"], count: int
) -> tuple[Int[np.ndarray, " bone"], Int[np.ndarray, " bone"]]:
    """Level and column of each bone in the padded table."""
    found = [np.argwhere(bones == bone)[0] for bone in range(count)]
    level, column = np.array(found).T
    return level, column


def rotation_matrix(vector: Float[Array, "*batch 3"]) -> Float[Array, "*batch 3 3"]:
    """Rotation matrix of a rotation vector (Rodrigues), smooth and differentiable at zero."""
    squared = (vector**2).sum(-1)[..., None, None]
    small = squared < 1e-4
    angle = jnp.sqrt(jnp.where(small, 1.0, squared))
    sine = jnp.where(small, 1 - squared / 6 + squared**2 / 120, jnp.sin(angle) / angle)
    half = jnp.sin(angle / 2) / angle
    versine = jnp.where(small, 0.5 - squared / 24 + squared**2 / 720, 2 * half**2)
    x, y, z = vector[..., 0], vector[..., 1], vector[..., 2]
    zero = jnp.zeros_like(x)
    cross = jnp.stack([zero, -z, y, z, zero, -x, -y, x, zero], axis=-1)
    cross = cross.reshape(*vector.shape[:-1], 3, 3)
    outer = vector[..., :, None] * vector[..., None, :]
    return jnp.eye(3, dtype=vector.dtype) * (1 - versine * squared) + sine * cross + versine * outer


def _compose(
    first: Float[Array, "*batch 3 3"], then: Float[Array, "*batch 3 3"]
) -> Float[Array, "*batch 3 3"]:
    return (first[..., :, :, None] * then[..., None, :, :]).sum(-2)
