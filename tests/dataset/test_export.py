"""Exports hold the samples, and merged data sets the shards of their parts."""

import io
import json
import tarfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from mmwave_sim import InputError
from mmwave_sim.dataset import Dataset, export, merge, synthesize, verify
from tests.dataset.world import CLIPS, contents, identity


def test_webdataset_holds_every_sample(made: Path, tmp_path: Path) -> None:
    paths = export(str(made), tmp_path, "webdataset")
    again = export(str(made), tmp_path / "again", "webdataset")
    assert [path.read_bytes() for path in paths] == [path.read_bytes() for path in again]
    members: dict[str, bytes] = {}
    for path in paths:
        with tarfile.open(path) as tar:
            for entry in tar:
                content = tar.extractfile(entry)
                assert content is not None
                members[entry.name] = content.read()
    for number, sample in enumerate(Dataset(made)):
        assert json.loads(members[f"{number:08d}.json"]) == dict(sample.row)
        for name, values in sample.arrays.items():
            found = np.load(io.BytesIO(members[f"{number:08d}.{name}.npy"]))
            np.testing.assert_array_equal(found, values)


def test_hdf5_holds_every_sample(made: Path, tmp_path: Path) -> None:
    paths = export(str(made), tmp_path, "hdf5")
    samples = list(Dataset(made))
    for path, first in zip(paths, (0, 2, 4), strict=True):
        with h5py.File(path) as file:
            for position, row in enumerate(file["rows"].asstr()[()]):
                assert json.loads(row) == dict(samples[first + position].row)
                for name, values in samples[first + position].arrays.items():
                    np.testing.assert_array_equal(file[name][position], values)
            assert file["cube"].attrs["range_m"][0] == 0.0


def test_merged_data_sets_keep_their_shards(made: Path, tmp_path: Path) -> None:
    other, both = tmp_path / "other", tmp_path / "both"
    synthesize(identity(1, seed=1), str(other))
    merged = merge([str(made), str(other)], str(both))
    assert merged.clips == CLIPS + 1
    assert not verify(str(both)).faults
    rows = [sample.row for sample in Dataset(both)]
    seeds = [(row["dataset_seed"], row["index"]) for row in rows]
    assert seeds == [*((0, index) for index in range(CLIPS)), (1, 0)]
    found = contents(both)
    for name, digest in contents(made).items():
        if name.startswith("shards/"):
            assert found[name] == digest
    assert found["shards/000003/checksums.json"] == contents(other)["shards/000000/checksums.json"]


def test_the_same_seed_twice_is_refused(made: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="seed 0 more than once"):
        merge([str(made), str(made)], str(tmp_path / "both"))
    assert not (tmp_path / "both").exists()
