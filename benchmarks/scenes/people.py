"""Bodies of the SMPL family against the `smplx` package."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._report import Row
from benchmarks._smpl_files import made_arrays, write_pkl
from benchmarks._smpl_parity import largest_difference_m

KINDS = ("smpl", "smplh", "smplx")
MOST_M = 1e-5


def available() -> bool:
    """Whether the package to compare with is installed."""
    return find_spec("smplx") is not None


def rows() -> Iterator[Row]:
    """One row for each kind of body, on files made in its form."""
    with TemporaryDirectory() as folder:
        for kind in KINDS:
            path = write_pkl(Path(folder) / f"{kind}.pkl", made_arrays(kind))
            difference = largest_difference_m(path)
            yield Row.at_most(f"{kind} against smplx", difference, MOST_M, "m")
