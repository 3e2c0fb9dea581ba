"""The command finds its verbs, and what the user got wrong is one line and exit code 2."""

import re
import resource
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from mmwave_sim.cli._verbs import installed_verbs

OURS = {verb.title: verb.summary() for verb in installed_verbs()}
Run = Callable[..., subprocess.CompletedProcess[str]]


def test_help_lists_every_verb_with_its_summary(run_command: Run) -> None:
    run = run_command("--help")
    assert (run.returncode, run.stderr) == (0, "")
    listed = dict(re.findall(r"^  (\S+(?: \S+)*)  +(.*)$", run.stdout, re.MULTILINE))
    assert listed["probe greet"] == "Say hello."
    assert {title: listed[title] for title in OURS} == OURS


def test_every_registered_verb_exists_and_has_a_summary() -> None:
    expected = {"bench", "data fetch", "demo", "heatmap", "radar info", "simulate"}
    assert set(OURS) >= expected
    for verb in installed_verbs():
        assert OURS[verb.title].endswith("."), verb.title
        assert callable(verb.load()), verb.title


def test_help_is_quick_and_loads_no_verb() -> None:
    code = (
        "import sys; from mmwave_sim.cli import main; main(['--help']);"
        "print(*sys.modules, file=sys.stderr)"
    )
    seconds = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    loaded = set(run.stderr.split())
    assert "mmwave_sim.cli._main" in loaded
    assert not loaded & {"tyro", "rich", "benchmarks", "matplotlib", "mmwave_sim.cli._radar"}
    assert min(seconds) < 1.5


def test_version(run_command: Run) -> None:
    run = run_command("--version")
    assert (run.returncode, run.stdout) == (0, f"mmwave-sim {version('mmwave-sim')}\n")


def test_console_script_is_the_same_command() -> None:
    script = Path(sys.executable).with_name("mmwave")
    run = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert run.stdout == f"mmwave-sim {version('mmwave-sim')}\n"


def test_group_help_lists_only_the_group(run_command: Run) -> None:
    run = run_command("probe", "--help")
    assert run.returncode == 0
    assert "probe seven" in run.stdout
    assert "radar info" not in run.stdout


@pytest.mark.parametrize("arguments", [(), ("probe",)])
def test_half_a_verb_is_answered_with_the_list(
    run_command: Run, arguments: tuple[str, ...]
) -> None:
    run = run_command(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "probe greet" in run.stderr


def test_arguments_reach_the_verb(run_command: Run) -> None:
    run = run_command("probe", "greet", "a person walks", "--times", "2")
    assert (run.returncode, run.stdout) == (0, "hello a person walks hello a person walks\n")


def test_a_verb_may_choose_the_exit_code(run_command: Run) -> None:
    assert run_command("probe", "seven").returncode == 7


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("probe", "simulator"), "mmwave: expected this; found that; do so\n"),
        (("probe", "scene"), "mmwave: expected a room with a door; found none; add one\n"),
        (("probe", "missing"), "mmwave: not-there.bin: No such file or directory\n"),
    ],
)
def test_wrong_input_is_one_line_and_two(
    run_command: Run, arguments: tuple[str, ...], line: str
) -> None:
    run = run_command(*arguments)
    assert (run.returncode, run.stdout, run.stderr) == (2, "", line)


@pytest.mark.parametrize("arguments", [("prove",), ("prove", "--help"), ("--prove",)])
def test_unknown_verb_is_one_line_and_two(run_command: Run, arguments: tuple[str, ...]) -> None:
    run = run_command(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    assert f"found {' '.join(arguments)!r}" in run.stderr


@pytest.mark.parametrize(
    "arguments", [("greet",), ("greet", "Ann", "--tines", "2"), ("greet", "Ann", "--times", "two")]
)
def test_usage_errors_are_two_without_a_traceback(
    run_command: Run, arguments: tuple[str, ...]
) -> None:
    run = run_command("probe", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr
    assert "Traceback" not in run.stderr


def test_a_defect_keeps_its_traceback(run_command: Run) -> None:
    run = run_command("probe", "bug")
    assert run.returncode == 1
    assert "Traceback" in run.stderr
    assert "ValueError: a defect" in run.stderr


def test_interrupt_is_130(run_command: Run) -> None:
    run = run_command("probe", "interrupt")
    assert (run.returncode, run.stderr) == (130, "mmwave: interrupted\n")


def test_a_reader_that_leaves_is_no_error(probe_verbs: Path) -> None:
    command = f"PYTHONPATH='{probe_verbs}' '{sys.executable}' -m mmwave_sim probe pour | head -n 1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("x" * 100 + "\n", "")
