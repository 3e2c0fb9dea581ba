"""The unchanged world that draws are applied to, made once."""

import pytest

from tests.randomization.world import Everything, everything


@pytest.fixture(scope="session")
def before() -> Everything:
    return everything()
