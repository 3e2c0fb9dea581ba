"""`Described`: what is said of a scene, on the terminal and as JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from mmwave_sim.cli._texts import plain

if TYPE_CHECKING:
    from scenes.captions import Attributes, Caption
    from scenes.world import GroundTruth

VERSION: Final = 1
"""Version of the JSON document."""

PARTS: Final = ("whole", "torso", "arms", "legs", "location")
"""mmCLIP's attributes in order."""


@dataclass(frozen=True)
class Described:
    """What is said of a scene.

    Attributes:
        captions: Captions, made from the log.
        rewritten: Captions in the words of a language model that the log does not contradict.
        dropped: Its other texts, each with what is wrong with it.
        attributes: mmCLIP's five sentences about each person, by name.
    """

    captions: tuple["Caption", ...]
    rewritten: tuple["Caption", ...]
    dropped: tuple[tuple[str, tuple[str, ...]], ...]
    attributes: Mapping[str, "Attributes"]


def as_lines(found: Described) -> Iterator[str]:
    """Everything on lines of its own, without characters that a terminal would act on."""
    for one in found.captions:
        yield plain(f"{one.level}: {one.text}")
    for one in found.rewritten:
        yield plain(f"{one.level}, rewritten: {one.text}")
    for text, reasons in found.dropped:
        yield plain(f"dropped: {text} ({'; '.join(reasons)})")
    for name, made in found.attributes.items():
        yield ""
        yield plain(name)
        yield from (plain(f"  {part}: {getattr(made, part)}") for part in PARTS)


def as_json(found: Described, truth: "GroundTruth", seed: int) -> str:
    """The captions and the log that they are made from, as one document."""
    document = {
        "version": VERSION,
        "seed": seed,
        "captions": [asdict(one) for one in found.captions],
        "rewritten": [asdict(one) for one in found.rewritten],
        "dropped": [_dropped(*one) for one in found.dropped],
        "attributes": {name: asdict(made) for name, made in found.attributes.items()},
        "log": json.loads(truth.to_json()),
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"


def _dropped(text: str, reasons: tuple[str, ...]) -> dict[str, Any]:
    return {"text": text, "reasons": list(reasons)}
