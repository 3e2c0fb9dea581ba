"""What is drawn is cut, laid and thickened without losing any of it."""

from types import SimpleNamespace

import numpy as np
import pytest

from scenes.bodies._body import Body
from scenes.geometry import rectangle
from scenes.render import Camera
from scenes.render._clothes import HAIR, SHOES, _palette, outfit
from scenes.render._floor import laid
from scenes.render._hem import cut_along
from scenes.render._paint import paint_of
from scenes.render._part import radar_mark
from scenes.render._strip import spread, turned
from scenes.render._things import Thing
from scenes.render._views import facings_rad
from scenes.render._walls import contains, cut_down, is_in_the_way, thickened

WALLS = {
    "back": rectangle((0, 0, 0), (0, 4, 0), (0, 0, 2.5)),
    "front": rectangle((6, 0, 0), (0, 0, 2.5), (0, 4, 0)),
    "right": rectangle((0, 0, 0), (0, 0, 2.5), (6, 0, 0)),
    "left": rectangle((0, 4, 0), (6, 0, 0), (0, 0, 2.5)),
}
ROOM = [(0, 0), (6, 0), (6, 4), (0, 4)]


def areas(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    first, second, third = vertices[faces].transpose(1, 0, 2)
    return np.linalg.norm(np.cross(second - first, third - first), axis=1) / 2


def test_a_cut_keeps_the_area_and_parts_the_signs() -> None:
    random = np.random.default_rng(1)
    vertices = random.normal(size=(30, 3))
    faces = random.permuted(np.tile(np.arange(30), (40, 1)), axis=1)[:, :3]
    values = vertices @ [1.0, -0.5, 0.3] + 0.1
    cut, pieces, inside, origin = cut_along(faces, values)
    places = np.concatenate([vertices, cut.between(vertices)])
    total = np.bincount(origin, areas(places, pieces), minlength=len(faces))
    assert np.allclose(total, areas(vertices, faces))
    middle = (places @ [1.0, -0.5, 0.3] + 0.1)[pieces].mean(1)
    assert ((middle > 0) == inside).all() and inside.any() and not inside.all()


def test_clothes_leave_the_shape_of_a_body_as_it_is(body: Body) -> None:
    agent = SimpleNamespace(body=body, faces=body.faces)
    clothes = outfit(agent, 0)
    vertices = clothes.vertices(body.vertices_m)
    assert np.isclose(
        areas(vertices, clothes.faces).sum(), areas(body.vertices_m, body.faces).sum()
    )
    edges = np.sort(clothes.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
    assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()
    height = vertices[clothes.faces].mean(1)[:, 2]
    colours = _palette(0)
    assert (clothes.colours[height.argmax()] == colours[HAIR]).all()
    assert (clothes.colours[height.argmin()] == colours[SHOES]).all()


def test_a_body_without_bones_has_one_colour() -> None:
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    assert len(np.unique(outfit(SimpleNamespace(faces=faces), 1).colours, axis=0)) == 1


def test_boards_cover_a_floor_exactly() -> None:
    """An L of 6 m x 4 m less 3 m x 2 m has 18 m^2."""
    plan = np.array([[0, 0], [6, 0], [6, 2], [3, 2], [3, 4], [0, 4]])
    mesh = np.c_[plan, np.zeros(6)], np.array([[0, 1, 2], [0, 2, 3], [0, 3, 5], [3, 4, 5]])
    boards = laid(mesh, "wood", (0.5, 0.3, 0.2))
    assert boards is not None
    (vertices, faces), colours = boards
    assert np.isclose(areas(vertices, faces).sum(), 18.0)
    assert len(colours) == len(faces) and len(np.unique(colours, axis=0)) > 20
    assert laid(mesh, "concrete", (0.5, 0.5, 0.5)) is None


def test_a_thickened_wall_is_closed_and_has_the_volume_of_a_slab() -> None:
    vertices, faces = thickened(WALLS["left"], 0.1)
    a, b, c = vertices[faces].transpose(1, 0, 2)
    assert np.isclose(np.sum(a * np.cross(b, c)) / 6, 6.0 * 2.5 * 0.1)
    assert vertices[:, 1].min() == 4.0 or vertices[:, 1].max() == pytest.approx(4.1)


def test_a_cut_wall_keeps_its_foot() -> None:
    stub, gone = cut_down(WALLS["back"], 0.2), cut_down(rectangle((0, 0, 2), (1, 0, 0), (0, 0, 1)))
    assert stub is not None and np.isclose(areas(*stub).sum(), 4 * 0.2) and gone is None


@pytest.mark.parametrize(
    ("eye", "cut"),
    [
        ((-5, -5, 6), {"back", "right"}),
        ((11, 9, 6), {"front", "left"}),
        ((-9, 2, 4), {"back"}),
    ],
)
def test_walls_between_the_eye_and_the_room_are_in_the_way(eye: tuple, cut: set) -> None:
    camera = Camera(eye, (3.0, 2.0, 0.0))
    assert {name for name, wall in WALLS.items() if is_in_the_way(wall, camera, [ROOM])} == cut
    whole = Camera(eye, (3.0, 2.0, 0.0), cut_away="nothing")
    assert not any(is_in_the_way(wall, whole, [ROOM]) for wall in WALLS.values())


def test_a_wall_between_rooms_is_in_the_way_of_both() -> None:
    beyond = [(6, 0), (9, 0), (9, 4), (6, 4)]
    for x in (-5.0, 14.0):
        assert is_in_the_way(WALLS["front"], Camera((x, 2.0, 5.0), (6.0, 2.0, 0.0)), [ROOM, beyond])


def test_points_inside_a_polygon_are_found() -> None:
    corner = [(0, 0), (6, 0), (6, 2), (3, 2), (3, 4), (0, 4)]
    points = np.array([[1, 3], [5, 1], [5, 3], [-1, 1], [2.9, 3.9]])
    assert contains(corner, points).tolist() == [True, True, False, False, True]


def test_a_picture_hangs_on_its_wall_and_a_table_on_none() -> None:
    wall = SimpleNamespace(vertices_m=WALLS["left"][0])
    picture = Thing(np.array([2, 3.95, 1.2]), np.array([2.8, 3.98, 1.8]), ())
    table = Thing(np.array([2, 3.0, 0.0]), np.array([2.8, 3.9, 0.75]), ())
    assert picture.is_hung and picture.hangs_on(wall) and not table.is_hung
    assert not picture.hangs_on(SimpleNamespace(vertices_m=WALLS["right"][0]))


def test_bodies_in_a_row_stand_apart_in_order_on_their_own_level() -> None:
    skins = np.random.default_rng(0).uniform(0, 1, (4, 50, 3)) + np.arange(4)[:, None, None] * 0.1
    right = np.array([np.cos(1.0), np.sin(1.0), 0.0])
    moved, middles = spread(skins, right)
    along = moved @ right
    assert (along[1:].min(1) - along[:-1].max(1) > 0.1).all()
    assert np.allclose(moved[..., 2], skins[..., 2]) and (np.diff(middles @ right) > 0).all()


def test_a_front_is_square_to_the_hips_and_holds_while_somebody_lies_on_one_side() -> None:
    """Hips along -x face +y; the middle pose has one hip above the other."""
    joints = np.array(
        [[[0, 0.1, 1], [0, -0.1, 1]], [[0, 0, 1.1], [0, 0.01, 0.9]], [[-1, 0, 1], [1, 0, 1]]]
    )
    agent = SimpleNamespace(
        joint_names=("left_hip", "right_hip"), joints=lambda times: joints[: len(times)]
    )
    assert np.allclose(facings_rad(agent, np.arange(3.0)), [0.0, 0.0, np.pi / 2])
    ahead = turned(np.array([[1.0, 0.0, 0.3]]), np.pi / 2)
    assert np.allclose(ahead, [[0.0, 1.0, 0.3]])
    assert facings_rad(SimpleNamespace(), np.arange(2.0)).tolist() == [0.0, 0.0]


def test_the_arrow_of_the_radar_points_along_its_boresight() -> None:
    """Yaw of 90 degrees turns to +y, and a pitch of 30 degrees looks down."""
    mark, _ = radar_mark((1.0, 2.0, 1.5), np.pi / 2, np.pi / 6)
    tip = mark.vertices_m[np.argmax(mark.vertices_m[:, 1])] - (1.0, 2.0, 1.5)
    assert np.allclose(tip / np.linalg.norm(tip), [0, np.cos(np.pi / 6), -0.5], atol=0.02)


def test_parts_of_a_thing_share_its_colour_and_screens_are_dark() -> None:
    assert paint_of("wood", "furniture", "desk_1") == paint_of("wood", "furniture", "desk_1", "x")
    assert len({paint_of("fabric", "furniture", f"sofa_{i}").colour for i in range(20)}) > 2
    assert max(paint_of("glass", "furniture", "tv_1", "television").colour) < 0.05
    assert (
        paint_of("glass", "wall", "window_1").opacity < 1 == paint_of("wood", "wall", "a").opacity
    )
    assert paint_of("unknown", "furniture", "thing").opacity == 1
