"""`mmwave synth` and `mmwave dataset ...`: what they print, write and refuse."""

import shutil
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from mmwave_sim import InputError
from mmwave_sim.cli._main import _call
from mmwave_sim.cli._verbs import GROUP, Verb

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(command: str, *paths: Path) -> int:
    """Runs a verb of pyproject.toml as the command does; `{}` stands for the paths in turn."""
    words = command.format(*paths).split()
    verbs = PROJECT["entry-points"][GROUP]
    name = words[0] if words[0] in verbs else ".".join(words[:2])
    entry = EntryPoint(name, verbs[name], GROUP)
    verb = Verb(tuple(name.split(".")), entry)
    return _call(verb, words[len(verb.words) :])


def test_from_nothing_to_an_export(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    one, other, both, tars = (tmp_path / name for name in ("one", "other", "both", "tars"))
    assert run("synth sim-mmwave-smoke --out {} --num 2 --workers 1", one) == 0
    assert "2 clips of sim-mmwave-smoke, 2 of them made now" in capfd.readouterr().out
    assert run("synth sim-mmwave-smoke --out {} --num 2 --workers 1", one) == 0
    captured = capfd.readouterr()
    assert "0 of them made now" in captured.out
    assert "2 clips are there already, 0 are missing" in captured.err
    assert run("synth sim-mmwave-smoke --out {} --num 1 --seed 1 --workers 1", other) == 0
    assert run("dataset merge {} {} --out {}", one, other, both) == 0
    capfd.readouterr()
    assert run("dataset info {}", both) == 0
    assert "clips: 3 of 3\nseeds: 0 (2), 1 (1)\n" in capfd.readouterr().out
    assert run("dataset export {} --out {} --to hdf5", both, tars) == 0
    names = sorted(path.name for path in tars.iterdir())
    assert names == ["sim-mmwave-smoke-000000.h5", "sim-mmwave-smoke-000001.h5"]
    assert run("dataset verify {}", both) == 0
    (both / "shards" / "000001" / "zarr.json").write_bytes(b"{}")
    shutil.rmtree(both / "pictures")
    assert run("dataset verify {}", both) == 1
    assert "shards/000001/zarr.json: damaged" in capfd.readouterr().out
    assert run("dataset repair {}", both) == 0
    assert "mended shards/000001/zarr.json" in capfd.readouterr().out
    assert run("dataset verify {}", both) == 0


@pytest.mark.parametrize(
    ("command", "word"),
    [
        ("synth sim-mmwave-smoke --out {} --num 0", "--num"),
        ("synth sim-mmwave-smoke --out {} --num 1 --seed -1", "--seed"),
        ("synth sim-mmwave-smoke --out {} --num 1 --workers 0", "--workers"),
        ("synth no-such-set --out {} --num 1", "no-such-set"),
        ("dataset verify {}", "a data set"),
        ("dataset info {}", "dataset.json"),
        ("dataset merge {} --out elsewhere", "dataset.json"),
    ],
)
def test_what_cannot_be_is_refused(command: str, word: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=word):
        run(command, tmp_path / "none")
    assert not list(tmp_path.iterdir())
