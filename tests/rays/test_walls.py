"""Where walls join, and what that means for their edges."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.rays import (
    STRAIGHT,
    Bounce,
    Chain,
    Screen,
    Wall,
    Way,
    joined_sides,
    leg,
    look,
    panel,
    reaches,
)
from tests.rays.room import SOURCE_M, walls

WAVELENGTH_M = 3.9e-3


def _side(low: float, high: float, tilt_rad: float) -> Wall:
    """Part of a tall wall 2 m to the left of the origin, from one place along it to another."""
    along = np.array([np.cos(tilt_rad), np.sin(tilt_rad), 0.0])
    corner = np.array([0.0, 2.0, -30.0]) + low * along
    return Wall("side", corner, np.array([(high - low) * along, [0, 0, 60.0]]), "plasterboard")


def _partition(depth_m: float) -> Wall:
    """From the floor to the ceiling of the room of the tests, from one side wall on."""
    edges = np.array([[0, depth_m, 0], [0, 0, 2.6]])
    return Wall("partition", np.array([3.0, -2.5, 0.0]), edges, "glass")


def test_a_closed_room_has_no_edges() -> None:
    assert joined_sides(walls()) == ((0, 1, 2, 3),) * 6


def test_a_partition_has_one_edge() -> None:
    # It starts at a side wall; floor and ceiling are its other two sides.
    assert joined_sides((*walls(), _partition(3.0)))[-1] == (0, 2, 3)


def test_parts_of_one_wall_keep_their_edges() -> None:
    # Their windows add up to the whole, with the edges that both have.
    assert joined_sides((_side(-9, 1, 0.0), _side(1, 9, 0.0))) == ((), ())


@pytest.mark.parametrize("tilt_rad", [0.0, 0.1])
def test_two_parts_of_a_wall_mirror_as_one(tilt_rad: float) -> None:
    points = np.stack([np.linspace(1, 5, 81), np.full(81, 0.3), np.ones(81)], axis=-1)
    whole, parts = (
        (_side(-30, 30, tilt_rad),),
        (_side(-30, 1.5, tilt_rad), _side(1.5, 30, tilt_rad)),
    )
    # Beyond three Fresnel radii from the seam there is no edge: 5 %.
    mirrored = [_by_all(several, points) for several in (whole, parts)]
    np.testing.assert_allclose(mirrored[1], mirrored[0], rtol=0.06)


def _by_all(several: tuple[Wall, ...], points: np.ndarray) -> np.ndarray:
    """Field at points by a bounce at each of several walls, edges included."""
    total = np.zeros(len(points), dtype=complex)
    for index in range(len(several)):
        chain = Chain((index,))
        sight = look(None, several, chain, SOURCE_M, points, WAVELENGTH_M)
        assert not sight.across
        way = Way((Bounce(index, edges=True),))
        found = _leg(way, points, several)
        phase = np.exp(2j * np.pi / WAVELENGTH_M * np.asarray(found.length_m)[:, 0])
        total += reaches(way, sight) * np.asarray(found.field)[0, :, 0, 2] * phase
    return total


def _leg(way: Way, points: np.ndarray, several: tuple[Wall, ...]):  # type: ignore[no-untyped-def]
    with jax.enable_x64(True):
        return leg(
            jnp.asarray(SOURCE_M)[None],
            jnp.array([0.0, 0.0, 1.0]),
            jnp.asarray(points),
            way,
            tuple(panel(wall, 77e9) for wall in several),
            jnp.array([2 * np.pi / WAVELENGTH_M]),
        )


def test_nothing_gets_around_where_walls_join() -> None:
    # The straight way meets the partition 2 cm under the ceiling.
    several = (*walls(), _partition(5.0))
    joined = joined_sides(several)[-1]
    point = np.array([[5.0, 0.1, 3.84]])
    assert joined == (0, 1, 2, 3)
    for sides, level in ((joined, 0.0), ((), 0.3)):
        way = Way((), (Screen((6,), 0, "around", joined=(sides,)),))
        field = np.abs(np.asarray(_leg(way, point, several).field)).max()
        assert field == pytest.approx(level, abs=0.2 if level else 1e-4)


def test_the_way_through_a_wall_reaches_only_what_is_behind_it() -> None:
    several, through = (_partition(5.0),), Way((), (Screen((0,), 0, "through"),))
    for x, behind in ((2.0, False), (4.0, True)):
        sight = look(None, several, Chain(), SOURCE_M, np.array([[x, 0.0, 1.0]]), WAVELENGTH_M)
        assert reaches(through, sight) == behind
        assert reaches(STRAIGHT, sight) != behind


def test_soles_that_dip_into_the_floor_are_still_before_it() -> None:
    dips = np.array([[3.0, 0.0, -0.004], [3.0, 0.0, -0.03]])
    sight = look(None, walls(), Chain(), SOURCE_M, dips, WAVELENGTH_M)
    assert reaches(STRAIGHT, sight).tolist() == [True, False]
