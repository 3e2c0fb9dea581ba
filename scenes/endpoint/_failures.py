"""Why a request failed, in words, and whether another try may do better."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenes.endpoint._errors import (
    EndpointError,
    OversizedAnswerError,
    ProtocolError,
    RejectedRequestError,
    UnreachableError,
)
from scenes.endpoint._quote import quoted
from scenes.endpoint._redact import LIBRARIES

PASSING = frozenset({408, 409, 425, 429})
"""Statuses below 500 that may be gone at the next try."""

UNSHOWN = frozenset({401, 403})
"""Statuses whose messages hold parts of keys."""

ADVICE = {
    401: "check MMWAVE_LLM_KEY",
    403: "check MMWAVE_LLM_KEY and what it may be used for",
    404: "check MMWAVE_LLM_URL (it usually ends in /v1) and the name of the model",
    413: "send fewer or smaller pictures",
}


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


class FailedError(Exception):
    """Carries a failure out of the client's call."""

    def __init__(self, failure: Failure) -> None:
        """Keeps the failure."""
        super().__init__()
        self.failure = failure


def of_status(status: int, reason: str, headers: Mapping[str, str]) -> Failure:
    """A status from 400 on."""
    if status >= 500 or status in PASSING:
        return Failure(_silent(f"HTTP {status} {reason}"), True, pause_s(headers))
    shown = "" if status in UNSHOWN else f" {reason}"
    error = RejectedRequestError(
        expected="a language model that takes the request",
        found=f"HTTP {status}{shown}",
        do=ADVICE.get(status, "check the name of the model and what it can do"),
    )
    return Failure(error)


def of_redirect(place: str) -> Failure:
    """A redirect; the place is in quotes."""
    error = RejectedRequestError(
        expected="an answer from the address itself",
        found=f"a redirect to {place}",
        do="set MMWAVE_LLM_URL to where the interface really is, if you trust that place",
    )
    return Failure(error)


def of_content(found: str) -> Failure:
    """Something other than JSON."""
    error = ProtocolError(
        expected="a chat completion as JSON",
        found=found,
        do="check MMWAVE_LLM_URL: it must be the base of an OpenAI-compatible interface, which "
        "usually ends in /v1",
    )
    return Failure(error)


def of_size(most_bytes: int) -> Failure:
    """Too long an answer."""
    error = OversizedAnswerError(
        expected=f"an answer of at most {most_bytes:,} bytes",
        found="a longer one",
        do="ask for less at a time, or raise Limits.answer_bytes",
    )
    return Failure(error)


def of_time(timeout_s: float) -> Failure:
    """An answer that does not come, or does not end."""
    return Failure(_silent(f"no complete answer within {timeout_s:g} s"), passing=True)


def of_exception(error: Exception, timeout_s: float) -> Failure:
    """What an exception from within the client means; never its own text."""
    kind = type(error)
    if "Timeout" in kind.__name__:
        return of_time(timeout_s)
    if isinstance(error, OSError) or kind.__module__.startswith(LIBRARIES):
        return Failure(_silent(_cause(error)), passing=True)
    return Failure(_silent(f"a failure of the client itself ({kind.__name__})"))


def pause_s(headers: Mapping[str, str]) -> float | None:
    """The pause that the header `Retry-After` asks for in seconds; dates are not read."""
    try:
        pause_s = float(headers.get("retry-after", ""))
    except ValueError:
        return None
    return pause_s if 0.0 <= pause_s < float("inf") else None


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
