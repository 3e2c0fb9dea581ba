"""The skeleton of Acclaim's motion capture: ASF files.

Format: J. Lander, "Working with motion capture file formats", Game Developer, January 1998, and
the files of the CMU Graphics Lab Motion Capture Database.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes.capture._limits import JOINTS
from scenes.capture._text import number, wrong

FORMAT = "an ASF file (Acclaim skeleton)"
ROOT = "root"
ROOT_ORDER = ("tx", "ty", "tz", "rx", "ry", "rz")
DOF = frozenset(ROOT_ORDER[3:])
SECTIONS = frozenset(
    {"version", "name", "units", "documentation", "root", "bonedata", "hierarchy", "skin"}
)


@dataclass(frozen=True)
class Bone:
    """One bone; it begins where its parent ends.

    Attributes:
        vector: From its beginning to its end in the world, in the file's unit.
        axis_rad: Angles of its own axes against the world's, in the order of `order`, rad.
        order: The axes about which angles turn, the first turn first, such as "xyz".
        dof: What the motion gives of it, such as ("rx", "rz").
    """

    vector: Float[np.ndarray, "3"]
    axis_rad: Float[np.ndarray, "3"]
    order: str
    dof: tuple[str, ...]


@dataclass(frozen=True)
class Acclaim:
    """A skeleton as an ASF file has it.

    Attributes:
        bones: By name; the root is one of them, of no length.
        parents: Name of each bone's parent; parents come first.
        length: The file's `length` unit: a number in it is that many inches when divided by this.
        degrees: Whether angles are in degrees.
    """

    bones: Mapping[str, Bone]
    parents: Mapping[str, str]
    length: float
    degrees: bool


Line = tuple[int, list[str]]
"""Number of a line, and its words."""


def parse_asf(lines: list[str], source: str) -> Acclaim:
    """Reads a skeleton.

    Raises:
        InputError: It is not ASF; the message has the number of the line.
    """
    sections = _sections(lines, source)
    for name in ("root", "bonedata", "hierarchy"):
        if name not in sections:
            raise wrong(f"a section :{name}", "none", len(lines), source)
    units = {words[0].lower(): (line, words) for line, words in sections.get("units", [])}
    degrees = not _value(units, "angle", "deg").lower().startswith("rad")
    length = number(_value(units, "length", "1"), units.get("length", (0, []))[0], source)
    if length <= 0:
        raise wrong("a positive length", f"{length:g}", units["length"][0], source)
    turn = np.pi / 180 if degrees else 1.0
    bones = {ROOT: _root(sections["root"], turn, source)}
    for block in _blocks(sections["bonedata"], source):
        name, bone = _bone(block, turn, source)
        if name in bones:
            raise wrong("each bone once", f"{name!r} again", block[0][0], source)
        bones[name] = bone
    if len(bones) > JOINTS:
        raise wrong(f"at most {JOINTS} bones", f"{len(bones)}", len(lines), source)
    return Acclaim(bones, _parents(sections["hierarchy"], bones, source), length, degrees)


def _sections(lines: list[str], source: str) -> dict[str, list[Line]]:
    """Lines by the section in which they stand; a section's own line may hold words too."""
    sections: dict[str, list[Line]] = {}
    now: list[Line] | None = None
    for line, text in enumerate(lines, start=1):
        words = text.split("#")[0].split()
        if not words:
            continue
        if words[0].startswith(":"):
            name = words[0][1:].lower()
            if name not in SECTIONS:
                raise wrong("a section of ASF", repr(words[0]), line, source)
            now = sections.setdefault(name, [])
            words = words[1:]
        if now is None:
            raise wrong(FORMAT, repr(text.strip()), line, source)
        if words:
            now.append((line, words))
    return sections


def _value(units: Mapping[str, Line], key: str, default: str) -> str:
    words = units[key][1] if key in units else [key, default]
    return words[1] if len(words) > 1 else default


def _blocks(lines: list[Line], source: str) -> Iterator[list[Line]]:
    """The lines between each begin and end."""
    block: list[Line] | None = None
    for line, words in lines:
        key = words[0].lower()
        if key == "begin" and block is None:
            block = []
        elif key == "end" and block is not None:
            if not block:
                raise wrong("a bone between begin and end", "nothing", line, source)
            yield block
            block = None
        elif block is not None and key not in ("begin", "end"):
            block.append((line, words))
        else:
            raise wrong("begin ... end around each bone", repr(words[0]), line, source)
    if block is not None:
        raise wrong("end after the last bone", "none", lines[-1][0], source)


def _fields(lines: list[Line]) -> dict[str, Line]:
    """The words after each key; lines that go on with numbers (limits) belong to none."""
    return {words[0].lower(): (line, words[1:]) for line, words in lines}


def _bone(block: list[Line], turn: float, source: str) -> tuple[str, Bone]:
    fields, line = _fields(block), block[0][0]
    for key, count in (("name", 1), ("direction", 3), ("length", 1)):
        if len(fields.get(key, (0, []))[1]) < count:
            raise wrong(f"a bone with {key}", "none", line, source)
    direction = _three(fields["direction"], source)
    size = float(np.linalg.norm(direction))
    if size < 1e-9:
        raise wrong("a direction", "0 0 0", fields["direction"][0], source)
    length = number(fields["length"][1][0], fields["length"][0], source)
    axis, order = _axis(fields, turn, source)
    at, words = fields.get("dof", (line, []))
    dof = tuple(word.lower() for word in words)
    if not DOF.issuperset(dof):
        raise wrong("degrees of freedom rx, ry and rz", " ".join(words), at, source)
    return fields["name"][1][0], Bone(direction / size * length, axis, order, dof)


def _root(lines: list[Line], turn: float, source: str) -> Bone:
    fields = _fields(lines)
    at, words = fields.get("order", (0, list(ROOT_ORDER)))
    dof = tuple(word.lower() for word in words)
    if sorted(dof) != sorted(ROOT_ORDER):
        raise wrong("an order of TX TY TZ RX RY RZ", " ".join(words), at, source)
    _, order = _axis(fields, turn, source)
    still = fields.get("orientation", (0, ["0", "0", "0"]))
    return Bone(np.zeros(3), _three(still, source) * turn, order, dof)


def _axis(
    fields: Mapping[str, Line], turn: float, source: str
) -> tuple[Float[np.ndarray, "3"], str]:
    """Angles of a bone's axes (rad), and the order of its turns."""
    line, words = fields.get("axis", (0, ["XYZ"]))
    order = words[-1].lower() if words else ""
    if sorted(order) != list("xyz"):
        raise wrong("an order of axes such as XYZ", " ".join(words), line, source)
    return (_three((line, words), source) * turn if len(words) > 3 else np.zeros(3)), order


def _three(field: Line, source: str) -> Float[np.ndarray, "3"]:
    line, words = field
    if len(words) < 3:
        raise wrong("three numbers", " ".join(words), line, source)
    return np.array([number(word, line, source) for word in words[:3]])


def _parents(lines: list[Line], bones: Mapping[str, Bone], source: str) -> dict[str, str]:
    parents: dict[str, str] = {}
    for line, words in lines:
        if words[0].lower() in ("begin", "end"):
            continue
        for word in words:
            if word not in bones:
                raise wrong("the name of a bone", repr(word), line, source)
        if words[0] != ROOT and words[0] not in parents:
            raise wrong("a bone that hangs on the root", repr(words[0]), line, source)
        for child in words[1:]:
            if child in parents or child == ROOT:
                raise wrong("one parent for each bone", f"another for {child!r}", line, source)
            parents[child] = words[0]
    lost = set(bones) - set(parents) - {ROOT}
    if lost:
        at = lines[-1][0] if lines else 0
        raise wrong("every bone in the hierarchy", f"none of {sorted(lost)[:5]}", at, source)
    return parents
