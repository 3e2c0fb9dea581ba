"""BABEL's labels of AMASS: JSON with sequences, and with labels of their frames.

A. R. Punnakkal et al., "BABEL: bodies, action and behavior with English labels", CVPR 2021.
"""

import json
import math
import re
from pathlib import Path
from typing import Any

from scenes._errors import InputError
from scenes.capture._labels import Label
from scenes.capture._limits import read_bytes

FORMAT = "BABEL's labels (.json)"
DEPTH = 32
"""Deepest nesting that is parsed."""


def read_babel(path: str | Path) -> dict[str, tuple[Label, ...]]:
    """Reads labels by the path of the AMASS file that they belong to (`feat_p`).

    Frame labels are given where there are any, labels of the whole sequence otherwise. The sets
    with several annotations of a sequence (`frame_anns`, `seq_anns`) are read as well.

    Raises:
        InputError: It is not of that form; the message names the sequence.
    """
    path = Path(path)
    found = _parsed(read_bytes(path, FORMAT), path.name)
    if not isinstance(found, dict):
        raise _wrong("an object with sequences", path.name)
    labels: dict[str, tuple[Label, ...]] = {}
    for key, sequence in found.items():
        where = f"sequence {key[:40]!r} of {path.name!r}"
        if not isinstance(sequence, dict):
            raise _wrong("an object", where)
        name = sequence.get("feat_p")
        labels[name if isinstance(name, str) and name else key] = _labels(sequence, where)
    return labels


def _parsed(content: bytes, name: str) -> Any:
    try:
        text = content.decode("utf-8-sig")
        _check_depth(text, name)
        return json.loads(text)
    except InputError:
        raise
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise InputError(
            expected=FORMAT, found=f"no JSON on line {line} of {name!r}", do="correct the file"
        ) from error


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text, re.DOTALL):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > DEPTH:
            raise _wrong(f"nesting of at most {DEPTH}", f"{name!r}, which is deeper")


def _labels(sequence: dict[str, Any], where: str) -> tuple[Label, ...]:
    for keys in (("frame_ann", "frame_anns"), ("seq_ann", "seq_anns")):
        blocks = [sequence.get(keys[0])]
        many = sequence.get(keys[1])
        blocks += many if isinstance(many, list) else []
        rows = [row for block in blocks for row in _rows(block, where)]
        if rows:
            return tuple(_label(row, where) for row in rows)
    return ()


def _rows(block: Any, where: str) -> list[Any]:
    if block is None:
        return []
    rows = block.get("labels") if isinstance(block, dict) else None
    if not isinstance(rows, list):
        raise _wrong("labels in each annotation", where)
    return rows


def _label(row: Any, where: str) -> Label:
    if not isinstance(row, dict):
        raise _wrong("an object for each label", where)
    text = row.get("proc_label") or row.get("raw_label")
    kinds = row.get("act_cat") or []
    if not isinstance(text, str) or not isinstance(kinds, list):
        raise _wrong("proc_label as text and act_cat as a list in each label", where)
    start, end = (_time(row.get(key), where) for key in ("start_t", "end_t"))
    if end is not None and end < (start or 0.0):
        raise _wrong("end_t after start_t", where)
    return Label(text, start or 0.0, end, tuple(str(kind) for kind in kinds))


def _time(value: Any, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _wrong("times in seconds", where)
    return max(0.0, float(value))


def _wrong(expected: str, where: str) -> InputError:
    return InputError(
        expected=f"{FORMAT}: {expected}", found=f"something else in {where}", do="correct the file"
    )
