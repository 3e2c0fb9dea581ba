"""Good answers are read however they are wrapped; every kind of bad one has its own error."""

import base64
import json

import pytest
from pydantic import BaseModel, ConfigDict

from scenes import InputError
from scenes.endpoint import (
    EmptyAnswerError,
    FilteredAnswerError,
    MalformedAnswerError,
    Message,
    OversizedAnswerError,
    ProtocolError,
    RefusedAnswerError,
    TruncatedAnswerError,
)
from tests.scenes.endpoint.chat_server import ChatServer, Reply, said

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
ASKED = (Message("system", "You plan rooms."), Message("user", "Which room?"))


class Room(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    name: str
    sides_m: tuple[float, float]


GOOD = '{"name": "office", "sides_m": [4, 5.5]}'
OFFICE = Room(name="office", sides_m=(4.0, 5.5))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```",
        f"Of course! Here it is:\n\n{GOOD}\n\nDo you want {{more}}?",
        f'<think>Perhaps {{"name": "kitchen", "sides_m": [1, 2]}} of long words?</think> {GOOD}',
        f'For instance {{"name": "x"}} but better: {GOOD}',
        '{"name": "office", "sides_m": [4.0, 5.5]} {"note": "braces } in { strings"}',
    ],
)
def test_an_object_is_found_in_a_messy_answer(chat: ChatServer, text: str) -> None:
    chat.replies = [said(text)]
    assert chat.endpoint().ask(ASKED, Room) == OFFICE
    assert len(chat.requests) == 1


def test_the_request_is_a_chat_completion_with_the_schema(chat: ChatServer) -> None:
    chat.replies = [said(GOOD)]
    chat.endpoint(answer_tokens=77).ask(ASKED, Room)
    assert chat.paths == ["/v1/chat/completions"]
    request = chat.requests[0]
    assert (request["model"], request["max_completion_tokens"]) == ("small", 77)
    assert [message["role"] for message in request["messages"]] == ["system", "user", "user"]
    assert chat.texts(0)[:2] == ["You plan rooms.", "Which room?"]
    assert json.dumps(Room.model_json_schema()) in chat.texts(0)[2]


def test_text_comes_as_it_is_also_in_parts(chat: ChatServer) -> None:
    chat.replies = [
        said("  plain\ntext "),
        said([{"type": "text", "text": "in "}, {"text": "two"}]),
    ]
    endpoint = chat.endpoint()
    assert endpoint.ask_text(ASKED) == "  plain\ntext "
    assert endpoint.ask_text(ASKED) == "in two"
    assert endpoint.requests == 2


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        ('{"name": "office", "sides_m": [4, "wide"]}', "at sides_m.1: Input should be a valid"),
        ('{"name": "office"}', "at sides_m: Field required"),
        ('{"name": "office", "sides_m": [1, 2], "colour": "red"}', "at colour: Extra inputs"),
        ("an office, I should say", "there is no complete JSON object in the answer"),
        ('{"name": "office", "sides_m": [4, 5.5],}', "there is no complete JSON object"),
        ("{" * 5000, "there is no complete JSON object"),
        ('{"a":' * 5000 + "1" + "}" * 5000, "there is no complete JSON object"),
    ],
)
def test_a_malformed_answer_is_asked_again_with_what_is_wrong(
    chat: ChatServer, bad: str, complaint: str
) -> None:
    chat.replies = [said(bad), said(GOOD)]
    assert chat.endpoint().ask(ASKED, Room) == OFFICE
    *before, shown, again = chat.texts(1)
    assert before == chat.texts(0)
    assert bad.startswith(shown)
    assert complaint in again
    assert "whole corrected JSON object" in again


def test_an_answer_that_is_malformed_twice_is_an_error(chat: ChatServer) -> None:
    chat.replies = [said("maybe"), said('{"name": 3,\n"sides_m": [1, 2]}')]
    with pytest.raises(MalformedAnswerError) as caught:
        chat.endpoint().ask(ASKED, Room)
    assert "at name: Input should be a valid string, but it is '3'" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(chat.requests) == 2


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (said(None, refusal="I must not."), RefusedAnswerError, "I must not."),
        (said("half", "content_filter"), FilteredAnswerError, "content filter"),
        (said('{"name": "off', "length"), TruncatedAnswerError, "cut off after 13 characters"),
        (said(""), EmptyAnswerError, "none"),
        (said(" \n"), EmptyAnswerError, "none"),
        (said(None), EmptyAnswerError, "finished with 'stop'"),
        (
            Reply(b"<html>hello</html>", headers={"Content-Type": "text/html"}),
            ProtocolError,
            "html",
        ),
        (Reply(b"<html>hello</html>"), ProtocolError, "<html>hello"),
        (Reply(b'{"choices": []}'), ProtocolError, "choices"),
        (Reply(b'{"error": {"message": "out of memory"}}'), ProtocolError, "out of memory"),
        (Reply(b"\xff\xfe"), ProtocolError, "UTF-8"),
        (Reply(b"[" * 100_000), ProtocolError, "chat completion"),
        (said("x" * 200_000), OversizedAnswerError, "at most 100,000 bytes"),
    ],
)
def test_each_useless_answer_has_its_own_error_and_is_not_asked_again(
    chat: ChatServer, reply: Reply, error: type[InputError], words: str
) -> None:
    chat.replies = [reply]
    with pytest.raises(error) as caught:
        chat.endpoint(answer_bytes=100_000).ask(ASKED, Room)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(chat.requests) == 1


def test_pictures_go_to_the_model_that_sees_them(chat: ChatServer) -> None:
    chat.replies = [said("a cat")]
    message = Message("user", "What is this?", (PNG, PNG))
    assert chat.endpoint(vision_model="eyes").ask_text([message]) == "a cat"
    request = chat.requests[0]
    assert request["model"] == "eyes"
    text, first, second = request["messages"][0]["content"]
    assert text == {"type": "text", "text": "What is this?"}
    assert first == second
    prefix, _, encoded = first["image_url"]["url"].partition(",")
    assert prefix == "data:image/png;base64"
    assert base64.b64decode(encoded) == PNG


def test_pictures_need_a_model_that_sees_them(chat: ChatServer) -> None:
    with pytest.raises(InputError, match="MMWAVE_VLM_MODEL"):
        chat.endpoint().ask_text([Message("user", "What is this?", (PNG,))])
    assert chat.requests == []


@pytest.mark.parametrize("images", [(b"GIF89a",), (PNG,) * 25, (PNG + bytes(2**23),)])
def test_what_is_no_small_png_is_not_sent(images: tuple[bytes, ...]) -> None:
    with pytest.raises(InputError, match="PNG pictures of at most 8 MiB"):
        Message("user", "What is this?", images)
