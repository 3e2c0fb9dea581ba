"""Solids: closed, outwards, and of the volume that geometry gives them."""

import numpy as np
import pytest

from scenes.geometry import (
    Mesh,
    bar,
    capsule,
    cone,
    cushion,
    ellipse,
    ellipsoid,
    frame,
    is_closed,
    lathe,
    mirrored,
    ring,
    rotation_matrix,
    rounded,
    stack,
    sweep,
    torus,
    tube,
    turned,
    volume_m3,
)

POLYGON = 0.5 * 24 * np.sin(2 * np.pi / 24)
"""Area of a regular 24-gon of circumradius 1."""

SOLIDS: dict[str, tuple[Mesh, float]] = {
    "cone": (cone((1.0, 2.0, 3.0), 0.5, 1.2, sides=24), POLYGON * 0.25 * 1.2 / 3),
    "frustum": (cone((0.0, 0.0, 0.0), 2.0, 3.0, 1.0, 24), POLYGON * 3.0 * (4 + 2 + 1) / 3),
    "torus": (torus((0.0, 0.0, 1.0), 2.0, 0.2, 24, 4), 2 * 0.1**2 * POLYGON * 2 * 2.0),
    "frame": (frame((0.0, 0.0, 0.0), (0.1, 1.0, 2.0), 0.1), 0.1 * (2.0 - 0.8 * 1.8)),
    "bar": (bar((0.0, 0.0, 0.0), (1.0, 2.0, 2.0), 0.1, 24), POLYGON * 0.01 * 3.0),
    "mitred": (
        tube([(0.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 2.0, 1.0)], 0.1, 24),
        POLYGON * 0.01 * 3.0,
    ),
    "loop": (
        tube(
            [(0.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (0.0, 1.0, 0.0)], 0.1, 4, wrap=True
        ),
        0.02 * 4.0,
    ),
    "vessel": (
        stack([rounded(1, 1, 0, 1)] * 2 + [rounded(0.9, 0.9, 0, 1)] * 2, [0.0, 1.0, 1.0, 0.1]),
        4.0 - 3.24 * 0.9,
    ),
    "plate": (ring(rounded(2, 1, 0, 1), rounded(1, 0.5, 0, 1), 0.0, 0.1), 0.1 * (8.0 - 2.0)),
}


@pytest.mark.parametrize("name", SOLIDS)
def test_solids_have_the_volumes_of_geometry(name: str) -> None:
    """Prisms, pyramids and Pappus's theorem, for polygons in the place of circles.

    The torus's rhombic section of area 2 (t/2)^2 runs along the 24-gon of its middle radius.
    """
    (vertices, faces), volume = SOLIDS[name]
    assert is_closed(faces)
    assert volume_m3(vertices, faces) == pytest.approx(volume, rel=1e-9)


def test_round_solids_tend_to_spheres_and_capsules() -> None:
    ball = ellipsoid((0.0, 0.0, 0.0), (1.0, 2.0, 3.0), 48, 40)
    assert volume_m3(*ball) == pytest.approx(4 / 3 * np.pi * 6, rel=0.01)
    pill = capsule((0.0, 0.0, 0.0), (0.0, 1.0, 1.0), 0.5, sides=48)
    exact = np.pi * 0.25 * (np.sqrt(2) + 4 / 3 * 0.5)
    assert 0.9 * exact < volume_m3(*pill) < exact
    along = pill[0] @ np.array([0.0, np.sqrt(0.5), np.sqrt(0.5)])
    assert (along.min(), along.max()) == pytest.approx((-0.5, np.sqrt(2) + 0.5))


def test_a_cushion_is_its_box_less_its_bevels() -> None:
    """Of a unit cube with bevels b: the middle, and two frusta from (1 - 2b)^2 to 1."""
    b = 0.1
    ends = 2 * b * (1 + (1 - 2 * b) ** 2 + (1 - 2 * b)) / 3
    mesh = cushion((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), b)
    assert volume_m3(*mesh) == pytest.approx(1 - 2 * b + ends)
    assert is_closed(cushion((0.0, 0.0, 0.0), (1.0, 0.01, 1.0), b, 3)[1])


def test_shapes_face_outwards_whichever_way_they_are_drawn() -> None:
    circle = ellipse(1.0, 1.0, 8)
    for outline in (circle, circle[::-1]):
        for heights in ((0.0, 1.0), (1.0, 0.0)):
            assert volume_m3(*stack([outline, outline], heights)) > 0
    spun = lathe([(0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)], 8)
    for axis in range(3):
        assert volume_m3(*mirrored(spun, axis)) == pytest.approx(volume_m3(*spun))


def test_a_sweep_keeps_its_section_upright_and_its_scale() -> None:
    """A board on edge along x: width across y, height along z, half as large at the end."""
    vertices, _ = sweep(
        [(0, 0, 0), (1, 0, 0)], [(1, 2), (-1, 2), (-1, -2), (1, -2)], scale=[1, 0.5]
    )
    np.testing.assert_allclose(np.ptp(vertices[vertices[:, 0] == 0], axis=0), [0, 2, 4])
    np.testing.assert_allclose(np.ptp(vertices[vertices[:, 0] == 1], axis=0), [0, 1, 2])


def test_rotation_vectors_turn_as_the_right_hand_does() -> None:
    np.testing.assert_allclose(
        rotation_matrix((0, 0, np.pi / 2)) @ [1, 0, 0], [0, 1, 0], atol=1e-15
    )
    turn = rotation_matrix((0.3, -0.5, 0.7))
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-15)
    np.testing.assert_allclose(turn @ [0.3, -0.5, 0.7], [0.3, -0.5, 0.7], atol=1e-15)
    solid = cone((0.0, 0.0, 0.0), 1.0, 1.0)
    assert volume_m3(*turned(solid, (1.0, 2.0, 3.0), (5.0, 0.0, 0.0))) == pytest.approx(
        volume_m3(*solid)
    )
