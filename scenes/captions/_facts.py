"""`Facts`: the statements about a scene that hold, found by what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass

from scenes.captions._deeds import Deed, deeds
from scenes.captions._statement import Kind, Statement
from scenes.captions._statements import holds, statements
from scenes.world import GroundTruth


@dataclass(frozen=True)
class Facts:
    """What is known of a scene on two ways that agree.

    Attributes:
        truth: The log.
        deeds: What everybody does, by name.
        every: The statements that hold.
    """

    truth: GroundTruth
    deeds: Mapping[str, tuple[Deed, ...]]
    every: tuple[Statement, ...]

    def find(self, kind: Kind, subject: str = "", deed: int = -1) -> Statement | None:
        """The first statement of a kind about somebody, and one of their deeds."""
        return next(iter(self.all(kind, subject, deed)), None)

    def all(self, kind: Kind, subject: str = "", deed: int = -1) -> tuple[Statement, ...]:
        """All of them; those of any room for the kind "furniture" without a subject."""
        return tuple(
            one
            for one in self.every
            if one.kind == kind and one.deed == deed and subject in (one.subject, "")
        )


def facts_of(truth: GroundTruth) -> Facts:
    """Makes all statements about a scene, and keeps those that hold.

    Raises:
        InputError: The log has fewer than ten times a second, or they do not rise.
    """
    every = tuple(one for one in statements(truth) if holds(one, truth))
    return Facts(truth, {agent.name: deeds(truth, agent) for agent in truth.agents}, every)
