"""Requests are bounded in number, time and where they go."""

import time

import pytest

from scenes import InputError
from scenes.endpoint import (
    Endpoint,
    Limits,
    Message,
    RejectedRequestError,
    SpendingLimitError,
    UnreachableError,
)
from tests.scenes.endpoint.chat_server import ChatServer, Reply, failed, free_port, said, serving

ASKED = [Message("user", "Hello?")]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503])
def test_an_error_that_passes_is_tried_again(chat: ChatServer, status: int) -> None:
    chat.replies = [failed(status), failed(status), said("hello")]
    endpoint = chat.endpoint()
    assert endpoint.ask_text(ASKED) == "hello"
    assert endpoint.requests == len(chat.requests) == 3


def test_a_server_that_never_recovers_is_given_up(chat: ChatServer) -> None:
    chat.replies = [failed(500, "boom")]
    with pytest.raises(UnreachableError, match="HTTP 500 'boom'"):
        chat.endpoint(retries=3).ask_text(ASKED)
    assert len(chat.requests) == 4


@pytest.mark.parametrize(
    ("status", "words"),
    [(400, "'bad model'"), (401, "MMWAVE_LLM_KEY"), (404, "/v1"), (422, "'bad model'")],
)
def test_an_error_that_stays_is_not_tried_again(chat: ChatServer, status: int, words: str) -> None:
    chat.replies = [failed(status, "bad model")]
    with pytest.raises(RejectedRequestError, match=f"HTTP {status}") as caught:
        chat.endpoint().ask_text(ASKED)
    assert words in str(caught.value)
    assert len(chat.requests) == 1


def test_pauses_grow_and_heed_the_server_within_bounds(chat: ChatServer) -> None:
    """Three pauses: 0.1 s by itself, 0.3 s as asked, and the bound of 0.4 s instead of an hour."""
    chat.replies = [
        failed(503),
        failed(429, "", **{"Retry-After": "0.3"}),
        failed(429, "", **{"Retry-After": "3600"}),
        said("hello"),
    ]
    start = time.monotonic()
    endpoint = chat.endpoint(retries=3, backoff_s=0.1, longest_pause_s=0.4)
    assert endpoint.ask_text(ASKED) == "hello"
    assert 0.8 <= time.monotonic() - start < 2.5


def test_a_silent_server_times_out(chat: ChatServer) -> None:
    chat.replies = [Reply(b"", delay_s=0.4)]
    with pytest.raises(UnreachableError, match=r"within 0\.15 s"):
        chat.endpoint(timeout_s=0.15, retries=1).ask_text(ASKED)
    assert len(chat.requests) == 2


def test_an_answer_that_drips_in_times_out_as_a_whole(chat: ChatServer) -> None:
    """Each byte comes in time, all of them would take over 5 s."""
    chat.replies = [Reply(said("hello").body[:60], drip_s=0.01)]
    start = time.monotonic()
    with pytest.raises(UnreachableError, match=r"within 0\.2 s"):
        chat.endpoint(timeout_s=0.2, retries=0).ask_text(ASKED)
    assert time.monotonic() - start < 2.0


def test_nobody_there_is_one_clear_line() -> None:
    pytest.importorskip("openai")
    limits = Limits(retries=1, backoff_s=0.01)
    endpoint = Endpoint(f"http://127.0.0.1:{free_port()}/v1", "small", limits=limits)
    with pytest.raises(UnreachableError, match="no connection: 'Connection refused'"):
        endpoint.ask_text(ASKED)
    assert endpoint.requests == 2


def test_a_redirect_is_not_followed(chat: ChatServer) -> None:
    with serving() as elsewhere:
        elsewhere.replies = [said("gotcha")]
        place = f"{elsewhere.url}/chat/completions?token=1"
        for status in (301, 302, 307, 308):
            chat.replies = [Reply(b"", status, {"Location": place})]
            with pytest.raises(RejectedRequestError, match="a redirect to") as caught:
                chat.endpoint().ask_text(ASKED)
            assert elsewhere.url in str(caught.value)
            assert "token" not in str(caught.value)
        assert elsewhere.requests == []


def test_no_more_requests_than_allowed_retries_included(chat: ChatServer) -> None:
    chat.replies = [said("one"), failed(500), said("two"), failed(500)]
    endpoint = chat.endpoint(requests=4, retries=9)
    assert [endpoint.ask_text(ASKED) for _ in range(2)] == ["one", "two"]
    for _ in range(2):
        with pytest.raises(SpendingLimitError, match="at most 4 requests"):
            endpoint.ask_text(ASKED)
    assert endpoint.requests == len(chat.requests) == 4


def test_this_machine_is_not_asked_through_a_proxy(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would see the key, for http is not encrypted."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    chat.replies = [said("hello")]
    assert chat.endpoint().ask_text(ASKED) == "hello"


def test_elsewhere_is_asked_through_the_proxy(
    chat: ChatServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy refuses the tunnel, so nothing leaves this machine, and the key is not sent."""
    monkeypatch.setenv("HTTPS_PROXY", chat.url.removesuffix("/v1"))
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    endpoint = Endpoint("https://llm.invalid/v1", "small", limits=Limits(retries=0))
    with pytest.raises(UnreachableError, match="no connection"):
        endpoint.ask_text(ASKED)
    assert chat.requests == []


@pytest.mark.parametrize("change", [{"timeout_s": 0.0}, {"requests": -1}, {"backoff_s": -1.0}])
def test_limits_that_cannot_be_kept_are_refused(change: dict[str, float]) -> None:
    (name,) = change
    with pytest.raises(InputError, match=name):
        Limits(**change)  # type: ignore[arg-type]
