"""`Knowledge`: what the log says of what other texts claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scenes.captions._deeds import Deed, check_dense, deeds, during
from scenes.captions._lexicon import POSTURES, vocabulary
from scenes.captions._reading import Clause
from scenes.captions._statement import Kind, Statement
from scenes.captions._statements import statements
from scenes.world import AgentTruth, GroundTruth


@dataclass(frozen=True)
class Knowledge:
    """A log, prepared for questions.

    Attributes:
        truth: The log.
    """

    truth: GroundTruth

    def __post_init__(self) -> None:
        """Refuses a log that is too sparse."""
        check_dense(self.truth)

    @cached_property
    def every(self) -> tuple[Statement, ...]:
        """All statements about the scene."""
        return statements(self.truth)

    @cached_property
    def deeds(self) -> dict[str, tuple[Deed, ...]]:
        """What everybody does, by name."""
        return {agent.name: deeds(self.truth, agent) for agent in self.truth.agents}

    def agents(self, names: Iterable[str]) -> list[AgentTruth]:
        """The people of these names."""
        return [self.truth.agent(name) for name in names]

    def performed(self, names: Iterable[str]) -> frozenset[str]:
        """Everything that these people do within the logged time, turns and pauses included."""
        first, last = self.truth.times_s[[0, -1]]
        return frozenset(
            one.activity
            for agent in self.agents(names)
            for one in agent.intervals
            if one.end_s > first and one.start_s < last
        )

    def words(self, names: Iterable[str]) -> frozenset[str]:
        """Roots of the words that describe what these people do."""
        return frozenset().union(*(vocabulary(one) for one in self.performed(names)))

    def meant(self, clause: Clause) -> list[tuple[AgentTruth, int, Deed]]:
        """The deeds that a clause names, or that fit its posture; else all of its people's."""
        wanted = frozenset().union(*(one.activities for one in clause.mentions))
        postures = {one for word in clause.postures for one in POSTURES[word]}
        every = [
            (self.truth.agent(name), number, deed)
            for name in clause.subjects
            for number, deed in enumerate(self.deeds[name])
        ]
        named = [one for one in every if one[2].activity in wanted]
        fitting = [one for one in every if self._posture(one[0], one[2]) in postures]
        return named or fitting or every

    def _posture(self, agent: AgentTruth, deed: Deed) -> str:
        """The posture at the end of a deed."""
        return agent.posture[int(self.times(deed)[-1])]

    def values(self, kind: Kind, agent: str, deed: int | None = None) -> list[Statement]:
        """Statements of a kind about somebody, of one deed or any."""
        return [
            one
            for one in self.every
            if one.kind == kind and one.subject == agent and deed in (None, one.deed)
        ]

    def times(self, deed: Deed) -> np.ndarray:
        """Numbers of the logged times that fall into a deed."""
        return np.flatnonzero(during(self.truth, deed))
