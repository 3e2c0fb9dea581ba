"""`Agent`: a moving body, sampled at any time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import jax
import numpy as np
from jaxtyping import Float, Int

from scenes._body import Body
from scenes._errors import InputError
from scenes._pose import Motion
from scenes._skinning import RestArrays, forward_kinematics, rest_arrays, skin

TIMES_PER_CHUNK = 64
"""Poses that are skinned at once; clips are padded to a multiple of it."""

EXTRA_S = 1.0
"""How far outside the scene's duration a motion may be sampled, s."""

JOINTS = {
    "pelvis": "root",
    "spine": "spine03",
    "chest": "spine01",
    "neck": "neck01",
    "head": "head",
    **{
        f"{word}_{joint}": f"{bone}.{side}"
        for word, side in (("left", "L"), ("right", "R"))
        for joint, bone in (
            ("shoulder", "upperarm01"),
            ("elbow", "lowerarm01"),
            ("wrist", "wrist"),
            ("hip", "upperleg01"),
            ("knee", "lowerleg01"),
            ("ankle", "foot"),
            ("toe", "toe2-1"),
        )
    },
}
"""Reported joints and the bones that turn about them."""

_skin = jax.jit(skin)
_forward_kinematics = jax.jit(forward_kinematics)


@dataclass(frozen=True)
class ActivityInterval:
    """What someone does from when to when."""

    activity: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Agent:
    """A person in motion. Positions, velocities and accelerations are continuous in time.

    Attributes:
        name: Unique name.
        body: Skin and skeleton.
        motion: Knows the pose at any time.
        log: What the person does when.
    """

    name: str
    body: Body
    motion: Motion
    log: tuple[ActivityInterval, ...]
    material: Literal["skin"] = "skin"

    @property
    def faces(self) -> Int[np.ndarray, "face 3"]:
        """Corners of each triangle of the skin, counter-clockwise seen from outside."""
        return self.body.faces

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Names along the joint axis of `joints`."""
        return tuple(JOINTS)

    def vertices(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time vertex 3"]:
        """World positions of the skin, m, in float64.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        return self._map(_skin, times_s)[0]

    def joints(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time joint 3"]:
        """World positions of the joints in `joint_names`, m.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        bones = [self.body.bone(bone) for bone in JOINTS.values()]
        return self._skeleton(times_s)[1][:, bones]

    def torso_m(self, times_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time 3"]:
        """World position of the centre of the trunk's skin, carried by the rib cage, m.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        rotations, heads = self._skeleton(times_s)
        rib = self.body.bone("spine02")
        arm = self.body.torso_centre_m - self.body.bone_heads_m[rib]
        return heads[:, rib] + rotations[:, rib] @ arm

    @cached_property
    def _rest(self) -> RestArrays:
        with jax.enable_x64(True):
            return rest_arrays(self.body, np.float64)

    def _skeleton(self, times_s: Float[np.ndarray, " time"]) -> list[np.ndarray]:
        """Orientation of every bone `(time, bone, 3, 3)` and position of its joint."""
        return self._map(_forward_kinematics, times_s)

    def _map(self, compute: Callable, times_s: Float[np.ndarray, " time"]) -> list[np.ndarray]:
        """Applies a function of the pose in padded chunks of time, in float64."""
        times = np.asarray(times_s, dtype=np.float64)
        self._check(times)
        count = len(times)
        padded = np.pad(times, (0, -count % TIMES_PER_CHUNK), mode="edge")
        outputs = []
        for chunk in padded.reshape(-1, TIMES_PER_CHUNK):
            pose = self.motion.pose(chunk)
            with jax.enable_x64(True):
                out = compute(
                    self._rest, pose.rotations, pose.root_translation_m, pose.root_rotation
                )
                outputs.append([np.asarray(part) for part in jax.tree.leaves(out)])
        return [np.concatenate(parts)[:count] for parts in zip(*outputs, strict=True)]

    def _check(self, times_s: Float[np.ndarray, " time"]) -> None:
        first, last = self.log[0].start_s - EXTRA_S, self.log[-1].end_s + EXTRA_S
        if times_s.size == 0 or not (times_s.min() >= first and times_s.max() <= last):
            span = f"{times_s.min():g} to {times_s.max():g} s" if times_s.size else "no times"
            raise InputError(
                expected=f"at least one time, from {first:g} to {last:g} s",
                found=span,
                do="sample within the scene, or make the scene longer",
            )
