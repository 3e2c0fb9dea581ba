"""`PopulatedScene`: a specification with its meshes and moving bodies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scenes._errors import InputError
from scenes.bodies import draw_vitals, load_body
from scenes.geometry import Surface
from scenes.motion import Motion, sampled_paths_m, stand_motion, walk_motion
from scenes.rooms import furniture_surfaces, room_surfaces
from scenes.spec import AgentSpec, RoomSpec, SceneSpec, Stand, Walk, Wave
from scenes.world._agent import EXTRA_S, ActivityInterval, Agent
from scenes.world._truth import GroundTruth, ground_truth


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
        """Who is where and how fast at these times.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        return ground_truth(self.agents, np.asarray(times_s, dtype=np.float64))

    def truth_json(self, times_s: np.ndarray | Sequence[float]) -> str:
        """`truth(times_s).to_json()`.

        Raises:
            InputError: A time lies more than a second outside the scene.
        """
        return self.truth(times_s).to_json()


def populate(spec: SceneSpec, progress: Callable[[str], None] | None = None) -> PopulatedScene:
    """Builds a scene.

    Args:
        spec: The scene.
        progress: Called with one line before a slow step (the first use of a body).

    Raises:
        InputError: Two agents share a name, or somebody's path leaves the room.
    """
    _check(spec)
    surfaces = (*room_surfaces(spec.room), *furniture_surfaces(spec.objects))
    agents = tuple(_agent(spec, i, progress) for i in range(len(spec.agents)))
    return PopulatedScene(spec, surfaces, agents)


def _agent(spec: SceneSpec, index: int, progress: Callable[[str], None] | None) -> Agent:
    agent = spec.agents[index]
    body = load_body(agent.body, progress)
    random = np.random.default_rng([spec.seed, index])
    span = (-EXTRA_S, spec.duration_s + EXTRA_S)
    motion: Motion
    if isinstance(agent.activity, Walk):
        motion = walk_motion(agent, agent.activity, body, random.uniform(), span)
    elif isinstance(agent.activity, Stand | Wave):
        motion = stand_motion(agent, agent.activity, body, random)
    else:
        raise InputError(
            expected="a walk, standing or waving",
            found=f"an activity of the kind {agent.activity.kind!r}",
            do="choose one of those",
        )
    log = (ActivityInterval(motion.activity, 0.0, spec.duration_s),)
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
        _check_inside(agent, spec.room, spec.duration_s)


def _check_inside(agent: AgentSpec, room: RoomSpec, duration_s: float) -> None:
    path = sampled_paths_m((agent,), duration_s)[0]
    low = np.array(room.corner_m)
    outside = (path < low).any(1) | (path > low + np.array(room.size_m[:2])).any(1)
    if outside.any():
        x, y = path[outside.argmax()]
        raise InputError(
            expected=f"a path of {agent.name} that stays in the room",
            found=f"({x:.2f}, {y:.2f}) m on it",
            do="start elsewhere, walk another way, or make the scene shorter",
        )
