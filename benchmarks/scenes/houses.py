"""ProcTHOR houses: every asset at its box, every opening cut, and how long an import takes."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks._report import Row
from scenes.houses import AssetTable, import_errors, read_house

MOST_S = 5.0
WITHIN_M = 0.01


def rows(folder: Path) -> Iterator[Row]:
    """One row a figure, over all houses of a folder with an `assets.json`."""
    assets = AssetTable.read(folder / "assets.json")
    found, seconds = [], []
    for path in sorted(folder.glob("house_*.json")):
        start = time.perf_counter()
        spec = read_house(path, assets)
        seconds.append(time.perf_counter() - start)
        found.append(import_errors(path, assets, spec))
    yield Row.at_least("houses", len(found), 5, "")
    yield Row.at_least("houses, objects placed", sum(one.objects for one in found), 1, "")
    for name in ("position", "size"):
        worst = max(getattr(one, f"{name}_m") for one in found)
        yield Row.at_most(f"houses, {name} of an object", worst, WITHIN_M, "m")
    missing = int(np.sum([one.openings - one.cut for one in found]))
    yield Row.at_least("houses, openings", sum(one.openings for one in found), 1, "")
    yield Row.at_most("houses, openings not cut", missing, 0, "")
    yield Row.at_most("houses, slowest import", max(seconds), MOST_S, "s")
