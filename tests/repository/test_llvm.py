"""LLVM 14 to 16 are never picked; the newest that will do is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmwave_sim import _llvm
from mmwave_sim._errors import InputError

HEADER = Path(sys.executable).resolve().read_bytes()[:64]


def library(path: Path, content: bytes = b"") -> Path:
    """A file that looks like a shared library of this machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER + content)
    return path


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("usr/lib/x86_64-linux-gnu/libLLVM-14.so.1", 14),
        ("usr/lib/x86_64-linux-gnu/libLLVM-14.0.6.so.1", 14),
        ("usr/lib/x86_64-linux-gnu/libLLVM-19.so", 19),
        ("usr/lib/x86_64-linux-gnu/libLLVM.so.19.1", 19),
        ("usr/lib/llvm-19/lib/libLLVM.so", 19),
        ("usr/lib/llvm18/lib/libLLVM.so", 18),
        ("usr/lib/llvm/17/lib64/libLLVM.so", 17),
        ("opt/homebrew/Cellar/llvm/20.1.7/lib/libLLVM.dylib", 20),
        ("opt/homebrew/Cellar/llvm@18/18.1.8_1/lib/libLLVM.dylib", 18),
        ("usr/lib/libLLVM.so", None),
    ],
)
def test_version_is_read_off_the_path(tmp_path: Path, name: str, version: int | None) -> None:
    assert _llvm.llvm_version(library(tmp_path / name)) == version


def test_version_of_a_bare_name_is_read_off_the_link_or_the_soname(tmp_path: Path) -> None:
    target = library(tmp_path / "real" / "libLLVM.so.19.1")
    link = tmp_path / "libLLVM.so"
    link.symlink_to(target)
    assert _llvm.llvm_version(link) == 19
    bare = library(tmp_path / "bare" / "libLLVM.so", b"\0libc.so.6\0libLLVM-15.so.1\0")
    assert _llvm.llvm_version(bare) == 15


def test_a_link_is_judged_by_what_it_points_to(tmp_path: Path) -> None:
    old = library(tmp_path / "libLLVM-15.so.1")
    link = tmp_path / "libLLVM-19.so"
    link.symlink_to(old)
    assert _llvm.newest_llvm([link]) is None


def test_newest_is_found_among_the_usual_folders(tmp_path: Path) -> None:
    for name in ("libLLVM-14.so.1", "libLLVM-15.so.1", "libLLVM-16.so.1", "libLLVM.so.19.1"):
        library(tmp_path / "usr/lib/aarch64-linux-gnu" / name)
    newest = library(tmp_path / "usr/lib/llvm-21/lib/libLLVM.so")
    library(tmp_path / "usr/lib/llvm-22/lib/libLLVMCore.so")
    library(tmp_path / "usr/lib64/libLLVM-18.so")
    found = list(_llvm.installed_libraries(tmp_path))
    assert len(found) == 7
    assert _llvm.newest_llvm(found) == newest


def test_homebrew_folders_are_searched(tmp_path: Path) -> None:
    keg = library(tmp_path / "opt/homebrew/Cellar/llvm/19.1.7/lib/libLLVM.dylib")
    (tmp_path / "opt/homebrew/opt").mkdir()
    (tmp_path / "opt/homebrew/opt/llvm").symlink_to(keg.parents[1])
    newest = _llvm.newest_llvm(_llvm.installed_libraries(tmp_path))
    assert newest is not None
    assert newest.resolve() == keg


@pytest.mark.parametrize("major", [14, 15, 16])
def test_old_ones_are_never_chosen(tmp_path: Path, major: int) -> None:
    assert _llvm.newest_llvm([library(tmp_path / f"libLLVM-{major}.so.1")]) is None


def test_what_is_not_a_library_of_this_machine_is_passed_over(tmp_path: Path) -> None:
    script = tmp_path / "libLLVM-19.so"
    script.write_text("INPUT(libLLVM.so.19.1)")
    other_machine = tmp_path / "libLLVM-20.so"
    other_machine.write_bytes(HEADER[:18] + b"\xff\xff" + HEADER[20:])
    absent = tmp_path / "libLLVM-21.so"
    assert _llvm.newest_llvm([script, other_machine, absent]) is None


def test_the_variable_is_kept_where_it_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = library(tmp_path / "libLLVM-17.so.1")
    monkeypatch.setenv(_llvm.VARIABLE, str(mine))
    assert _llvm.prepare_llvm() == mine
    assert os.environ[_llvm.VARIABLE] == str(mine)


def test_the_variable_is_overruled_where_it_names_an_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(_llvm.VARIABLE, str(library(tmp_path / "libLLVM-15.so.1")))
    good = library(tmp_path / "libLLVM-19.so.1")
    monkeypatch.setattr(_llvm, "installed_libraries", lambda: [good])
    assert _llvm.prepare_llvm() == good
    assert os.environ[_llvm.VARIABLE] == str(good)


def test_without_a_good_one_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(_llvm.VARIABLE, raising=False)
    old = [library(tmp_path / f"libLLVM-{major}.so.1") for major in (15, 14)]
    monkeypatch.setattr(_llvm, "installed_libraries", lambda: old)
    with pytest.raises(InputError, match=r"found only LLVM 14, 15; .*libllvm19"):
        _llvm.prepare_llvm()
    assert _llvm.VARIABLE not in os.environ


MITSUBA = """
from mmwave_sim._llvm import llvm_version, prepare_llvm
chosen = prepare_llvm()
import mitsuba
mitsuba.set_variant("llvm_ad_mono_polarized")
import drjit
total = drjit.sum(mitsuba.Float([1.0, 2.0, 3.0]) ** 2)
print(llvm_version(chosen), total[0])
"""


def test_mitsuba_runs_on_the_library_that_was_chosen() -> None:
    environment = {name: value for name, value in os.environ.items() if name != _llvm.VARIABLE}
    run = subprocess.run(
        [sys.executable, "-c", MITSUBA], capture_output=True, text=True, env=environment, check=True
    )
    version, total = run.stdout.split()
    assert int(version) >= _llvm.OLDEST_LLVM
    assert float(total) == 14.0
