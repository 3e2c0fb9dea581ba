"""Keeps a key out of what the client libraries write to the log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

LIBRARIES = ("openai", "httpx", "httpcore")
"""The loggers of the client and of what it sends with, also `httpx2` and `httpcore2`, start so."""

TRANSPORTS = tuple(
    f"{library}.{part}"
    for library in ("httpcore", "httpcore2")
    for part in ("connection", "http11", "http2", "proxy", "socks")
)
"""Loggers that come into being only when the first connection is made."""


class _Redaction(logging.Filter):
    """Replaces a text in every record that passes."""

    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if self.secret in message:
            record.msg, record.args = message.replace(self.secret, "[key]"), ()
        return True


@contextmanager
def redacted_logs(secret: str) -> Iterator[None]:
    """While the block runs, no logger of the client libraries writes the secret."""
    known = [name for name in list(logging.root.manager.loggerDict) if name.startswith(LIBRARIES)]
    names = {*known, *TRANSPORTS} if secret else set()
    loggers = [logging.getLogger(name) for name in names]
    redaction = _Redaction(secret)
    for logger in loggers:
        logger.addFilter(redaction)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(redaction)
