"""Any byte that changes is found and mended."""

import shutil
from pathlib import Path

import pytest

from mmwave_sim import InputError
from mmwave_sim.dataset import repair, verify
from tests.dataset.world import CLIPS, contents, flip, identity


def files(folder: Path) -> list[Path]:
    return [folder / name for name in contents(folder)]


def test_a_whole_data_set_has_no_faults(made: Path) -> None:
    verdict = verify(str(made))
    assert (verdict.faults, verdict.broken, verdict.missing) == ([], [], [])


def test_a_byte_flipped_in_any_file_is_found(copied: Path) -> None:
    for number, path in enumerate(files(copied)):
        before = path.read_bytes()
        for place in (0, -1, 7919 * (number + 1)):
            flip(path, place)
            verdict = verify(str(copied))
            assert verdict.faults, (path, place)
            path.write_bytes(before)
    assert not verify(str(copied)).faults


def test_a_missing_and_a_strange_file_are_found(copied: Path) -> None:
    for path in files(copied):
        before = path.read_bytes()
        path.unlink()
        assert verify(str(copied)).faults, path
        path.write_bytes(before)
    stranger = copied / "shards" / "000000" / "stranger"
    stranger.write_bytes(b"?")
    assert [fault.name for fault in verify(str(copied)).faults] == ["shards/000000/stranger"]


@pytest.mark.parametrize(
    "name",
    [
        "dataset.json",
        "manifest.parquet",
        "checksums.json",
        "README.md",
        "shards/000002/checksums.json",
        "shards/000002/rows.parquet",
        "shards/000002/cube/c/0/0/0/0/0/0",
    ],
)
def test_repair_puts_the_same_bytes_back(copied: Path, made: Path, name: str) -> None:
    flip(copied / name, 100)
    assert repair(str(copied))
    assert contents(copied) == contents(made)


def test_repair_brings_back_what_is_gone(copied: Path, made: Path) -> None:
    shutil.rmtree(copied / "shards" / "000002")
    for name in ("dataset.json", "checksums.json"):
        (copied / name).unlink()
    repair(str(copied))
    assert contents(copied) == contents(made)


def test_shards_in_each_others_place_are_found(copied: Path) -> None:
    one, other = (copied / "shards" / name for name in ("000000", "000001"))
    one.rename(copied / "aside")
    other.rename(one)
    (copied / "aside").rename(other)
    assert len(verify(str(copied)).broken) == 2


def test_other_bytes_from_the_same_recipe_are_not_taken(copied: Path) -> None:
    """As if another type of machine had made the recorded shard: both records say so."""
    from mmwave_sim.dataset.shards import open_store, plan_of
    from mmwave_sim.dataset.shards._shard import checksums_to_bytes
    from mmwave_sim.dataset.tending._finish import finish

    shard = copied / "shards" / "000002"
    flip(shard / "cube" / "zarr.json", 3)
    names = [name for name in contents(shard) if name != "checksums.json"]
    listed = checksums_to_bytes({name: (shard / name).read_bytes() for name in names})
    (shard / "checksums.json").write_bytes(listed)
    finish(open_store(str(copied)), plan_of(identity(CLIPS)), identity(CLIPS))
    flip(shard / "cube" / "c/0/0/0/0/0/0", 9)
    with pytest.raises(InputError, match="type of machine"):
        repair(str(copied))


def test_nothing_to_verify_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a data set"):
        verify(str(tmp_path))
