"""Every command and every snippet of the README works as it stands."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mmwave_sim.io import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
SHARED_DATA = ROOT.parent / "shared" / "data"
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELLS = ("bash", "console", "sh", "shell")
"""Languages of a block of commands."""


def blocks(*languages: str) -> list[str]:
    return [body for language, body in BLOCK.findall(README) if language in languages]


def commands() -> list[list[str]]:
    """The words of every command, with prompts and comments taken off."""
    joined = "\n".join(blocks(*SHELLS)).replace("\\\n", " ")
    lines = (line.strip().removeprefix("$ ") for line in joined.splitlines())
    simple = (part for line in lines for part in line.split("&&"))
    return [words for part in simple if (words := shlex.split(part, comments=True))]


def run(arguments: list[str], folder: Path) -> None:
    done = subprocess.run(
        arguments,
        cwd=folder,
        env={**os.environ, "MPLBACKEND": "Agg"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{shlex.join(arguments)}\n{done.stderr[-3000:]}"


def test_there_is_something_to_check() -> None:
    assert blocks("python")
    assert any(Path(words[0]).name == "mmwave" for words in commands())
    assert ["make", "demo"] in commands()
    assert ["make", "test"] in commands()


def test_every_block_says_its_language() -> None:
    known = {*SHELLS, "python", "text"}
    assert {language for language, _ in BLOCK.findall(README)} <= known


@pytest.mark.parametrize("number", range(len(blocks("python"))))
def test_python_block_runs(number: int, tmp_path: Path) -> None:
    run([sys.executable, "-c", blocks("python")[number]], tmp_path)


def stage(name: str, data: Path, folder: Path) -> Path:
    """Puts the files that `mmwave data fetch` would fetch where it would put them.

    Returns:
        The folder of the recording, empty where the data is not beside the repository.
    """
    recording = folder / "recordings" / name
    recording.mkdir(parents=True)
    wanted = [file.name for file in CATALOGUE[name].files]
    for source in data.rglob(wanted[0]):
        for file in filter(Path.is_file, (source.with_name(each) for each in wanted)):
            shutil.copy(file, recording)
    return recording


def test_mmwave_commands_run_in_the_order_of_the_page(tmp_path: Path) -> None:
    """They share a folder, so that one may read what an earlier one wrote.

    Tests do not reach out to the network: what the page fetches is taken from beside the
    repository. Where it is not there either, the commands that read it are named as skipped, after
    all others have run.
    """
    absent: list[str] = []
    skipped = []
    for words in commands():
        if Path(words[0]).name != "mmwave":
            continue
        if words[1:3] == ["data", "fetch"]:
            recording = stage(words[3], SHARED_DATA, tmp_path)
            absent += [] if any(recording.iterdir()) else [f"recordings/{words[3]}"]
        elif any(word.startswith(tuple(absent)) for word in words):
            skipped.append(shlex.join(words))
        else:
            run([str(Path(sys.executable).with_name("mmwave")), *words[1:]], tmp_path)
    if skipped:
        pytest.skip(f"recordings are not beside the repository: {'; '.join(skipped)}")


@pytest.mark.parametrize("words", commands(), ids=shlex.join)
def test_other_commands_name_what_exists(words: list[str]) -> None:
    match [Path(words[0]).name, *words[1:]]:
        case ["mmwave", "data", "fetch", name]:
            assert name in CATALOGUE
        case ["mmwave", *_] | ["cd", _] | ["git", "clone", *_]:
            pass
        case ["make", *targets]:
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
        case ["pip", "install", *options]:
            known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
            extras = re.findall(r"\[([\w,]+)\]", " ".join(options))
            named = {extra for group in extras for extra in group.split(",")}
            assert named <= set(known["project"]["optional-dependencies"])
        case _:
            pytest.fail(f"no test knows how to check: {shlex.join(words)}")
