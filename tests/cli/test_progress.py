"""Progress is silent when work is short, sparse off a terminal, and a bar on one."""

import time

import pytest
from rich.console import Console

from mmwave_sim.cli import _progress


def test_short_work_shows_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert list(_progress.track([1, 2, 3], "Counting")) == [1, 2, 3]
    assert capfd.readouterr() == ("", "")


def test_long_work_off_a_terminal_prints_at_doubling_intervals(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_progress, "QUIET_S", 0.05)
    for _ in _progress.track(range(80), "Counting"):
        time.sleep(0.01)
    output, lines = capfd.readouterr()
    assert output == ""
    assert lines.startswith("Counting: ")
    # 0.05, 0.1, 0.2, 0.4 and 0.8 s: five lines at most, however slow the machine is beyond that
    # one more for each doubling.
    assert 2 <= len(lines.splitlines()) <= 8
    assert all(line.split(",")[0].endswith(" of 80") for line in lines.splitlines())


def test_work_without_steps_is_announced_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_progress, "QUIET_S", 0.05)
    with _progress.progress("Compiling"):
        time.sleep(0.3)
    assert capfd.readouterr().err == "Compiling: 0, 0 s\n"


def test_a_terminal_gets_a_bar_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = _progress._bar("Counting", total=4, done=1)
    try:
        assert isinstance(bar.console, Console)
        assert bar.console.stderr
        bar.advance(bar.task_ids[0], 2)
        assert (bar.tasks[0].completed, bar.tasks[0].total) == (3, 4)
    finally:
        bar.stop()


def test_an_error_in_the_work_passes_through() -> None:
    with pytest.raises(RuntimeError, match="halt"), _progress.progress("Working"):
        raise RuntimeError("halt")
