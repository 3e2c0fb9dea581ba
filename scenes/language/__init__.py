"""Sentences and stories, understood completely or refused."""

from scenes.language._grammar import read_sentence
from scenes.language._sentence import Action, Person, Sentence
from scenes.language._story import Character, Deed, Place, Story, read_story
from scenes.language._telling import tells_a_story
from scenes.language._words import ADJECTIVES, NOUNS

__all__ = [
    "ADJECTIVES",
    "NOUNS",
    "Action",
    "Character",
    "Deed",
    "Person",
    "Place",
    "Sentence",
    "Story",
    "read_sentence",
    "read_story",
    "tells_a_story",
]
