import jax
import jax.numpy as jnp
import numpy as np
import pytest
import trimesh

from mmwave_sim.motion import MovingMesh
from mmwave_sim.simulation._divide import LONGEST_EDGE, divide, divide_mesh, division_of

WAVELENGTH_M = 3.9e-3
K_PER_M = 2 * np.pi / WAVELENGTH_M
RADAR = np.array([0.0, 0.0, 1.0])


def tetrahedron(scale_m):
    corners = np.array([[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]])
    faces = np.array([[0, 1, 2], [0, 3, 1], [0, 2, 3], [1, 3, 2]])
    return scale_m * corners + np.array([1.5, 0.3, 1.0]), faces


def moving(keys=5):
    """A tetrahedron that comes nearer, turns and stretches."""
    vertices, faces = tetrahedron(0.05)
    turn = np.linspace(0, 1, keys)[:, None, None]
    path = vertices * (1 + 0.3 * turn) + turn * np.array([-0.8, 0.1, -0.2])
    return MovingMesh("body", faces, np.linspace(0, 1, keys), path, "skin")


def area_vectors(vertices, faces):
    a, b, c = np.moveaxis(vertices[..., faces, :], -2, 0)
    return np.cross(b - a, c - a) / 2


def longest_curvature(vertices, faces):
    edge = vertices[..., faces, :] - vertices[..., np.roll(faces, -1, axis=1), :]
    length = np.linalg.norm(edge, axis=-1)
    nearest = np.linalg.norm(vertices - RADAR, axis=-1).min() - length.max()
    return K_PER_M * length.max() ** 2 / nearest


def test_no_edge_is_too_long_at_any_key_frame():
    mesh = moving()
    finer = divide_mesh(mesh, RADAR, WAVELENGTH_M)
    assert longest_curvature(mesh.vertices_m, mesh.faces) > 10 * LONGEST_EDGE
    # The bound takes the nearest vertex of all for every edge, so it is a little too strict. All
    # edges are sharp: every face is a plate.
    assert longest_curvature(finer.vertices_m, finer.faces) <= 1.2 * LONGEST_EDGE


def test_edges_of_a_curved_surface_may_be_longer():
    ball = trimesh.creation.icosphere(1, 0.1)
    vertices = np.asarray(ball.vertices) + np.array([0.5, 0.0, 1.0])
    assert longest_curvature(vertices, ball.faces) > 16 * LONGEST_EDGE
    division = divide(vertices[None], np.asarray(ball.faces), RADAR, WAVELENGTH_M)
    left = longest_curvature(division.place(vertices), division.faces)
    assert LONGEST_EDGE < left <= 1.2 * 16 * LONGEST_EDGE


def test_parts_make_up_their_faces_at_every_key_frame():
    mesh = moving()
    division = division_of(mesh, RADAR, WAVELENGTH_M)
    parts = area_vectors(division.place(mesh.vertices_m), division.faces)
    whole = np.zeros((len(mesh.times_s), len(mesh.faces), 3))
    np.add.at(whole, (slice(None), division.of_face), parts)
    np.testing.assert_allclose(whole, area_vectors(mesh.vertices_m, mesh.faces), atol=1e-15)
    # All look the same way as their face, so none is folded over.
    along = np.sum(parts * area_vectors(mesh.vertices_m, mesh.faces)[:, division.of_face], axis=-1)
    assert along.min() > 0


@pytest.mark.parametrize("longest_edge", [0.2, 0.45, 1.0, 3.0])
def test_the_mesh_stays_closed(longest_edge):
    # Every edge is walked once in each direction: neighbours share their midpoints.
    vertices, faces = tetrahedron(0.1)
    vertices = vertices * np.array([1.0, 0.4, 2.0])
    finer = divide(vertices[None], faces, RADAR, WAVELENGTH_M, longest_edge).faces
    walked = {tuple(edge) for face in finer for edge in zip(face, np.roll(face, -1), strict=True)}
    assert len(finer) > len(faces)
    assert len(walked) == 3 * len(finer)
    assert walked == {(b, a) for a, b in walked}


def test_faces_keep_their_order():
    division = division_of(moving(), RADAR, WAVELENGTH_M)
    assert np.all(np.diff(division.of_face) >= 0)
    assert set(division.of_face) == set(range(4))


def test_a_fine_mesh_is_left_alone():
    mesh = moving()
    small = MovingMesh("body", mesh.faces, mesh.times_s, mesh.vertices_m * 1e-3 + 5, "skin")
    assert divide_mesh(small, RADAR, WAVELENGTH_M) is small


def test_the_near_part_of_a_long_surface_is_divided_more_finely():
    floor = np.array([[0.0, -1, 0], [8, -1, 0], [8, 1, 0], [0, 1, 0]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    division = divide(floor[None], faces, RADAR, 50e-3)
    corners = division.place(floor)
    area = np.linalg.norm(area_vectors(corners, division.faces), axis=1)
    ahead_m = corners[division.faces].mean(axis=1)[:, 0]
    # Distances of about 1.5 and 6 m: edges twice as long, or areas four times as large, but that
    # halving knows only steps of two.
    assert 2 <= np.median(area[ahead_m > 5]) / np.median(area[ahead_m < 2]) <= 8


def test_placing_is_linear_and_has_a_gradient():
    mesh = moving()
    division = division_of(mesh, RADAR, WAVELENGTH_M)
    with jax.enable_x64(True):
        vertices = jnp.asarray(mesh.vertices_m)
        np.testing.assert_allclose(
            division.place(vertices), division.place(np.asarray(mesh.vertices_m)), atol=1e-15
        )
        slope = jax.grad(lambda v: jnp.sum(division.place(v)))(vertices)
    # Every new vertex is worth as much as one old one, shared among the corners of its face.
    count = len(division.place(np.asarray(mesh.vertices_m))[0])
    np.testing.assert_allclose(np.asarray(slope).sum(axis=1), count)
