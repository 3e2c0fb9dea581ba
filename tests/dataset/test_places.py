"""Full disks, closed folders, other writers, other code: one line, and nothing is lost."""

import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest

from mmwave_sim import InputError
from mmwave_sim.dataset import Dataset, code_version, synthesize, verify
from mmwave_sim.dataset.shards import IDENTITY_KEY, open_store, sole_writer
from mmwave_sim.dataset.shards._shard import checksums_to_bytes
from tests.dataset.world import contents, identity


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """The operating system refuses to write more into a file, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_loses_nothing(copied: Path, made: Path) -> None:
    shutil.rmtree(copied / "shards" / "000002")
    kept = contents(copied)
    with files_no_larger_than(4096), pytest.raises(InputError, match="free space"):
        synthesize(identity(), str(copied))
    assert contents(copied) == kept
    assert not list(copied.rglob(".aside-*"))
    synthesize(identity(), str(copied))
    assert contents(copied) == contents(made)


def test_a_folder_that_takes_no_files_is_refused_before_the_work() -> None:
    with pytest.raises(InputError, match="written"):
        synthesize(identity(), "/proc/nowhere/dataset")


def test_a_second_writer_is_refused(copied: Path) -> None:
    with (
        sole_writer(open_store(str(copied))),
        pytest.raises(InputError, match="no other writer"),
    ):
        synthesize(identity(), str(copied))


def test_a_data_set_of_other_code_is_refused(copied: Path) -> None:
    other = replace(identity(), code="0.0.1+000000000000")
    (copied / "dataset.json").write_bytes(other.to_bytes())
    before = contents(copied)
    with pytest.raises(InputError, match=r"0\.0\.1\+000000000000") as refusal:
        synthesize(identity(), str(copied))
    assert code_version() in str(refusal.value)
    assert contents(copied) == before


def test_a_shard_of_other_code_is_refused(copied: Path) -> None:
    shard = copied / "shards" / "000001"
    table = pq.read_table(shard / "rows.parquet")
    other = replace(identity(), code="0.0.1+000000000000").to_bytes()
    pq.write_table(table.replace_schema_metadata({IDENTITY_KEY: other}), shard / "rows.parquet")
    names = [name for name in contents(shard) if name != "checksums.json"]
    listed = checksums_to_bytes({name: (shard / name).read_bytes() for name in names})
    (shard / "checksums.json").write_bytes(listed)
    with pytest.raises(InputError, match=r"0\.0\.1\+000000000000") as refusal:
        synthesize(identity(), str(copied))
    assert code_version() in str(refusal.value)


@pytest.mark.parametrize(("clips", "seed"), [(4, 0), (5, 1)])
def test_another_data_set_is_not_written_over(copied: Path, clips: int, seed: int) -> None:
    before = contents(copied)
    with pytest.raises(InputError, match="begun"):
        synthesize(identity(clips, seed), str(copied))
    assert contents(copied) == before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("all of it")
    with pytest.raises(InputError, match=r"thesis\.tex"):
        synthesize(identity(), str(tmp_path))


def test_what_a_killed_writer_left_is_cleared_away(copied: Path, made: Path) -> None:
    half = copied / "shards" / ".aside-0123456789ab"
    half.mkdir()
    (half / "zarr.json").write_bytes(b"{")
    synthesize(identity(), str(copied))
    assert not half.exists()
    assert contents(copied) == contents(made)


def test_fsspec_places_hold_the_same(made: Path) -> None:
    files = fsspec.filesystem("memory")
    for path in contents(made):
        if path.startswith("shards/00000") and not path.startswith("shards/000002"):
            files.pipe_file(f"/there/{path}", (made / path).read_bytes())
    files.pipe_file("/there/dataset.json", (made / "dataset.json").read_bytes())
    try:
        assert synthesize(identity(), "memory://there") == 1
        assert not verify("memory://there").faults
        for path in contents(made):
            assert files.cat_file(f"/there/{path}") == (made / path).read_bytes()
        assert Dataset("memory://there")[4].row == Dataset(made)[4].row
    finally:
        files.rm("/there", recursive=True)


def test_an_unknown_address_is_refused() -> None:
    with pytest.raises(InputError, match="fsspec"):
        open_store("nonsense://somewhere")
