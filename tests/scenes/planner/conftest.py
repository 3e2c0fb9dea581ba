"""A chat server for each test."""

from collections.abc import Iterator

import pytest

from tests.scenes.endpoint.chat_server import ChatServer, serving


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A server on the loopback that answers from a script."""
    pytest.importorskip("openai", reason="the extra `plan` is not installed")
    with serving() as server:
        yield server
