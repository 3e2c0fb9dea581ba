"""What is said becomes who does what, where and when, in a home."""

from scenes.choreography._parse import parse, scene_from_text
from scenes.choreography._script import Script, write_script
from scenes.choreography._stage import stage_story

__all__ = [
    "Script",
    "parse",
    "scene_from_text",
    "stage_story",
    "write_script",
]
