"""The one exception that a user of the scene generator is meant to see."""


class InputError(ValueError):
    """Something that the user supplied cannot be used.

    The message is one line and says what was expected, what was found and what to do.
    """

    def __init__(self, *, expected: str, found: str, do: str) -> None:
        """Builds the line `expected ...; found ...; ...`."""
        super().__init__(f"expected {expected}; found {found}; {do}")
