"""Chunks of an HDF5 dataset, expanded here and not in libhdf5.

libhdf5's filters neither bound what a chunk expands to nor survive every broken one; these do.
Known are deflate, shuffle and Fletcher's checksum, in any order. Source: HDF5 File Format
Specification 3.0, section IV.A.2.l.
"""

import math
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
from jaxtyping import Shaped

CHECKSUM_BYTES = 4

Filter = Callable[[bytes, int, int], bytes]
"""Undoes a filter, from the stored bytes, the size of a whole chunk and of one element."""


class BrokenChunkError(ValueError):
    """A chunk that cannot be what its dataset says."""


def read_chunks(dataset: Any) -> Shaped[np.ndarray, "..."]:
    """All values of a chunked dataset; chunks that were never written hold zeros.

    Raises:
        BrokenChunkError: A chunk is not of the size or in the place that it should be, or is
            packed in another way.
    """
    creation = dataset.id.get_create_plist()
    codes = [creation.get_filter(i)[0] for i in range(creation.get_nfilters())]
    unknown = [code for code in codes if code not in FILTERS]
    if unknown:
        raise BrokenChunkError(f"the HDF5 filter {unknown[0]}; repack it with gzip (h5repack)")
    values = np.zeros(dataset.shape, dataset.dtype)
    for index in range(dataset.id.get_num_chunks()):
        chunk = dataset.id.get_chunk_info(index)
        _, stored = dataset.id.read_direct_chunk(chunk.chunk_offset)
        kept = [code for bit, code in enumerate(codes) if not chunk.filter_mask >> bit & 1]
        _place(values, _expand(bytes(stored), kept, dataset), chunk.chunk_offset)
    return values


def _expand(stored: bytes, codes: list[int], dataset: Any) -> Shaped[np.ndarray, "..."]:
    element = dataset.dtype.itemsize
    size = math.prod(dataset.chunks) * element
    for code in reversed(codes):
        stored = FILTERS[code](stored, size, element)
    if len(stored) != size:
        raise BrokenChunkError(f"a chunk of {len(stored)} bytes instead of {size}")
    return np.frombuffer(stored, dataset.dtype).reshape(dataset.chunks)


def _place(
    values: Shaped[np.ndarray, "..."],
    chunk: Shaped[np.ndarray, "..."],
    corner: tuple[int, ...],
) -> None:
    rooms = [length - start for length, start in zip(values.shape, corner, strict=True)]
    if min(rooms) <= 0:
        raise BrokenChunkError("a chunk outside its dataset")
    sizes = [min(room, length) for room, length in zip(rooms, chunk.shape, strict=True)]
    target = tuple(slice(c, c + n) for c, n in zip(corner, sizes, strict=True))
    values[target] = chunk[tuple(slice(n) for n in sizes)]


def _inflate(stored: bytes, size: int, element: int) -> bytes:
    expander = zlib.decompressobj()
    try:
        return expander.decompress(stored, size + CHECKSUM_BYTES + 1)
    except zlib.error as error:
        raise BrokenChunkError(f"a chunk that does not expand ({error})") from error


def _unshuffle(stored: bytes, size: int, element: int) -> bytes:
    whole = len(stored) // element * element
    planes = np.frombuffer(stored, np.uint8, whole).reshape(element, -1)
    return planes.transpose().tobytes() + stored[whole:]


def _strip_checksum(stored: bytes, size: int, element: int) -> bytes:
    """Fletcher's checksum is not verified: libhdf5 has written it in more than one way."""
    return stored[:-CHECKSUM_BYTES]


FILTERS: dict[int, Filter] = {1: _inflate, 2: _unshuffle, 3: _strip_checksum}
"""Filters that can be undone, by HDF5's number."""
