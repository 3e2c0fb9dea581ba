"""Walls, floors and ceilings of homes: one sheet each, cut around openings, facing the rooms."""

import numpy as np
import pytest

from mmwave_sim.rays import walls_from_meshes
from scenes import InputError, RoomSpec
from scenes.geometry import Surface
from scenes.rooms import home_surfaces, make_room, room_surfaces
from scenes.spec import OpeningSpec, SceneSpec

Ground = tuple[float, float]

LEFT = RoomSpec(name="kitchen", size_m=(3.0, 4.0, 2.5), walls="concrete")
RIGHT = RoomSpec(name="bedroom", size_m=(5.0, 4.0, 2.5), corner_m=(3.0, 0.0))


def home(*rooms: RoomSpec, openings: tuple[OpeningSpec, ...] = ()) -> SceneSpec:
    return SceneSpec(rooms=rooms, openings=openings, duration_s=1.0)


def door(start: Ground, end: Ground, top_m: float = 2.0) -> OpeningSpec:
    return OpeningSpec(kind="door", start_m=start, end_m=end, top_m=top_m)


def window(start: Ground, end: Ground) -> OpeningSpec:
    return OpeningSpec(kind="window", start_m=start, end_m=end, sill_m=0.9, top_m=2.1, pane="glass")


def room_of(outline: list[Ground], turn_rad: float = 0.0) -> RoomSpec:
    c, s = np.cos(turn_rad), np.sin(turn_rad)
    corners = np.array(outline) @ np.array([[c, s], [-s, c]])
    low, span = corners.min(axis=0), np.ptp(corners, axis=0)
    return RoomSpec(
        size_m=(float(span[0]), float(span[1]), 2.5),
        corner_m=(float(low[0]), float(low[1])),
        outline_m=tuple((float(x), float(y)) for x, y in corners),
    )


def area_m2(surface: Surface) -> float:
    a, b, c = (surface.vertices_m[face] for face in surface.faces.T)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def total_m2(surfaces: tuple[Surface, ...], kind: str) -> float:
    return sum(area_m2(one) for one in surfaces if one.kind == kind)


def normal(surface: Surface) -> np.ndarray:
    a, b, c = surface.vertices_m[surface.faces[0]]
    across = np.cross(b - a, c - a)
    return across / np.linalg.norm(across)


@pytest.mark.parametrize("name", ["living room", "corridor"])
def test_a_lone_box_has_exactly_the_surfaces_of_its_room(name: str) -> None:
    room = make_room(name)
    for one, other in zip(home_surfaces(home(room)), room_surfaces(room), strict=True):
        assert (one.name, one.material, one.kind) == (other.name, other.material, other.kind)
        np.testing.assert_array_equal(one.vertices_m, other.vertices_m)
        np.testing.assert_array_equal(one.faces, other.faces)


def test_openings_take_their_area_out_of_the_walls() -> None:
    cut = (window((1.0, 0.0), (2.2, 0.0)), door((0.0, 0.5), (0.0, 1.4)))
    surfaces = home_surfaces(home(LEFT, openings=cut))
    panes = [one for one in surfaces if one.name == "window_1"]
    assert area_m2(panes[0]) == pytest.approx(1.2 * 1.2)
    assert panes[0].material == "glass"
    walls = total_m2(surfaces, "wall") - area_m2(panes[0])
    assert walls == pytest.approx(14.0 * 2.5 - 1.2 * 1.2 - 0.9 * 2.0)
    names = {one.name for one in surfaces}
    assert {"wall_front", "wall_left", "wall_right_4", "wall_back_3"} <= names
    assert len(names) == len(surfaces)


def test_every_piece_is_a_rectangle_that_mirrors() -> None:
    cut = (window((4.0, 0.0), (6.0, 0.0)), door((3.0, 1.0), (3.0, 1.9)))
    surfaces = home_surfaces(home(LEFT, RIGHT, openings=cut))
    meshes = tuple((s.name, s.vertices_m, s.faces, s.material) for s in surfaces)
    for wall, surface in zip(walls_from_meshes(meshes), surfaces, strict=True):
        area = np.prod(np.linalg.norm(wall.edges_m, axis=1))
        assert area == pytest.approx(area_m2(surface))


def test_rooms_share_one_sheet_of_the_first_rooms_material() -> None:
    surfaces = home_surfaces(home(LEFT, RIGHT))
    assert total_m2(surfaces, "wall") == pytest.approx((14.0 + 18.0 - 4.0) * 2.5)
    between = [s for s in surfaces if np.allclose(s.vertices_m[:, 0], 3.0)]
    assert [one.name for one in between] == ["kitchen_wall_front"]
    assert between[0].material == "concrete"
    np.testing.assert_allclose(normal(between[0]), [-1.0, 0.0, 0.0])


def test_a_door_between_rooms_is_cut_once() -> None:
    surfaces = home_surfaces(home(LEFT, RIGHT, openings=(door((3.0, 1.0), (3.0, 2.0)),)))
    between = [s for s in surfaces if np.allclose(s.vertices_m[:, 0], 3.0)]
    assert sum(map(area_m2, between)) == pytest.approx(4.0 * 2.5 - 1.0 * 2.0)


def test_above_a_lower_room_the_wall_goes_on() -> None:
    low = LEFT.model_copy(update={"size_m": (3.0, 4.0, 2.2)})
    surfaces = home_surfaces(home(low, RIGHT))
    above = [s for s in surfaces if s.name == "bedroom_wall_back"]
    assert above[0].vertices_m[:, 2].min() == 2.2
    np.testing.assert_allclose(normal(above[0]), [1.0, 0.0, 0.0])


def test_a_gap_removes_the_wall_over_its_whole_height() -> None:
    gap = OpeningSpec(kind="open", start_m=(3.0, 0.0), end_m=(3.0, 4.0), top_m=2.0)
    surfaces = home_surfaces(home(LEFT, RIGHT, openings=(gap,)))
    assert not [s for s in surfaces if np.allclose(s.vertices_m[:, 0], 3.0)]


L_SHAPE = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.5, 2.0), (2.5, 5.0), (1.0, 5.0), (0.0, 5.0)]
L_SHAPE += L_SHAPE[-1:]


@pytest.mark.parametrize("turn_rad", [0.0, 0.5])
def test_floor_and_ceiling_of_a_square_cornered_room_are_its_outline(turn_rad: float) -> None:
    surfaces = home_surfaces(home(room_of(L_SHAPE, turn_rad)))
    assert total_m2(surfaces, "floor") == pytest.approx(4.0 * 2.0 + 2.5 * 3.0)
    assert total_m2(surfaces, "ceiling") == pytest.approx(4.0 * 2.0 + 2.5 * 3.0)
    floors = [one for one in surfaces if one.kind == "floor"]
    assert len(floors) == 2
    assert all(normal(one)[2] == pytest.approx(1.0) for one in floors)
    walls = [one for one in surfaces if one.kind == "wall"]
    assert len(walls) == 6, "a corner that goes straight on is none, nor is one that is said twice"


@pytest.mark.parametrize("turn_rad", [0.0, 0.5])
def test_walls_face_the_room(turn_rad: float) -> None:
    room = room_of(L_SHAPE, turn_rad)
    floors = [one for one in home_surfaces(home(room)) if one.kind == "floor"]
    for wall in (one for one in home_surfaces(home(room)) if one.kind == "wall"):
        ahead = wall.vertices_m.mean(axis=0) + 0.05 * normal(wall)
        behind = wall.vertices_m.mean(axis=0) - 0.05 * normal(wall)
        assert any(covers(floor, ahead) for floor in floors)
        assert not any(covers(floor, behind) for floor in floors)


def covers(floor: Surface, point_m: np.ndarray) -> bool:
    a, b, _, d = floor.vertices_m[:, :2]
    share = np.linalg.solve(np.stack([b - a, d - a], axis=1), point_m[:2] - a)
    return bool((share >= 0).all() and (share <= 1).all())


def test_a_room_without_width_is_refused() -> None:
    with pytest.raises(InputError, match="encloses a floor"):
        home_surfaces(home(room_of([(0.0, 0.0), (4.0, 0.0), (2.0, 1e-6)])))


SLANTED = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (2.0, 4.0), (0.0, 4.0)]


def test_the_floor_goes_on_behind_a_slanted_wall() -> None:
    surfaces = home_surfaces(home(room_of(SLANTED)))
    assert total_m2(surfaces, "floor") == pytest.approx(16.0)
    assert total_m2(surfaces, "wall") == pytest.approx((12.0 + 8**0.5) * 2.5)


def test_a_floor_that_would_reach_into_another_room_is_refused() -> None:
    corner = room_of([(4.0, 2.0), (4.0, 4.0), (2.0, 4.0)])
    with pytest.raises(InputError, match="slanted side"):
        home_surfaces(home(room_of(SLANTED), corner))


@pytest.mark.parametrize(
    ("openings", "found"),
    [
        ((door((1.0, 1.0), (1.9, 1.0)),), "door_1 .* lies on no wall"),
        ((door((2.5, 0.0), (3.5, 0.0)),), "door_1 .* lies on no wall"),
        ((door((1.0, 0.0), (2.0, 0.0), top_m=2.9),), "door_1 .* lies on no wall"),
        ((door((1.0, 0.0), (2.0, 0.0)), window((1.9, 0.0), (2.5, 0.0))), "door_1 and window_1"),
    ],
)
def test_openings_that_cannot_be_are_named(openings: tuple[OpeningSpec, ...], found: str) -> None:
    with pytest.raises(InputError, match=found):
        home_surfaces(home(LEFT, openings=openings))


def test_a_window_over_a_door_overlaps_nothing() -> None:
    light = OpeningSpec(kind="window", start_m=(1, 0), end_m=(2, 0), sill_m=2.1, top_m=2.4)
    surfaces = home_surfaces(home(LEFT, openings=(door((1.0, 0.0), (2.0, 0.0)), light)))
    assert total_m2(surfaces, "wall") == pytest.approx(14.0 * 2.5 - 2.0 - 0.3)
