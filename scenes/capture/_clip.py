"""`JointClip` and `SkeletonClip`: recorded motion, before any body takes it over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes._errors import InputError
from scenes.capture._limits import DEPTH, check_finite, check_rate, check_size


@dataclass(frozen=True)
class _Timed:
    """What both kinds of clip share: a tree of named joints, and evenly spaced frames.

    Attributes:
        names: Name of each joint.
        parents: Parent of each joint; -1 for the root, which is the first, and always before the
            joint itself.
        rate_hz: Frames a second.
        source: Where the clip comes from, for messages.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    rate_hz: float
    source: str

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays whose first axis is time."""
        raise NotImplementedError

    def __post_init__(self) -> None:
        _check_tree(self.names, self.parents, self.source)
        check_rate(self.rate_hz, f"in {self.source}")
        for name, array in self.arrays().items():
            check_size(len(array), len(self.names), f"in {self.source}")
            check_finite(array, f"{name} of {self.source}")

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return len(next(iter(self.arrays().values())))

    @property
    def times_s(self) -> Float[np.ndarray, " time"]:
        """Time of each frame; the first is at 0, s."""
        return np.arange(self.frames) / self.rate_hz

    @property
    def duration_s(self) -> float:
        """Time from the first frame to the last, s."""
        return (self.frames - 1) / self.rate_hz

    def cut(self, start_s: float, end_s: float) -> Self:
        """The frames from one time up to, and without, another; time begins anew.

        Raises:
            InputError: No frame lies between them.
        """
        first, last = (max(0, int(np.ceil(t * self.rate_hz - 1e-6))) for t in (start_s, end_s))
        if first >= min(last, self.frames):
            raise InputError(
                expected=f"times within 0 to {self.duration_s:.3f} s of {self.source}",
                found=f"{start_s:g} to {end_s:g} s",
                do="cut where there are frames",
            )
        return self.only(slice(first, last))

    def only(self, rows: slice) -> Self:
        """Some of the frames, in the same order; times count as if they were evenly spaced."""
        chosen: dict[str, Any] = {name: array[rows] for name, array in self.arrays().items()}
        return replace(self, **chosen)


@dataclass(frozen=True)
class JointClip(_Timed):
    """Joint positions over time, in the project's axes: right-handed, z up.

    Attributes:
        positions_m: World position of each joint, m.
        rest_m: The joints of the same person who stands upright and faces +x, m, if known.
    """

    positions_m: Float[np.ndarray, "time joint 3"]
    rest_m: Float[np.ndarray, "joint 3"] | None = None

    def arrays(self) -> dict[str, np.ndarray]:
        return {"positions_m": self.positions_m}


@dataclass(frozen=True)
class Subject:
    """Who was recorded, where the file says so.

    Attributes:
        gender: As the file writes it.
        betas: Coefficients of shape of the SMPL family.
    """

    gender: str = ""
    betas: Float[np.ndarray, " beta"] | None = None


@dataclass(frozen=True)
class SkeletonClip(_Timed):
    """A skeleton and the rotations of its joints, in the project's axes: right-handed, z up.

    Attributes:
        offsets_m: Each joint from its parent while nothing is turned, m; zero for the root.
        rotations: Rotation vector of each joint against its parent, rad; of the root in the world.
        root_m: World position of the root, m.
        slides_m: How far each joint has left its offset, along its parent's axes, m, where the
            file moves joints other than the root.
        subject: Who was recorded.
    """

    offsets_m: Float[np.ndarray, "joint 3"]
    rotations: Float[np.ndarray, "time joint 3"]
    root_m: Float[np.ndarray, "time 3"]
    slides_m: Float[np.ndarray, "time joint 3"] | None = None
    subject: Subject | None = None

    def arrays(self) -> dict[str, np.ndarray]:
        arrays = {"rotations": self.rotations, "root_m": self.root_m}
        return arrays if self.slides_m is None else {**arrays, "slides_m": self.slides_m}

    @property
    def rest_m(self) -> Float[np.ndarray, "joint 3"]:
        """Where the joints are while nothing is turned, the root at the origin, m."""
        rest = np.zeros((len(self.names), 3))
        for joint, parent in enumerate(self.parents):
            rest[joint] = self.offsets_m[joint] + (rest[parent] if parent >= 0 else 0.0)
        return rest

    @cached_property
    def turned(self) -> tuple[Rotation, ...]:
        """Orientation of each joint in the world, over time."""
        world: list[Rotation] = []
        for joint, parent in enumerate(self.parents):
            own = Rotation.from_rotvec(self.rotations[:, joint])
            world.append(own if parent < 0 else world[parent] * own)
        return tuple(world)

    @cached_property
    def positions_m(self) -> Float[np.ndarray, "time joint 3"]:
        """World position of each joint by forward kinematics, m."""
        positions = np.empty((self.frames, len(self.names), 3))
        positions[:, 0] = self.root_m
        for joint, parent in enumerate(self.parents[1:], start=1):
            arm = np.tile(self.offsets_m[joint], (self.frames, 1))
            if self.slides_m is not None:
                arm = arm + self.slides_m[:, joint]
            positions[:, joint] = positions[:, parent] + self.turned[parent].apply(arm)
        return positions

    def joints(self) -> JointClip:
        """The same motion as positions only."""
        return JointClip(self.names, self.parents, self.rate_hz, self.source, self.positions_m)


Clip = JointClip | SkeletonClip
"""Either form of recorded motion."""


def _check_tree(names: Sequence[str], parents: Sequence[int], source: str) -> None:
    depth: list[int] = []
    for joint, parent in enumerate(parents):
        if not (parent == -1 if joint == 0 else 0 <= parent < joint):
            raise InputError(
                expected="a root first, and every joint after its parent",
                found=f"{parent} as the parent of joint {joint} in {source}",
                do="reorder the joints",
            )
        depth.append(0 if parent < 0 else depth[parent] + 1)
    if not names or len(names) != len(parents) or max(depth) > DEPTH:
        raise InputError(
            expected=f"a name and a parent for each joint, in chains of at most {DEPTH}",
            found=f"{len(names)} names, {len(parents)} parents, "
            f"depth {max(depth, default=0)} in {source}",
            do="check the skeleton",
        )
