"""What gets in the way of a data set, and whether it is refused in one line with nothing lost."""

import resource
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.synth.sets import contents
from mmwave_sim._errors import InputError
from mmwave_sim.dataset import Identity, code_version, synthesize
from mmwave_sim.dataset.shards import open_store, sole_writer


def flip(path: Path, place: int) -> Callable[[], object]:
    """Changes a bit of a file, and gives what changes it back."""
    before = path.read_bytes()
    content = bytearray(before)
    content[place % len(content)] ^= 0x10
    path.write_bytes(bytes(content))
    return lambda: path.write_bytes(before)


def full_disk(folder: Path, whole: Path) -> bool:
    """Files may grow to 4 KiB; then to any size."""
    shutil.rmtree(folder / "shards" / "000001")
    kept = contents(folder)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        refused = _refused(folder, folder, "free space")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    lost = contents(folder) != kept
    synthesize(_identity(folder), str(folder))
    return refused and not lost and contents(folder) == contents(whole)


def closed_folder(folder: Path, whole: Path) -> bool:
    """A place where no folder can be made, even by root."""
    return _refused(folder, Path("/dev/null/dataset"), "written")


def other_code(folder: Path, whole: Path) -> bool:
    """The data set says that other code began it."""
    own = _identity(folder)
    (folder / "dataset.json").write_bytes(replace(own, code="0.0.0+0").to_bytes())
    kept = contents(folder)
    refused = _refused(whole, folder, code_version())
    return refused and contents(folder) == kept


def second_writer(folder: Path, whole: Path) -> bool:
    """Somebody else is at work."""
    with sole_writer(open_store(str(folder))):
        refused = _refused(folder, folder, "no other writer")
    return refused and contents(folder) == contents(whole)


def _refused(like: Path, folder: Path, word: str) -> bool:
    """Whether the data set of one folder is refused in another, in one line with this word."""
    try:
        synthesize(_identity(like), str(folder))
    except InputError as error:
        return word in str(error) and "\n" not in str(error)
    return False


def _identity(folder: Path) -> Identity:
    return Identity.from_bytes((folder / "dataset.json").read_bytes())
