"""Holodeck's houses (Yang et al., CVPR 2024), as `ai2holodeck.generation.holodeck` saves them.

A house is AI2-THOR's, and beside that states how it came about. Of this matter: `open_walls`, the
stretches between rooms whose walls were deleted; `query`, the sentence; `doorSegment` and
`windowSegment`, where Holodeck thought the opening to be when it placed the furniture; and the
identifiers of small things, `name|identifier of what they stand on`.
"""

import math
from collections.abc import Iterator
from pathlib import Path

from scenes.houses._assemble import Extras, assemble, check_schema
from scenes.houses._assets import AssetTable
from scenes.houses._axes import FARTHEST_M, ground_point_m
from scenes.houses._file import read_document
from scenes.houses._node import Node
from scenes.houses._notes import Notes
from scenes.houses._objects import Support
from scenes.houses._openings import missing_wall
from scenes.houses._walls import MOST_WALLS
from scenes.spec import OpeningSpec, SceneSpec

WHAT = "a house of Holodeck"
LONGEST_QUERY = 10_000
MARKS = ("open_walls", "wall_height", "raw_floor_plan", "query")
"""Keys that tell Holodeck's houses from ProcTHOR's."""


def read_holodeck(source: str | Path | bytes, assets: AssetTable | None = None) -> SceneSpec:
    """Reads a house of Holodeck.

    Args:
        source: Path of the JSON file that Holodeck saved, plain or gzipped, or its content.
        assets: Boxes of the things in it, from Objathor's and Holodeck's annotations. None reads
            the tables that the environment variable `MMWAVE_HOUSE_ASSETS` names.

    Returns:
        The scene; `text` is Holodeck's query. The radar stands where the house's agent does if
        that is inside a room, and otherwise where the largest room is most free.

    Raises:
        InputError: The house cannot be used, or there is no table of assets; the message names
            the place.
    """
    return holodeck_scene(read_document(source, WHAT), assets)


def is_holodeck(house: Node) -> bool:
    """Whether a document has a key that only Holodeck writes.

    Raises:
        InputError: It is no object.
    """
    return any(house.get(mark) is not None for mark in MARKS)


def holodeck_scene(house: Node, assets: AssetTable | None) -> SceneSpec:
    """The scene of a document of Holodeck.

    Raises:
        InputError: As for `read_holodeck`.
    """
    check_schema(house, needed=False)
    table = AssetTable.from_environment() if assets is None else assets
    query = house.get("query")
    text = query.value[:LONGEST_QUERY] if query and isinstance(query.value, str) else ""
    extras = Extras(support=_support(house), openings=tuple(_open_walls(house)), text=text)
    return assemble(house, table, extras, Notes())


def _support(house: Node) -> Support:
    """Small things are named after what they stand on."""
    return lambda node: node["id"].text().partition("|")[2]


def _open_walls(house: Node) -> Iterator[OpeningSpec]:
    """The stretches whose walls were deleted; Holodeck writes [] where there are none."""
    stated = house.get("open_walls")
    if stated is None or stated.value == []:
        return
    height = house["wall_height"].number(0.1, FARTHEST_M)
    for segment in stated["segments"].items(MOST_WALLS):
        start, end = (ground_point_m(point) for point in segment.items(2, least=2))
        if math.dist(start, end) > 0:
            yield missing_wall(start, end, height)
