"""All kinds of clips; importing this registers them."""

from mmwave_sim.dataset.recipes._activities_kind import ActivitiesKind
from mmwave_sim.dataset.recipes._sentence_kind import SentenceKind

__all__ = ["ActivitiesKind", "SentenceKind"]
