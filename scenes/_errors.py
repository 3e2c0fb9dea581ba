"""The one exception that a user of the scene generator is meant to see."""


class InputError(ValueError):
    """Something that the user supplied cannot be used.

    The message is one line and says what was expected, what was found and what to do.
    """

    def __init__(self, *, expected: str, found: str, do: str) -> None:
        """Builds the line `expected ...; found ...; ...`."""
        super().__init__(f"expected {expected}; found {found}; {do}")

    def __reduce__(self) -> tuple[object, ...]:
        """Lets the error through from a process to the one that started it."""
        return _again, (type(self), *self.args)


def _again(kind: type[InputError], message: str) -> InputError:
    return kind.__new__(kind, message)
