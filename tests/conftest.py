"""Fixtures shared by all tests."""

import os
from pathlib import Path

import jax
import pytest

# Most of the tests' time goes into compiling; without LLVM's optimisation it takes half of that.
# The flag is read once, when the backend starts; programs that tests run do not inherit it.
os.environ["XLA_FLAGS"] = "--xla_backend_optimization_level=0"
jax.devices()
del os.environ["XLA_FLAGS"]

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real recordings beside the repository; the test skips where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("real recordings are not beside the repository (../shared/data)")
    return SHARED_DATA
