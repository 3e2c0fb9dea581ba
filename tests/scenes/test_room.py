"""Rooms: surfaces face the air, furniture stands apart, walkers and the radar's view are free."""

import numpy as np
import pytest

from scenes import ObjectSpec, PopulatedScene, RoomSpec, footprint_m, parse, sampled_paths_m
from scenes.geometry import is_closed, volume_m3
from scenes.geometry._meshes import box, cylinder, merge
from scenes.objects import CATALOGUE
from scenes.rooms._layout import overlap
from scenes.rooms._surfaces import furniture_surfaces, room_surfaces


def test_box_and_cylinder_have_their_volumes() -> None:
    """A regular 12-gon of circumradius r has the area 3 r^2."""
    assert volume_m3(*box((0.0, 0.0, 0.0), (1.0, 2.0, 3.0))) == pytest.approx(6.0)
    assert volume_m3(*cylinder((1.0, 2.0, 3.0), 0.5, 2.0, sides=12)) == pytest.approx(1.5)


@pytest.mark.parametrize("kind", list(CATALOGUE))
def test_furniture_is_closed_outward_and_fills_its_size(kind: str) -> None:
    item = CATALOGUE[kind]  # type: ignore[index]
    parts = [mesh for mesh, _ in item.build(item.size_m).values()]
    for vertices, faces in parts:
        assert is_closed(faces)
        assert volume_m3(vertices, faces) > 0
    vertices, _ = merge(parts)
    low, high = vertices.min(0), vertices.max(0)
    half = np.array(item.size_m) / 2
    assert (low >= np.array([-half[0], -half[1], 0.0]) - 1e-9).all()
    assert (high <= np.array([half[0], half[1], item.size_m[2]]) + 1e-9).all()
    assert high[2] > 0.95 * item.size_m[2]


def test_room_is_a_closed_box_that_faces_inwards() -> None:
    """Seen from outside the box is inside out, so its signed volume is minus the room's."""
    room = RoomSpec(size_m=(6.0, 5.0, 2.6), corner_m=(-0.3, -2.5), walls="concrete")
    surfaces = room_surfaces(room)
    volume = volume_m3(*merge([(surface.vertices_m, surface.faces) for surface in surfaces]))
    assert volume == pytest.approx(-6.0 * 5.0 * 2.6)
    middle = np.array([2.7, 0.0, 1.3])
    for surface in surfaces:
        a, b, c = surface.vertices_m[surface.faces[0]]
        assert np.cross(b - a, c - a) @ (middle - a) > 0
        assert len(surface.faces) == 2
    kinds = [surface.kind for surface in surfaces]
    assert (kinds.count("wall"), kinds.count("floor"), kinds.count("ceiling")) == (4, 1, 1)
    assert {s.material for s in surfaces if s.kind == "wall"} == {"concrete"}


def test_furniture_is_turned_and_placed() -> None:
    item = ObjectSpec(
        kind="bookshelf", position_m=(2.0, 1.0, 0.0), yaw_rad=np.pi / 2, size_m=(0.3, 1.0, 2.0)
    )
    (surface,) = furniture_surfaces((item,))
    np.testing.assert_allclose(surface.vertices_m.min(0), [1.5, 0.85, 0.0], atol=1e-9)
    np.testing.assert_allclose(surface.vertices_m.max(0), [2.5, 1.15, 2.0], atol=1e-9)
    assert surface.name == "bookshelf_1"
    assert surface.faces.dtype == np.int32


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "what", ["walks toward the radar", "walks to and fro", "walks in a circle"]
)
def test_furniture_leaves_people_and_view_free(what: str, seed: int) -> None:
    """No piece within 0.5 m of a path, none across the line from the radar to the walker."""
    spec = parse(f"a person {what}", seed=seed)
    path = sampled_paths_m(spec.agents, spec.duration_s)[0]
    view = np.linspace(0.0, 1.0, 200)[:, None, None] * path
    boxes = [footprint_m(item) for item in spec.objects]
    assert len(boxes) >= 2
    for i, (low, high) in enumerate(boxes):
        gap = np.maximum(np.maximum(low - path, path - high), 0.0)
        assert np.linalg.norm(gap, axis=1).min() > 0.5
        assert not ((view > low) & (view < high)).all(-1).any()
        assert not any(overlap((low, high), other, gap_m=0.0) for other in boxes[:i])
        corner = np.array(spec.room.corner_m)
        assert (low >= corner).all()
        assert (high <= corner + np.array(spec.room.size_m[:2])).all()


def test_surfaces_have_unique_names_and_known_materials(walk_scene: PopulatedScene) -> None:
    names = [surface.name for surface in walk_scene.surfaces]
    assert len(set(names)) == len(names)
    for surface in walk_scene.surfaces:
        assert surface.vertices_m.dtype == np.float64
        assert surface.faces.max() < len(surface.vertices_m)
