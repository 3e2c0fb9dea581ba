"""Legs by mirroring walls against geometry worked out by hand."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.rays import Chain, Panel, Wall, leg, panel, unfold, walls_from_meshes, way_of

FLOOR = Wall("floor", np.array([-10.0, -10, 0]), np.diag([20.0, 20, 0])[:2], "concrete")
SIDE = Wall("side", np.array([-10.0, 2, -1]), np.array([[20.0, 0, 0], [0, 0, 5]]), "metal")
UP = jnp.array([0.0, 0.0, 1.0])
FREQUENCY_HZ = 79e9
K = 2 * np.pi * FREQUENCY_HZ / 299_792_458


def smooth(wall: Wall) -> Panel:
    """The wall without roughness."""
    made = panel(wall, FREQUENCY_HZ)
    return made._replace(medium=made.medium._replace(roughness_m=jnp.zeros(())))


def test_floor_bounce_has_the_length_and_loss_of_the_two_ray_model() -> None:
    # Antenna 1 m and point 1.5 m above the floor, 4 m apart: the image is 2.5 m below the point.
    antenna, point = np.array([[0.0, 0, 1.0]]), np.array([[4.0, 0, 1.5]])
    with jax.enable_x64(True):
        way = leg(antenna, UP, point, way_of(Chain((0,))), (smooth(FLOOR),), jnp.array([K]))
        field = np.asarray(way.field[0, 0, 0])
    length = np.hypot(4.0, 2.5)
    assert float(way.length_m[0, 0]) == pytest.approx(length, abs=1e-6)
    np.testing.assert_allclose(way.at_antenna[0, 0], np.array([4, 0, -2.5]) / length, atol=1e-7)
    np.testing.assert_allclose(way.at_point[0, 0], np.array([4, 0, 2.5]) / length, atol=1e-7)
    # Vertical polarization on a floor is TM; concrete: eps = 5.24 + i 0.0462 f^0.7822 / (w eps0).
    cosine = 2.5 / length
    epsilon = 5.24 + 1j * 0.0462 * 79**0.7822 / (2 * np.pi * FREQUENCY_HZ * 8.8541878128e-12)
    root = np.sqrt(epsilon - 1 + cosine**2)
    expected = abs((epsilon * cosine - root) / (epsilon * cosine + root))
    assert float(np.linalg.norm(field)) == pytest.approx(expected, rel=1e-5)


def test_metal_side_wall_turns_vertical_polarization_over() -> None:
    # For a side wall E is TE, and a conductor reflects it with -1; at 1e7 S/m and 79 GHz the
    # surface resistance leaves 1 - 8e-4 at this angle.
    antenna, point = jnp.array([[0.0, 0, 0]]), jnp.array([[3.0, 0, 0]])
    way = leg(antenna, UP, point, way_of(Chain((0,))), (smooth(SIDE),), jnp.array([K]))
    assert float(way.length_m[0, 0]) == pytest.approx(5.0)
    np.testing.assert_allclose(way.field[0, 0, 0], [0, 0, -1], atol=2e-3)


def test_two_bounces_use_the_image_of_the_image() -> None:
    panels = (smooth(FLOOR), smooth(SIDE))
    antenna, point = jnp.array([[0.0, 0, 1.0]]), jnp.array([[4.0, 0.5, 1.5]])
    way = leg(antenna, UP, point, way_of(Chain((0, 1))), panels, jnp.array([K]))
    image = np.array([0.0, 4.0, -1.0])
    assert float(way.length_m[0, 0]) == pytest.approx(np.linalg.norm([4, 0.5, 1.5] - image))


def test_normal_incidence_has_finite_gradients() -> None:
    panels = (smooth(SIDE),)

    def power(point: jax.Array) -> jax.Array:
        way = leg(jnp.zeros((1, 3)), UP, point[None], way_of(Chain((0,))), panels, jnp.array([K]))
        return jnp.sum(jnp.abs(way.field) ** 2) / way.length_m[0, 0]

    assert np.all(np.isfinite(jax.grad(power)(jnp.array([0.0, 1.0, 0.0]))))


def test_unfolding_finds_the_reflection_point_and_the_walls_edge() -> None:
    way = unfold(Chain((0,)), (FLOOR,), np.array([0.0, 0, 1.0]), np.array([[4.0, 0, 1.0]]))
    np.testing.assert_allclose(way.corners_m[1], [[2.0, 0, 0]])
    assert way.on_walls[0]
    short = Wall("short", np.array([-10.0, -10, 0]), np.diag([11.0, 20, 0])[:2], "concrete")
    missed = unfold(Chain((0,)), (short,), np.array([0.0, 0, 1.0]), np.array([[4.0, 0, 1.0]]))
    assert not missed.on_walls[0]


def test_only_rectangles_become_walls() -> None:
    corners = np.array([[0.0, 0, 0], [2, 0, 0], [2, 1, 0], [0, 1, 0]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    (wall,) = walls_from_meshes((("w", corners, faces, "wood"),))
    assert np.linalg.norm(np.cross(*wall.edges_m)) == pytest.approx(2.0)
    with pytest.raises(ValueError, match="not a rectangle"):
        walls_from_meshes((("w", corners * np.array([[1], [2], [1], [1]]), faces, "wood"),))
