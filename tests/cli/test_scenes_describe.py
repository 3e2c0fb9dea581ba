"""`mmwave scenes describe` prints true captions and writes whole files or none."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmwave_sim.cli import main
from scenes import AgentSpec, BodySpec, RoomSpec, SceneSpec
from scenes.captions import Statement, holds
from scenes.spec import Chain, Perform
from scenes.world import GroundTruth
from tests.scenes.endpoint.chat_server import KEY, ChatServer, said, serving

URL = "MMWAVE_LLM_URL"


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(URL, raising=False)


def scene_of(*agents: AgentSpec) -> SceneSpec:
    room = RoomSpec(name="office", size_m=(6.0, 4.0, 2.5), corner_m=(-0.3, -2.0))
    return SceneSpec(rooms=(room,), agents=agents, duration_s=4.0)


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A man who claps twice in the office."""
    claps = Chain(steps=(Perform(activity="clap", repetitions=2),))
    man = AgentSpec(name="man", body=BodySpec(faces=2000), position_m=(3.0, 0.8), heading_rad=3.0,
                    activity=claps)  # fmt: skip
    path = tmp_path_factory.mktemp("scene") / "scene.json"
    path.write_text(scene_of(man).to_json())
    return path


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """A language model that the environment names, and that answers from a script."""
    pytest.importorskip("openai", reason="the extra `plan` is not installed")
    with serving() as server:
        monkeypatch.setenv(URL, server.url)
        monkeypatch.setenv("MMWAVE_LLM_MODEL", "small")
        monkeypatch.setenv("MMWAVE_LLM_KEY", KEY)
        yield server


def described(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[str]:
    """The lines that the command prints where all goes well."""
    assert main(["scenes", "describe", *map(str, arguments)]) == 0
    return capsys.readouterr().out.splitlines()


def statement(document: dict) -> Statement:
    value = document["value"]
    return Statement(**{**document, "value": tuple(value) if isinstance(value, list) else value})


def test_captions_and_attributes_are_printed_and_written_with_their_log(
    scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "new" / "words.json"
    lines = described(capsys, scene, "--json", file)
    heads = [line.partition(":")[0].strip() for line in lines if line]
    assert heads == ["statistical", "structural", "semantic", "man", "whole", "torso", "arms",
                     "legs", "location"]  # fmt: skip
    assert "clap" in lines[2]
    found = json.loads(file.read_text())
    assert [f"{one['level']}: {one['text']}" for one in found["captions"]] == lines[:3]
    assert f"  arms: {found['attributes']['man']['arms']}" in lines
    truth = GroundTruth.from_json(json.dumps(found["log"]))
    told = [s for one in found["captions"] for s in one["statements"]]
    assert told
    assert all(holds(statement(one), truth) for one in told)
    assert [path.name for path in file.parent.iterdir()] == ["words.json"]


def test_level_count_and_seed_choose_the_words(
    scene: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = described(capsys, scene, "--level", "structural", "--count", "3")
    assert [line.startswith("structural: ") for line in several[:4]] == [True, True, True, False]
    assert len(set(several[:3])) == 3
    assert described(capsys, scene, "--level", "structural", "--count", "3") == several
    assert described(capsys, scene, "--level", "structural", "--seed", "1")[0] != several[0]


def test_a_model_s_rewritings_are_kept_where_they_are_true(
    chat: ChatServer, scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = "A man claps his hands\x1bc in an office.", "A man waves in an office."
    chat.replies = [said(json.dumps({"rewritings": [good, bad]}))]
    file = tmp_path / "words.json"
    options = ("--level", "semantic", "--count", "2", "--rewrite", "--json", file)
    lines = described(capsys, scene, *options)
    assert "semantic, rewritten: A man claps his hands c in an office." in lines
    assert any(line.startswith(f"dropped: {bad} ('waves'") for line in lines)
    assert len(chat.requests) == 1
    found = json.loads(file.read_text())
    assert [one["text"] for one in found["rewritten"]] == [good]
    assert [one["text"] for one in found["dropped"]] == [bad]
    assert KEY not in file.read_text()


def refused(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    """The one line that the command says where it refuses."""
    assert main(["scenes", "describe", *map(str, arguments)]) == 2
    out, line = capsys.readouterr()
    assert (out, line.count("\n")) == ("", 1)
    return line


def test_a_model_that_fails_leaves_no_file(
    chat: ChatServer, scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chat.replies = [said(None, refusal="I would rather not.")]
    line = refused(capsys, scene, "--rewrite", "--json", tmp_path / "words.json")
    assert line.startswith("mmwave: expected ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "No such file"),
        ("{", "expected a scene in"),
        ("[]", "expected a scene in"),
        (scene_of().to_json(), "expected somebody in the scene; found nobody; put a person"),
    ],
)
def test_what_cannot_be_described_is_refused(
    content: str | None, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scene.json"
    if content is not None:
        path.write_text(content)
    assert line in refused(capsys, path, "--json", tmp_path / "words.json")
    assert not (tmp_path / "words.json").exists()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--seed", "-1"), "expected --seed 0 to"),
        (("--count", "0"), "expected --count 1 to 50; found 0"),
        (("--rewrite",), "found no MMWAVE_LLM_URL; set it"),
        (("--json", "."), "expected a file for --json"),
    ],
)
def test_options_that_make_no_sense_are_refused(
    options: tuple[str, ...], line: str, scene: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line in refused(capsys, scene, *options)


def test_an_unknown_level_is_a_usage_error(scene: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["scenes", "describe", str(scene), "--level", "poetic"])
    assert ended.value.code == 2
    assert "poetic" in capsys.readouterr().err
