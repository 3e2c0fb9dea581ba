"""Finds JSON in a model's prose and holds it to a schema, in words that a model can act on."""

import json
import re
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from scenes.endpoint._quote import quoted

Model = TypeVar("Model", bound=BaseModel)

THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
"""Some models think aloud before they answer."""

MOST_STARTS = 200
"""Opening braces that are tried before giving up."""

MOST_PROBLEMS = 8
"""Problems that are told at once."""


class Misfit(Generic[Model]):
    """Why an answer does not fit; `words` is told to the model, `line` to people."""

    def __init__(self, words: str) -> None:
        """Keeps the words, and the first of their lines."""
        self.words = words
        self.line = words.partition("\n")[0]


def schema_request(schema: type[BaseModel]) -> str:
    """What is asked of a model so that its answer can be read."""
    return (
        "Answer with one JSON object and nothing else: no comment before or after it, no "
        "trailing commas. It must fit this JSON schema:\n" + json.dumps(schema.model_json_schema())
    )


def read_answer(text: str, schema: type[Model]) -> Model | Misfit:
    """The first JSON object in a text, longest first, that fits a schema.

    Args:
        text: An answer, perhaps with prose or code fences around the object.
        schema: What it must fit.
    """
    misfit: Misfit | None = None
    for candidate in json_objects(text):
        try:
            return schema.model_validate_json(candidate)
        except ValidationError as error:
            misfit = misfit or Misfit(problems(error))
    return misfit or Misfit("there is no complete JSON object in the answer")


def json_objects(text: str) -> list[str]:
    """Every complete JSON object that a text holds, not those inside others, longest first."""
    text = THOUGHT.sub(" ", text)
    decoder, found, start = json.JSONDecoder(), [], text.find("{")
    for _ in range(MOST_STARTS):
        if start < 0:
            break
        try:
            _, end = decoder.raw_decode(text, start)
            found.append(text[start:end])
        except (ValueError, RecursionError):
            end = start + 1
        start = text.find("{", end)
    return sorted(found, key=len, reverse=True)


def problems(error: ValidationError) -> str:
    """What is wrong with an object, one line for each field."""
    every = error.errors(include_url=False, include_context=False)
    lines = [_problem(one) for one in every[:MOST_PROBLEMS]]
    more = len(every) - len(lines)
    return "\n".join([*lines, *([f"and {more} more"] if more else [])])


def _problem(one: Any) -> str:
    where = ".".join(map(str, one["loc"])) or "the object"
    has_found = not isinstance(one["input"], dict | list)
    found = f", but it is {quoted(one['input'], 60)}" if has_found else ""
    return f"at {where}: {one['msg']}{found}"


def complaint(misfit: Misfit) -> str:
    """What is said to a model whose answer does not fit."""
    return (
        "Your answer cannot be used. What is wrong:\n"
        f"{misfit.words}\n"
        "Answer again with the whole corrected JSON object and nothing else."
    )
