"""`Endpoint`: asks a language model, and gives text or an object that fits a schema."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import SecretStr

from scenes._errors import InputError
from scenes.endpoint._address import checked_key, checked_url
from scenes.endpoint._answer import text_of
from scenes.endpoint._errors import EndpointError, MalformedAnswerError
from scenes.endpoint._exchange import Exchange
from scenes.endpoint._failures import Failure
from scenes.endpoint._limits import Limits, Spending
from scenes.endpoint._message import Message
from scenes.endpoint._quote import quoted
from scenes.endpoint._structured import Misfit, Model, complaint, read_answer, schema_request

VARIABLES: Final[Mapping[str, str]] = {
    "MMWAVE_LLM_URL": "base address of an OpenAI-compatible interface, such as https://HOST/v1",
    "MMWAVE_LLM_KEY": "its key, empty for a server that needs none",
    "MMWAVE_LLM_MODEL": "name of the model that is asked for text",
    "MMWAVE_VLM_MODEL": "name of a model at the same address that sees pictures, if there is one",
    "MMWAVE_LLM_REQUESTS": f"requests that may be sent in all ({Limits().requests} unless set)",
}
"""The environment variables that configure an endpoint."""

QUOTED_CHARACTERS = 20_000
"""So much of an answer that does not fit is shown to the model again."""


@dataclass(frozen=True)
class Endpoint:
    """A language model and what may be asked of it. It never shows its key.

    Attributes:
        url: Base address: https, or http on the loopback.
        model: Model that is asked for text.
        key: Sent as a bearer token; empty for none.
        vision_model: Model that is asked where there are pictures, "" for none.
        limits: Requests, time and length.
        spending: What has been spent.
    """

    url: str
    model: str
    key: SecretStr = field(default=SecretStr(""), repr=False)
    vision_model: str = ""
    limits: Limits = field(default_factory=Limits)
    spending: Spending = field(default_factory=Spending, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Checks address, key and name."""
        object.__setattr__(self, "url", checked_url(self.url))
        checked_key(self.key)
        if not self.model:
            raise InputError(
                expected="the name of a model",
                found="none",
                do="set MMWAVE_LLM_MODEL to a model that the server offers",
            )

    @staticmethod
    def from_environment(environment: Mapping[str, str] | None = None) -> "Endpoint | None":
        """The endpoint that the variables in `VARIABLES` name; None where there is no address.

        Raises:
            InputError: A variable cannot be used, or MMWAVE_LLM_MODEL is missing.
        """
        given = os.environ if environment is None else environment
        said = {name: given.get(name, "").strip() for name in VARIABLES}
        if not said["MMWAVE_LLM_URL"]:
            return None
        return Endpoint(
            url=said["MMWAVE_LLM_URL"],
            model=said["MMWAVE_LLM_MODEL"],
            key=SecretStr(said["MMWAVE_LLM_KEY"]),
            vision_model=said["MMWAVE_VLM_MODEL"],
            limits=_limits(said["MMWAVE_LLM_REQUESTS"]),
        )

    @property
    def requests(self) -> int:
        """Requests sent so far, retries included."""
        return self.spending.requests

    def ask_text(self, messages: Sequence[Message]) -> str:
        """Asks for text.

        Raises:
            EndpointError: There is none; the subclass says why.
            InputError: The package `openai` is not installed, or there are pictures and no model
                that sees them.
        """
        payload = {
            "model": self._model(messages),
            "messages": [message.to_wire() for message in messages],
            "max_completion_tokens": self.limits.answer_tokens,
        }
        return text_of(self._completion(payload))

    def ask(self, messages: Sequence[Message], schema: type[Model]) -> Model:
        """Asks for an object; an answer that does not fit is sent back once with what is wrong.

        Args:
            messages: What is said; the schema is added.
            schema: What the answer must fit.

        Raises:
            EndpointError: There is none, also on a second try; the subclass says why.
            InputError: As `ask_text`.
        """
        asked = [*messages, Message("user", schema_request(schema))]
        first = self.ask_text(asked)
        found = read_answer(first, schema)
        if not isinstance(found, Misfit):
            return found
        shown = Message("assistant", first[:QUOTED_CHARACTERS])
        again = self.ask_text([*asked, shown, Message("user", complaint(found))])
        found = read_answer(again, schema)
        if not isinstance(found, Misfit):
            return found
        raise self._malformed(found, again)

    def _model(self, messages: Sequence[Message]) -> str:
        if not any(message.images for message in messages):
            return self.model
        if not self.vision_model:
            raise InputError(
                expected="a model that sees pictures",
                found="none",
                do="set MMWAVE_VLM_MODEL, or use the geometric rules alone",
            )
        return self.vision_model

    def _completion(self, payload: Mapping[str, Any]) -> str:
        """Sends a request as often as the limits allow."""
        exchange = Exchange(self.url, self.key, self.limits)
        tries = self.limits.retries + 1
        for attempt in range(tries):
            self.spending.spend(self.limits.requests)
            answer = exchange.post(payload)
            if isinstance(answer, str):
                return answer
            if not answer.passing or attempt + 1 == tries:
                raise answer.error
            time.sleep(self._pause_s(answer, attempt))
        raise AssertionError("the last try returns or raises")

    def _pause_s(self, failure: Failure, attempt: int) -> float:
        usual_s = self.limits.backoff_s * 2.0**attempt
        asked_s = failure.pause_s if failure.pause_s is not None else usual_s
        return min(max(asked_s, usual_s), self.limits.longest_pause_s)

    @staticmethod
    def _malformed(misfit: Misfit, answer: str) -> EndpointError:
        return MalformedAnswerError(
            expected="an answer that fits its schema",
            found=f"twice one that does not ({' '.join(misfit.line.split())[:200]}); it begins "
            f"with {quoted(answer)}",
            do="try again, or use another model",
        )


def _limits(requests: str) -> Limits:
    """Limits with this many requests.

    Raises:
        InputError: It is no whole number.
    """
    if not requests:
        return Limits()
    if not (requests.isascii() and requests.isdecimal() and len(requests) < 10):
        raise InputError(
            expected="a whole number of requests in MMWAVE_LLM_REQUESTS",
            found=quoted(requests),
            do="correct it",
        )
    return Limits(requests=int(requests))
