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
from scenes.endpoint._failures import (
    FailedError,
    Failure,
    of_content,
    of_exception,
    of_redirect,
    of_size,
    of_status,
    of_time,
)
from scenes.endpoint._limits import Limits
from scenes.endpoint._quote import quoted
from scenes.endpoint._redact import redacted_logs

SENT_HEADERS = frozenset(
    {
        *("host", "content-type", "content-length", "transfer-encoding", "accept", "connection"),
        "x-stainless-raw-response",  # by which the client remembers that the body is ours to read
    }
)
"""Of what the client would send, this is sent; what it takes from variables of its own is not."""

ERROR_BYTES = 2000
"""How much of the body of an error is read."""

SECRET_LENGTH = 8
"""A shorter key ("none", "EMPTY") is no secret, and taking it out of answers would garble them."""


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
        """Sends one request for a chat completion and reads the body of the answer.

        Failures are returned, not raised: an exception from within the client would carry the
        frames that hold the key to whoever prints it with its variables.

        Raises:
            InputError: The package `openai` is not installed.
        """
        library = _library()
        with redacted_logs(self.key.get_secret_value()):
            try:
                return self._answer(library, payload)
            except FailedError as failed:
                failure = failed.failure
            except Exception as error:
                failure = of_exception(error, self.limits.timeout_s)
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
        if 300 <= status < 400:
            location = response.headers.get("location", "").partition("?")[0]
            raise FailedError(of_redirect(self._quoted(location)))
        if status >= 400:
            raise FailedError(of_status(status, self._reason(response), response.headers))

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

    def _text(self, headers: Mapping[str, str], chunks: Iterable[bytes], deadline_s: float) -> str:
        """The body as text, if it is JSON and ends in time."""
        kind = headers.get("content-type", "").partition(";")[0].strip()
        if not (kind.lower() == "application/json" or kind.lower().endswith("+json")):
            raise FailedError(of_content(f"the content type {self._quoted(kind)}"))
        content = bytearray()
        for chunk in chunks:
            content += chunk
            if len(content) > self.limits.answer_bytes:
                raise FailedError(of_size(self.limits.answer_bytes))
            if time.monotonic() > deadline_s:
                raise FailedError(of_time(self.limits.timeout_s))
        try:
            return self._hidden(content.decode("utf-8"))
        except UnicodeDecodeError:
            raise FailedError(of_content("bytes that are not UTF-8 text")) from None


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
