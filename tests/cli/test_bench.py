"""A bench's figures become a table, a JSON of one shape, and an exit code."""

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from benchmarks import Report, Row, _registry
from benchmarks._verb import bench
from mmwave_sim._errors import InputError

TINY = """
from benchmarks import Report, Row

def run(full):
    value = 3.0 if full else 1.0
    return Report((Row.at_most("tiny.error", value, 2.0, "dB"),), ("tiny.gpu: no GPU",))
"""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A registered bench of one row that is good unless `full` is asked for."""
    (tmp_path / "tiny_bench.py").write_text(TINY)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(_registry.BENCHES, "tiny", "tiny_bench")
    yield tmp_path


def test_good_figures_exit_with_zero(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("tiny", json=tiny / "out.json") == 0
    assert json.loads((tiny / "out.json").read_text()) == {
        "rows": [{"id": "tiny.error", "value": 1.0, "limit": 2.0, "unit": "dB", "ok": True}],
        "not_measured": ["tiny.gpu: no GPU"],
    }
    assert "tiny.error" in capsys.readouterr().out


def test_a_bad_figure_exits_with_one(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("tiny", full=True) == 1
    assert "no" in capsys.readouterr().out


def test_the_json_file_is_checked_before_the_work(tiny: Path) -> None:
    for wrong in (tiny / "absent" / "out.json", tiny):
        with pytest.raises(InputError, match="expected a file in an existing folder"):
            bench("tiny", json=wrong)


def test_an_unknown_bench_is_the_users_error() -> None:
    with pytest.raises(InputError, match="one of the benches"):
        bench("tinier")


def test_every_registered_bench_exists() -> None:
    for name, module in _registry.BENCHES.items():
        assert find_spec(module) is not None, name
        assert callable(_registry.load_bench(name))


def test_limits_judge() -> None:
    assert Row.at_most("a", 2.0, 2.0, "").ok
    assert not Row.at_most("a", 2.1, 2.0, "").ok
    assert Row.at_least("a", 2.0, 2.0, "").ok
    assert not Row.at_least("a", 1.9, 2.0, "").ok


def test_numpy_scalars_become_json() -> None:
    row = Row("a", np.float32(0.5), np.float64(1.0), "s", np.bool_(True))
    assert json.loads(Report((row,)).to_json())["rows"][0]["ok"] is True


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_figure_must_be_a_number(value: float) -> None:
    with pytest.raises(ValueError, match="must be finite"):
        Row.at_most("a", value, 1.0, "")


def test_a_report_without_rows_is_not_good() -> None:
    assert not Report((), ("everything",)).ok


def test_row_ids_differ() -> None:
    row = Row.at_most("a", 1.0, 2.0, "")
    with pytest.raises(ValueError, match="must differ"):
        Report((row, row))
