"""Breath and heartbeat."""

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float

from scenes.captions._names import the
from scenes.captions._statement import Statement
from scenes.world import AgentTruth, GroundTruth

FEWEST_BREATHS, FEWEST_BEATS = 1.5, 4.0
"""Shorter logs do not show a rate."""

SHARE = 0.04
"""How far the counted rate may be from the stated one."""


def rates(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """Breaths and heartbeats a minute; 0 for a breath that is held."""
    who, vitals = the(agent.name), agent.vitals
    span = float(truth.times_s[-1] - truth.times_s[0])
    breath = 60 * float(vitals.breathing_hz) if float(vitals.breathing_m) > 0 else 0.0
    if breath == 0 or span * breath / 60 >= FEWEST_BREATHS:
        text = f"breathes {breath:.0f} times a minute" if breath else "holds the breath"
        yield Statement("breathing rate", agent.name, breath, f"{who} {text}")
    beat = 60 * float(vitals.heartbeat_hz)
    if float(vitals.heartbeat_m) > 0 and span * beat / 60 >= FEWEST_BEATS:
        text = f"the heart of {who} beats {beat:.0f} times a minute"
        yield Statement("heart rate", agent.name, beat, text)


def breathing_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Times the rises of the chest through zero."""
    agent = truth.agent(statement.subject)
    return _is_close(statement, _rate_per_minute(truth.times_s, agent.breathing_m))


def heart_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Times the rises of the skin above the heart through zero."""
    agent = truth.agent(statement.subject)
    return _is_close(statement, _rate_per_minute(truth.times_s, agent.heartbeat_m))


def _is_close(statement: Statement, rate: float | None) -> bool:
    said = statement.value
    return isinstance(said, float) and rate is not None and abs(said - rate) <= SHARE * rate


def _rate_per_minute(
    times_s: Float[np.ndarray, " time"], wave_m: Float[np.ndarray, " time"]
) -> float | None:
    """From rises, or falls where there are more of them, through zero; 0 for no wave at all."""
    if not wave_m.any():
        return 0.0
    found = max((_rises_s(times_s, sign * wave_m) for sign in (1, -1)), key=len)
    return 60 * (len(found) - 1) / (found[-1] - found[0]) if len(found) > 1 else None


def _rises_s(
    times_s: Float[np.ndarray, " time"], wave_m: Float[np.ndarray, " time"]
) -> Float[np.ndarray, " rise"]:
    at = np.flatnonzero((wave_m[:-1] < 0) & (wave_m[1:] >= 0))
    share = -wave_m[at] / (wave_m[at + 1] - wave_m[at])
    return times_s[at] + share * (times_s[at + 1] - times_s[at])
