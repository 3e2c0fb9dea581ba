"""`PopulatedScene`: a specification with its meshes and moving bodies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from scenes._errors import InputError
from scenes.bodies import draw_vitals, load_body
from scenes.geometry import Surface
from scenes.motion import sampled_paths_m
from scenes.objects import object_surfaces
from scenes.rooms import home_surfaces
from scenes.spec import AgentSpec, Chain, Playback, RoomSpec, SceneSpec
from scenes.world._agent import Agent
from scenes.world._log import GroundTruth
from scenes.world._moving import moving
from scenes.world._playback import played_back
from scenes.world._truth import ground_truth


@dataclass(frozen=True)
class PopulatedScene:
    """A room with moving people, ready to be traced.

    Attributes:
        spec: What it was made from.
        surfaces: Everything that does not move.
        agents: Everyone.
    """

    spec: SceneSpec
    surfaces: tuple[Surface, ...]
    agents: tuple[Agent, ...]

    @property
    def duration_s(self) -> float:
        """Length of the scene, s."""
        return self.spec.duration_s

    def truth(self, times_s: np.ndarray | Sequence[float]) -> GroundTruth:
        """Who does what, where and how fast at these times, and what is around them.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        times = np.asarray(times_s, dtype=np.float64)
        return ground_truth(self.spec, self.surfaces, self.agents, times)

    def truth_json(self, times_s: np.ndarray | Sequence[float]) -> str:
        """`truth(times_s).to_json()`.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        return self.truth(times_s).to_json()


def populate(
    spec: SceneSpec,
    progress: Callable[[str], None] | None = None,
    folder: Path = Path(),
) -> PopulatedScene:
    """Builds a scene.

    Args:
        spec: The scene.
        progress: Called with one line before a slow step (the first use of a body).
        folder: Where files that the scene names are looked for.

    Raises:
        InputError: Two agents share a name, somebody's path leaves the room, an opening lies on no
            wall, or a file cannot be used.
    """
    _check(spec)
    surfaces = (*home_surfaces(spec), *object_surfaces(spec.objects, folder))
    agents = tuple(_agent(spec, i, folder, progress) for i in range(len(spec.agents)))
    return PopulatedScene(spec, surfaces, agents)


def _agent(
    spec: SceneSpec, index: int, folder: Path, progress: Callable[[str], None] | None
) -> Agent:
    agent = spec.agents[index]
    body = load_body(agent.body, progress)
    played = partial(played_back, folder=folder)
    motion, log = moving(agent, body, spec.duration_s, (spec.seed, index), played)
    vitals = draw_vitals(agent.vitals, np.random.default_rng([spec.seed, index, 1]))
    return Agent(agent.name, body, motion, log, vitals)


def _check(spec: SceneSpec) -> None:
    names = [agent.name for agent in spec.agents]
    if len(set(names)) < len(names):
        raise InputError(
            expected="agents with different names",
            found=", ".join(names),
            do="rename one of them",
        )
    for agent in spec.agents:
        if isinstance(agent.activity, Chain | Playback):
            continue
        _check_inside(agent, spec.rooms, spec.duration_s)


def _check_inside(agent: AgentSpec, rooms: tuple[RoomSpec, ...], duration_s: float) -> None:
    path = sampled_paths_m((agent,), duration_s)[0]
    for x, y in path:
        if not any(room.contains((float(x), float(y))) for room in rooms):
            raise InputError(
                expected=f"a path of {agent.name} that stays in the room",
                found=f"({x:.2f}, {y:.2f}) m on it",
                do="start elsewhere, walk another way, or make the scene shorter",
            )
