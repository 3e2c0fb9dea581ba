"""`Agent`: a moving body, sampled at any time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from scenes._errors import InputError
from scenes.bodies import (
    LIFELESS,
    Body,
    ChestPattern,
    RestArrays,
    VitalSigns,
    chest_pattern,
    forward_kinematics,
    rest_arrays,
)
from scenes.motion import ActivityInterval, Motion, Pose
from scenes.world._parameters import (
    TIMES_PER_CHUNK,
    AgentParameters,
    neutral_parameters,
    posed_vertices,
)

EXTRA_S = 1.0
"""How far outside the scene's duration a motion may be sampled, s."""

_posed_vertices = jax.jit(posed_vertices)
_forward_kinematics = jax.jit(forward_kinematics)


@dataclass(frozen=True)
class Agent:
    """A person in motion. Positions, velocities and accelerations are continuous in time.

    Attributes:
        name: Unique name.
        body: Skin and skeleton.
        motion: Knows the pose at any time.
        log: What the person does when.
        vitals: Breath and heartbeat.
    """

    name: str
    body: Body
    motion: Motion
    log: tuple[ActivityInterval, ...]
    vitals: VitalSigns = LIFELESS
    material: Literal["skin"] = "skin"

    @property
    def faces(self) -> Int[np.ndarray, "face 3"]:
        """Corners of each triangle of the skin, counter-clockwise seen from outside."""
        return self.body.faces

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Names along the joint axis of `joints`."""
        return tuple(self.body.rig.joints())

    def vertices(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time vertex 3"]:
        """World positions of the skin, m, in float64.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """

        def compute(pose: Pose, times: Float[np.ndarray, " chunk"]) -> Array:
            return _posed_vertices(self._rest, self._pattern, pose, self.parameters(), times)

        return self._map(compute, times_s)[0]

    def parameters(self) -> AgentParameters:
        """Where `vertices_of` gives what `vertices` gives: no change, and the agent's own vitals.

        Leaves are arrays in JAX's default precision.
        """
        return neutral_parameters(self.body, self.vitals)

    def vertices_of(
        self, parameters: AgentParameters, times_s: Float[np.ndarray, " time"]
    ) -> Float[Array, "time vertex 3"]:
        """World positions of the skin, m, as a pure function of parameters.

        Differentiable in every leaf, under `jit` and `vmap` too; in JAX's default precision. The
        motion itself is planned with NumPy: times cannot be traced.

        Args:
            parameters: What differs from this agent; see `parameters`.
            times_s: When, s.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        times = self._checked(times_s)
        rest = rest_arrays(self.body, jnp.result_type(float))
        return _posed_vertices(rest, self._pattern, self.motion.pose(times), parameters, times)

    def joints(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time joint 3"]:
        """World positions of the joints in `joint_names`, m.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        bones = [self.body.bone(bone) for bone in self.body.rig.joints().values()]
        return self._skeleton(times_s)[1][:, bones]

    def torso_m(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time 3"]:
        """World position of the centre of the trunk's skin, carried by the rib cage, m.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        rotations, heads = self._skeleton(times_s)
        rib = self.body.bone(self.body.rig.ribs)
        arm = self.body.torso_centre_m - self.body.bone_heads_m[rib]
        return heads[:, rib] + rotations[:, rib] @ arm

    @cached_property
    def _rest(self) -> RestArrays:
        with jax.enable_x64(True):
            return rest_arrays(self.body, np.float64)

    @cached_property
    def _pattern(self) -> ChestPattern:
        return chest_pattern(self.body)

    def _skeleton(self, times_s: Float[np.ndarray, " time"]) -> list[np.ndarray]:
        """Orientation of every bone `(time, bone, 3, 3)` and position of its joint."""

        def compute(pose: Pose, _: Float[np.ndarray, " chunk"]) -> tuple[Array, Array]:
            return _forward_kinematics(
                self._rest, pose.rotations, pose.root_translation_m, pose.root_rotation
            )

        return self._map(compute, times_s)

    def _map(self, compute: Callable, times_s: Float[np.ndarray, " time"]) -> list[np.ndarray]:
        """Applies a function of pose and time in padded chunks of time, in float64."""
        times = self._checked(times_s)
        count = len(times)
        padded = np.pad(times, (0, -count % TIMES_PER_CHUNK), mode="edge")
        outputs = []
        for chunk in padded.reshape(-1, TIMES_PER_CHUNK):
            pose = self.motion.pose(chunk)
            with jax.enable_x64(True):
                out = compute(pose, chunk)
                outputs.append([np.asarray(part) for part in jax.tree.leaves(out)])
        return [np.concatenate(parts)[:count] for parts in zip(*outputs, strict=True)]

    def _checked(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, " time"]:
        times = np.asarray(times_s, dtype=np.float64)
        first, last = self.log[0].start_s - EXTRA_S, self.log[-1].end_s + EXTRA_S
        if times.size == 0 or not (times.min() >= first and times.max() <= last):
            span = f"{times.min():g} to {times.max():g} s" if times.size else "no times"
            raise InputError(
                expected=f"at least one time, from {first:g} to {last:g} s",
                found=span,
                do="sample within the scene, or make the scene longer",
            )
        return times
