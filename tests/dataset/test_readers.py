"""Every reader gives the same samples, and Grain goes on in the middle of an epoch."""

import json
import pickle
from pathlib import Path

import numpy as np
import pytest
import zarr

from mmwave_sim import InputError
from mmwave_sim.dataset import Dataset, LiveDataset, Sample, grain_dataset, make_clip
from tests.dataset.world import CLIPS, specification


def assert_same(one: Sample, other: Sample) -> None:
    assert one.row == other.row
    assert list(one.arrays) == list(other.arrays)
    for name, values in one.arrays.items():
        np.testing.assert_array_equal(values, other.arrays[name])
        assert values.dtype == other.arrays[name].dtype


def test_indices_and_iteration_agree(made: Path) -> None:
    data = Dataset(made)
    assert len(data) == CLIPS
    assert [sample.row["index"] for sample in data] == list(range(CLIPS))
    assert_same(data[-1], data[CLIPS - 1])
    for wrong in (CLIPS, -CLIPS - 1):
        with pytest.raises(IndexError):
            data[wrong]


def test_zarr_reads_the_same(made: Path) -> None:
    data = Dataset(made)
    group = zarr.open_group(made / "shards" / "000001", mode="r")
    for position in range(2):
        for name, values in data[2 + position].arrays.items():
            np.testing.assert_array_equal(values, group[name][position])
    assert group["cube"].attrs["axes"]["range_m"][0] == 0.0


def test_samples_are_finite_and_of_use(made: Path) -> None:
    for sample in Dataset(made):
        assert all(np.isfinite(values).all() for values in sample.arrays.values())
        assert np.abs(sample.cube()).max() > 100
        # A person at 2 m is the strongest there is, within a bin of 0.19 m.
        ranges = np.abs(sample.cube()).sum(axis=(0, 1, 2))
        spacing_m = 0.1875 * 0.5 * 64 / 64
        peak_m = ranges.argmax() * _range_bin_m(sample)
        assert abs(peak_m - sample.row["nearest_m"]) < 2 * max(_range_bin_m(sample), spacing_m)
        person = json.loads(sample.row["labels"])[0]
        assert sample.row["activities"] == sorted({e["activity"] for e in person["events"]})
        assert all(sample.row[f"caption_{level}"] for level in ("structural", "semantic"))


def _range_bin_m(sample: Sample) -> float:
    return sample.recipe().radar.range_resolution_m


def test_live_samples_are_the_stored_ones(made: Path) -> None:
    live = LiveDataset(specification(), seed=0, clips=CLIPS)
    assert len(live) == CLIPS
    assert_same(live[3], Dataset(made)[3])


def test_a_stored_recipe_makes_its_clip_again(made: Path) -> None:
    sample = Dataset(made)[1]
    again = make_clip(sample.recipe())
    assert_same(Sample(again.arrays, again.row), sample)


def test_a_data_set_can_be_pickled(made: Path) -> None:
    data = Dataset(made)
    first = data[0]
    assert_same(pickle.loads(pickle.dumps(data))[0], first)


def test_grain_goes_on_in_the_middle_of_an_epoch(made: Path) -> None:
    pytest.importorskip("grain", reason="Grain is not installed (extra encoders)")
    data = grain_dataset(Dataset(made), seed=1, epochs=2, arrays=("time_range",))
    whole = [int(one["index"]) for one in data.to_iter_dataset()]
    assert sorted(whole) == sorted([*range(CLIPS)] * 2)
    iterator = iter(data.to_iter_dataset())
    before = [int(next(iterator)["index"]) for _ in range(3)]
    state = iterator.get_state()
    again = iter(grain_dataset(Dataset(made), seed=1, epochs=2).to_iter_dataset())
    again.set_state(json.loads(json.dumps(state)))
    assert before + [int(one["index"]) for one in again] == whole


def test_grain_batches_arrays(made: Path) -> None:
    pytest.importorskip("grain", reason="Grain is not installed (extra encoders)")
    batch = next(iter(grain_dataset(Dataset(made)).batch(2).to_iter_dataset()))
    assert batch["cube"].shape == (2, *Dataset(made)[0].arrays["cube"].shape)


def test_no_data_set_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"dataset\.json"):
        Dataset(tmp_path)
