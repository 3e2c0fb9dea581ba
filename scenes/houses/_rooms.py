"""Rooms of a house, with the materials of their walls, floor and ceiling."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from scenes.houses._materials import material_named
from scenes.houses._node import Node
from scenes.houses._notes import Notes
from scenes.houses._outline import read_outline
from scenes.houses._walls import Wall, material_name
from scenes.spec import GroundPoint, Material, RoomSpec

MOST_ROOMS = 200
RECTANGLE = 4


def read_outlines(house: Node) -> dict[str, tuple[GroundPoint, ...]]:
    """Outlines by the identifier of the room, counter-clockwise, m.

    Raises:
        InputError: A floor is no rectilinear polygon, or two rooms have the same identifier.
    """
    outlines: dict[str, tuple[GroundPoint, ...]] = {}
    for node in house["rooms"].items(MOST_ROOMS, least=1):
        name = node["id"].text()
        if name in outlines:
            raise node["id"].refusal("an identifier that no other room has")
        outlines[name] = read_outline(node["floorPolygon"])
    return outlines


def read_rooms(
    house: Node,
    outlines: Mapping[str, tuple[GroundPoint, ...]],
    walls: Iterable[Wall],
    notes: Notes,
) -> dict[str, RoomSpec]:
    """Rooms by identifier.

    Args:
        house: The document.
        outlines: Their outlines by identifier, m.
        walls: The walls of the house.
        notes: Takes remarks.

    Raises:
        InputError: A field is missing or of the wrong type.
    """
    inside = [wall for wall in walls if not wall.exterior]
    ceiling = _ceiling(house, notes)
    return {
        (name := node["id"].text()): _room(node, outlines[name], inside, ceiling, notes)
        for node in house["rooms"].items(MOST_ROOMS)
    }


def _room(
    node: Node,
    outline: tuple[GroundPoint, ...],
    walls: list[Wall],
    ceiling: Material,
    notes: Notes,
) -> RoomSpec:
    own = [wall for wall in walls if wall.room == node["id"].text()] or walls
    low, high = ([bound(p[k] for p in outline) for k in (0, 1)] for bound in (min, max))
    return RoomSpec(
        name=_spaced(node["roomType"].text()) or "room",
        size_m=(high[0] - low[0], high[1] - low[1], max(wall.height_m for wall in own)),
        corner_m=(low[0], low[1]),
        outline_m=() if len(outline) == RECTANGLE else outline,
        walls=_usual_material(own, notes),
        floor=_material(material_name(node["floorMaterial"]), "wood", notes),
        ceiling=ceiling,
    )


def _usual_material(walls: list[Wall], notes: Notes) -> Material:
    """The material of the greatest length of walls that are there."""
    lengths: Counter[str] = Counter()
    for wall in [wall for wall in walls if not wall.empty] or walls:
        lengths[wall.material] += round(1000 * wall.length_m)
    return _material(lengths.most_common(1)[0][0], "plasterboard", notes)


def _ceiling(house: Node, notes: Notes) -> Material:
    parameters = house.get("proceduralParameters")
    name = material_name(parameters.get("ceilingMaterial")) if parameters is not None else ""
    return _material(name, "plasterboard", notes)


def _material(name: str, usual: Material, notes: Notes) -> Material:
    """The radio material of a name; the usual one, with a remark, for one that tells nothing."""
    found = material_named(name) if name else usual
    if found is None:
        notes.add(f"{{kinds:material}} of unknown name taken as {usual}: {{names}}", name)
    return found or usual


def _spaced(name: str) -> str:
    """A name such as LivingRoom as words: living room."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).strip().lower()
