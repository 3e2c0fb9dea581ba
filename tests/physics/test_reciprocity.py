import jax
import numpy as np
import pytest

from benchmarks.physics import reciprocity
from mmwave_sim.rays import STRAIGHT, Bounce, Screen, Way

LIMIT_DB = 0.01
ROUTES = [route for routes in reciprocity.ROUTES.values() for route in routes]


@pytest.fixture(scope="module")
def optics():
    with jax.enable_x64(True):
        return reciprocity.laws()["physical optics"]


@pytest.mark.parametrize("route", ROUTES, ids=["direct", "wall out", "wall twice"])
def test_exchanged_antennas_hear_the_same(route, optics):
    assert reciprocity.route_error_db(route, optics) <= LIMIT_DB


@pytest.mark.parametrize("name", ["quasi-specular", "Lambert"])
def test_other_laws_are_symmetric(name):
    with jax.enable_x64(True):
        law = reciprocity.laws()[name]
    assert reciprocity.route_error_db(reciprocity.DIRECT_ROUTE, law) <= LIMIT_DB


def test_antennas_that_leave_their_beams_behind_do_not(optics):
    with jax.enable_x64(True):
        params = reciprocity.forth(reciprocity.radar())
        mixed = params._replace(tx_m=params.rx_m, rx_m=params.tx_m)
        one, other = (
            reciprocity.received(optics, reciprocity.DIRECT_ROUTE, which)
            for which in (params, mixed)
        )
    assert reciprocity.change_db(one, other) > 10 * LIMIT_DB


def test_the_wall_alone_does_not_answer_for_the_exchanged_route(optics):
    # Out by the wall and back directly is another path than out directly and back by the wall.
    (route, _) = reciprocity.ROUTES["by a wall at 45 degrees"]
    with jax.enable_x64(True):
        params = reciprocity.forth(reciprocity.radar())
        there = reciprocity.received(optics, route, params)
        same = reciprocity.received(optics, route, reciprocity.exchanged(params))
    assert reciprocity.change_db(there, same) > 10 * LIMIT_DB


@pytest.mark.parametrize(
    "way",
    [
        STRAIGHT,
        reciprocity.BY_ITS_EDGES,
        Way((Bounce(0, echo=1, last=False),)),
    ],
    ids=["straight", "wall with edges", "wall's back"],
)
def test_a_leg_is_the_same_from_its_other_end(way):
    assert reciprocity.reversed_leg_error_db(way) <= LIMIT_DB


@pytest.mark.parametrize("part", ["around", "through"])
def test_a_leg_past_a_screen_is_the_same_from_its_other_end(part):
    behind_m = np.array([2.5, -3.0, -0.5])
    way = Way((), (Screen((0,), 0, part),))
    assert reciprocity.reversed_leg_error_db(way, behind_m) <= LIMIT_DB


def test_the_wall_turns_the_field():
    # Else "by a wall at 45 degrees" would say nothing about polarization.
    assert reciprocity.turned_share() > 0.5


def test_a_whole_rendering_is_symmetric():
    there, back = reciprocity.rendered()
    assert np.abs(there).min() > 0
    assert reciprocity.change_db(there, back) <= LIMIT_DB
