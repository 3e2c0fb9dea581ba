"""`Notes`: what an importer leaves out or guesses, one counted line for each kind."""

from scenes.houses._node import one_line

SHOWN = 5
"""Names that a warning lists before it counts the others."""


class Notes:
    """Collects remarks and makes one line of all that are alike."""

    def __init__(self) -> None:
        """Starts without a remark."""
        self._names: dict[str, list[str]] = {}

    def add(self, pattern: str, name: str) -> None:
        """Notes one thing.

        Args:
            pattern: The line, with `{count:thing}` for how many there are, `{kinds:thing}` for how
                many different names, each with the word that follows, and `{names}`.
            name: Name of this one.
        """
        self._names.setdefault(pattern, []).append(name)

    def lines(self) -> tuple[str, ...]:
        """One line for each pattern, in the order of their first remarks."""
        return tuple(_line(pattern, names) for pattern, names in self._names.items())


def _line(pattern: str, names: list[str]) -> str:
    kinds = sorted(set(names))
    shown = ", ".join(map(one_line, kinds[:SHOWN]))
    more = f" and {len(kinds) - SHOWN} more" if len(kinds) > SHOWN else ""
    count, different = _Count(len(names)), _Count(len(kinds))
    return pattern.format(count=count, kinds=different, names=shown + more)


class _Count(int):
    """A number that is written with its word in singular or plural."""

    def __format__(self, word: str) -> str:
        return f"{int(self):,} {word}" if self == 1 else f"{int(self):,} {word}s"
