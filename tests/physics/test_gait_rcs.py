"""The cross-section of a walking adult: its level, and how little it hangs on the mesh."""

import numpy as np

from benchmarks.physics.gait_rcs import divided, rows
from mmwave_sim.motion import MovingMesh


def test_cross_section_of_an_adult() -> None:
    found = rows(frames=10)
    assert all(row.ok for row in found), found


def test_division_keeps_the_surface() -> None:
    corners = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [1, 1, 0.5]])
    faces, times_s = np.array([[0, 1, 2], [1, 3, 2]]), np.arange(4.0)
    mesh = MovingMesh("two", faces, times_s, np.stack([corners] * 4), "metal")
    fine = divided(mesh)
    assert fine.faces.shape == (8, 3)
    assert np.asarray(fine.vertices_m).shape == (4, 9, 3), "the shared edge is halved once"
    whole, parts = (_area_vectors(m) for m in (mesh, fine))
    np.testing.assert_allclose(parts.reshape(4, 2, 3), np.stack([whole / 4] * 4), atol=1e-12)


def _area_vectors(mesh: MovingMesh) -> np.ndarray:
    a, b, c = np.moveaxis(np.asarray(mesh.vertices_m)[0][mesh.faces], 1, 0)
    return np.cross(b - a, c - a) / 2
