"""Sentences from templates, and scenes from sentences, drawn until one fits."""

import re
from collections.abc import Callable
from typing import Final

import numpy as np

from mmwave_sim._errors import InputError
from scenes import Chain, SceneSpec, parse
from scenes import InputError as SceneError

TRIES: Final = 20
"""Draws before a kind gives up."""

_SLOT = re.compile(r"\{(\w+)\}")


def filled(template: str, words: dict[str, tuple[str, ...]], random: np.random.Generator) -> str:
    """A template with a drawn word in place of each `{name}`.

    Raises:
        InputError: A name has no words.
    """

    def drawn(match: re.Match[str]) -> str:
        options = words.get(match[1], ())
        if not options:
            raise InputError(
                expected=f"words for {match[0]} in {template!r}",
                found=", ".join(words) or "none",
                do="add them, or correct the template",
            )
        return options[int(random.integers(len(options)))]

    return _SLOT.sub(drawn, template)


def attempted(
    text: Callable[[], str],
    random: np.random.Generator,
    duration_s: float,
    people: int,
    places: int,
) -> SceneSpec:
    """The scene of the first text drawn that can be staged.

    Args:
        text: Draws a text.
        random: Draws the seeds of scenes.
        duration_s: Least length of the scene, s.
        people: How many people it must have.
        places: From how many different seeds scenes are made; 0 for any.

    Raises:
        InputError: None of `TRIES` texts can be staged, or one has other people.
    """
    refusal = ""
    for _ in range(TRIES):
        said, seed = text(), int(random.integers(places or 2**63))
        try:
            spec = _staged(said, seed, duration_s)
        except SceneError as error:
            refusal = f"{said!r}: {error}"
            continue
        if len(spec.agents) != people:
            raise InputError(
                expected=f"{people} people, as the kind says",
                found=f"{len(spec.agents)} in {said!r}",
                do="correct people, or the text",
            )
        return spec
    raise InputError(
        expected=f"a text that can be staged among {TRIES} drawn",
        found=refusal[:300],
        do="change the texts, rooms or length of this kind",
    )


def with_faces(spec: SceneSpec, faces: int) -> SceneSpec:
    """The scene with bodies of so many triangles."""
    agents = tuple(
        agent.model_copy(update={"body": agent.body.model_copy(update={"faces": faces})})
        for agent in spec.agents
    )
    return spec.model_copy(update={"agents": agents})


def _staged(text: str, seed: int, duration_s: float) -> SceneSpec:
    """The scene of a text; where the people of a story are done sooner, they stay as they are."""
    spec = parse(text, seed=seed)
    if spec.duration_s >= duration_s:
        return spec
    if not all(isinstance(agent.activity, Chain) for agent in spec.agents):
        raise SceneError(
            expected=f"a scene of {duration_s:g} s or more",
            found=f"{spec.duration_s:g} s",
            do="state how long it goes on",
        )
    return spec.model_copy(update={"duration_s": duration_s})
