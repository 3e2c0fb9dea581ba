"""Every problem compiles code of its own, some hundred megabytes that nobody else uses."""

from collections.abc import Iterator

import jax
import pytest


@pytest.fixture(scope="module", autouse=True)
def _forget_what_was_compiled() -> Iterator[None]:
    yield
    jax.clear_caches()
