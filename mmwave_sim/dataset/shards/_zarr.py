"""Clips as a Zarr v3 group whose every array is one file, and one clip of such a file."""

import struct
from typing import Any, Final

import numpy as np
from jaxtyping import Shaped

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes import ArrayLayout
from mmwave_sim.dataset.shards._store import Store

ZSTD_LEVEL: Final = 3
"""Higher levels cost time and save nothing on noise."""

_CHECKSUM_BYTES: Final = 4
_ENTRY: Final = struct.Struct("<QQ")


def encoded(
    layouts: tuple[ArrayLayout, ...], arrays: dict[str, list[np.ndarray]]
) -> dict[str, bytes]:
    """The files of a group: for each array its metadata and one file with a chunk for each clip.

    The bytes depend on the values alone: compressor, level and order are fixed, and there are no
    times in them.

    Args:
        layouts: What there is of each clip.
        arrays: The clips' arrays, by name.
    """
    import zarr
    from zarr.codecs import ZstdCodec
    from zarr.storage import MemoryStore

    files: dict[str, Any] = {}
    group = zarr.create_group(MemoryStore(files), zarr_format=3)
    for layout in layouts:
        values = np.stack(arrays[layout.name])
        array = group.create_array(
            layout.name,
            shape=values.shape,
            dtype=layout.dtype,
            chunks=(1, *layout.shape),
            shards=values.shape,
            compressors=ZstdCodec(level=ZSTD_LEVEL, checksum=False),
            dimension_names=("clip", *layout.dimensions),
            attributes={"axes": dict(layout.axes), "meaning": layout.meaning},
            config={"write_empty_chunks": True},
        )
        array[...] = values
    return {name: files[name].to_bytes() for name in sorted(files)}


def data_file(layout: ArrayLayout) -> str:
    """The one file that holds an array's values, within the shard."""
    return "/".join([layout.name, "c", *["0"] * (len(layout.shape) + 1)])


def clip_of(
    store: Store, folder: str, layout: ArrayLayout, position: int, clips: int
) -> Shaped[np.ndarray, "..."]:
    """One clip's array, by two reads of the file: its place in the index, and its chunk.

    It is what Zarr reads, without Zarr's thread, so that readers may be forked.

    Args:
        store: Where the data set is.
        folder: Folder of the shard.
        layout: Which array.
        position: Number of the clip in the shard.
        clips: How many clips the shard has.

    Raises:
        InputError: The file is missing or damaged.
    """
    from numcodecs.zstd import Zstd

    name = f"{folder}/{data_file(layout)}"
    behind = _CHECKSUM_BYTES + _ENTRY.size * (clips - position)
    entry = store.read_part(name, -behind, _ENTRY.size)
    try:
        start, length = _ENTRY.unpack(entry)
        content = Zstd().decode(store.read_part(name, start, length))
        return np.frombuffer(content, layout.dtype).reshape(layout.shape)
    except (struct.error, ValueError, RuntimeError, OverflowError, MemoryError) as error:
        raise InputError(
            expected=f"clip {position} in {name}",
            found="damaged bytes",
            do="run mmwave dataset repair",
        ) from error
