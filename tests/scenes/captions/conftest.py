"""Logs of a few scenes, small bodies, for everything about captions."""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from scenes import (
    AgentSpec,
    BodySpec,
    ObjectSpec,
    PopulatedScene,
    RadarPlacement,
    RoomSpec,
    SceneSpec,
    VitalsSpec,
    populate,
    scene_from_text,
)
from scenes.captions import Caption, Level, captions
from scenes.spec import Chain, CirclePath, GoTo, OpeningSpec, Perform, Walk
from scenes.world import GroundTruth
from tests.scenes.endpoint.chat_server import ChatServer, serving

RATE_HZ = 12.5
SCENES = ("walk", "home", "exercise", "circle")
DRAWS = 6
Captions = Callable[[str, Level], tuple[Caption, ...]]


def log(scene: PopulatedScene) -> GroundTruth:
    return scene.truth(np.arange(0.0, scene.duration_s, 1 / RATE_HZ))


def small(gender: float) -> BodySpec:
    return BodySpec(gender=gender, faces=2000)


@pytest.fixture(scope="session")
def walking() -> PopulatedScene:
    """A woman who walks slowly toward the radar in the office."""
    text = "a woman walks slowly toward the radar in the office for 4 seconds"
    return scene_from_text(text, seed=0)


@pytest.fixture(scope="session")
def walk(walking: PopulatedScene) -> GroundTruth:
    """What is known of it."""
    return log(walking)


@pytest.fixture(scope="session")
def home() -> GroundTruth:
    """A woman walks to the sofa, sits down and waves; a man claps in the kitchen behind a wall."""
    sofa = ObjectSpec(kind="sofa", position_m=(3.5, 1.45, 0.0), yaw_rad=-1.5708,
                      size_m=(0.9, 2.0, 0.8), material="fabric")  # fmt: skip
    table = ObjectSpec(kind="coffee_table", position_m=(1.0, -1.4, 0.0), size_m=(0.6, 0.8, 0.4))
    chairs = [
        ObjectSpec(kind="chair", position_m=(5.9, y, 0.0), size_m=(0.5, 0.5, 0.9))
        for y in (-1.5, 1.5)
    ]
    steps = (
        GoTo(to_m=(3.5, 0.72), facing_rad=-1.5708, speed_m_per_s=0.7),
        Perform(activity="sit_down", at_m=(3.5, 1.0, 0.42)),
        Perform(activity="wave", hand="left", repetitions=4),
    )
    woman = AgentSpec(name="woman", body=small(1.0), position_m=(1.2, 0.7), heading_rad=0.0,
                      activity=Chain(steps=steps))  # fmt: skip
    claps = Chain(steps=(Perform(activity="clap", repetitions=6),))
    man = AgentSpec(name="man", body=small(0.0), position_m=(7.0, 0.0), heading_rad=3.0,
                    activity=claps)  # fmt: skip
    spec = SceneSpec(
        rooms=(
            RoomSpec(name="living room", size_m=(5.3, 4.0, 2.5), corner_m=(-0.3, -2.0)),
            RoomSpec(name="kitchen", size_m=(3.0, 4.0, 2.5), corner_m=(5.0, -2.0)),
        ),
        openings=(OpeningSpec(kind="doorway", start_m=(5.0, -1.8), end_m=(5.0, -0.9)),),
        objects=(sofa, table, *chairs),
        agents=(woman, man),
        radar=RadarPlacement(position_m=(0.2, -0.5, 1.0)),
        duration_s=13.5,
    )
    return log(populate(spec))


@pytest.fixture(scope="session")
def exercise() -> GroundTruth:
    """A man who squats three times and does four jumping jacks."""
    steps = (
        Perform(activity="squat", repetitions=3),
        Perform(activity="jumping_jack", repetitions=4),
    )
    man = AgentSpec(name="man", body=small(0.0), position_m=(3.0, 0.8), heading_rad=3.0,
                    activity=Chain(steps=steps), vitals=VitalsSpec(breathing_hz=0.3))  # fmt: skip
    room = RoomSpec(name="empty room", size_m=(6.0, 4.0, 2.5), corner_m=(-0.3, -2.0))
    return log(populate(SceneSpec(rooms=(room,), agents=(man,), duration_s=12.0)))


@pytest.fixture(scope="session")
def circle() -> GroundTruth:
    """A person who walks round in a circle to the right."""
    walk = Walk(path=CirclePath(radius_m=1.2, turn="right"), speed_m_per_s=1.2)
    person = AgentSpec(name="person", body=small(0.5), position_m=(3.0, 1.2), activity=walk)
    room = RoomSpec(name="empty room", size_m=(6.0, 4.0, 2.5), corner_m=(-0.3, -2.0))
    return log(populate(SceneSpec(rooms=(room,), agents=(person,), duration_s=7.0)))


@pytest.fixture(scope="session")
def logs(
    walk: GroundTruth, home: GroundTruth, exercise: GroundTruth, circle: GroundTruth
) -> dict[str, GroundTruth]:
    """The logs by name."""
    return dict(zip(SCENES, (walk, home, exercise, circle), strict=True))


@pytest.fixture(scope="session")
def several(logs: dict[str, GroundTruth]) -> Captions:
    """Some captions of a scene at a level, made once."""

    @cache
    def made(scene: str, level: Level) -> tuple[Caption, ...]:
        return captions(logs[scene], level, np.random.default_rng(0), DRAWS)

    return made


@pytest.fixture
def chat() -> Iterator[ChatServer]:
    """A server on the loopback that answers from a script."""
    pytest.importorskip("openai", reason="the extra `plan` is not installed")
    with serving() as server:
        yield server
