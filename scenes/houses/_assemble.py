"""What ProcTHOR and Holodeck have in common: a house document becomes a scene."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from scenes._errors import InputError
from scenes.houses._assets import AssetTable
from scenes.houses._bare import BARE_M, bare_m
from scenes.houses._node import Node
from scenes.houses._notes import Notes
from scenes.houses._objects import Support, read_objects
from scenes.houses._openings import distinct, read_openings
from scenes.houses._rooms import read_outlines, read_rooms
from scenes.houses._station import station
from scenes.houses._walls import Wall, read_walls
from scenes.spec import GroundPoint, OpeningSpec, SceneSpec

SCHEMA = "1.0.0"
"""The version of AI2-THOR's house schema that is read."""

DURATION_S = 10.0
"""Length of an imported scene, in which nobody moves yet, s."""

BARE = "{count:room} given walls along sides where the file has none: {names}"


@dataclass(frozen=True)
class Extras:
    """What only one of the formats states.

    Attributes:
        support: Says what an object stands on that lies in no other.
        openings: Openings beside the doors, windows and empty walls.
        text: The sentence that the house was made from.
    """

    support: Support = lambda _: ""
    openings: Sequence[OpeningSpec] = ()
    text: str = ""


def check_schema(house: Node, needed: bool) -> None:
    """Refuses a house of another schema.

    Args:
        house: The document.
        needed: Whether a house that states none is refused too.

    Raises:
        InputError: It states another schema.
    """
    metadata = house.get("metadata")
    schema = metadata.get("schema") if metadata is not None else None
    if schema is None and not needed:
        return
    if schema is None or schema.value != SCHEMA:
        raise InputError(
            expected=f"metadata.schema {SCHEMA!r} in {house.file}",
            found="none" if schema is None else repr(schema.value)[:40],
            do="bring the house to that schema with ProcTHOR's scripts/upgrade_house.py",
        )


def assemble(house: Node, assets: AssetTable, extras: Extras, notes: Notes) -> SceneSpec:
    """The scene of a house.

    Args:
        house: The document.
        assets: Boxes and materials of the things in it.
        extras: What only its format states.
        notes: Remarks so far; those of the common part are added.

    Raises:
        InputError: The house cannot be used; the message names the first place that is wrong.
    """
    try:
        return _scene(house, assets, extras, notes)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (error.title, *first["loc"])))
        raise house.refusal("a house that fits a scene", f"{place}: {first['msg']}") from error


def _scene(house: Node, assets: AssetTable, extras: Extras, notes: Notes) -> SceneSpec:
    """The scene; pydantic refuses what exceeds the bounds of its fields."""
    outlines = read_outlines(house)
    walls = read_walls(house, outlines)
    rooms = read_rooms(house, outlines, walls.values(), notes)
    openings = distinct([*read_openings(house, walls, assets, notes), *extras.openings])
    _note_bare_sides(outlines, walls.values(), openings, notes)
    objects = read_objects(house, assets, notes, extras.support)
    first, radar = station(house, outlines, objects)
    return SceneSpec(
        text=extras.text,
        rooms=(rooms[first], *(room for name, room in rooms.items() if name != first)),
        openings=openings,
        objects=objects,
        radar=radar,
        duration_s=DURATION_S,
        warnings=notes.lines(),
    )


def _note_bare_sides(
    outlines: Mapping[str, Sequence[GroundPoint]],
    walls: Iterable[Wall],
    openings: Iterable[OpeningSpec],
    notes: Notes,
) -> None:
    """Remarks on rooms of which a side has no wall in the file; in the scene it has."""
    edges = [(wall.start_m, wall.end_m) for wall in walls]
    edges += [(opening.start_m, opening.end_m) for opening in openings]
    for name, outline in outlines.items():
        if bare_m(outline, edges) > BARE_M:
            notes.add(BARE, name)
