"""The fastest skin, in space and along the radar's line of sight."""

from collections.abc import Iterator

import numpy as np

from scenes.captions._names import the
from scenes.captions._skeleton import ends
from scenes.captions._statement import Statement
from scenes.world import AgentTruth, GroundTruth

SHARE, SLACK_M_PER_S = 0.2, 0.15
"""How far the skin may be from the ends of the limbs, as a share, and m/s."""

TURNED_M_PER_S = 0.9
"""Skin up to this speed may be on a head or a hand that turns, which joints do not show, m/s."""


def speeds(truth: GroundTruth, agent: AgentTruth) -> Iterator[Statement]:
    """The largest speed of the skin, m/s, and the largest part of it along the line of sight."""
    who = the(agent.name)
    top = float(agent.surface_speed_m_per_s[:, 3].max())
    yield Statement("top speed", agent.name, top, f"the skin of {who} moves at up to {top:.1f} m/s")
    radial = float(np.abs(agent.surface_radial_m_per_s[:, [0, 4]]).max())
    text = f"the micro-Doppler of {who} reaches {radial:.1f} m/s"
    yield Statement("micro-Doppler", agent.name, radial, text)


def top_speed_holds(statement: Statement, truth: GroundTruth) -> bool:
    """Takes finger tips, toes, crown and trunk from the velocities of the joints."""
    _, velocity = ends(truth.agent(statement.subject))
    return _is_close(statement, float(np.linalg.norm(velocity, axis=-1).max()))


def micro_doppler_holds(statement: Statement, truth: GroundTruth) -> bool:
    """The same along their lines of sight."""
    places, velocity = ends(truth.agent(statement.subject))
    way = places - np.array(truth.radar.position_m)
    unit = way / np.linalg.norm(way, axis=-1, keepdims=True)
    return _is_close(statement, float(np.abs((velocity * unit).sum(axis=-1)).max()))


def _is_close(statement: Statement, other: float) -> bool:
    said = statement.value
    if not isinstance(said, float):
        return False
    low, high = (1 - SHARE) * other - SLACK_M_PER_S, (1 + SHARE) * other + SLACK_M_PER_S
    return low <= said <= max(high, TURNED_M_PER_S)
