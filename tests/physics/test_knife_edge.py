"""The shadow of a door edge against Fresnel's integral, to the limit of the bench."""

import numpy as np
import pytest

from benchmarks.physics import knife_edge


def test_closed_form_is_half_the_field_on_the_edge_and_falls_as_its_asymptote():
    assert knife_edge.loss_db(np.array(0.0)) == pytest.approx(20 * np.log10(2))
    deep = np.array(6.0)
    assert knife_edge.loss_db(deep) == pytest.approx(
        20 * np.log10(np.sqrt(2) * np.pi * deep), abs=0.02
    )


def test_one_way_from_light_to_deep_shadow():
    measured, expected = knife_edge.one_way(knife_edge.targets(np.linspace(-6.0, 4.3, 104)))
    assert expected.max() > 25
    assert np.abs(measured - expected).max() < 0.5


def test_planner_finds_the_edge_by_itself():
    (near,) = knife_edge.planned(knife_edge.targets(np.array([1.0]))[0]).routes
    for way in near.route:
        assert [(s.walls, s.part) for s in way.screens] == [((0,), "around")]
    (lit,) = knife_edge.planned(knife_edge.targets(np.array([-8.0]))[0]).routes
    assert lit.route.tx.plain
    assert not knife_edge.planned(knife_edge.targets(np.array([8.0]))[0]).routes


def test_echo_of_a_scatterer_from_light_to_deep_shadow():
    measured, expected = knife_edge.two_way(knife_edge.targets(np.array([-2.0, 0.0, 2.0, 4.0])))
    assert expected.max() > 48
    assert np.abs(measured - expected).max() < 0.5


def test_one_way_aslant_past_the_edge():
    radar_m, point_m = knife_edge.aslant(np.linspace(-0.25, 0.15, 81))
    measured, expected = knife_edge.one_way(point_m, radar_m)
    assert expected.max() > 19
    assert np.abs(measured - expected).max() < 0.5
