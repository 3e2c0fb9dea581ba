"""One request through the official client: bounded in time and length, to this host only."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from pydantic import SecretStr

from scenes._errors import InputError
from scenes.endpoint._address import is_loopback
from scenes.endpoint._errors import (
    EndpointError,
    OversizedAnswerError,
    ProtocolError,
    RejectedRequestError,
    UnreachableError,
)
from scenes.endpoint._limits import Limits
from scenes.endpoint._quote import quoted
from scenes.endpoint._redact import LIBRARIES, redacted_logs

SENT_HEADERS = frozenset(
    {
        *("host", "content-type", "content-length", "transfer-encoding", "accept", "connection"),
        "x-stainless-raw-response",  # by which the client remembers that the body is ours to read
    }
)
"""Of what the client would send, this is sent; what it takes from variables of its own is not."""

PASSING = frozenset({408, 409, 425, 429})
"""Statuses below 500 that may be gone at the next try."""

ERROR_BYTES = 2000
"""How much of the body of an error is read."""

SECRET_LENGTH = 8
"""A shorter key ("none", "EMPTY") is no secret, and taking it out of answers would garble them."""


@dataclass(frozen=True)
class Failure:
    """Why a request failed.

    Attributes:
        error: To be raised if there is no other try.
        passing: Whether another try may do better.
        pause_s: How long the server asks to wait first, s, or None.
    """

    error: EndpointError
    passing: bool = False
    pause_s: float | None = None


class _Failed(Exception):
    """Carries a failure out of the client's call."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self.failure = failure


@dataclass(frozen=True)
class Exchange:
    """Where requests go and how.

    Attributes:
        url: Base address.
        key: Sent as a bearer token, unless it is empty.
        limits: Time and length.
    """

    url: str
    key: SecretStr
    limits: Limits

    def post(self, payload: Mapping[str, Any]) -> str | Failure:
        """Sends one request for a chat completion and reads the answer's text.

        Failures are returned, not raised: an exception from within the client would carry the
        frames that hold the key to whoever prints it with its variables.

        Raises:
            InputError: The package `openai` is not installed.
        """
        library = _library()
        with redacted_logs(self.key.get_secret_value()):
            try:
                return self._answer(library, payload)
            except _Failed as failed:
                failure = failed.failure
            except Exception as error:
                failure = self._failure(error)
        return failure

    def _answer(self, library: ModuleType, payload: Mapping[str, Any]) -> str:
        deadline_s = time.monotonic() + self.limits.timeout_s
        hooks: dict[str, list[Callable[[Any], None]]] = {
            "request": [self._only_what_is_needed],
            "response": [self._only_success],
        }
        with library.DefaultHttpxClient(
            timeout=self.limits.timeout_s,
            follow_redirects=False,
            trust_env=not is_loopback(self.url),
            event_hooks=hooks,
        ) as transport:
            client = library.OpenAI(
                base_url=self.url, api_key="unused", max_retries=0, http_client=transport
            )
            create = client.chat.completions.with_streaming_response.create
            with create(**payload, timeout=self.limits.timeout_s) as response:
                return self._text(response.headers, response.iter_bytes(), deadline_s)

    def _only_what_is_needed(self, request: Any) -> None:
        """Sends no header but the usual ones, and the key from nowhere else."""
        for name in set(request.headers) - SENT_HEADERS:
            del request.headers[name]
        request.headers["user-agent"] = "mmwave"
        request.headers["accept-encoding"] = "identity"
        if key := self.key.get_secret_value():
            request.headers["authorization"] = f"Bearer {key}"

    def _only_success(self, response: Any) -> None:
        """Stops at a redirect or an error before its body is read."""
        status = int(response.status_code)
        if status < 300:
            return
        if status < 400:
            raise _Failed(Failure(self._redirected(response.headers.get("location", ""))))
        reason = self._reason(response)
        if status >= 500 or status in PASSING:
            raise _Failed(
                Failure(_silent(f"HTTP {status} {reason}"), True, _pause_s(response.headers))
            )
        raise _Failed(Failure(self._rejected(status, reason)))

    def _reason(self, response: Any) -> str:
        """What the server says of its error, without the key."""
        content = next(iter(response.iter_bytes(ERROR_BYTES)), b"")[:ERROR_BYTES]
        text = content.decode("utf-8", "replace")
        with suppress(ValueError, RecursionError, LookupError, TypeError):
            text = json.loads(text)["error"]["message"]
        return self._quoted(text) if text else ""

    def _quoted(self, text: object) -> str:
        return quoted(self._hidden(str(text), 1))

    def _hidden(self, text: str, least: int = SECRET_LENGTH) -> str:
        """A text of the server's without the key, if the key has at least so many characters."""
        key = self.key.get_secret_value()
        return text.replace(key, "[key]") if len(key) >= least else text

    def _redirected(self, location: str) -> EndpointError:
        return RejectedRequestError(
            expected="an answer from the address itself",
            found=f"a redirect to {self._quoted(location.partition('?')[0])}",
            do="set MMWAVE_LLM_URL to where the interface really is, if you trust that place",
        )

    def _rejected(self, status: int, reason: str) -> EndpointError:
        advice = {
            401: "check MMWAVE_LLM_KEY",
            403: "check MMWAVE_LLM_KEY and what it may be used for",
            404: "check MMWAVE_LLM_URL (it usually ends in /v1) and the name of the model",
            413: "send fewer or smaller pictures",
        }
        shown = "" if status in (401, 403) else f" {reason}"  # these messages hold parts of keys
        return RejectedRequestError(
            expected="a language model that takes the request",
            found=f"HTTP {status}{shown}",
            do=advice.get(status, "check the name of the model and what it can do"),
        )

    def _text(self, headers: Mapping[str, str], chunks: Iterable[bytes], deadline_s: float) -> str:
        """The body as text, if it is JSON and ends in time."""
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if not (kind == "application/json" or kind.endswith("+json")):
            raise _Failed(Failure(self._no_json(f"the content type {self._quoted(kind)}")))
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > self.limits.answer_bytes:
                raise _Failed(Failure(self._oversized()))
            if time.monotonic() > deadline_s:
                raise _Failed(Failure(self._late(), passing=True))
        try:
            return self._hidden(content.decode("utf-8"))
        except UnicodeDecodeError:
            raise _Failed(Failure(self._no_json("bytes that are not UTF-8 text"))) from None

    def _no_json(self, found: str) -> EndpointError:
        return ProtocolError(
            expected="a chat completion as JSON",
            found=found,
            do="check MMWAVE_LLM_URL: it must be the base of an OpenAI-compatible interface, "
            "which usually ends in /v1",
        )

    def _oversized(self) -> EndpointError:
        return OversizedAnswerError(
            expected=f"an answer of at most {self.limits.answer_bytes:,} bytes",
            found="a longer one",
            do="ask for less at a time, or raise Limits.answer_bytes",
        )

    def _late(self) -> EndpointError:
        return _silent(f"no complete answer within {self.limits.timeout_s:g} s")

    def _failure(self, error: Exception) -> Failure:
        """What an exception from within the client means; never its own text."""
        kind = type(error)
        if "Timeout" in kind.__name__:
            return Failure(self._late(), passing=True)
        if isinstance(error, OSError) or kind.__module__.startswith(LIBRARIES):
            return Failure(_silent(_cause(error)), passing=True)
        return Failure(_silent(f"a failure of the client itself ({kind.__name__})"))


def _silent(found: str) -> EndpointError:
    return UnreachableError(
        expected="an answer of the language model",
        found=found,
        do="try again later, or check MMWAVE_LLM_URL, the network and the proxy settings",
    )


def _cause(error: BaseException) -> str:
    """The operating system's own words for a failed connection, or the kind of the exception."""
    seen: BaseException | None = error
    for _ in range(10):
        if seen is None:
            break
        if isinstance(seen, OSError) and seen.strerror:
            return f"no connection: {quoted(seen.strerror)}"
        seen = seen.__cause__ or seen.__context__
    return f"no connection ({type(error).__name__})"


def _pause_s(headers: Mapping[str, str]) -> float | None:
    """The pause that the header `Retry-After` asks for in seconds; dates are not read."""
    try:
        pause_s = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return pause_s if 0.0 <= pause_s < float("inf") else None


def _library() -> ModuleType:
    try:
        import openai
    except ImportError:
        openai = None  # type: ignore[assignment]
    if openai is None:
        raise InputError(
            expected="the package openai, which speaks to the language model",
            found="that it is not installed",
            do="install mmwave-sim[plan]",
        )
    return openai
