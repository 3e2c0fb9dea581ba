"""The wheel holds the packages and nothing else, and runs away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"mmwave_sim", "scenes", "encoders", "llm_bridge", "benchmarks"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built with the installed build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, "-m", *command], check=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    """Names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it; its dependencies stay where they are."""
    folder = tmp_path_factory.mktemp("site")
    options = ["--quiet", "--no-deps", "--no-index", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options], check=True)
    return folder


def run(installed: Path, cwd: Path, *arguments: str) -> str:
    """Runs Python elsewhere with the installed copy first on its path."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=cwd,
        env=environment,
    ).stdout


def test_packages_are_in_and_tests_and_examples_are_out(names: list[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES
    assert not [name for name in names if "__pycache__" in name]


def test_every_source_file_and_type_marker_is_in(names: list[str]) -> None:
    for package in PACKAGES:
        assert f"{package}/py.typed" in names
        files = (ROOT / package).rglob("*")
        expected = {
            path.relative_to(ROOT).as_posix()
            for path in files
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert expected <= set(names)


def test_licences_travel_along(names: list[str]) -> None:
    for licence in ("LICENSE", "THIRD_PARTY.md"):
        assert any(name.endswith(f".dist-info/licenses/{licence}") for name in names)


def test_installed_copy_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    names = ", ".join(sorted(PACKAGES))
    code = f"import {names}; print(*(m.__file__ for m in ({names})), sep='\\n')"
    files = [Path(line) for line in run(installed, tmp_path, "-P", "-c", code).splitlines()]
    assert len(files) == len(PACKAGES)
    assert all(file.is_relative_to(installed) for file in files)


def test_command_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    command = ("-P", "-m", "mmwave_sim")
    assert "awr1843_mmclip" in run(installed, tmp_path, *command, "radar", "info", "awr1843_mmclip")
    listing = run(installed, tmp_path, *command, "--help")
    assert "  bench " in listing
    assert "  demo " in listing
