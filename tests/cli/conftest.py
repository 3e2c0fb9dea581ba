"""A way to run the real command, and a distribution that adds verbs to it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

PROBE = '''
"""Verbs that go wrong in known ways."""


def greet(name: str, /, *, times: int = 1) -> None:
    """Say hello.

    Args:
        name: Whom to greet.
        times: How often.
    """
    print(" ".join([f"hello {name}"] * times))


def simulator() -> None:
    """Raise the simulator's InputError."""
    from mmwave_sim._errors import InputError

    raise InputError(expected="this", found="that", do="do so")


def scene() -> None:
    """Raise the scenes' InputError."""
    from scenes._errors import InputError

    raise InputError(expected="a room\\nwith a door", found="none", do="add one")


def missing() -> None:
    """Open a file that is not there."""
    open("not-there.bin")


def bug() -> None:
    """Fail by a defect of the program."""
    raise ValueError("a defect")


def interrupt() -> None:
    """Be interrupted."""
    raise KeyboardInterrupt


def pour() -> None:
    """Print more than a reader takes."""
    for _ in range(100_000):
        print("x" * 100)


def seven() -> int:
    """Choose the exit code."""
    return 7
'''


@pytest.fixture(scope="session")
def probe_verbs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a distribution whose verbs are `probe ...`."""
    folder = tmp_path_factory.mktemp("probe")
    (folder / "probe_verbs.py").write_text(PROBE)
    info = folder / "probe-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: probe\nVersion: 0\n")
    names = ["greet", "simulator", "scene", "missing", "bug", "interrupt", "pour", "seven"]
    lines = [f"probe.{name} = probe_verbs:{name}" for name in names]
    (info / "entry_points.txt").write_text("\n".join(["[mmwave.verbs]", *lines, ""]))
    return folder


@pytest.fixture
def run_command(probe_verbs: Path, tmp_path: Path) -> Run:
    """Runs `python -m mmwave_sim` with some arguments in an empty folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mmwave_sim", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(probe_verbs)},
            check=False,
        )

    return run
