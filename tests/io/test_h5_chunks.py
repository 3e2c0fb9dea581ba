"""Chunks are expanded by this project; libhdf5 is the reference."""

import zlib
from pathlib import Path

import h5py
import numpy as np
import pytest

from mmwave_sim.io._h5_chunks import BrokenChunkError, read_chunks

VALUES = np.random.default_rng(0).integers(-100, 100, (7, 5, 3))


@pytest.mark.parametrize("dtype", ["<i2", ">i4", "<f4", "<c8", "u1"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"compression": "gzip"},
        {"shuffle": True},
        {"fletcher32": True},
        {"compression": "gzip", "shuffle": True, "fletcher32": True},
    ],
    ids=str,
)
@pytest.mark.parametrize("chunks", [(7, 5, 3), (2, 2, 2), (1, 5, 3), (7, 1, 1)])
def test_values_are_those_of_libhdf5(
    tmp_path: Path, dtype: str, options: dict[str, object], chunks: tuple[int, ...]
) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        dataset = file.create_dataset("x", data=VALUES.astype(dtype), chunks=chunks, **options)
        file.flush()
        read = read_chunks(dataset)
        assert read.dtype == dataset.dtype
        assert np.array_equal(read, dataset[()])


def test_chunks_never_written_are_zero(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        dataset = file.create_dataset("x", (6, 4), "i2", chunks=(2, 4), compression="gzip")
        dataset[2:4] = 7
        file.flush()
        assert read_chunks(dataset).tolist() == [[0] * 4] * 2 + [[7] * 4] * 2 + [[0] * 4] * 2


def test_chunks_whose_filter_was_left_out(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        dataset = file.create_dataset("x", (2, 4), "<i2", chunks=(2, 4), compression="gzip")
        dataset.id.write_direct_chunk((0, 0), np.arange(8, dtype="<i2").tobytes(), filter_mask=1)
        assert read_chunks(dataset).tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]


@pytest.mark.parametrize(
    ("stored", "message"),
    [
        (zlib.compress(bytes(10**8)), "a chunk of 21 bytes instead of 16"),
        (zlib.compress(bytes(15)), "a chunk of 15 bytes instead of 16"),
        (b"no zlib data", "does not expand"),
    ],
)
def test_chunks_that_are_not_what_they_should_be(
    tmp_path: Path, stored: bytes, message: str
) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        dataset = file.create_dataset("x", (2, 4), "<i2", chunks=(2, 4), compression="gzip")
        dataset.id.write_direct_chunk((0, 0), stored)
        with pytest.raises(BrokenChunkError, match=message):
            read_chunks(dataset)


def test_other_filters_are_named(tmp_path: Path) -> None:
    with h5py.File(tmp_path / "a.h5", "w") as file:
        dataset = file.create_dataset("x", data=VALUES, chunks=True, compression="lzf")
        with pytest.raises(BrokenChunkError, match="filter 32000; repack it with gzip"):
            read_chunks(dataset)
