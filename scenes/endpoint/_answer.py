"""Reads a chat completion: its text, or why there is none."""

from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from scenes.endpoint._errors import (
    EmptyAnswerError,
    EndpointError,
    FilteredAnswerError,
    ProtocolError,
    RefusedAnswerError,
    TruncatedAnswerError,
)
from scenes.endpoint._quote import quoted


class _Part(BaseModel):
    text: str = ""


class _Said(BaseModel):
    content: str | list[_Part] | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Said
    finish_reason: str | None = None


class _Completion(BaseModel):
    """What is read of a completion; other fields are ignored."""

    choices: Annotated[list[_Choice], Field(min_length=1, max_length=100)]


def text_of(completion: str) -> str:
    """The text of the first choice of a chat completion in JSON.

    Raises:
        ProtocolError: It is no chat completion.
        RefusedAnswerError: The model declines.
        FilteredAnswerError: The content filter withheld the answer.
        TruncatedAnswerError: The answer was cut off.
        EmptyAnswerError: There is no text in it.
    """
    try:
        choice = _Completion.model_validate_json(completion).choices[0]
    except ValidationError:
        choice = None
    if choice is None:
        raise ProtocolError(
            expected="a chat completion with choices",
            found=quoted(completion),
            do="check MMWAVE_LLM_URL: it must be the base of an OpenAI-compatible interface",
        )
    said = choice.message.content or ""
    text = said if isinstance(said, str) else "".join(part.text for part in said)
    if (problem := _problem(choice, text)) is not None:
        raise problem
    return text


def _problem(choice: _Choice, text: str) -> EndpointError | None:
    if choice.message.refusal:
        return RefusedAnswerError(
            expected="an answer",
            found=f"a refusal: {quoted(choice.message.refusal, 200)}",
            do="ask for something else, or use another model",
        )
    if choice.finish_reason == "content_filter":
        return FilteredAnswerError(
            expected="an answer",
            found="that the server's content filter withheld it",
            do="ask for something else, or use another model",
        )
    if choice.finish_reason == "length":
        return TruncatedAnswerError(
            expected="a complete answer",
            found=f"one that was cut off after {len(text):,} characters",
            do="ask for less at a time, or raise Limits.answer_tokens",
        )
    if not text.strip():
        return EmptyAnswerError(
            expected="an answer with text in it",
            found=f"none (the model finished with {quoted(choice.finish_reason)})",
            do="try again, or use another model",
        )
    return None
