"""Objects from mesh files: read without following any reference, cleaned, reduced, fitted.

A file is only ever read as bytes of its own: material libraries, textures and buffers that lie
elsewhere are not opened, and nothing is fetched. trimesh takes the formats apart.
"""

import warnings
from functools import lru_cache
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from scenes._errors import InputError
from scenes.geometry import Mesh, is_closed, outward
from scenes.objects._mesh_limits import LARGEST_FACES, check_mesh_data
from scenes.objects._mesh_path import mesh_path, refusal
from scenes.objects._type import Size

KEPT_FACES = 20_000
"""A mesh with more triangles is reduced to at most as many."""

_TO_FRONT_AND_UP = {"glb": (2, 0, 1), "obj": (0, 1, 2), "ply": (0, 1, 2)}
"""Which of the file's axes are our x (front), y (left) and z (up): glTF faces +z, with +y up."""


def mesh_in_box(file: str, size_m: Size, folder: Path) -> Mesh:
    """The mesh of a file, stretched along each axis into a box that stands on z = 0.

    glb files are y-up and face +z, as glTF lays down; obj and ply files say nothing of their axes
    and are taken as z-up, facing +x. An axis along which the mesh is flat stays flat, in the
    middle. Closed meshes are turned to face outwards.

    Args:
        file: Path of the file; a relative one begins at `folder` and must stay inside it.
        size_m: Depth, width and height of the box, m.
        folder: Where relative paths begin.

    Raises:
        InputError: The file cannot be read, is too large, refers to others, or holds no triangle
            of a finite size.
    """
    path, changed_ns, length = mesh_path(file, folder)
    vertices, faces = _clean_mesh(path, changed_ns, length)
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    extent = high - low
    flat = extent <= 1e-9 * extent.max()
    factor = np.where(flat, 0.0, np.array(size_m) / np.where(flat, 1.0, extent))
    centred = (vertices - (low + high) / 2) * factor
    return centred + np.array([0.0, 0.0, size_m[2] / 2]), faces


@lru_cache(maxsize=32)
def _clean_mesh(path: Path, _changed_ns: int, length: int) -> Mesh:
    """The mesh of a file in our axes: welded, of real triangles, few enough; made once."""
    form = path.suffix.lower().lstrip(".")
    try:
        with path.open("rb") as file:
            vertices, faces = _parsed(file.read(length), form)
    except InputError:
        raise
    except Exception as error:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        found = f"{path.name[-80:]!r}, which cannot be parsed ({reason})"
        raise refusal(found, "check that it is whole and of the kind its name says") from error
    _check(vertices, faces, path.name)
    vertices, faces = _welded(vertices[:, _TO_FRONT_AND_UP[form]], faces)
    if len(faces) == 0:
        raise refusal(f"no triangle with an area in {path.name[-80:]!r}", "export it again")
    vertices, faces = _reduced(vertices, faces, path.name)
    if is_closed(faces):
        faces = outward(vertices, faces)
    return vertices, faces.astype(np.int32)


def _parsed(data: bytes, form: str) -> Mesh:
    """All triangles of a file at their places, in the file's own axes."""
    from io import BytesIO

    import trimesh

    check_mesh_data(data, form)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", "string or file could not be read")  # no number there
        scene = trimesh.load_scene(
            BytesIO(data), file_type=form, process=False, skip_materials=True
        )
    uses = [scene.graph[node] for node in scene.graph.nodes_geometry]
    meshes = [(pose, scene.geometry[name]) for pose, name in uses]
    meshes = [(pose, mesh) for pose, mesh in meshes if isinstance(mesh, trimesh.Trimesh)]
    count = sum(len(mesh.faces) for _, mesh in meshes)
    if count > LARGEST_FACES:
        raise refusal(f"{count:,} triangles", f"reduce them below {LARGEST_FACES:,}")
    vertices, faces, start = [np.zeros((0, 3))], [np.zeros((0, 3), dtype=np.int64)], 0
    for pose, mesh in meshes:
        with np.errstate(invalid="ignore", over="ignore"):  # what is not finite is refused later
            vertices.append(np.asarray(mesh.vertices) @ pose[:3, :3].T + pose[:3, 3])
        mirrored = np.linalg.det(pose[:3, :3]) < 0
        faces.append(np.asarray(mesh.faces)[:, :: -1 if mirrored else 1] + start)
        start += len(mesh.vertices)
    return np.concatenate(vertices), np.concatenate(faces)


def _check(
    vertices: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"], name: str
) -> None:
    found = None
    if len(faces) == 0:
        found = "no triangle"
    elif faces.min() < 0 or faces.max() >= len(vertices):
        found = "a triangle with a corner that is missing"
    elif not np.isfinite(vertices[np.unique(faces)]).all():
        found = "a corner that is not finite"
    if found:
        raise refusal(f"{found} in {name[-80:]!r}", "export it again")


def _welded(vertices: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"]) -> Mesh:
    """Corners at the same place made one; triangles without an area dropped."""
    corners = np.unique(faces)
    places, which = np.unique(vertices[corners].astype(np.float64), axis=0, return_inverse=True)
    renamed = np.full(len(vertices), -1, dtype=np.int64)
    renamed[corners] = which.reshape(-1)
    faces = renamed[faces]
    a, b, c = (places[faces[:, i]] for i in range(3))
    span = np.ptp(places, axis=0).max() if len(places) else 0.0
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    real = area > 1e-14 * span**2
    return places, faces[real]


def _reduced(
    vertices: Float[np.ndarray, "vertex 3"], faces: Int[np.ndarray, "face 3"], name: str
) -> Mesh:
    """At most `KEPT_FACES` triangles (quadric collapse, Garland and Heckbert 1997)."""
    import fast_simplification

    if len(faces) <= KEPT_FACES:
        return vertices, faces
    for strength in (5, 7, 10):
        fewer, kept = fast_simplification.simplify(
            vertices, faces.astype(np.int32), target_count=KEPT_FACES, agg=strength
        )
        if 0 < len(kept) <= KEPT_FACES and np.isfinite(fewer).all():
            return np.asarray(fewer, dtype=np.float64), np.asarray(kept)
    found = f"{len(faces):,} triangles that cannot be reduced in {name[-80:]!r}"
    raise refusal(found, f"reduce them below {KEPT_FACES:,} before")
