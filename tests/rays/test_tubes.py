"""Tubes of rays against plane geometry, and both ways to find the first triangle on a ray."""

from itertools import permutations

import numpy as np
import pytest
import trimesh

from benchmarks.physics.corners import Corner, dihedral, trihedral
from mmwave_sim.rays import BruteFirstHit, MitsubaFirstHit, Tubes, start_triangles, trace_tubes

SIDE_M = 0.1


def _trace(corner: Corner, towards: np.ndarray, edge_m: float = 0.02, **options) -> tuple:
    radar_m = 1e4 * towards / np.linalg.norm(towards)
    hits = BruteFirstHit(corner.vertices_m, corner.faces)
    return trace_tubes(
        hits, corner.vertices_m, corner.faces, radar_m, radar_m, edge_m, corner.bounces, **options
    )


def _shares(tubes: Tubes, faces: int) -> np.ndarray:
    """Share of each first face's area from which its tubes start."""
    shares = np.abs(np.linalg.det(tubes.barycentric))
    return np.bincount(tubes.faces[:, 0], shares, minlength=faces)


def test_start_triangles_cover_each_face_once_and_are_small_enough() -> None:
    corners = np.array(
        [[[0, 0, 0], [1, 0, 0], [0, 0.4, 0]], [[0, 0, 0], [0.05, 0, 0], [0, 0, 0.1]]]
    )
    face, triangles = start_triangles(corners, 0.15, refinements=1)
    areas = np.bincount(face, np.abs(np.linalg.det(triangles)))
    np.testing.assert_allclose(areas, 1.0, rtol=1e-12)
    placed = triangles @ corners[face]
    edges = np.linalg.norm(placed - np.roll(placed, 1, axis=1), axis=-1)
    assert edges.max() <= 0.15 / 2
    assert (face == 1).sum() == 4, "a face that is small already is cut once, to refine"


@pytest.mark.parametrize("angle_deg", [20.0, 45.0, 65.0])
def test_a_dihedral_is_lit_from_plate_to_plate_as_plane_geometry_says(angle_deg: float) -> None:
    angle = np.deg2rad(angle_deg)
    (tubes,) = _trace(dihedral(SIDE_M, SIDE_M), np.array([np.cos(angle), np.sin(angle), 0]))
    share = _shares(tubes, 4)
    # From the plate that looks along y all that lies nearer to the seam than a / tan reaches the
    # other; a start triangle is cut to 20 mm / 4, and its middle decides.
    resolution = 0.25 * 0.02 / SIDE_M
    assert share[:2].mean() == pytest.approx(min(1.0, 1 / np.tan(angle)), abs=resolution)
    assert share[2:].mean() == pytest.approx(min(1.0, np.tan(angle)), abs=resolution)
    plate = tubes.faces // 2
    assert np.all(plate[:, 0] != plate[:, 1])


def test_joined_tubes_are_as_large_as_allowed_but_where_ways_divide() -> None:
    towards = np.array([np.cos(0.4), np.sin(0.4), 0.0])
    coarse, fine = (_trace(dihedral(SIDE_M, SIDE_M), towards, refinements=r)[0] for r in (0, 3))
    sizes = np.abs(np.linalg.det(fine.barycentric))
    largest = np.abs(np.linalg.det(coarse.barycentric)).max()
    assert sizes.max() == pytest.approx(largest)
    assert np.sum(sizes[sizes > 0.9 * largest]) > 0.5 * np.sum(sizes)
    assert len(fine) < 4**3 * len(coarse) / 10


def test_a_trihedral_sends_back_by_all_six_orders_of_its_plates() -> None:
    double, triple = _trace(trihedral(SIDE_M), np.ones(3), 0.01)
    assert {tuple(f) for f in triple.faces} == set(permutations(range(3), 3))
    # By symmetry each plate starts as much, and what returns is 2/3 of the aperture sqrt(3)/2 a^2.
    share = _shares(triple, 3)
    np.testing.assert_allclose(share, 2 / 3, atol=0.02)
    assert len(double) > 0


def test_only_fronts_and_faces_in_the_clear_reflect() -> None:
    towards = np.array([1.0, 1.0, 0.0])
    corner = dihedral(SIDE_M, SIDE_M)
    turned = Corner(corner.vertices_m, corner.faces[:, ::-1], 2)
    assert len(_trace(turned, towards)[0]) == 0
    screen = np.array([[0.3, 0, -0.2], [0, 0.3, -0.2], [0.3, 0, 0.2], [0, 0.3, 0.2]])
    hidden = Corner(
        np.concatenate([corner.vertices_m, screen]),
        np.concatenate([corner.faces, [[8, 9, 10], [9, 11, 10]]]),
        2,
    )
    assert len(_trace(hidden, towards)[0]) == 0
    mute = np.array([True, True, False, False])
    assert len(_trace(corner, towards, mirrors=mute)[0]) == 0


def test_the_sink_must_see_the_last_face() -> None:
    corner = dihedral(SIDE_M, SIDE_M)
    hits = BruteFirstHit(corner.vertices_m, corner.faces)
    source, behind = np.array([2.0, 2.0, 0.0]), np.array([-2.0, -2.0, 0.0])
    for sink, seen in ((source, True), (behind, False)):
        (tubes,) = trace_tubes(hits, corner.vertices_m, corner.faces, source, sink, 0.02, 2)
        assert (len(tubes) > 0) == seen


def test_padding_repeats_a_tube_without_weight() -> None:
    (tubes,) = _trace(dihedral(SIDE_M, SIDE_M), np.array([1.0, 1.0, 0.0]))
    padded = tubes.padded(len(tubes) + 7)
    assert len(padded) == len(tubes) + 7
    assert padded.weight.sum() == len(tubes)
    np.testing.assert_array_equal(padded.faces[-1], tubes.faces[0])


def test_mitsuba_and_brute_force_find_the_same_tubes() -> None:
    box = trimesh.creation.box((0.3, 0.6, 1.0))
    box.apply_translation([3.0, 0.5, 0.5])
    ball = trimesh.creation.icosphere(2, 0.3)
    ball.apply_translation([2.6, -0.1, 0.6])
    both = trimesh.util.concatenate([box, ball])
    vertices, faces = np.asarray(both.vertices), np.asarray(both.faces)
    radar_m = np.array([0.0, 0.2, 0.8])
    rng = np.random.default_rng(0)
    ways = rng.normal(size=(2000, 3)) + np.array([5.0, 0, 0])
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    one, other = (kind(vertices, faces) for kind in (BruteFirstHit, MitsubaFirstHit))
    a, b = (hits(np.tile(radar_m, (2000, 1)), ways) for hits in (one, other))
    assert np.mean(a.face == b.face) > 0.999, "float32 decides otherwise only at edges"
    same = (a.face == b.face) & (a.face >= 0)
    assert same.sum() > 300
    np.testing.assert_allclose(a.distance_m[same], b.distance_m[same], rtol=1e-5)
    met = []
    for hits in (one, other):
        tubes = trace_tubes(hits, vertices, faces, radar_m, radar_m, 0.1, 3)
        met.append([np.unique(t.faces, axis=0).tolist() for t in tubes])
    common = [m for m in met[0][0] if m in met[1][0]]
    assert len(common) > 0.98 * max(len(met[0][0]), len(met[1][0])) > 10
