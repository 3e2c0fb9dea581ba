"""What happens when: activities begin and end, repetitions begin, feet come down."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scenes.world._log import AgentTruth, GroundTruth


@dataclass(frozen=True)
class Event:
    """Something that happens at a moment.

    Attributes:
        time_s: When, s.
        agent: Who.
        kind: What sort of event.
        what: The activity, or the foot ("left", "right") that comes down.
        number: Number of the repetition or of the footfall, from 1; 0 for the others.
    """

    time_s: float
    agent: str
    kind: Literal["start", "repetition", "footfall", "end"]
    what: str
    number: int = 0


def events(truth: GroundTruth) -> tuple[Event, ...]:
    """Every event of a scene in order of time."""
    every = (event for agent in truth.agents for event in _of_agent(agent))
    return tuple(sorted(every, key=lambda event: event.time_s))


def _of_agent(agent: AgentTruth) -> Iterator[Event]:
    for one in agent.intervals:
        yield Event(one.start_s, agent.name, "start", one.activity)
        for number, start in enumerate(one.cycles_s[: one.repetitions], start=1):
            yield Event(start, agent.name, "repetition", one.activity, number)
        yield Event(one.end_s, agent.name, "end", one.activity)
    for number, foot in enumerate(agent.footfalls, start=1):
        yield Event(foot.time_s, agent.name, "footfall", foot.side, number)
