"""Objects in the world: turned, tilted, named, and refused where their kind is unknown."""

import numpy as np
import pytest

from scenes import InputError, ObjectSpec
from scenes.objects import (
    CATALOGUE,
    corners_m,
    footprint_m,
    object_names,
    object_surfaces,
)


def crate(**changes: object) -> ObjectSpec:
    """A box of 0.4 x 1.0 x 2.0 m at (3, 1, 0.5)."""
    usual = {"kind": "box", "position_m": (3.0, 1.0, 0.5), "size_m": (0.4, 1.0, 2.0)}
    return ObjectSpec(**{**usual, **changes})  # type: ignore[arg-type]


def extent(item: ObjectSpec) -> tuple[np.ndarray, np.ndarray]:
    vertices = np.concatenate([surface.vertices_m for surface in object_surfaces([item])])
    return vertices.min(0), vertices.max(0)


def test_a_quarter_turn_swaps_depth_and_width() -> None:
    low, high = extent(crate(yaw_rad=np.pi / 2))
    np.testing.assert_allclose(low, [2.5, 0.8, 0.5], atol=1e-12)
    np.testing.assert_allclose(high, [3.5, 1.2, 2.5], atol=1e-12)


def test_a_tilt_turns_about_the_middle_before_the_yaw() -> None:
    """Tilted a quarter about its side, a post of 2 m lies 2 m along its front, at mid height."""
    low, high = extent(crate(tilt_rad=(0.0, np.pi / 2, 0.0), yaw_rad=np.pi / 2))
    np.testing.assert_allclose(low, [2.5, 0.0, 1.3], atol=1e-12)
    np.testing.assert_allclose(high, [3.5, 2.0, 1.7], atol=1e-12)


@pytest.mark.parametrize("tilt", [(0.0, 0.0, 0.0), (0.3, -0.2, 0.1)])
@pytest.mark.parametrize("yaw", [0.0, 0.7, -2.0])
def test_footprint_and_corners_hold_the_object(tilt: tuple, yaw: float) -> None:
    item = crate(tilt_rad=tilt, yaw_rad=yaw)
    low, high = extent(item)
    first, last = footprint_m(item)
    np.testing.assert_allclose([first, last], [low[:2], high[:2]], atol=1e-9)
    corners = corners_m(item)
    edges = np.roll(corners, -1, axis=0) - corners
    (surface,) = object_surfaces([item])
    for corner, edge in zip(corners, edges, strict=True):
        inward = surface.vertices_m[:, :2] - corner
        assert (edge[0] * inward[:, 1] - edge[1] * inward[:, 0] > -1e-9).all()
    assert np.einsum("i,i->", edges[0], edges[1]) == pytest.approx(0.0, abs=1e-12)
    assert edges[0] @ [np.cos(yaw), np.sin(yaw)] == pytest.approx(np.linalg.norm(edges[0]))


def test_surfaces_carry_the_names_parts_and_materials_of_their_objects() -> None:
    objects = [
        ObjectSpec(kind=kind, position_m=(0.0, 0.0, 0.0), size_m=CATALOGUE[kind].size_m, name=name)
        for kind, name in (("bed", ""), ("counter", "run"), ("bed", ""))
    ]
    surfaces = {surface.name: surface for surface in object_surfaces(objects)}
    expected = ["bed_1", "bed_1_mattress", "run", "run_top", "run_handles", "bed_2"]
    assert list(surfaces) == [*expected, "bed_2_mattress"]
    assert surfaces["run_handles"].material == "metal"
    assert surfaces["run"].material == objects[1].material
    assert {surface.kind for surface in surfaces.values()} == {"furniture"}


def test_names_are_unique_whatever_they_were_called() -> None:
    items = [crate(name=name) for name in ("", "box_1", "a", "a", "")]
    names = object_names(items)
    assert len(set(names)) == 5
    assert (names[0], names[2]) == ("box_1", "a")


@pytest.mark.parametrize(
    ("kind", "hint"), [("sopha", "sofa"), ("bookshelve", "bookshelf"), ("zzzz", "the kind box")]
)
def test_an_unknown_kind_is_refused_with_the_nearest(kind: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint) as error:
        object_surfaces([crate(kind=kind)])
    assert len(str(error.value)) < 200
