"""Files in the form of SMPL, SMPL-H and SMPL-X, made here: the published ones are licensed.

The body is a mannequin with exactly as many vertices as the published models have (the `smplx`
package holds indices of landmarks). Joints, weights and blend shapes are plausible in place and
size, and none of them is zero, so that a mistake in any term shows.
"""

import pickle
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float

from benchmarks._mannequin import FLOOR, Faces, Points, mannequin
from scenes.bodies import SMPL_JOINTS

VERTICES = {"smpl": 6890, "smplh": 6890, "smplx": 10475}
SHAPES = {"smpl": 10, "smplh": 16, "smplx": 20}
"""Columns of `shapedirs`; of SMPL-X's 20 the last ten are expressions."""

PARENTS = {
    "body": (0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19),
    "smpl": (20, 21),
    "smplx": (15, 15, 15),
}
"""Parents of the joints that all three models have, and of SMPL's hands and SMPL-X's face."""

LEFT = {
    "hip": (0.075, -0.085, 0.0),
    "knee": (0.095, -0.47, 0.015),
    "ankle": (0.095, -0.86, -0.025),
    "foot": (0.11, -0.912, 0.1),
    "collar": (0.075, 0.42, -0.02),
    "shoulder": (0.185, 0.455, -0.025),
    "elbow": (0.445, 0.445, -0.04),
    "wrist": (0.695, 0.45, -0.035),
    "hand": (0.775, 0.448, -0.03),
    "eye": (0.032, 0.68, 0.105),
}
MIDDLE = {
    "pelvis": (0.0, 0.0, 0.0),
    "spine1": (0.0, 0.12, -0.02),
    "spine2": (0.0, 0.255, -0.01),
    "spine3": (0.0, 0.305, 0.0),
    "neck": (0.0, 0.52, -0.02),
    "head": (0.0, 0.6, 0.01),
    "jaw": (0.0, 0.61, 0.03),
}
"""Joints in the T-pose about the pelvis: x to the left, y up, z forwards, m."""


def made_arrays(kind: str, seed: int = 0) -> dict[str, np.ndarray]:
    """Arrays of a model by the names that its file uses.

    Args:
        kind: `smpl`, `smplh` or `smplx`.
        seed: For the blend shapes and the poses of the hands.
    """
    random = np.random.default_rng(seed)
    names = SMPL_JOINTS[kind]
    parents = (*PARENTS["body"], *PARENTS.get(kind, ()), *_hand_parents(kind))
    joints = np.array([_joint(name) for name in names])
    vertices, faces = _mesh(kind)
    arrays = {
        "v_template": vertices,
        "f": faces.astype(np.uint32),
        "kintree_table": np.array([parents, range(len(names))], np.uint32),
        "weights": _weights(vertices, joints, parents),
        "J_regressor": np.stack([_regressor(vertices, joint) for joint in joints]),
        "shapedirs": _shape_directions(vertices, SHAPES[kind], random),
        "posedirs": _pose_directions(vertices, joints[1:], random),
    }
    arrays["kintree_table"][0, 0] = 2**32 - 1
    if kind != "smpl":
        arrays |= _hands(random)
    if kind == "smplx":
        arrays["lmk_faces_idx"] = np.arange(51) * 100
        arrays["lmk_bary_coords"] = np.full((51, 3), 1 / 3)
    single = {name: values.astype(np.float32) for name, values in arrays.items()}
    return {n: v if arrays[n].dtype.kind != "f" else single[n] for n, v in arrays.items()}


def write_npz(path: Path, arrays: dict[str, Any]) -> Path:
    """Writes a model as numpy does."""
    np.savez(path, **arrays)
    return path


def write_pkl(path: Path, arrays: dict[str, Any], protocol: int = 2) -> Path:
    """Writes a model as the published pickles are: with a sparse regressor of the joints."""
    from scipy.sparse import csc_matrix

    sparse = {**arrays, "J_regressor": csc_matrix(arrays["J_regressor"])}
    path.write_bytes(pickle.dumps(sparse, protocol=protocol))
    return path


def _joint(name: str) -> tuple[float, ...]:
    """Where a joint is, m."""
    side, _, word = name.partition("_")
    if name in MIDDLE:
        return MIDDLE[name]
    x, y, z = LEFT[word] if word in LEFT else _finger(word[:-1], int(word[-1]))
    return (x if side == "left" else -x, y, z)


def _finger(finger: str, number: int) -> tuple[float, ...]:
    """Joints of fingers lie in rows in the mitten that the hand is."""
    place = ("index", "middle", "ring", "pinky", "thumb").index(finger)
    return (0.755 + 0.025 * number - 0.004 * place, 0.448, 0.01 - 0.014 * place)


def _hand_parents(kind: str) -> tuple[int, ...]:
    if kind == "smpl":
        return ()
    first = len(PARENTS["body"]) + len(PARENTS.get(kind, ()))
    return tuple(
        first + 15 * hand + joint - 1 if joint % 3 else 20 + hand
        for hand in range(2)
        for joint in range(15)
    )


def _mesh(kind: str) -> tuple[Points, Faces]:
    """The skin; of SMPL-X with eyes of their own and an open mouth."""
    if kind != "smplx":
        return mannequin(0.01993, VERTICES[kind])
    import trimesh

    eye = trimesh.creation.icosphere(subdivisions=2, radius=0.012)
    count = VERTICES[kind] - 2 * len(eye.vertices)
    body, faces = mannequin(0.0165, count)
    centres = [np.array(_joint(f"{side}_eye")) for side in ("left", "right")]
    vertices = np.concatenate([body, *(eye.vertices + centre for centre in centres)])
    eyes = [eye.faces + count + part * len(eye.vertices) for part in range(2)]
    return vertices, np.concatenate([_with_mouth(body, faces), *eyes])


def _with_mouth(vertices: Points, faces: Faces) -> Faces:
    """Leaves a face and its three neighbours out, in the middle of the face."""
    mouth = np.array([0.0, 0.645, 0.1])
    first = int(np.linalg.norm(vertices[faces].mean(1) - mouth, axis=1).argmin())
    shared = np.isin(faces, faces[first]).sum(1)
    return faces[shared < 2]


def _weights(
    vertices: Points, joints: Points, parents: tuple[int, ...]
) -> Float[np.ndarray, "vertex joint"]:
    """Shares by the inverse sixth power of the distance to each bone, four of them at most."""
    children = [
        [c for c, parent in enumerate(parents) if parent == j and c] for j in range(len(joints))
    ]
    distance = np.stack(
        [
            _to_bone(vertices, joint, joints[below].mean(0) if below else joint + _beyond(joint))
            for joint, below in zip(joints, children, strict=True)
        ],
        axis=1,
    )
    near = 1 / (distance + 0.005) ** 6
    near[near < np.sort(near, axis=1)[:, [-4]]] = 0
    return near / near.sum(1, keepdims=True)


def _to_bone(vertices: Points, start: np.ndarray, end: np.ndarray) -> Float[np.ndarray, " vertex"]:
    """Distance to a bone, up to doubled beyond its end: there the next bone carries the skin."""
    along = end - start
    length = max(float(np.linalg.norm(along)), 1e-6)
    share = (vertices - start) @ along / length**2
    nearest = start + np.clip(share, 0.0, 1.0)[:, None] * along
    over = np.clip((share - 1) * length / 0.03, 0.0, 1.0)
    return np.linalg.norm(vertices - nearest, axis=1) * (1 + over)


def _beyond(joint: np.ndarray) -> np.ndarray:
    """From the last joint of a limb to its tip: feet point ahead, arms aside, the head up."""
    if joint[1] < -0.5:
        return np.array([0.0, 0.0, 0.07])
    aside = np.sign(joint[0]) * 0.03 if abs(joint[0]) > 0.5 else 0.0
    return np.array([aside, 0.12 if joint[1] > 0.59 and not aside and not joint[0] else 0.0, 0.0])


def _regressor(vertices: Points, joint: np.ndarray) -> Float[np.ndarray, " vertex"]:
    """The smallest shares of the nearest vertices that sum to one and give the joint."""
    near = np.argsort(np.linalg.norm(vertices - joint, axis=1))[:80]
    terms = np.concatenate([vertices[near].T - joint[:, None], np.ones((1, len(near)))])
    row = np.zeros(len(vertices))
    row[near] = np.linalg.lstsq(terms, np.array([0.0, 0.0, 0.0, 1.0]), rcond=None)[0]
    return row


def _shape_directions(
    vertices: Points, count: int, random: np.random.Generator
) -> Float[np.ndarray, "vertex 3 shape"]:
    """Stature, depth, then smooth waves: a centimetre each, less for the later ones."""
    phase = vertices @ random.normal(scale=6.0, size=(count, 3, 3))
    waves = np.sin(phase + random.uniform(0, 6, (count, 1, 3)))
    size = 0.01 / np.sqrt(1 + np.arange(count))
    directions = waves * size[:, None, None] * _above_sole(vertices)[:, None]
    directions[0] += 0.035 * vertices
    directions[1] += vertices * [0.0, 0.0, 0.06]
    return np.moveaxis(directions, 0, -1)


def _pose_directions(
    vertices: Points, joints: Points, random: np.random.Generator
) -> Float[np.ndarray, "vertex 3 feature"]:
    """Bulges of some millimetres around each joint."""
    distance = np.linalg.norm(vertices[None] - joints[:, None], axis=-1)
    bump = np.exp(-((distance / 0.08) ** 2)) * _above_sole(vertices)
    sizes = random.normal(scale=3e-3, size=(len(joints), 9, 3))
    return np.einsum("jv,jfi->vijf", bump, sizes).reshape(len(vertices), 3, -1)


def _above_sole(vertices: Points) -> Float[np.ndarray, " vertex"]:
    """0 at the soles, which keep their shape, and 1 above the ankles."""
    return np.clip((vertices[:, 1] - FLOOR) / 0.05 - 0.5, 0.0, 1.0)


def _hands(random: np.random.Generator) -> dict[str, np.ndarray]:
    """Means and components of the poses of both hands."""
    drawn = {}
    for side in "lr":
        drawn[f"hands_mean{side}"] = random.normal(scale=0.1, size=45)
        drawn[f"hands_components{side}"] = np.linalg.qr(random.normal(size=(45, 45)))[0]
    return drawn
