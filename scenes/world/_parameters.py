"""A moving body as a pure function of what can be differentiated: place, joints, shape, life."""

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from scenes.bodies import Body, ChestPattern, RestArrays, VitalSigns, shaped, skin
from scenes.motion import Pose

TIMES_PER_CHUNK = 64
"""Poses that are skinned at once."""


class AgentParameters(NamedTuple):
    """What may differ from an agent as it was made; a pytree.

    Attributes:
        translation_m: Shift of the whole body in the world, m.
        joint_rotation_rad: Added to the rotation vector of each bone in every pose, rad.
        shape: Added to each phenotype value in `Body.shape_names`.
        vitals: Breath and heartbeat (these replace the agent's).
    """

    translation_m: Float[Array, "3"]
    joint_rotation_rad: Float[Array, "bone 3"]
    shape: Float[Array, " shape"]
    vitals: VitalSigns


def neutral_parameters(body: Body, vitals: VitalSigns) -> AgentParameters:
    """The parameters that change nothing, in JAX's default precision."""
    dtype = jnp.result_type(float)
    return AgentParameters(
        translation_m=jnp.zeros(3),
        joint_rotation_rad=jnp.zeros(body.bone_heads_m.shape),
        shape=jnp.zeros(len(body.shape_names)),
        vitals=jax.tree.map(partial(jnp.asarray, dtype=dtype), vitals),
    )


def posed_vertices(
    rest: RestArrays,
    pattern: ChestPattern,
    pose: Pose,
    parameters: AgentParameters,
    times_s: Float[Array, " time"],
) -> Float[Array, "time vertex 3"]:
    """World positions of living skin, m; differentiable in everything but the topology.

    The root follows the rise of its own height with the shape, so that soles stay on the ground.
    Backward passes keep one chunk of times in memory and compute it again.

    Args:
        rest: The body.
        pattern: Where breath and heartbeat show.
        pose: The pose at each time.
        parameters: What differs from the body and the pose.
        times_s: Times of the poses, s.
    """
    body = shaped(rest, parameters.shape)
    rise = body.bone_heads_m[0, 2] - rest.bone_heads_m[0, 2]
    shift = parameters.translation_m.at[2].add(rise)
    moved = Pose(
        rotations=pose.rotations + parameters.joint_rotation_rad,
        root_translation_m=pose.root_translation_m + shift,
        root_rotation=pose.root_rotation,
    )

    @jax.checkpoint
    def at(moment: tuple[Pose, Float[Array, ""]]) -> Float[Array, "vertex 3"]:
        now, time = jax.tree.map(lambda leaf: leaf[None], moment)
        living = pattern.displacement_m(parameters.vitals, time)
        return skin(body, now.rotations, now.root_translation_m, now.root_rotation, living)[0]

    return jax.lax.map(at, (moved, times_s), batch_size=TIMES_PER_CHUNK)
