"""Worlds that cannot be right are refused, and the refusal names the thing."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import trimesh

import scenes
from mmwave_sim._errors import InputError
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, TxSchedule, preset
from mmwave_sim.rays import AnalyticTracer, StillMesh, Wall, World
from mmwave_sim.simulation import SimulationOptions, plan_scene, trace
from mmwave_sim.simulation._checks import check_world, winding_number
from mmwave_sim.simulation._world import place_radar, world_from_scene

TIMES_S = np.linspace(0.0, 1.0, 5)
RADAR = preset("awr1843_mmclip").replace(pose=Pose((0.0, 0.0, 1.0)))
BACK = Wall("back", np.array([4.0, -2.0, 0.0]), np.array([[0, 4.0, 0], [0, 0, 2.5]]), "brick")
FLOOR = Wall("floor", np.array([0.0, -2.0, 0.0]), np.array([[4.0, 0, 0], [0, 4.0, 0]]), "wood")


def still(mesh: trimesh.Trimesh, name: str = "crate") -> StillMesh:
    return StillMesh(name, np.asarray(mesh.vertices), np.asarray(mesh.faces), "wood")


def crate(centre_m: tuple[float, float, float] = (2.0, 0.0, 1.0), side_m: float = 0.5) -> StillMesh:
    box = trimesh.creation.box(extents=(side_m,) * 3)
    return still(box.apply_translation(centre_m))


def moving(start_m: tuple[float, float, float], end_m: tuple[float, float, float]) -> MovingMesh:
    """A ball of radius 0.3 m that goes evenly from one place to the other within a second."""
    ball = trimesh.creation.icosphere(subdivisions=3, radius=0.3)
    times_s = np.linspace(0.0, 1.0, 6)[:, None, None]
    places_m = (1 - times_s) * np.array(start_m) + times_s * np.array(end_m)
    return MovingMesh("ball", ball.faces, times_s[:, 0, 0], ball.vertices + places_m, "skin")


def plate(faces: list[list[int]]) -> StillMesh:
    corners = np.array([[2, 0, 0], [2, 1, 0], [2, 1, 1], [2, 0, 1.0]])
    return StillMesh("plate", corners, np.array(faces), "metal")


def refuse(world: World, message: str, radar: RadarConfig = RADAR) -> None:
    with pytest.raises(InputError, match=message):
        check_world(world, radar, TIMES_S)


@pytest.mark.parametrize("seed", range(6))
def test_the_demo_scene_passes(seed: int) -> None:
    text = "a person walks across the living room toward the radar"
    scene = scenes.scene_from_text(text, seed=seed)
    world = world_from_scene(scene, scene.duration_s, 30.0)
    assert len(world.still) > 4 and len(world.moving) == 1
    check_world(world, place_radar(RADAR, scene), np.linspace(0.0, scene.duration_s, 6))


def test_degenerate_triangles_are_counted() -> None:
    good = crate()
    point, line = [3, 3, 5], [0, 1, len(good.vertices_m)]
    middle = good.vertices_m[[0, 1]].mean(axis=0, keepdims=True)
    bad = replace(
        good,
        faces=np.concatenate([good.faces, [point, line]]),
        vertices_m=np.concatenate([good.vertices_m, middle]),
    )
    refuse(World(still=(bad,)), r"area in crate; found 2 degenerate of 14, the first is face 12")


def test_a_triangle_that_collapses_while_it_moves_is_named_with_its_time() -> None:
    ball = moving((2, 0, 1), (2, 0, 1))
    vertices_m = np.array(ball.vertices_m)
    # One corner of face 7 slides onto another, and is there at the end.
    a, b, _ = ball.faces[7]
    share = ball.times_s[:, None]
    vertices_m[:, a] = (1 - share) * vertices_m[:, a] + share * vertices_m[:, b]
    collapsing = replace(ball, vertices_m=vertices_m)
    check_world(World(moving=(collapsing,)), RADAR, TIMES_S[:-1])
    refuse(World(moving=(collapsing,)), r"area in ball at 1\.000 s; found 2 degenerate")


def test_small_and_slender_triangles_are_not_degenerate() -> None:
    needle = trimesh.creation.box(extents=(1.0, 1e-4, 1e-4)).apply_translation((2, 0, 1))
    check_world(World(still=(still(needle, "needle"),)), RADAR, TIMES_S)


def test_a_closed_mesh_inside_out_is_refused() -> None:
    bad = replace(crate(), faces=crate().faces[:, ::-1])
    refuse(World(still=(bad,)), r"crate that face outwards; found 12 inverted of 12")
    ball = moving((2, 0, 1), (3, 0, 1))
    inverted = replace(ball, faces=ball.faces[:, ::-1])
    refuse(World(moving=(inverted,)), r"ball at 0\.000 s that face outwards; found 1280 inverted")


def test_one_inverted_part_among_good_ones_is_found() -> None:
    good, bad = crate((2, 0, 1), 1.0), crate((2, 1.2, 1), 0.2)
    both = StillMesh(
        "shelf",
        np.concatenate([good.vertices_m, bad.vertices_m]),
        np.concatenate([good.faces, bad.faces[:, ::-1] + 8]),
        "wood",
    )
    refuse(World(still=(both,)), r"shelf .* found 12 inverted of 24, the first is face 12")


def test_a_cavity_faces_its_own_middle() -> None:
    outer, inner = crate((2, 0, 1), 1.0), crate((2, 0, 1), 0.8)
    safe = StillMesh(
        "safe",
        np.concatenate([outer.vertices_m, inner.vertices_m]),
        np.concatenate([outer.faces, inner.faces[:, ::-1] + 8]),
        "metal",
    )
    check_world(World(still=(safe,)), RADAR, TIMES_S)
    # In the cavity the radar is in air, in the shell it is not.
    check_world(World(still=(safe,)), RADAR.replace(pose=Pose((2.0, 0.0, 1.0))), TIMES_S)
    refuse(World(still=(safe,)), "outside of safe", RADAR.replace(pose=Pose((2.45, 0.0, 1.0))))


def test_one_inverted_triangle_is_found_by_its_neighbours() -> None:
    faces = np.array(crate().faces)
    faces[4] = faces[4, ::-1]
    refuse(
        World(still=(replace(crate(), faces=faces),)), r"crate .* found 3 edges between inverted"
    )
    refuse(World(still=(plate([[0, 1, 2], [0, 3, 2]]),)), r"plate .* between faces 0 and 1")


@pytest.mark.parametrize("faces", [[[0, 1, 2], [0, 2, 3]], [[2, 1, 0], [3, 2, 0]], [[0, 1, 2]]])
def test_an_open_mesh_may_face_either_way(faces: list[list[int]]) -> None:
    check_world(World(still=(plate(faces),)), RADAR, TIMES_S)


@pytest.mark.parametrize(
    ("end_m", "depth_cm"),
    [((4.0, 0.0, 1.0), 30), ((3.75, 0.0, 1.0), 5), ((4.2, 1.9, 1.0), 10)],
)
def test_a_body_through_a_wall_is_refused(
    end_m: tuple[float, float, float], depth_cm: float
) -> None:
    world = World(walls=(FLOOR, BACK), moving=(moving((2.0, 0.0, 1.0), end_m),))
    with pytest.raises(InputError, match=r"ball at 1\.000 s on one side of back.*cm deep") as error:
        check_world(world, RADAR, np.array([0.0, 1.0]))
    found = float(str(error.value).split("through back, ")[1].split(" cm")[0])
    # The ball reaches as deep as its radius less the distance of its centre; facets cut a little.
    assert found == pytest.approx(depth_cm, abs=0.7)


@pytest.mark.parametrize(
    "end_m",
    [
        (3.69, 0.0, 1.0),  # a centimetre in front of the wall
        (3.705, 0.0, 1.0),  # touches it by 5 mm
        (2.0, 0.0, 0.295),  # stands on the floor, 5 mm deep
        (5.0, 0.0, 1.0),  # behind it at both of the times that are looked at
        (4.0, 2.295, 1.0),  # beside it, across its plane
    ],
)
def test_a_body_that_only_touches_or_passes_by_is_legal(end_m: tuple[float, float, float]) -> None:
    world = World(walls=(FLOOR, BACK), moving=(moving((2.0, 0.0, 1.0), end_m),))
    check_world(world, RADAR, np.array([0.0, 1.0]))


def test_a_coarse_plate_through_a_small_wall_is_refused() -> None:
    # Its corners lie beyond the rim of the wall, its edges go through.
    corners_m = np.array([[3.0, 0.0, 1.0], [5.0, 0.0, 1.0], [5.0, 0.0, 3.0]])
    sheet = MovingMesh(
        "sheet", np.array([[0, 1, 2]]), np.linspace(0, 1, 4), np.stack([corners_m] * 4), "metal"
    )
    refuse(World(walls=(BACK,), moving=(sheet,)), "sheet at 0.000 s on one side of back")


@pytest.mark.parametrize(
    ("name", "world"),
    [
        ("crate", World(still=(crate((0.1, 0.1, 1.1)),))),
        ("ball at 1.000 s", World(moving=(moving((2, 0, 1), (0, 0, 1)),))),
    ],
)
def test_a_radar_inside_something_is_refused(name: str, world: World) -> None:
    message = (
        rf"outside of {name}; found radar {RADAR.name} inside of it, at \(0\.00, 0\.00, 1\.00\) m"
    )
    with pytest.raises(InputError, match=message):
        check_world(world, RADAR, np.array([0.0, 1.0]))


def test_a_radar_close_to_or_within_an_open_mesh_is_legal() -> None:
    check_world(World(still=(crate((0.251, 0.0, 1.0)),)), RADAR, TIMES_S)
    box = crate((0.0, 0.0, 1.0))
    check_world(World(still=(replace(box, faces=box.faces[1:]),)), RADAR, TIMES_S)


@pytest.mark.parametrize(
    ("shape", "reach_m"),
    [(trimesh.creation.icosphere, 0.9), (trimesh.creation.torus, None)],
)
def test_winding_number_is_one_inside_and_zero_outside(
    shape: Callable[..., trimesh.Trimesh], reach_m: float | None
) -> None:
    mesh = shape() if reach_m else shape(1.0, 0.3)
    inside = np.array([[reach_m or 1.0, 0.0, 0.0], [0.0, -(reach_m or 1.0), 0.0]])
    outside = np.array([[1.4, 0.0, 0.0], [0.0, 0.0, 3.0], *([] if reach_m else [[0.0, 0.0, 0.0]])])
    for points, expected in ((inside, 1.0), (outside, 0.0)):
        for point in points:
            found = winding_number(np.asarray(mesh.vertices)[mesh.faces] - point)
            assert found == pytest.approx(expected, abs=1e-9)


def test_timing_that_cannot_be_is_refused_before_anything_is_traced() -> None:
    tracer = AnalyticTracer(World())
    short = RADAR.replace(frame_period_s=0.5 * RADAR.active_frame_time_s)
    late = RADAR.replace(adc_start_time_s=RADAR.ramp_end_time_s)
    schedule = TxSchedule.ddm((0, 1), subbands=4)
    parted = RADAR.replace(tx_schedule=schedule, chirps_per_frame=6)
    for device, name in (
        (short, "chirps_fit_frame"),
        (late, "samples_fit_ramp"),
        (parted, "loops_fill_subbands"),
    ):
        with pytest.raises(InputError, match=f"a radar that keeps {name}"):
            trace(tracer, device, 1)


@pytest.mark.parametrize("frames", [0, -2, 1.5, True, "3"])
def test_frames_are_a_whole_number_of_one_or_more(frames: object) -> None:
    line = "frames to be a whole number of 1 or more"
    with pytest.raises(InputError, match=line):
        trace(AnalyticTracer(World()), RADAR, frames)  # type: ignore[arg-type]
    scene = SimpleNamespace(duration_s=2.0)
    with pytest.raises(InputError, match=line):
        plan_scene(scene, RADAR, frames=frames)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"scattering": "phong"}, "scattering to be one of physical-optics, .* found 'phong'"),
        ({"loops_per_block": 0}, "loops_per_block to be a whole number of 1 or more; found 0"),
        ({"key_frame_rate_hz": 0.0}, "key_frame_rate_hz to be a finite number above 0"),
        ({"key_frame_rate_hz": float("nan")}, "key_frame_rate_hz to be a finite number above 0"),
        ({"bounces": 0.5}, "bounces to be a whole number of 0 or more; found 0.5"),
        ({"room_bounces": -1}, "room_bounces to be a whole number of 0 or more; found -1"),
        ({"soft_visibility_m": float("inf")}, "soft_visibility_m to be a finite number of 0"),
        ({"threshold_db": float("nan")}, "threshold_db of 0 dB or less"),
    ],
    ids=str,
)
def test_options_that_cannot_be_are_refused(wrong: dict, line: str) -> None:
    with pytest.raises(InputError, match=line):
        SimulationOptions(**wrong)
