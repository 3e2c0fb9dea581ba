"""`mmwave bench scenes`: houses, rooms, motions, bodies and recordings against their limits."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks._report import Report, Row
from benchmarks.scenes import homes, houses, people, performances, recordings

DRAWS = 20
ROOMS, ROOMS_FULL = 200, 1000

DATA = "MMWAVE_SHARED_DATA"
"""Environment variable with the folder of houses and recordings; by default beside a checkout."""


def run(full: bool) -> Report:
    """Measures every row; `full` makes five times as many rooms."""
    missing: list[str] = []
    rows = tuple(row for part in _parts(full, missing) for row in part)
    return Report(rows, tuple(missing))


def _parts(full: bool, missing: list[str]) -> Iterator[list[Row]]:
    data = shared_data()
    yield _if_there(data / "procthor", missing, houses.rows)
    yield list(homes.rows(ROOMS_FULL if full else ROOMS))
    yield list(performances.rows(DRAWS))
    if people.available():
        yield list(people.rows())
    else:
        missing.append("SMPL skinning: the package smplx is not installed (extra dev)")
        yield []
    yield _if_there(data / "bvh", missing, recordings.rows)


def _if_there(folder: Path, missing: list[str], rows: Callable[[Path], Iterable[Row]]) -> list[Row]:
    if folder.is_dir():
        return list(rows(folder))
    missing.append(f"{folder.name}: no such folder in ${DATA}")
    return []


def shared_data() -> Path:
    """Where houses and recordings are looked for."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get(DATA) or beside)
