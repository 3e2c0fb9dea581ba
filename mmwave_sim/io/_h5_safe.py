"""Looking into an HDF5 file that is not trusted: plain datasets only, and nothing outside it.

External links, datasets stored in other files, virtual datasets and soft links are never
followed, object references never resolved, and nothing is read before its size is checked.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Num

from mmwave_sim._errors import InputError
from mmwave_sim.io._arrange import Found
from mmwave_sim.io._files import quote
from mmwave_sim.io._h5_chunks import read_chunks
from mmwave_sim.io._limits import HDF5_DEPTH, HDF5_OBJECTS

H5 = Any
"""An h5py file, group or dataset (h5py has no types)."""


def datasets(group: H5, path: Path) -> dict[str, H5]:
    """The plain numeric datasets of a file by their path in it.

    Raises:
        InputError: There is an external link, or more objects than are looked at.
    """
    found: dict[str, H5] = {}
    for count, (name, item) in enumerate(_walk(group, "", 0, path)):
        if count >= HDF5_OBJECTS:
            raise InputError(
                expected=f"at most {HDF5_OBJECTS} objects in {quote(path.name)}",
                found="more",
                do="copy the samples into a file of their own",
            )
        if _is_plain(item):
            found[name] = item
    return found


def describe(name: str, dataset: H5, may_transpose: bool) -> Found:
    """What is known of a dataset before it is read."""
    dtype = dataset.dtype
    return Found(name, dataset.shape, dtype.kind in "cV", may_transpose)


def read_dataset(dataset: H5, max_bytes: int, path: Path) -> Num[np.ndarray, "..."]:
    """Reads a dataset whose shape was checked; MATLAB's (real, imag) pairs become complex.

    Raises:
        InputError: It is not of plain storage, or its chunks are larger than allowed.
    """
    check_storage(dataset, path)
    chunk = math.prod(dataset.chunks or (0,)) * dataset.dtype.itemsize
    if chunk > max_bytes or dataset.size * dataset.dtype.itemsize > 2 * max_bytes:
        raise InputError(
            expected=f"at most {max_bytes / 2**20:.0f} MiB of samples",
            found=f"{max(chunk, dataset.nbytes) / 2**20:.0f} MiB in {quote(path.name)}",
            do="split the recording, or raise max_bytes (--max-bytes)",
        )
    values = dataset[()] if dataset.chunks is None else read_chunks(dataset)
    if values.dtype.kind != "V":
        return np.asarray(values)
    real, imaginary = (values[part] for part in values.dtype.names or ())
    return np.asarray(real + 1j * imaginary)


def check_storage(dataset: H5, path: Path) -> None:
    """Refuses datasets whose values lie elsewhere.

    Raises:
        InputError: It is virtual, or stored in another file.
    """
    if dataset.is_virtual or dataset.external:
        raise InputError(
            expected=f"samples inside {quote(path.name)}",
            found="a dataset whose values lie in another file",
            do="copy them into the file (h5repack)",
        )


def _walk(group: H5, prefix: str, depth: int, path: Path) -> Iterator[tuple[str, H5]]:
    import h5py

    for name in group:
        link = group.get(name, getlink=True)
        if isinstance(link, h5py.ExternalLink):
            raise InputError(
                expected=f"samples inside {quote(path.name)}",
                found=f"an external link, {quote(name, 40)}",
                do="copy what it points to into the file (h5repack)",
            )
        if not isinstance(link, h5py.HardLink):
            continue
        item = group[name]
        yield f"{prefix}{name}", item
        if isinstance(item, h5py.Group) and depth < HDF5_DEPTH:
            yield from _walk(item, f"{prefix}{name}/", depth + 1, path)


def _is_plain(item: H5) -> bool:
    """Whether an object is a dataset of numbers or of pairs of them."""
    import h5py

    if not isinstance(item, h5py.Dataset) or item.shape is None:
        return False
    dtype = item.dtype
    if dtype.kind == "V":
        pairs = [dtype[part].kind in "iuf" for part in dtype.names or ()]
        return pairs == [True, True] and dtype.names[0] in ("real", "r")
    return dtype.kind in "iufc" and h5py.check_dtype(ref=dtype) is None
