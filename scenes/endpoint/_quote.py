"""Foreign text on one short line, for messages."""


def quoted(text: object, length: int = 80) -> str:
    """Text in quotes with its white space collapsed, unprintable characters escaped, and cut."""
    line = " ".join(str(text)[: 4 * length].split())
    return repr(line if len(line) <= length else f"{line[:length]}...")
