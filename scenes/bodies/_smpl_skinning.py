"""Skinning of SMPL, SMPL-H and SMPL-X in JAX, in the axes and terms of their files."""

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from scenes.bodies._skinning import RestArrays, shaped, skin
from scenes.bodies._smpl_file import SmplModel


def smpl_arrays(model: SmplModel, dtype: np.dtype | type = np.float32) -> RestArrays:
    """The model for `smpl_vertices`: along the shape axis first the betas, then the expressions.

    Args:
        model: The model.
        dtype: In which its skin is to be computed.
    """
    directions = np.concatenate([model.shape_directions_m, model.expression_directions_m])
    joints = np.einsum("jv,dvi->dji", model.joint_regressor, directions, optimize=True)
    return RestArrays(
        vertices_m=jnp.asarray(model.vertices_m, dtype),
        bone_heads_m=jnp.asarray(model.joint_regressor @ model.vertices_m, dtype),
        weights=jnp.asarray(model.weights, dtype),
        shape_directions_m=jnp.asarray(directions, dtype),
        shape_heads_m=jnp.asarray(joints, dtype),
        pose_directions_m=jnp.asarray(model.pose_directions_m, dtype),
        parents=model.parents,
    )


def smpl_vertices(
    rest: RestArrays,
    coefficients: Float[Array, " shape"],
    pose_rad: Float[Array, "time joint 3"],
    translation_m: Float[Array, "time 3"],
) -> Float[Array, "time vertex 3"]:
    """Vertices in the model's own axes (+y up), as `smplx` computes them, m.

    Linear blend skinning with shape and pose blend shapes (Loper et al. 2015, equations 2 to 12):
    differentiable in all but the topology. Memory is about `time * vertex * 15` numbers.

    Args:
        rest: From `smpl_arrays`.
        coefficients: Betas, then expressions; those at the end may be left out.
        pose_rad: Rotation vector of each joint, the root's first; hands as rotations, with their
            mean (`SmplModel.hands_rad`), rad.
        translation_m: Shift of the whole body, m.
    """
    missing = len(rest.shape_directions_m) - len(coefficients)
    body = shaped(rest, jnp.pad(coefficients, (0, missing)))
    root = body.bone_heads_m[0] + translation_m
    return skin(body, pose_rad, root, jnp.zeros_like(root))
