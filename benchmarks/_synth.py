"""`mmwave bench synth`: what holds of data sets whatever is killed, broken or in the way."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks._report import Report, Row
from benchmarks.synth import cluster, kills, memory, places
from benchmarks.synth.sets import contents, made_here, made_there
from mmwave_sim.dataset import repair, verify

CLIPS = 8
KILLS = 20
_NO_RAY = "a Ray cluster with a worker killed: Ray is not installed (extra ray)"


def run(full: bool) -> Report:
    """Makes the small built-in data set in many ways and compares every byte.

    Args:
        full: Compare the memory of 400 clips with that of 100, instead of 48 with 12.
    """
    with tempfile.TemporaryDirectory() as folder:
        rows, missing = list(_rows(Path(folder), full)), []
    if find_spec("ray") is None:
        missing.append(_NO_RAY)
    return Report(tuple(rows), tuple(missing))


def _rows(folder: Path, full: bool) -> Iterator[Row]:
    whole = folder / "whole"
    seconds = made_here(whole, CLIPS)
    yield Row.at_least("clips_per_second", CLIPS / seconds, 0.0, "1/s")
    expected = contents(whole)
    for name, workers, threads in (("workers_4", 4, 1), ("threads_2", 1, 2)):
        made_there(folder / name, CLIPS, workers, threads)
        yield _differing(name, expected, folder / name)
    count = kills.killed_and_finished(folder / "killed", CLIPS, KILLS, random.Random(0))
    yield Row.at_least("kills", count, KILLS, "")
    yield _differing("killed", expected, folder / "killed")
    yield from _flips(whole, expected)
    checks: tuple[Callable[[Path, Path], bool], ...] = (
        places.full_disk,
        places.closed_folder,
        places.other_code,
        places.second_writer,
    )
    for check in checks:
        kept = check(Path(shutil.copytree(whole, folder / check.__name__)), whole)
        yield Row.at_least(f"refused.{check.__name__}", float(kept), 1.0, "")
    if find_spec("ray") is not None:
        cluster.made_with_a_death(folder / "ray", CLIPS)
        yield _differing("ray_worker_killed", expected, folder / "ray")
    few, many = (100, 400) if full else (12, 48)
    yield Row.at_most(f"memory_{many}_over_{few}_clips", memory.growth(folder, few, many), 0.05, "")


def _differing(name: str, expected: dict[str, str], folder: Path) -> Row:
    """How many files differ from those of the run without a break."""
    found = contents(folder)
    names = [one for one in {*expected, *found} if expected.get(one) != found.get(one)]
    return Row.at_most(f"{name}.files_that_differ", len(names), 0, "")


def _flips(whole: Path, expected: dict[str, str]) -> Iterator[Row]:
    """Flips a byte at three places of every file, one at a time; then one in each, and mends."""
    unseen = 0
    for number, name in enumerate(expected):
        for place in (0, -1, 7919 * (number + 1)):
            undo = places.flip(whole / name, place)
            unseen += not verify(str(whole)).faults
            undo()
    yield Row.at_most("flips_not_found", unseen, 0, "")
    shards = sorted(name for name in expected if name.startswith("shards/000000/"))
    for name in (*shards, "manifest.parquet", "dataset.json", "README.md"):
        places.flip(whole / name, 50)
    repair(str(whole))
    yield _differing("repaired", expected, whole)
