"""What each person does, as a motion and as a log."""

from collections.abc import Callable

import numpy as np

from scenes.bodies import Body
from scenes.motion import (
    ActivityInterval,
    ChainMotion,
    Motion,
    chain_motion,
    stand_motion,
    walk_motion,
)
from scenes.spec import AgentSpec, Chain, Playback, Stand, Walk, Wave
from scenes.world._agent import EXTRA_S

Played = Callable[[Playback, AgentSpec, Body], Motion]
"""Reads a recording and retargets it."""


def moving(
    agent: AgentSpec, body: Body, duration_s: float, seed: tuple[int, int], played: Played
) -> tuple[Motion, tuple[ActivityInterval, ...]]:
    """The motion of a person, and what they do when.

    Args:
        agent: Who.
        body: Their body.
        duration_s: Length of the scene, s.
        seed: Seed of the scene and number of the person: draws phases.
        played: Reads recordings.

    Raises:
        InputError: An activity is unknown, or a recording cannot be read.
    """
    random = np.random.default_rng(seed)
    span = (-EXTRA_S, duration_s + EXTRA_S)
    doing = agent.activity
    motion: Motion
    if isinstance(doing, Chain):
        chain = chain_motion(body, doing.steps, agent.position_m, agent.heading_rad, random)
        return chain, _logged(chain, duration_s)
    if isinstance(doing, Walk):
        motion = walk_motion(agent, doing, body, random, span)
    elif isinstance(doing, Stand | Wave):
        motion = stand_motion(agent, doing, body, random)
    else:
        motion = played(doing, agent, body)
    return motion, (ActivityInterval(motion.activity, 0.0, duration_s),)


def _logged(chain: ChainMotion, duration_s: float) -> tuple[ActivityInterval, ...]:
    """The intervals of a chain within the scene; afterwards the person keeps still."""
    log = [
        ActivityInterval(
            activity=one.activity,
            start_s=one.start_s,
            end_s=min(one.end_s, duration_s),
            step=one.step,
            hand=one.hand,
            repetitions=sum(end <= duration_s for end in one.cycles_s[1:]),
            cycles_s=tuple(time for time in one.cycles_s if time <= duration_s),
        )
        for one in chain.intervals
        if one.start_s < duration_s
    ]
    if duration_s > chain.duration_s:
        log.append(ActivityInterval("pause", chain.duration_s, duration_s))
    return tuple(log)
