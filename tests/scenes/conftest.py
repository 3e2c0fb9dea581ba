"""Bodies and scenes that several tests share."""

import pytest

from scenes import BodySpec, PopulatedScene, scene_from_text
from scenes.bodies import load_body
from scenes.bodies._body import Body

SENTENCE = "a person walks across the living room toward the radar"


@pytest.fixture(scope="session")
def body() -> Body:
    """The usual body at the usual number of faces."""
    return load_body(BodySpec())


@pytest.fixture(scope="session")
def walk_scene() -> PopulatedScene:
    """The demonstration scene."""
    return scene_from_text(SENTENCE, seed=0)


@pytest.fixture(scope="session")
def light_body() -> Body:
    """The usual body with few faces, for what looks at joints."""
    return load_body(BodySpec(faces=2000))
