"""Sentences become scene specifications."""

from scenes.language._parse import parse, scene_from_text

__all__ = [
    "parse",
    "scene_from_text",
]
