"""NumPy arrays (`.npy`), mapped rather than read, and never unpickled."""

from pathlib import Path

import numpy as np
from numpy.lib.format import read_array_header_1_0, read_array_header_2_0, read_magic

from mmwave_sim._errors import InputError
from mmwave_sim.io._arrange import Found
from mmwave_sim.io._counts import check_numeric
from mmwave_sim.io._files import parsing, quote, read_head
from mmwave_sim.io._from_array import recording_from_arrays
from mmwave_sim.io._options import Options
from mmwave_sim.recording import Recording

WHAT = "a NumPy array (.npy)"
MAGIC = b"\x93NUMPY"


def read_npy(path: Path, options: Options) -> Recording:
    """Reads a `.npy` of complex, of real, or of I and Q in a trailing axis of 2.

    Raises:
        InputError: It is no such array, holds objects, or fits no radar.
    """
    if read_head(path, len(MAGIC), WHAT) != MAGIC:
        raise InputError(
            expected=WHAT,
            found=f"other content in {quote(path.name)}",
            do="save one array with numpy.save(..., allow_pickle=False)",
        )
    with parsing(path, WHAT):
        if _holds_objects(path):
            raise InputError(
                expected=f"{WHAT} of numbers",
                found=f"{quote(path.name)}, which holds Python objects",
                do="save one plain array with numpy.save",
            )
        array = np.load(path, mmap_mode="r", allow_pickle=False)
    check_numeric(array.dtype, path)
    found = Found("", array.shape, array.dtype.kind == "c")
    return recording_from_arrays([found], lambda _: np.asarray(array), path, options)


def _holds_objects(path: Path) -> bool:
    with path.open("rb") as file:
        readers = {(1, 0): read_array_header_1_0, (2, 0): read_array_header_2_0}
        header = readers.get(read_magic(file))
        return header is not None and header(file)[2].hasobject
