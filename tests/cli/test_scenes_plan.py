"""`mmwave scenes plan`, and `mmwave scenes make --look`: what they print, write and refuse."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenes
from mmwave_sim.cli import main
from scenes.choreography import parse
from tests.scenes.endpoint.chat_server import KEY, ChatServer, said, serving

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
STORY = "a man walks to the sofa, then sits down"


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MMWAVE_LLM_URL", raising=False)


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """A model that sees, which the environment names, and that answers from a script."""
    pytest.importorskip("openai", reason="the extra `plan` is not installed")
    with serving() as server:
        for name, value in (("URL", server.url), ("MODEL", "small"), ("KEY", KEY)):
            monkeypatch.setenv(f"MMWAVE_LLM_{name}", value)
        monkeypatch.setenv("MMWAVE_VLM_MODEL", "eyes")
        yield server


def test_plans_are_sentences_of_stories_and_their_diversity_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans.json"
    goal = "fall detection for the elderly at home"
    assert main(["scenes", "plan", goal, "--num", "5", "--json", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    document = json.loads(file.read_text())
    sentences = [one["sentence"] for one in document["plans"]]
    assert lines[:5] == sentences
    assert len(set(sentences)) == 5
    assert all(scenes.tells_a_story(sentence) for sentence in sentences)
    assert lines[5] == f"distinct motions: {document['diversity']['distinct_motions']:.3g}"


def test_a_goal_that_is_not_understood_is_one_line_and_leaves_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans.json"
    assert main(["scenes", "plan", "flibbertigibbet", "--json", str(file)]) == 2
    assert "flibbertigibbet" in capsys.readouterr().err
    assert not file.exists()


def test_a_model_that_sees_is_asked_until_it_agrees(
    chat: ChatServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first attempt displeases it; what it agrees to is another one and is written."""
    monkeypatch.setattr("scenes.render.views_for_judge", lambda scene, count: (PNG,) * count)
    problem = {"who": "", "what": "the sofa hides him", "advice": "choose another place"}
    chat.replies = [said(json.dumps({"problems": [problem]})), said('{"problems": []}')]
    file = tmp_path / "scene.json"
    assert main(["scenes", "make", STORY, "--look", "--out", str(file)]) == 0
    assert len(chat.requests) == 2
    assert scenes.SceneSpec.from_json(file.read_text()) != parse(STORY)


def test_to_look_without_a_model_that_sees_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scene.json"
    assert main(["scenes", "make", STORY, "--look", "--out", str(file)]) == 2
    assert "MMWAVE_LLM_URL" in capsys.readouterr().err
    assert not file.exists()
