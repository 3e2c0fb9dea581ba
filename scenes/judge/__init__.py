"""Judges: what is wrong with a scene, by geometry or by eye, and what would mend it."""

from scenes.judge._attempt import NoSceneError, attempt
from scenes.judge._judge import Allowed, judge
from scenes.judge._rules import Rules
from scenes.judge._verdict import Reason, Rule, Verdict
from scenes.judge._vision import judge_by_vision

__all__ = [
    "Allowed",
    "NoSceneError",
    "Reason",
    "Rule",
    "Rules",
    "Verdict",
    "attempt",
    "judge",
    "judge_by_vision",
]
