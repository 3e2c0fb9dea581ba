"""Captions that the log of the truth bears out, at three levels, and a check of other texts."""

from scenes.captions._attributes import Attributes, attributes
from scenes.captions._caption import LEVELS, Caption, Level, caption, captions
from scenes.captions._contradictions import contradictions
from scenes.captions._rewritten import Rewriting, rewritten
from scenes.captions._statement import KINDS, Kind, Statement
from scenes.captions._statements import holds, statements

__all__ = [
    "KINDS",
    "LEVELS",
    "Attributes",
    "Caption",
    "Kind",
    "Level",
    "Rewriting",
    "Statement",
    "attributes",
    "caption",
    "captions",
    "contradictions",
    "holds",
    "rewritten",
    "statements",
]
