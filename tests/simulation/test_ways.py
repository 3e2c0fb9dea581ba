"""Which ways and routes are kept, over a clip in which what is seen changes."""

from dataclasses import replace

import numpy as np

from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import AnalyticTracer, Chain, Wall, World, joined_sides
from mmwave_sim.simulation import SimulationOptions, render, render_reference, scene_inputs, trace
from mmwave_sim.simulation._room import room_ways
from mmwave_sim.simulation._routes import _both
from mmwave_sim.simulation._soft import Seen
from mmwave_sim.simulation._trace import _probes
from mmwave_sim.simulation._ways import candidate_ways, strong_routes

PARTITION = Wall(
    "partition", np.array([2.0, 0.0, -1.0]), np.array([[0, 6.0, 0], [0, 0, 4.0]]), "plasterboard"
)


def _radar(position_m: tuple[float, float, float] = (0.0, 0.0, 1.0)) -> RadarConfig:
    return preset("awr1843_mmclip").replace(pose=Pose(position_m))


def _passing(behind: int, before: int) -> np.ndarray:
    """Probes of a body that is in the clear for some time and then behind the partition."""
    y = np.concatenate([np.full(before, -2.5), np.full(behind, 2.5)])
    offset = 0.1 * np.array([[0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    return np.stack([np.full_like(y, 4.0), y, np.ones_like(y)], axis=-1)[:, None] + offset


def test_a_body_that_is_behind_a_wall_for_a_moment_is_seen_through_it() -> None:
    options = SimulationOptions(bounces=0)
    probes = _passing(behind=1, before=20)
    candidates = candidate_ways([Chain()], (PARTITION,), _radar(), probes, options)
    parts = [{s.part for way in route for s in way.screens} for route in _routes(candidates)]
    assert {"through"} in parts
    # What is behind at one time and before at another never takes both ways at once.
    assert not any({"through", "around"} <= part for part in parts)


def _routes(candidates):  # type: ignore[no-untyped-def]
    return strong_routes(candidates, SimulationOptions(bounces=0))


def test_probes_reach_from_the_first_frame_to_the_last() -> None:
    for count in (1, 7, 13, 383):
        vertices = np.arange(20 * 42 * 3, dtype=float).reshape(20, 42, 3)
        mesh = MovingMesh("b", np.zeros((1, 3), int), np.linspace(0, 1, 20), vertices, "skin")
        found = _probes(mesh, np.linspace(0, 1, count))
        assert np.allclose(found[0, 0], vertices[0, 0])
        if count > 1:
            assert np.allclose(found[-1, -1], vertices[-1, -1])


def test_a_radar_beside_a_wall_sees_the_other_wall_whole() -> None:
    # What the mirror image in a corner lacks beyond the seam comes by the other wall.
    front = Wall("front", np.array([3.0, 0, 0]), np.array([[0, 4.0, 0], [0, 0, 2.5]]), "concrete")
    side = Wall("side", np.array([-1.0, 0, 0]), np.array([[4.0, 0, 0], [0, 0, 2.5]]), "concrete")
    assert joined_sides((front, side)) == ((0,), (1,))
    (way,) = (
        w
        for w in room_ways(AnalyticTracer(World((front, side))), _radar((0.0, 0.02, 1.2)), 1)
        if w.chain == Chain((0,))
    )
    assert not way.bounces[0].edges


def test_legs_of_one_way_are_seen_from_the_same_places() -> None:
    half = Seen(np.array([0.5]), np.array([[1.0, 0.0, 0.0]]))
    alike, apart = _both(half, half, True), _both(half, half, False)
    assert alike.weight == 0.5 and apart.weight == 0.25
    # Both ends move together: the slopes of the share itself.
    assert np.allclose(alike.slope.sum(axis=1), half.slope)


def test_what_moves_behind_an_edge_keeps_its_phase_between_nodes() -> None:
    # The way around an edge grows faster than the straight one.
    wide = replace(
        PARTITION,
        corner_m=np.array([1.5, 0.0, -5e3]),
        edges_m=np.array([[0, 1e4, 0], [0, 0, 1e4]]),
        material="concrete",
    )
    times_s, size = np.arange(4) * 0.02, 0.004
    square = size * np.array([[0, -1, -1], [0, 1, -1], [0, 1, 1], [0, -1, 1]])
    place = np.stack([3 + 0 * times_s, 0.2 + 6.0 * times_s, 1 + 0 * times_s], axis=-1)
    plate = MovingMesh(
        "plate", np.array([[0, 2, 1], [0, 3, 2]]), times_s, square + place[:, None], "metal"
    )
    radar = _radar().single_channel().replace(chirps_per_frame=32, samples_per_chirp=64)
    options = SimulationOptions(bounces=0, room_bounces=0, diffuse=False)
    plan = trace(AnalyticTracer(World((wide,), (), (plate,))), radar, 1, options)
    inputs, chirps = scene_inputs(plan), [5, 20]
    found = np.asarray(render(plan, inputs, 0))[chirps]
    exact = np.asarray(render_reference(plan, inputs, 0, chirps))
    assert np.linalg.norm(found - exact) < 1e-3 * np.linalg.norm(exact)
