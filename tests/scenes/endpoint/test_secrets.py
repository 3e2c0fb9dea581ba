"""The key goes to the address that was named, over https or within this machine, nowhere else."""

import copy
import io
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields

import pytest
from pydantic import SecretStr

from scenes import InputError
from scenes.endpoint import VARIABLES, Endpoint, EndpointError, Message
from tests.scenes.endpoint.chat_server import KEY, ChatServer, Reply, failed, said

ASKED = [Message("user", "Hello?")]
SET = {
    "MMWAVE_LLM_URL": "https://llm.example/v1/",
    "MMWAVE_LLM_KEY": f"{KEY}\n",
    "MMWAVE_LLM_MODEL": "small",
    "MMWAVE_VLM_MODEL": "eyes",
    "MMWAVE_LLM_REQUESTS": "12",
}


def test_the_environment_configures_an_endpoint() -> None:
    endpoint = Endpoint.from_environment(SET)
    assert endpoint is not None
    assert endpoint.url == "https://llm.example/v1"
    assert (endpoint.model, endpoint.vision_model) == ("small", "eyes")
    assert endpoint.key.get_secret_value() == KEY
    assert endpoint.limits.requests == 12
    assert set(SET) == set(VARIABLES)


def test_without_an_address_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Endpoint.from_environment({"MMWAVE_LLM_KEY": KEY, "MMWAVE_LLM_MODEL": "small"}) is None
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    assert Endpoint.from_environment() is None


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MMWAVE_LLM_MODEL", "", "MMWAVE_LLM_MODEL"),
        ("MMWAVE_LLM_REQUESTS", "many", "whole number"),
        ("MMWAVE_LLM_REQUESTS", "-1", "whole number"),
        ("MMWAVE_LLM_KEY", "two words", "MMWAVE_LLM_KEY"),
        ("MMWAVE_LLM_KEY", "sk-\N{SNOWMAN}", "MMWAVE_LLM_KEY"),
        ("MMWAVE_LLM_KEY", 'sk-"quoted"', "MMWAVE_LLM_KEY"),
        ("MMWAVE_LLM_KEY", "sk-a\r\nX-Injected: 1", "MMWAVE_LLM_KEY"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        Endpoint.from_environment({**SET, name: value})
    assert "sk-" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://llm.example/v1",
        "https://10.0.0.7:8443/openai/v1",
        "http://127.0.0.1:8000/v1",
        "http://127.200.3.4/v1",
        "http://localhost:11434/v1",
        "http://[::1]:8000/v1",
    ],
)
def test_https_and_this_machine_are_allowed(url: str) -> None:
    assert Endpoint(url, "small").url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://llm.example/v1",
        "http://10.0.0.7/v1",
        "http://0.0.0.0:8000/v1",
        "http://localhost.evil.example/v1",
        "http://127.0.0.1.evil.example/v1",
        "http://127.1/v1",
        "http://user:hunter2@127.0.0.1/v1",
        "https://hunter2@llm.example/v1",
        "http://127.0.0.1\\@evil.example/v1",
        "http://127.0.0.1#@evil.example/v1",
        "https://llm.example/v1?key=hunter2",
        "https://llm.example/v1\nHost: evil",
        "ftp://llm.example/v1",
        "file:///etc/passwd",
        "llm.example/v1",
        "",
    ],
)
def test_other_addresses_are_refused_without_showing_secrets(url: str) -> None:
    with pytest.raises(InputError, match="MMWAVE_LLM_URL") as caught:
        Endpoint(url, "small")
    assert "hunter2" not in str(caught.value)


def test_the_key_must_be_wrapped_so_that_it_cannot_be_shown() -> None:
    with pytest.raises(InputError, match="SecretStr") as caught:
        Endpoint("https://llm.example/v1", "small", key=KEY)  # type: ignore[arg-type]
    assert KEY not in str(caught.value)


def test_an_endpoint_does_not_show_its_key() -> None:
    endpoint = Endpoint.from_environment(SET)
    assert endpoint is not None
    shown = [repr(endpoint), str(endpoint), f"{endpoint!r:>9}", repr(vars(endpoint))]
    shown += [repr({f.name: getattr(endpoint, f.name) for f in fields(endpoint) if f.init})]
    shown += [repr(copy.copy(endpoint)), repr(asdict(endpoint.limits))]
    assert not any(KEY in text for text in shown)


def everything_about(error: BaseException) -> str:
    """The traceback of an exception and of all those behind it, with every frame's variables.

    The outermost frame is the test's own, which knows the key.
    """
    seen: list[BaseException] = []
    behind: list[BaseException | None] = [error]
    while behind:
        one = behind.pop()
        if one is not None and one not in seen:
            seen.append(one)
            behind += [one.__cause__, one.__context__]
    texts = []
    for one in seen:
        frames = one.__traceback__ and one.__traceback__.tb_next
        stack = traceback.TracebackException(type(one), one, frames, capture_locals=True)
        texts += [repr(one.args), *stack.format()]
    return "\n".join(texts)


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """Collects what any logger writes, at the lowest level."""
    stream, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        root.setLevel(level)
        root.removeHandler(handler)


@pytest.mark.parametrize(
    "reply",
    [
        said("fine"),
        said(f"your key is {KEY}"),
        said(None, refusal=f"your key is {KEY}"),
        failed(400, f"wrong header: Bearer {KEY}"),
        failed(401, f"Incorrect API key provided: {KEY[:8]}***{KEY[-4:]}"),
        failed(500, KEY),
        Reply(KEY.encode(), headers={"Content-Type": f"text/{KEY}"}),
        Reply(b"", 302, {"Location": f"https://elsewhere.example/{KEY}"}),
        Reply(KEY.encode(), 200),
        Reply(b"", delay_s=0.5),
    ],
)
def test_the_key_is_in_no_log_and_no_exception(chat: ChatServer, reply: Reply) -> None:
    """The server sends the key back in its headers and in many bodies; all is logged."""
    chat.replies = [reply]
    texts = []
    with everything_logged() as stream:
        try:
            texts.append(chat.endpoint(timeout_s=0.3, retries=1).ask_text(ASKED))
        except EndpointError as error:
            texts.append(everything_about(error))
            assert KEY[:8] not in str(error)
    log = stream.getvalue()
    assert "receive_response_headers.started" in log
    assert "chat/completions" in log or reply.delay_s
    assert not [line for line in [*log.splitlines(), *texts] if KEY.lower() in line.lower()]
    assert chat.headers[0]["authorization"] == f"Bearer {KEY}"


def test_nothing_but_the_usual_headers_is_sent(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client's own variables belong to another service, and its census is nobody's business."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    monkeypatch.setenv("OPENAI_BASE_URL", "https://elsewhere.invalid/v1")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer sk-other\nX-Other: sk-other")
    chat.replies = [said("hello")]
    assert chat.endpoint().ask_text(ASKED) == "hello"
    assert Endpoint(chat.url, "small").ask_text(ASKED) == "hello"
    with_key, without_key = chat.headers
    assert with_key.pop("authorization") == f"Bearer {KEY}"
    for sent in (with_key, without_key):
        usual = {"host", "connection", "accept", "accept-encoding", "content-type"}
        usual |= {"content-length", "user-agent", "x-stainless-raw-response"}
        assert set(sent) <= usual
        assert "other" not in repr(sent)
        assert sent["user-agent"] == "mmwave"


def test_a_short_key_of_a_local_server_does_not_garble_answers(chat: ChatServer) -> None:
    chat.replies = [said("none of them is empty")]
    endpoint = Endpoint(chat.url, "small", key=SecretStr("none"))
    assert endpoint.ask_text(ASKED) == "none of them is empty"


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(InputError, match=r"install mmwave-sim\[plan\]"):
        Endpoint("https://llm.example/v1", "small").ask_text(ASKED)
