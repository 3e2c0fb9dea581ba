"""What is wrong with a home is found: each fault by itself, and none where there is none."""

import numpy as np
import pytest

from scenes import ObjectSpec, RadarPlacement, RoomSpec
from scenes.rooms import home_problems
from scenes.rooms._solids import depths_m, object_solids
from scenes.spec import OpeningSpec, SceneSpec

DOOR = OpeningSpec(kind="door", start_m=(0.0, 1.0), end_m=(0.0, 1.9))
WINDOW = OpeningSpec(
    kind="window", start_m=(2.0, 0.0), end_m=(3.5, 0.0), sill_m=0.9, top_m=2.1, pane="glass"
)
ROOM = RoomSpec(size_m=(5.0, 4.0, 2.5))
CHAIR = ObjectSpec(kind="chair", position_m=(2.5, 2.5, 0.0), size_m=(0.45, 0.45, 0.9))
TABLE = ObjectSpec(
    kind="dining_table", position_m=(3.5, 2.5, 0.0), size_m=(0.9, 1.4, 0.75), name="table"
)
VASE = ObjectSpec(kind="vase", position_m=(3.5, 2.5, 0.75), size_m=(0.15, 0.15, 0.3), on="table")


def box(x: float, y: float, z: float = 0.0, size=(0.5, 0.5, 1.0), **more: object) -> ObjectSpec:
    return ObjectSpec(kind="box", position_m=(x, y, z), size_m=size, **more)  # type: ignore[arg-type]


def home(*objects: ObjectSpec, radar_m: tuple[float, float, float] = (0.2, 3.0, 1.0)) -> SceneSpec:
    return SceneSpec(
        rooms=(ROOM,),
        openings=(DOOR, WINDOW),
        objects=(CHAIR, TABLE, VASE, *objects),
        radar=RadarPlacement(position_m=radar_m),
        duration_s=1.0,
    )


def test_a_sound_home_has_no_problems() -> None:
    rug = ObjectSpec(kind="rug", position_m=(3.0, 2.5, 0.0), size_m=(2.0, 2.5, 0.012))
    picture = ObjectSpec(kind="picture", position_m=(4.98, 2.0, 1.4), size_m=(0.03, 0.6, 0.5))
    assert home_problems(home(rug, picture)) == ()


WARDROBE = ObjectSpec(
    kind="wardrobe", position_m=(4.35, 0.35, 0.0), size_m=(0.6, 1.2, 2.0), yaw_rad=-np.pi / 2
)


@pytest.mark.parametrize(
    ("objects", "found"),
    [
        ((box(3.5, 2.0),), "table and box_1 are inside each other"),
        ((box(3.5, 2.5, 0.9, (0.1, 0.1, 0.2)),), "vase_1 and box_1 are inside each other"),
        ((box(4.9, 1.0),), "box_1 is not within the rooms, box_1 goes through wall_front"),
        ((box(7.0, 1.0),), "box_1 is not within the rooms"),
        ((box(1.0, 3.0, 0.0, (0.5, 0.5, 2.6)),), "box_1 is not within the rooms"),
        ((box(1.0, 3.0, -0.1),), "box_1 is not within the rooms"),
        ((box(1.5, 3.4, 0.8),), "box_1 is in the air"),
        ((box(0.6, 2.0),), "door_1 is blocked by box_1"),
        ((box(2.7, 0.3, 0.0, (1.2, 0.5, 1.8)),), "window_1 is covered by box_1"),
        ((WARDROBE,), "nobody gets to the front of wardrobe_1"),
        ((box(0.3, 3.0, 0.0, (0.5, 0.5, 1.2)),), "the radar is inside box_1"),
    ],
)
def test_each_fault_is_found_by_itself(objects: tuple[ObjectSpec, ...], found: str) -> None:
    assert ", ".join(home_problems(home(*objects))) == found


def test_a_walled_off_corner_and_its_seat_are_found() -> None:
    screens = (box(4.2, 3.2, 0.0, (1.6, 0.1, 1.0)), box(3.35, 3.6, 0.0, (0.1, 0.8, 1.0)))
    stool = ObjectSpec(kind="stool", position_m=(4.7, 3.75, 0.0), size_m=(0.35, 0.35, 0.45))
    found = " ".join(home_problems(home(*screens, stool)))
    assert "nobody gets to the floor (" in found
    assert "nobody gets to a seat of stool_1" in found


def test_a_radar_outside_is_found() -> None:
    assert home_problems(home(radar_m=(-0.5, 2.0, 1.0))) == ("the radar is not within the room",)


def test_turned_boxes_count_as_they_stand_not_as_their_bounds() -> None:
    """A square of side 1 turned by 45 degrees leaves the corner of its bounds to another."""
    corner = box(1.5 + 0.55, 2.5 + 0.55, 0.0, (0.2, 0.2, 1.0), yaw_rad=0.0)
    diamond = box(1.5, 2.5, 0.0, (1.0, 1.0, 1.0), yaw_rad=np.pi / 4)
    assert depths_m(*(object_solids([one]) for one in (diamond, corner)), np.array([[0, 0]]))[0] < 0


def test_depth_is_the_way_that_boxes_must_move_apart() -> None:
    """Along an edge for square boxes; for a turned one, from its corner."""
    cube = object_solids([box(0.0, 0.0, 0.0, (1.0, 1.0, 1.0))])
    shifted = object_solids([box(0.9, 0.2, 0.3, (1.0, 1.0, 1.0))])
    turned = object_solids([box(1.0, 0.0, 0.0, (1.0, 1.0, 1.0), yaw_rad=np.pi / 4)])
    tilted = object_solids([box(0.0, 0.0, 1.0, (1.0, 1.0, 1.0), tilt_rad=(np.pi / 4, 0.0, 0.0))])
    pair = np.array([[0, 0]])
    assert depths_m(cube, shifted, pair)[0] == pytest.approx(0.1)
    assert depths_m(cube, turned, pair)[0] == pytest.approx(0.5 + np.sqrt(0.5) - 1.0)
    assert depths_m(cube, tilted, pair)[0] == pytest.approx(0.5 + np.sqrt(0.5) - 1.0)
