"""Whether the memory of making a data set grows with it."""

from pathlib import Path

from benchmarks.synth.sets import made_there


def growth(folder: Path, few: int, many: int) -> float:
    """Peak memory of making many clips over that of making few, less one."""
    peaks = [made_there(folder / f"memory-{clips}", clips) for clips in (few, many)]
    return peaks[1] / peaks[0] - 1
