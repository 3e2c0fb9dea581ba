"""INDOOR gives radars and scenes that are valid, whatever the seed; the documentation states it."""

import re
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim.radar import PRESETS, Pose, check_constraints, preset
from mmwave_sim.randomization import (
    INDOOR,
    QUANTITIES,
    Draw,
    apply_to_inputs,
    apply_to_options,
    apply_to_radar,
    apply_to_scene,
    apply_to_world,
    draw,
)
from mmwave_sim.simulation import SimulationOptions
from mmwave_sim.simulation._checks import check_world
from scenes import SceneSpec, footprint_m, parse, sampled_paths_m
from scenes.world._populate import _check
from tests.randomization.world import everything, room_world

SEEDS = range(50)
SENTENCES = (
    "a person walks toward the radar",
    "a man stands still and a woman waves in the bedroom",
    "a person walks to and fro across the room in the office",
    "a child walks away from the radar in the corridor",
    "an old man walks in a circle in the empty room",
)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "randomization.md"


def made(seed: int) -> tuple[Draw, SceneSpec, SceneSpec]:
    """A draw, a scene, and the scene after the draw."""
    spec = parse(SENTENCES[seed % len(SENTENCES)], seed=seed)
    drawn = draw(INDOOR, seed)
    return drawn, spec, apply_to_scene(drawn, spec)


@pytest.mark.parametrize("seed", SEEDS)
def test_scenes_are_valid(seed: int) -> None:
    drawn, spec, found = made(seed)
    assert SceneSpec.from_json(found.to_json()) == found
    _check(found)
    corner, size = np.array(found.room.corner_m), np.array(found.room.size_m)
    for item in found.objects:
        low, high = footprint_m(item)
        assert (low >= corner).all() and (high <= corner + size[:2]).all()
        assert item.size_m[2] <= size[2]
    radar = np.array(found.radar.position_m)
    assert (radar[:2] > corner).all() and (radar < [*(corner + size[:2]), size[2]]).all()
    assert radar[2] == drawn.value("pose.height_m")
    paths_m = sampled_paths_m(found.agents, found.duration_s).reshape(-1, 2)
    assert np.linalg.norm(paths_m - radar[:2], axis=1).min() > 0.9
    for item in found.objects:
        low, high = footprint_m(item)
        outside = np.maximum(np.maximum(low - paths_m, paths_m - high), 0.0)
        assert np.linalg.norm(outside, axis=1).min() > 0.39
    assert len(found.agents) == len(spec.agents)


def test_most_people_move_as_far_as_was_drawn() -> None:
    """Halving is the exception, or the declared distribution would not be the one that is had."""
    moved = []
    for seed in SEEDS:
        drawn, spec, found = made(seed)
        shift = found.agents[0].position_m[0] - spec.agents[0].position_m[0]
        moved.append(shift / drawn.value("place.offset_x_m")[0])
    assert np.mean(np.isclose(moved, 1.0)) > 0.5


@pytest.mark.parametrize("name", PRESETS)
def test_radars_and_options_are_valid(name: str) -> None:
    radar = preset(name)
    for seed in SEEDS:
        drawn = draw(INDOOR, seed)
        found = apply_to_radar(drawn, radar)
        assert check_constraints(found) == check_constraints(radar)
        receiver = apply_to_options(drawn, SimulationOptions(), found).receiver
        assert (receiver.iq_imbalance is not None) == radar.complex_samples
        assert receiver.compression is not None and receiver.if_filter is not None
        assert len(receiver.interferers) == drawn.value("interference.count")


@pytest.mark.parametrize("seed", range(0, 50, 5))
def test_worlds_with_clutter_pass_the_simulations_checks(seed: int) -> None:
    drawn, _, found = made(seed)
    place = found.radar.position_m
    world = apply_to_world(drawn, room_world(found), place)
    check_world(world, preset("iwr6843").replace(pose=Pose(place)), np.array([0.0]))
    assert len(world.still) <= drawn.value("clutter.count")


def test_inputs_are_finite_and_passive() -> None:
    before = everything()
    for seed in SEEDS:
        found = apply_to_inputs(draw(INDOOR, seed), before.inputs, before.radar)
        for medium in (*found.media, *(panel.medium for panel in found.panels)):
            assert float(medium.relative_permittivity) >= 1.0
            assert float(medium.conductivity_s_per_m) >= 0.0
        assert np.isfinite(np.asarray(found.radar.channel_gain)).all()


def test_the_page_states_every_quantity_and_its_distribution() -> None:
    rows = re.findall(r"^\| `(\w+\.\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE.read_text(), re.M)
    stated = {name: (per, text) for name, _, per, text in rows}
    assert len(rows) == len(stated)
    given = INDOOR.distributions()
    assert stated == {
        name: (quantity.per, str(given.get(name, "as it is")))
        for name, quantity in QUANTITIES.items()
    }
