"""`SmplModel`: a model of the SMPL family, from the file that its user has."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float, Int

from scenes._errors import InputError
from scenes.bodies._arrays import Arrays, read_arrays
from scenes.bodies._smpl_names import HAND_JOINTS, JOINTS

Kind = Literal["smpl", "smplh", "smplx"]

KINDS: dict[tuple[int, int], Kind] = {
    (6890, 24): "smpl",
    (6890, 52): "smplh",
    (10475, 55): "smplx",
}
"""Vertices and joints of each kind."""

NAMES = (*("v_template", "shapedirs", "posedirs", "J_regressor", "kintree_table", "weights", "f"),)
HANDS = ("hands_meanl", "hands_meanr", "hands_componentsl", "hands_componentsr")

MAX_DIRECTIONS = 1000
"""Most directions of shape in a file; SMPL-X has 400."""

EXPRESSIONS_FROM = {True: 300, False: 10}
"""Where in `shapedirs` of SMPL-X the expressions begin: in a full file, and in a short one."""

FULL = 400
"""Directions in a full file of SMPL-X."""

WEIGHT_ERROR = 1e-3
"""How far the weights of a vertex may be from a sum of one."""


@dataclass(frozen=True)
class SmplModel:
    """A model in its file's own axes: +x to its left, +y up, +z forwards.

    Attributes:
        kind: Which of the three.
        vertices_m: Skin of the mean shape in the T-pose, m.
        faces: Corners of each triangle.
        weights: Share of each joint in each vertex.
        joint_regressor: Share of each vertex in each joint.
        parents: Parent of each joint; -1 for the root, which comes first.
        shape_directions_m: Change of the skin with each beta, m.
        expression_directions_m: Change of the skin with each expression (SMPL-X), m.
        pose_directions_m: Change of the skin with each entry of `R - 1`, row by row, of each joint
            but the root, m.
        hand_means_rad: Rotation vectors of the joints of a relaxed left and right hand, rad.
        hand_components_rad: Principal components of each hand's pose, rad.
    """

    kind: Kind
    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]
    weights: Float[np.ndarray, "vertex joint"]
    joint_regressor: Float[np.ndarray, "joint vertex"]
    parents: tuple[int, ...]
    shape_directions_m: Float[np.ndarray, "shape vertex 3"]
    expression_directions_m: Float[np.ndarray, "expression vertex 3"]
    pose_directions_m: Float[np.ndarray, "feature vertex 3"]
    hand_means_rad: Float[np.ndarray, "2 hand_angle"] | None = None
    hand_components_rad: Float[np.ndarray, "2 component hand_angle"] | None = None

    @property
    def joint_names(self) -> tuple[str, ...]:
        """Names along the joint axis."""
        return JOINTS[self.kind]

    def hands_rad(
        self,
        left: Float[np.ndarray, "*time component"],
        right: Float[np.ndarray, "*time component"],
    ) -> Float[np.ndarray, "*time hand_joint 3"]:
        """Rotation vectors of the joints of both hands, the last of the pose, rad.

        Args:
            left: Coefficients of the leading components of the left hand; zeros are relaxed.
            right: Those of the right hand.

        Raises:
            InputError: This model has no hands.
        """
        if self.hand_means_rad is None or self.hand_components_rad is None:
            raise InputError(expected="a model with hands", found=self.kind, do="leave hands out")
        sides = zip((left, right), self.hand_means_rad, self.hand_components_rad, strict=True)
        poses = [mean + given @ parts[: given.shape[-1]] for given, mean, parts in sides]
        return np.concatenate(poses, axis=-1).reshape(*left.shape[:-1], 2 * HAND_JOINTS, 3)


def read_smpl(path: str | Path) -> SmplModel:
    """Reads a model of SMPL, SMPL-H or SMPL-X in the form that the `smplx` package reads.

    Nothing in the file is run: pickles are read as data.

    Args:
        path: A `.npz` or `.pkl` file.

    Raises:
        InputError: The file cannot be read, holds anything but data, or is no such model.
    """
    path = Path(path).expanduser()
    arrays = read_arrays(path, NAMES, HANDS)
    kind = _kind(path, arrays)
    _check_shapes(path, arrays, kind)
    parents = _checked_parents(path, arrays["kintree_table"])
    _check_values(path, arrays)
    betas, expressions = _directions(arrays["shapedirs"], kind)
    hands = _hands(arrays) if kind != "smpl" else (None, None)
    return SmplModel(
        kind=kind,
        vertices_m=arrays["v_template"].astype(np.float64),
        faces=arrays["f"].astype(np.int32),
        weights=arrays["weights"].astype(np.float64),
        joint_regressor=arrays["J_regressor"].astype(np.float64),
        parents=parents,
        shape_directions_m=betas,
        expression_directions_m=expressions,
        pose_directions_m=_leading(arrays["posedirs"]),
        hand_means_rad=hands[0],
        hand_components_rad=hands[1],
    )


def _kind(path: Path, arrays: Arrays) -> Kind:
    vertices, weights = arrays["v_template"], arrays["weights"]
    size = (len(np.atleast_1d(vertices)), np.atleast_2d(weights).shape[1])
    if size not in KINDS:
        known = " or ".join(f"{v:,} vertices and {j} joints" for v, j in KINDS)
        raise InputError(
            expected=known,
            found=f"{size[0]:,} vertices and {size[1]} joints in {path}",
            do="use a file of SMPL, SMPL-H or SMPL-X",
        )
    return KINDS[size]


def _check_shapes(path: Path, arrays: Arrays, kind: Kind) -> None:
    vertices, joints = next(size for size, name in KINDS.items() if name == kind)
    directions = np.atleast_1d(arrays["shapedirs"]).shape[-1]
    faces = max(1, len(np.atleast_1d(arrays["f"])))
    expected: dict[str, tuple[int, ...]] = {
        "v_template": (vertices, 3),
        "shapedirs": (vertices, 3, min(max(directions, 1), MAX_DIRECTIONS)),
        "posedirs": (vertices, 3, 9 * (joints - 1)),
        "J_regressor": (joints, vertices),
        "kintree_table": (2, joints),
        "weights": (vertices, joints),
        "f": (min(faces, 4 * vertices), 3),
    }
    for name in HANDS if kind != "smpl" else ():
        if name not in arrays:
            raise _refusal(path, f"the array {name}", "none", "use the file with hands")
        components = len(np.atleast_1d(arrays[name]))
        lead = () if "mean" in name else (min(components, 3 * HAND_JOINTS),)
        expected[name] = (*lead, 3 * HAND_JOINTS)
    for name, shape in expected.items():
        if arrays[name].shape != shape:
            raise _refusal(path, f"{name} of shape {shape}", f"{arrays[name].shape}")


def _checked_parents(path: Path, table: Int[np.ndarray, "2 joint"]) -> tuple[int, ...]:
    parents = (-1, *(int(parent) for parent in table[0, 1:]))
    if not all(0 <= parent < joint for joint, parent in enumerate(parents) if joint):
        raise _refusal(path, "parents before their joints in kintree_table", f"{parents}"[:80])
    return parents


def _check_values(path: Path, arrays: Arrays) -> None:
    for name, values in arrays.items():
        if values.dtype.kind == "f" and not np.isfinite(values).all():
            raise _refusal(path, f"finite numbers in {name}", "others")
    faces = arrays["f"]
    if faces.dtype.kind not in "iu" or faces.min() < 0 or faces.max() >= len(arrays["v_template"]):
        raise _refusal(path, "faces f between vertices", "others")
    weights = arrays["weights"]
    if weights.min() < -WEIGHT_ERROR or np.abs(weights.sum(1) - 1).max() > WEIGHT_ERROR:
        raise _refusal(path, "weights that sum to one", "others")


def _directions(
    directions: Float[np.ndarray, "vertex 3 direction"], kind: Kind
) -> tuple[Float[np.ndarray, "shape vertex 3"], Float[np.ndarray, "expression vertex 3"]]:
    """Shape and expression: SMPL-X keeps the second behind the first."""
    leading = _leading(directions)
    first = EXPRESSIONS_FROM[len(leading) >= FULL] if kind == "smplx" else len(leading)
    return leading[:first], leading[first:]


def _leading(directions: Float[np.ndarray, "vertex 3 any"]) -> Float[np.ndarray, "any vertex 3"]:
    """The last axis first, in single precision, which keeps a nanometre of some centimetres."""
    return np.ascontiguousarray(np.moveaxis(directions, -1, 0), dtype=np.float32)


def _hands(
    arrays: Arrays,
) -> tuple[Float[np.ndarray, "2 hand_angle"], Float[np.ndarray, "2 component hand_angle"]]:
    means = np.stack([arrays["hands_meanl"], arrays["hands_meanr"]]).astype(np.float64)
    parts = [arrays[name] for name in ("hands_componentsl", "hands_componentsr")]
    count = min(len(part) for part in parts)
    return means, np.stack([part[:count] for part in parts]).astype(np.float64)


def _refusal(
    path: Path, expected: str, found: str, do: str = "use the published file"
) -> InputError:
    return InputError(expected=expected, found=f"{found} in {path}", do=do)
