"""Pictures drawn by Mitsuba in a process of its own."""

import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from scenes import InputError, PopulatedScene, RadarPlacement, RoomSpec, Surface
from scenes.geometry import box, rectangle
from scenes.render import (
    Camera,
    Quality,
    Shot,
    agent_named,
    following,
    from_radar,
    motion_strip,
    overview,
    plan_view,
    render,
    render_many,
    views_for_judge,
)

GREEN_M = np.array([4.0, 0.9, 0.6])
SMALL = Quality(96, 72, 4)


@pytest.fixture(scope="module")
def hedge() -> SimpleNamespace:
    """A room with one green box of 40 cm, left of the middle, whose wall is between it and -x."""
    room = RoomSpec(size_m=(6.0, 4.0, 2.5), corner_m=(0.0, -2.0), floor="concrete")
    low, high = (tuple(GREEN_M + side) for side in (-0.2, 0.2))
    floor = rectangle((0, -2, 0), (6, 0, 0), (0, 4, 0))
    wall = rectangle((0, -2, 0), (0, 4, 0), (0, 0, 2.5))
    surfaces = (
        Surface("floor", *floor, "concrete", "floor"),
        Surface("wall_back", *wall, "plasterboard", "wall"),
        Surface("leaves", *box(low, high), "wood", "furniture"),
    )
    spec = SimpleNamespace(
        rooms=(room,), objects=(), radar=RadarPlacement(position_m=(0.5, -1.5, 1.0))
    )
    return SimpleNamespace(spec=spec, surfaces=surfaces, agents=(), duration_s=1.0)


def is_green(pixels: np.ndarray) -> np.ndarray:
    red, green, blue = np.moveaxis(pixels.astype(float), -1, 0)
    return (green > 1.25 * red) & (green > 1.25 * blue)


def test_a_thing_is_in_the_picture_where_the_camera_projects_it(hedge: SimpleNamespace) -> None:
    """For a pinhole, an orthographic camera, and one that looks up from a tilted head."""
    cameras = [
        overview(hedge),
        plan_view(hedge),
        Camera((0.5, -1.0, 0.3), (4.0, 0.2, 0.9), up=(0.0, 0.3, 1.0), field_of_view_rad=0.9),
    ]
    pictures = render_many(hedge, [Shot(0.0, camera) for camera in cameras], SMALL)
    for camera, picture in zip(cameras, pictures, strict=True):
        green = is_green(picture)
        rows, columns = np.nonzero(green)
        assert 8 < green.sum() < 0.2 * green.size
        seen = camera.project(GREEN_M[None], SMALL.width, SMALL.height)[0]
        assert np.abs((columns.mean() + 0.5, rows.mean() + 0.5) - seen).max() < 3.0


def test_a_wall_in_the_way_is_cut_unless_it_is_to_stay(hedge: SimpleNamespace) -> None:
    eye, target = (-6.0, 0.0, 2.0), (4.0, 0.5, 0.5)
    shots = [Shot(0.0, Camera(eye, target, cut_away=cut)) for cut in ("house", "nothing")]
    cut, whole = render_many(hedge, shots, SMALL)
    assert is_green(cut).any() and not is_green(whole).any()


def test_drawing_loads_no_ray_tracer_here_and_repeats_itself(hedge: SimpleNamespace) -> None:
    loaded, camera = "mitsuba" in sys.modules, plan_view(hedge)
    first, same, other = (
        render(hedge, 0.0, camera, width=32, height=24, samples=4, seed=seed) for seed in (1, 1, 2)
    )
    assert ("mitsuba" in sys.modules) == loaded
    assert (first == same).all() and (first != other).any()
    assert (first.dtype, first.shape) == (np.uint8, (24, 32, 3))


def test_the_radar_sees_the_person_who_walks_towards_it(walk_scene: PopulatedScene) -> None:
    """The shirt is teal, and nobody is far from boresight."""
    time, camera = 2.0, from_radar(walk_scene)
    torso = walk_scene.truth([time]).agents[0].torso_m
    column, row = camera.project(torso, SMALL.width, SMALL.height)[0].astype(int)
    assert abs(column - SMALL.width / 2) < 0.2 * SMALL.width
    (picture,) = render_many(walk_scene, [Shot(time, camera)], SMALL)
    red, green, blue = picture[row - 1 : row + 2, column - 1 : column + 2].mean((0, 1))
    assert min(green, blue) > 1.5 * red


def test_who_is_followed_fills_the_picture(walk_scene: PopulatedScene) -> None:
    agent, time = walk_scene.agents[0], 1.0
    camera = following(walk_scene, agent, time)
    pixels = camera.project(agent.vertices(np.array([time]))[0], 400, 300)
    assert (pixels > 0).all() and (pixels < (400, 300)).all()
    assert np.ptp(pixels[:, 1]) > 0.5 * 300
    agent_ahead = agent.torso_m(np.array([time, time + 0.1]))
    way, look = np.diff(agent_ahead, axis=0)[0], camera.forward
    assert way @ look < 0, "seen from the front"


def test_a_strip_shows_a_body_for_each_time(walk_scene: PopulatedScene) -> None:
    """Columns with trousers, which are bluish and dark, form as many groups as there are times."""
    agent = walk_scene.agents[0]
    strip = motion_strip(walk_scene, agent, [0.5, 1.0, 1.5], height=72, samples=4, captions=())
    dark = (strip.max(-1) < 90).any(0)
    assert np.sum(np.diff(dark.astype(int)) == 1) + dark[0] >= 3
    assert strip.shape[0] == 72 < strip.shape[1]


def test_a_judge_gets_png_files(walk_scene: PopulatedScene) -> None:
    views = views_for_judge(walk_scene, 2, quality=Quality(48, 36, 1))
    assert len(views) == 2 and all(view.startswith(b"\x89PNG") for view in views)


@pytest.mark.parametrize(
    ("sizes", "line"),
    [
        ({"width": 0}, "width as a whole number from 16"),
        ({"height": 10**6}, "height as a whole number"),
        ({"width": 64.0}, "width as a whole number"),
        ({"samples": True}, "samples as a whole number"),
        ({"samples": 0}, "samples as a whole number"),
        ({"seed": -1}, "seed as a whole number"),
        ({"timeout_s": float("nan")}, "timeout_s above 0"),
        ({"timeout_s": 0.0}, "timeout_s above 0"),
    ],
)
def test_sizes_that_are_not_sensible_are_refused(
    hedge: SimpleNamespace, sizes: dict, line: str
) -> None:
    with pytest.raises(InputError, match=f"expected {line}"):
        render(hedge, 0.0, plan_view(hedge), **sizes)


def test_too_many_pixels_are_refused(hedge: SimpleNamespace) -> None:
    shots = [Shot(0.0, plan_view(hedge))] * 2
    with pytest.raises(InputError, match="at most 32,000,000 pixels in one call"):
        render_many(hedge, shots, Quality(8000, 4000))


def test_a_time_outside_the_scene_is_refused(walk_scene: PopulatedScene) -> None:
    with pytest.raises(InputError, match="at least one time"):
        render(walk_scene, 1e6, plan_view(walk_scene))


@pytest.mark.parametrize("times", [[], list(range(25)), [[0.0]]])
def test_a_strip_of_no_or_too_many_times_is_refused(
    walk_scene: PopulatedScene, times: list
) -> None:
    with pytest.raises(InputError, match="expected 1 to 24 times"):
        motion_strip(walk_scene, walk_scene.agents[0], times)


def test_unknown_names_are_refused(walk_scene: PopulatedScene) -> None:
    with pytest.raises(InputError, match=r"found 'nobody'"):
        agent_named(walk_scene, "nobody")
    with pytest.raises(InputError, match="expected the layout"):
        motion_strip(walk_scene, walk_scene.agents[0], [0.0], layout="film")
    with pytest.raises(InputError, match="expected 1 to 24 views; found 0"):
        views_for_judge(walk_scene, 0)


def test_a_picture_that_takes_too_long_is_given_up(hedge: SimpleNamespace) -> None:
    with pytest.raises(InputError, match=r"expected pictures in time; found 0\.01 s gone"):
        render(hedge, 0.0, plan_view(hedge), timeout_s=0.01)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("raise ImportError('no Mitsuba here')", "expected Mitsuba 3; found no Mitsuba here"),
        ("raise RuntimeError('a defect')", "found exit code 1: RuntimeError: a defect"),
        ("import os; os.abort()", "found exit code -6"),
    ],
)
def test_a_ray_tracer_that_is_missing_or_fails_is_told_in_one_line(
    hedge: SimpleNamespace, source: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process finds a broken library of that name first."""
    (tmp_path / "mitsuba.py").write_text(source)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(InputError, match=line) as refusal:
        render(hedge, 0.0, plan_view(hedge))
    assert "\n" not in str(refusal.value)
