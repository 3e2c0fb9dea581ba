"""The skeleton of a BVH file: its HIERARCHY section, in every dialect that is met."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes.capture._limits import DEPTH, JOINTS
from scenes.capture._text import END, number, wrong

CHANNEL = re.compile(r"([xyz])(position|rotation)", re.IGNORECASE)
FORMAT = "a BVH file (Biovision hierarchy)"


@dataclass(frozen=True)
class Channel:
    """One number of each frame.

    Attributes:
        joint: The joint that it moves.
        axis: 0, 1 or 2 for x, y or z.
        turns: Whether it is a rotation, degrees, and not a position.
    """

    joint: int
    axis: int
    turns: bool


@dataclass(frozen=True)
class Hierarchy:
    """What the HIERARCHY section says.

    Attributes:
        names: Name of each joint; an End Site is its parent's name with "_end".
        parents: Parent of each joint, -1 for the root.
        offsets: Each joint from its parent, in the file's unit and axes.
        channels: The numbers of a frame, in their order.
    """

    names: tuple[str, ...]
    parents: tuple[int, ...]
    offsets: Float[np.ndarray, "joint 3"]
    channels: tuple[Channel, ...]


@dataclass(frozen=True)
class Token:
    """A word and the line on which it stands, counted from 1."""

    text: str
    line: int


def parse_hierarchy(lines: list[str], source: str) -> tuple[Hierarchy, int]:
    """Reads everything before MOTION.

    Args:
        lines: Lines of the file.
        source: Names the file in messages.

    Returns:
        The skeleton, and the index of the line after MOTION.

    Raises:
        InputError: It is not BVH; the message has the number of the line.
    """
    return _Parser(_tokens(lines, source), source).parsed()


def _tokens(lines: list[str], source: str) -> Iterator[Token]:
    for line, text in enumerate(lines, start=1):
        for word in re.sub(r"([{}])", r" \1 ", text).split():
            yield Token(word, line)
    raise wrong("MOTION after the hierarchy", "the end of the file", len(lines), source)


class _Parser:
    """Reads tokens from first to last; each method takes what its name says."""

    def __init__(self, tokens: Iterator[Token], source: str) -> None:
        self._tokens = tokens
        self._source = source
        self._names: list[str] = []
        self._parents: list[int] = []
        self._offsets: list[list[float]] = []
        self._channels: list[Channel] = []

    def parsed(self) -> tuple[Hierarchy, int]:
        self._word("hierarchy", FORMAT)
        self._word("root", "ROOT")
        self._open_joint([])
        last = self._body([0])
        offsets = np.array(self._offsets)
        tree = Hierarchy(tuple(self._names), tuple(self._parents), offsets, tuple(self._channels))
        return tree, last.line

    def _next(self) -> Token:
        return next(self._tokens)

    def _word(self, word: str, expected: str) -> Token:
        token = self._next()
        if token.text.lower().rstrip(":") != word:
            raise wrong(expected, repr(token.text), token.line, self._source)
        return token

    def _body(self, path: list[int]) -> Token:
        """Everything from the first brace to MOTION."""
        while True:
            token = self._next()
            key = token.text.lower()
            if not path:
                if key.rstrip(":") == "motion":
                    return token
                raise wrong("one skeleton, then MOTION", repr(token.text), token.line, self._source)
            if key == "}":
                path.pop()
            elif key == "offset":
                self._offsets[path[-1]] = [self._number() for _ in range(3)]
            elif key == "channels":
                self._take_channels(path[-1])
            elif key in ("joint", "end"):
                path.append(self._open_joint(path, ends=key == "end"))
            else:
                raise wrong(
                    "OFFSET, CHANNELS, JOINT, End Site or }",
                    repr(token.text),
                    token.line,
                    self._source,
                )

    def _open_joint(self, path: list[int], *, ends: bool = False) -> int:
        """A new joint: its name, which may hold spaces, and the brace after it."""
        words: list[str] = []
        while (token := self._next()).text != "{":
            if token.text == "}" or len(words) > 20:
                raise wrong("{ after a name", repr(token.text), token.line, self._source)
            words.append(token.text)
        if len(path) > DEPTH or len(self._names) >= JOINTS:
            raise wrong(f"at most {JOINTS} joints, {DEPTH} deep", "more", token.line, self._source)
        joint = len(self._names)
        parent = path[-1] if path else -1
        name = f"{self._names[parent]}_{END}" if ends else " ".join(words) or f"joint{joint}"
        self._names.append(name)
        self._parents.append(parent)
        self._offsets.append([0.0, 0.0, 0.0])
        return joint

    def _take_channels(self, joint: int) -> None:
        count = self._next()
        if count.text not in tuple("0123456"):
            raise wrong("0 to 6 channels", count.text, count.line, self._source)
        for _ in range(int(count.text)):
            token = self._next()
            match = CHANNEL.fullmatch(token.text)
            if match is None:
                raise wrong(
                    f"{count.text} channels such as Xposition or Zrotation",
                    repr(token.text),
                    token.line,
                    self._source,
                )
            axis, kind = match[1].lower(), match[2].lower()
            self._channels.append(Channel(joint, "xyz".index(axis), kind == "rotation"))

    def _number(self) -> float:
        token = self._next()
        return number(token.text, token.line, self._source)
