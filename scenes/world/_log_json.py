"""`GroundTruth` as JSON, there and back; what is read is held to the annotations of its types."""

import json
from typing import Any, get_type_hints

import numpy as np
from jaxtyping import AbstractArray, jaxtyped
from pydantic import TypeAdapter, ValidationError

from scenes._errors import InputError
from scenes.bodies import VitalSigns
from scenes.world._log import PER_TIME, AgentTruth, GroundTruth

LOG_VERSION = 2
"""Version of the log. Version 1, which was not numbered, had neither events nor surroundings."""

LARGEST_BYTES = 256 * 2**20
"""A longer document is refused."""

MOST_AGENTS = 100

KINDS = {"Float": ("fi", np.float64), "Int": ("i", np.int64), "Bool": ("b", np.bool_)}
"""Kinds of numbers in JSON that an array may be made of, and its dtype."""


class _Misfit(ValueError):
    """What does not fit, and where."""


def log_to_json(truth: GroundTruth) -> str:
    """A log as JSON on one line."""
    agents = [_agent(agent) for agent in truth.agents]
    rest = {name: _plain(value) for name, value in vars(truth).items() if name != "agents"}
    return json.dumps({"version": LOG_VERSION, **rest, "agents": agents})


def _agent(agent: AgentTruth) -> dict[str, Any]:
    fields = {name: _plain(value) for name, value in vars(agent).items()}
    return {**fields, "speed_m_per_s": agent.speed_m_per_s.tolist()}


def _plain(value: Any) -> Any:
    """Arrays as lists, vital signs by name, everything else as pydantic writes it."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, VitalSigns):
        return {name: float(number) for name, number in value._asdict().items()}
    return TypeAdapter(type(value)).dump_python(value, mode="json")


def log_from_json(text: str | bytes) -> GroundTruth:
    """Reads a log.

    Raises:
        InputError: It is too long, no JSON, of another version, or does not fit.
    """
    if len(text) > LARGEST_BYTES:
        raise _refusal(f"{len(text):,} bytes", "write less than 256 MiB")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refusal(str(error)[:80], "write it with GroundTruth.to_json") from error
    if not isinstance(document, dict) or document.get("version") != LOG_VERSION:
        raise _refusal("another document", "write it with GroundTruth.to_json")
    try:
        return _truth({name: value for name, value in document.items() if name != "version"})
    except _Misfit as misfit:
        raise _refusal(str(misfit), "correct that field") from misfit


def _truth(document: dict[str, Any]) -> GroundTruth:
    logs = document.get("agents")
    if not isinstance(logs, list) or len(logs) > MOST_AGENTS:
        raise _Misfit(f"at agents: not a list of up to {MOST_AGENTS}")
    fields = _fields(GroundTruth, document, "", skip=("agents",))
    agents = tuple(_read_agent(log, f"agents.{n}.") for n, log in enumerate(logs))
    if fields["times_s"].size == 0:
        raise _Misfit("at times_s: no times")
    for number, agent in enumerate(agents):
        if len(agent.torso_m) != len(fields["times_s"]):
            raise _Misfit(f"at agents.{number}: not as many times as times_s")
    return GroundTruth(agents=agents, **fields)


def _read_agent(log: Any, where: str) -> AgentTruth:
    if not isinstance(log, dict):
        raise _Misfit(f"at {where[:-1]}: no object")
    own = {name: value for name, value in log.items() if name != "speed_m_per_s"}
    agent = AgentTruth(**_fields(AgentTruth, own, where))
    for name in PER_TIME:
        if len(getattr(agent, name)) != len(agent.torso_m):
            raise _Misfit(f"at {where}{name}: not one for each time")
    if len(agent.joint_names) != agent.joints_m.shape[1]:
        raise _Misfit(f"at {where}joint_names: not one for each joint")
    return agent


def _fields(
    kind: type, document: dict[str, Any], where: str, skip: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The fields of a dataclass; axes of the same name have the same length in all of them."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in skip}
    for name in sorted(hints.keys() ^ (document.keys() - set(skip))):
        raise _Misfit(f"at {where}{name}: {'missing' if name in hints else 'not a field'}")
    with jaxtyped("context"):
        return {
            name: _value(hint, document[name], f"{where}{name}") for name, hint in hints.items()
        }


def _value(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, AbstractArray):
        return _array(hint, value, where)
    if hint is VitalSigns:
        return _vitals(value, where)
    try:
        return TypeAdapter(hint).validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (where, *first["loc"])))
        raise _Misfit(f"at {place}: {first['msg']}") from error


def _vitals(value: Any, where: str) -> VitalSigns:
    found = _value(dict[str, float], value, where)
    if found.keys() != set(VitalSigns._fields):
        raise _Misfit(f"at {where}: not {', '.join(VitalSigns._fields)}")
    return VitalSigns(**found)


def _array(hint: Any, value: Any, where: str) -> np.ndarray:
    """Nested lists as an array of the annotated dtype and shape."""
    kinds, dtype = KINDS[hint.dtype.__name__]
    try:
        found = np.array(value)
    except ValueError as error:
        raise _Misfit(f"at {where}: rows of different lengths") from error
    if found.dtype.kind not in kinds or not np.isfinite(found).all():
        raise _Misfit(
            f"at {where}: something else than finite numbers of the kind {dtype.__name__}"
        )
    array: np.ndarray = found.astype(dtype)
    if not isinstance(array, hint):
        raise _Misfit(f"at {where}: the shape {array.shape}, not ({hint.dim_str.strip()})")
    return array


def _refusal(found: str, do: str) -> InputError:
    expected = f"a log of the truth of version {LOG_VERSION}"
    return InputError(expected=expected, found=" ".join(found.split()), do=do)
