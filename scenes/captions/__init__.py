"""Captions that the log of the truth bears out, at three levels, and a check of other texts."""

from scenes.captions._statement import KINDS, Kind, Statement
from scenes.captions._statements import holds, statements

__all__ = ["KINDS", "Kind", "Statement", "holds", "statements"]
