"""A model that sees renders objects in the same form as the geometric judge."""

import json
from collections.abc import Iterator

import pytest

from scenes import InputError, PopulatedScene
from scenes.endpoint import MalformedAnswerError
from scenes.judge import judge_by_vision
from tests.scenes.endpoint.chat_server import ChatServer, said, serving
from tests.scenes.judge.stage import somebody, staged, thing

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A server on the loopback that answers from a script."""
    pytest.importorskip("openai", reason="the extra `plan` is not installed")
    with serving() as server:
        yield server


@pytest.fixture(scope="module")
def scene() -> PopulatedScene:
    """Somebody beside a sofa."""
    return staged([somebody((2.0, 0.0))], [thing("sofa", (4.0, 0.0, 0.0), (0.9, 2.0, 0.8))])


def test_no_problems_is_a_good_verdict(chat: ChatServer, scene: PopulatedScene) -> None:
    chat.replies = [said('{"problems": []}')]
    assert judge_by_vision(scene, [PNG, PNG], chat.endpoint(vision_model="eyes")).ok
    request = chat.requests[0]
    assert request["model"] == "eyes"
    text, *pictures = request["messages"][1]["content"]
    assert len(pictures) == 2
    described = json.loads(text["text"])
    assert described["objects"] == ["sofa_1 (sofa)"]
    assert described["people"][0]["name"] == "ann"
    assert described["people"][0]["does"][0]["activity"]


def test_problems_become_reasons(chat: ChatServer, scene: PopulatedScene) -> None:
    problems = [
        {"who": "ann", "when_s": 0.2, "what": "ann floats\nabove the floor", "advice": "lower her"},
        {"who": "carl", "when_s": 99.0, "what": "nobody of that name"},
        {"what": "the sofa faces the wall", "advice": "turn it"},
    ]
    chat.replies = [said("I see: " + json.dumps({"problems": problems}))]
    verdict = judge_by_vision(scene, [PNG], chat.endpoint(vision_model="eyes"))
    assert not verdict.ok
    first, second, third = verdict.reasons
    assert (first.rule, first.who, first.when_s) == ("seen", "ann", 0.2)
    assert first.what == "ann floats above the floor"
    assert first.where_m == pytest.approx((2.0, 0.0, 1.2), abs=0.3)
    assert (second.who, second.when_s, second.where_m) == ("", None, None)
    assert second.advice
    assert (third.who, third.advice) == ("", "turn it")


def test_a_verdict_that_cannot_be_read_is_an_error(chat: ChatServer, scene: PopulatedScene) -> None:
    chat.replies = [said("Looks great to me!")]
    with pytest.raises(MalformedAnswerError):
        judge_by_vision(scene, [PNG], chat.endpoint(vision_model="eyes"))


def test_pictures_and_eyes_are_needed(chat: ChatServer, scene: PopulatedScene) -> None:
    with pytest.raises(InputError, match="MMWAVE_VLM_MODEL"):
        judge_by_vision(scene, [PNG], chat.endpoint())
    with pytest.raises(InputError, match="at least one picture"):
        judge_by_vision(scene, [], chat.endpoint(vision_model="eyes"))
    assert chat.requests == []
