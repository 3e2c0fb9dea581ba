"""MATLAB files: version 4 to 7.2 through SciPy, 7.3 as the HDF5 that it is."""

import math
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from jaxtyping import Num

from mmwave_sim._errors import InputError
from mmwave_sim.io._arrange import Found
from mmwave_sim.io._files import map_bytes, parsing, quote
from mmwave_sim.io._from_array import missing_array, recording_from_arrays
from mmwave_sim.io._options import Options, check_size
from mmwave_sim.io._read_h5 import is_hdf5, read_foreign_h5
from mmwave_sim.recording import Recording

WHAT = "a MATLAB file (.mat)"
HEADER_BYTES, TAG_BYTES = 128, 8
ORDERS = {b"IM": "<", b"MI": ">"}
COMPRESSED = 15
"""Type of a compressed element (MathWorks, "MAT-File Format", version 5)."""

STEP_BYTES = 2**20
NUMERIC = frozenset(
    "double single int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()  # noqa: SIM905
)


def read_mat(path: Path, options: Options) -> Recording:
    """Reads the one numeric array of a `.mat` that fits the radar, or the named one.

    Both our order of axes and MATLAB's (`to_matlab`) are tried.

    Raises:
        InputError: It is no MATLAB file, expands beyond the limit, or no array fits.
    """
    data = map_bytes(path, WHAT)
    if is_hdf5(path):
        return read_foreign_h5(path, options, may_transpose=True)
    expanded: int = sum(_expanded(data.data, options.max_bytes, path))
    check_size(expanded, options, path)
    arrays = _load(path, options)
    found = [Found(n, a.shape, np.iscomplexobj(a), may_transpose=True) for n, a in arrays.items()]
    return recording_from_arrays(found, lambda chosen: arrays[chosen.name], path, options)


def _load(path: Path, options: Options) -> dict[str, Num[np.ndarray, "..."]]:
    """The numeric arrays, only the named one where one is named."""
    from scipy.io import loadmat, whosmat

    with parsing(path, WHAT):
        contents = whosmat(path, appendmat=False)
    numeric = {name: shape for name, shape, kind in contents if kind in NUMERIC}
    if options.variable is not None:
        if options.variable not in numeric:
            raise missing_array(options.variable, list(numeric), path)
        numeric = {options.variable: numeric[options.variable]}
    check_size(8 * sum(map(math.prod, numeric.values())), options, path)
    if not numeric:
        return {}
    with parsing(path, WHAT):
        loaded = loadmat(path, appendmat=False, variable_names=list(numeric))
    return {name: loaded[name] for name in numeric if isinstance(loaded.get(name), np.ndarray)}


def _expanded(data: memoryview, limit: int, path: Path) -> Iterator[int]:
    """Bytes of each compressed element once expanded; expansion stops past the limit."""
    order = ORDERS.get(bytes(data[126:HEADER_BYTES]))
    position = HEADER_BYTES
    while order is not None and position + TAG_BYTES <= len(data):
        kind, size = struct.unpack_from(f"{order}II", data, position)
        position += TAG_BYTES
        if kind == COMPRESSED:
            if size > len(data) - position:
                raise InputError(
                    expected=f"a whole MATLAB file in {quote(path.name)}",
                    found=f"an element of {size} bytes where {len(data) - position} remain",
                    do="copy it again",
                )
            yield _expand(data[position : position + size], limit, path)
        position += size


def _expand(compressed: memoryview, limit: int, path: Path) -> int:
    total, expander, rest = 0, zlib.decompressobj(), bytes(compressed)
    with parsing(path, WHAT):
        while rest and not expander.eof and total <= limit:
            total += len(expander.decompress(rest, STEP_BYTES))
            rest = expander.unconsumed_tail
    return total
