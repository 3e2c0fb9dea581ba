"""`AssetTable`: boxes and materials of assets, which house files name but do not hold."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scenes._errors import InputError
from scenes.houses._file import read_document
from scenes.houses._materials import material_named
from scenes.houses._node import Node
from scenes.spec import Material, Point

VARIABLE = "MMWAVE_HOUSE_ASSETS"
"""Environment variable with the paths of asset tables, separated as in `PATH`."""

LARGEST_BYTES = 512 * 2**20
"""A larger asset table is refused; Objathor's has some 50,000 assets."""

MOST_ASSETS = 500_000
MOST_MATERIALS = 10_000
LEAST_SIDE_M = 1e-3
"""A thinner side of a box is taken as this thick, m."""


@dataclass(frozen=True)
class Asset:
    """A thing that houses may contain.

    Attributes:
        box_m: Extent along Unity's x (width), y (height) and z (depth), m.
        category: What it is: an object type such as "DiningTable", or words.
        material: Its main material, or None where nothing known is stated.
    """

    box_m: Point
    category: str
    material: Material | None


@dataclass(frozen=True)
class AssetTable:
    """Assets by identifier.

    Attributes:
        assets: The assets.
    """

    assets: Mapping[str, Asset] = field(default_factory=dict)

    @staticmethod
    def read(*paths: str | Path) -> "AssetTable":
        """Reads and joins tables; `docs/houses.md` tells where they come from.

        Each is JSON, plain or gzipped, in one of three forms: a list of entries with `assetId`
        and `boundingBox`; ProcTHOR's `asset-database.json`, such lists by object type; or the
        `annotations.json.gz` of Objathor or Holodeck, annotations by identifier.

        Args:
            paths: Files; where two have the same asset, the later one counts.

        Raises:
            InputError: A file cannot be read or holds no assets.
        """
        assets: dict[str, Asset] = {}
        for path in paths:
            assets.update(_assets(read_document(path, "a table of assets", LARGEST_BYTES)))
        return AssetTable(assets)

    @staticmethod
    def from_environment() -> "AssetTable":
        """Reads the tables that the environment variable `MMWAVE_HOUSE_ASSETS` names.

        Raises:
            InputError: It names none, or one cannot be read.
        """
        paths = [path for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
        if not paths:
            raise InputError(
                expected="a table of the assets that the house names",
                found=f"none given and {VARIABLE} not set",
                do="pass assets=AssetTable.read(path), see docs/houses.md for where it comes from",
            )
        return AssetTable.read(*paths)


def _assets(document: Node) -> dict[str, Asset]:
    """All assets of a table that state a box."""
    entries = list(_entries(document))
    assets = {name: asset for name, entry in entries if (asset := _asset(entry)) is not None}
    if not assets:
        raise document.refusal("assets, each with a boundingBox", "none")
    return assets


def _entries(document: Node) -> Iterator[tuple[str, Node]]:
    """Identifiers and entries of a table in any of the three forms."""
    if isinstance(document.value, list):
        for entry in document.items(MOST_ASSETS):
            yield entry["assetId"].text(), entry
        return
    for key, value in document.members():
        if isinstance(value.value, list):
            for entry in value.items(MOST_ASSETS):
                yield entry["assetId"].text(), entry
        else:
            yield key, value


def _asset(entry: Node) -> Asset | None:
    """One asset; None where it states no box."""
    described = entry.get("annotations") or entry
    metadata = (entry.get("thor_metadata") or entry).get("assetMetadata") or entry
    box = metadata.get("boundingBox")
    if box is None:
        return None
    category = next(filter(None, map(described.get, ("objectType", "category"))), None)
    return Asset(_box_m(box), category.text() if category else "", _material(described))


def _box_m(box: Node) -> Point:
    """Extent of a box that states its size or its corners, as Holodeck's `get_bbox_dims`."""
    size = box.get("size") or box
    low, high = box.get("min"), box.get("max")
    if low is not None and high is not None:
        sides = [high[axis].number() - low[axis].number() for axis in "xyz"]
    else:
        sides = [size[axis].number() for axis in "xyz"]
    if min(sides) < 0 or max(sides) > 100:
        raise box.refusal("sides from 0 to 100 m")
    width, height, depth = (max(side, LEAST_SIDE_M) for side in sides)
    return width, height, depth


def _material(entry: Node) -> Material | None:
    """The first material listed that is known; Objathor's in the order of their shares.

    ProcTHOR's `materials` are pairs of a group and a name for every part, in no order of size:
    they do not tell what the thing is made of, and are not used.
    """
    names = entry.get("salientMaterials") or entry.get("materials")
    if names is None or not isinstance(names.value, list):
        return None
    listed = [item.value for item in names.items(MOST_MATERIALS) if isinstance(item.value, str)]
    shares = entry.get("composition")
    if shares is not None and isinstance(shares.value, list) and len(shares.value) == len(listed):
        weights = [share.number() for share in shares.items(MOST_MATERIALS)]
        order = sorted(range(len(listed)), key=lambda n: -weights[n])
        listed = [listed[n] for n in order]
    return next(filter(None, map(material_named, listed)), None)
