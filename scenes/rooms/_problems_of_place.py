"""Objects that are where they cannot be."""

import numpy as np
from jaxtyping import Bool

from scenes.rooms._openings import opening_names
from scenes.rooms._outline import inside, sides_m
from scenes.rooms._panels import Panel, home_panels
from scenes.rooms._solids import Solids, depths_m, near_pairs, panel_solids
from scenes.spec import SceneSpec

TOUCH_M = 0.01
"""What is this deep inside something else touches it, m."""

LAID_M = 0.03
"""What is no higher lies flat: other things stand on it, m."""

HELD_M = 0.03
"""What is this close to a wall, to the ceiling or to a top is held by it, m."""


def place_problems(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    """Objects inside each other, outside the rooms, through walls, in the air; a buried radar."""
    panels = [panel for of_room in home_panels(spec) for panel in of_room]
    return [
        *_inside_each_other(spec, solids, names),
        *_outside(spec, solids, names),
        *_through_walls(spec, panels, solids, names),
        *_in_the_air(spec, panels, solids, names),
        *_radar(spec, solids, names),
    ]


def _inside_each_other(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    pairs = near_pairs(solids, solids)
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    deep = pairs[depths_m(solids, solids, pairs) > TOUCH_M]
    carried = _carriers(spec, names)
    flat = [item.size_m[2] <= LAID_M for item in spec.objects]
    return [
        f"{names[i]} and {names[j]} are inside each other"
        for i, j in deep
        if not (flat[i] or flat[j] or names[i] in carried[j] or names[j] in carried[i])
    ]


def _carriers(spec: SceneSpec, names: list[str]) -> list[set[str]]:
    """Names of all that each object stands on or in, directly or not."""
    on = {name: item.on for name, item in zip(names, spec.objects, strict=True)}
    found = []
    for name in names:
        chain: set[str] = set()
        while (name := on.get(name, "")) and name not in chain:
            chain.add(name)
        found.append(chain)
    return found


def _outside(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    corners = solids.corners_m()
    inwards = solids.centre_m[:, None] - corners
    length = np.linalg.norm(inwards, axis=2, keepdims=True)
    corners = corners + np.minimum(1.0, 2 * TOUCH_M / length) * inwards
    rooms = [inside(corners[..., :2], sides_m(room)) for room in spec.rooms]
    outside = ~np.any(rooms, axis=0).all(axis=1)
    heights = np.array([room.size_m[2] for room in spec.rooms])
    over = np.where(rooms, heights[:, None, None], 0.0).max(axis=0)
    level = (corners[..., 2] < -TOUCH_M).any(axis=1) | (corners[..., 2] > over).any(axis=1)
    return [f"{names[i]} is not within the rooms" for i in np.flatnonzero(outside | level)]


def _through_walls(
    spec: SceneSpec, panels: list[Panel], solids: Solids, names: list[str]
) -> list[str]:
    walls = panel_solids(panels)
    pairs = near_pairs(solids, walls)
    deep = pairs[depths_m(solids, walls, pairs) > TOUCH_M]
    found = [f"{names[i]} goes through {_wall_name(spec, panels[j])}" for i, j in deep]
    return list(dict.fromkeys(found))


def _wall_name(spec: SceneSpec, panel: Panel) -> str:
    return panel.name if panel.opening is None else opening_names(spec.openings)[panel.opening]


def _in_the_air(
    spec: SceneSpec, panels: list[Panel], solids: Solids, names: list[str]
) -> list[str]:
    """Objects that touch neither the floor nor the ceiling, nor a wall, nor one that is lower."""
    reach = solids.reach_m()
    bottom, top = solids.centre_m[:, 2] - reach[:, 2], solids.centre_m[:, 2] + reach[:, 2]
    height = max(room.size_m[2] for room in spec.rooms)
    held = (bottom <= HELD_M) | (top >= height - HELD_M)
    grown = Solids(solids.centre_m, solids.axes, solids.half_m + HELD_M / 2)
    walls = panel_solids(panels, thick_m=HELD_M)
    held |= _met(grown, walls).any(axis=1)
    held |= (_met(grown, grown) & (bottom < bottom[:, None] - TOUCH_M)).any(axis=1)
    return [f"{names[i]} is in the air" for i in np.flatnonzero(~held)]


def _met(one: Solids, other: Solids) -> Bool[np.ndarray, "one other"]:
    """Which boxes touch which."""
    met = np.zeros((len(one), len(other)), dtype=bool)
    pairs = near_pairs(one, other)
    touching = pairs[depths_m(one, other, pairs) > 0]
    met[touching[:, 0], touching[:, 1]] = True
    return met


def _radar(spec: SceneSpec, solids: Solids, names: list[str]) -> list[str]:
    place = np.array(spec.radar.position_m)
    offset = np.einsum("nij,nj->ni", solids.axes, place - solids.centre_m)
    within = (np.abs(offset) < solids.half_m).all(axis=1)
    found = [f"the radar is inside {names[i]}" for i in np.flatnonzero(within)]
    room = spec.room
    if not inside(place[:2], sides_m(room)) or not 0 < place[2] < room.size_m[2]:
        found.append(f"the radar is not within the {room.name}")
    return found
