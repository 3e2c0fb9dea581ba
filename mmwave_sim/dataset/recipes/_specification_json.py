"""Specifications as JSON, and the built-in ones by name."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes._documents import from_document, parsed, part, to_document
from mmwave_sim.dataset.recipes._kind import kind_from_document, kind_to_document
from mmwave_sim.dataset.recipes._specification import KindShare, RadarShare, Specification
from mmwave_sim.dataset.recipes._views import Views
from mmwave_sim.io import radar_from_json, radar_to_json
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.randomization import INDOOR, Randomization
from mmwave_sim.simulation import SimulationOptions

FORMAT: Final = "mmwave_sim.specification"
VERSION: Final = 1
LARGEST_BYTES: Final = 16 * 2**20

_TEXTS: Final = ("name", "description", "licence")
_OPTIONAL: Final = ("randomization", "options", "views", "clips_per_shard", *_TEXTS[1:])


def specification_to_document(specification: Specification) -> dict[str, Any]:
    """A specification as JSON values, radars in full."""
    return {
        "format": FORMAT,
        "version": VERSION,
        **{name: getattr(specification, name) for name in _TEXTS},
        "clips_per_shard": specification.clips_per_shard,
        "kinds": [
            {"name": one.name, "weight": one.weight, **kind_to_document(one.kind)}
            for one in specification.kinds
        ],
        "radars": [
            {
                "name": one.name,
                "weight": one.weight,
                "frames": one.frames,
                "radar": json.loads(radar_to_json(one.radar)),
            }
            for one in specification.radars
        ],
        "randomization": json.loads(specification.randomization.to_json()),
        "options": to_document(specification.options),
        "views": to_document(specification.views),
    }


def specification_from_document(document: dict[str, Any]) -> Specification:
    """Reads what `specification_to_document` gave, or what a person wrote.

    A radar may be a preset's name, the randomization `"none"` or `"indoor"`; what has a usual value
    may be left out.

    Raises:
        InputError: It is of another format or version, or a field is missing, unknown or wrong.
    """
    _check_form(document)
    where = "the specification"
    kinds = [_kind(one, f"kinds[{i}]") for i, one in enumerate(_list(document, "kinds"))]
    radars = [_radar(one, f"radars[{i}]") for i, one in enumerate(_list(document, "radars"))]
    given = {name: document[name] for name in _OPTIONAL if name in document}
    readers = {
        "randomization": _randomization,
        "options": lambda value: from_document(SimulationOptions, value, "options"),
        "views": lambda value: from_document(Views, value, "views"),
    }
    read = {name: readers.get(name, lambda value: value)(value) for name, value in given.items()}
    for name in _TEXTS:
        if not isinstance(document.get(name, ""), str):
            raise InputError(expected=f"a text as {name}", found="something else", do="correct it")
    return Specification(part(document, "name", where), tuple(kinds), tuple(radars), **read)


def resolve_specification(named: str | Path) -> Specification:
    """The built-in specification of this name, or that of this file.

    Raises:
        InputError: It is neither, or the file does not hold a specification.
    """
    built_in = built_in_specifications()
    if str(named) in built_in:
        text = files(__package__).joinpath("specifications", f"{named}.json").read_text("utf-8")
        return specification_from_document(parsed(text, str(named)))
    path = Path(named)
    if path.suffix != ".json" or not path.is_file():
        raise InputError(
            expected=f"a specification of {', '.join(built_in)}, or a .json file with one",
            found=str(named)[:120],
            do="choose one of them",
        )
    if path.stat().st_size > LARGEST_BYTES:
        raise InputError(expected="less than 16 MiB", found=path.name, do="give a specification")
    return specification_from_document(parsed(path.read_bytes(), path.name))


def built_in_specifications() -> tuple[str, ...]:
    """Names of the specifications that come with the package."""
    folder = files(__package__).joinpath("specifications")
    return tuple(sorted(file.name[:-5] for file in folder.iterdir() if file.name.endswith(".json")))


def _check_form(document: dict[str, Any]) -> None:
    if (document.get("format"), document.get("version")) != (FORMAT, VERSION):
        raise InputError(
            expected=f"a document of format {FORMAT}, version {VERSION}",
            found=f"{document.get('format')!r}, {document.get('version')!r}"[:80],
            do="correct it, or use a release that knows it",
        )
    known = {"format", "version", "name", "kinds", "radars", *_OPTIONAL}
    if unknown := sorted(set(document) - known):
        raise InputError(
            expected=f"the fields {', '.join(sorted(known))} in a specification",
            found=f"also {unknown[0]!r}"[:80],
            do="remove it or correct its name",
        )


def _list(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = part(document, name, "the specification")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InputError(
            expected=f"a list of objects as {name}", found=repr(found)[:60], do="correct it"
        )
    return found


def _kind(document: dict[str, Any], where: str) -> KindShare:
    own = {name: value for name, value in document.items() if name not in ("name", "weight")}
    one = kind_from_document(own, where)
    return KindShare(part(document, "name", where), one, document.get("weight", 1.0))


def _radar(document: dict[str, Any], where: str) -> RadarShare:
    if unknown := sorted(set(document) - {"name", "weight", "frames", "radar"}):
        raise InputError(
            expected=f"name, weight, frames and radar in {where}",
            found=f"also {unknown[0]!r}"[:80],
            do="remove it",
        )
    given = part(document, "radar", where)
    radar: RadarConfig = (
        preset(given) if isinstance(given, str) else radar_from_json(json.dumps(given))
    )
    name = document.get("name", radar.name)
    return RadarShare(name, radar, part(document, "frames", where), document.get("weight", 1.0))


def _randomization(given: Any) -> Randomization:
    if given in ("none", "indoor"):
        return INDOOR if given == "indoor" else Randomization()
    return Randomization.from_json(json.dumps(given))
