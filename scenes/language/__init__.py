"""Sentences and stories, understood completely or refused."""

from scenes.language._cursor import TOKEN
from scenes.language._grammar import read_sentence
from scenes.language._sentence import Action, Person, Sentence
from scenes.language._story import Character, Deed, Place, Story, read_story
from scenes.language._story_words import action_phrases, going_phrases
from scenes.language._words import ADJECTIVES, NOUNS

__all__ = [
    "ADJECTIVES",
    "NOUNS",
    "TOKEN",
    "Action",
    "Character",
    "Deed",
    "Person",
    "Place",
    "Sentence",
    "Story",
    "action_phrases",
    "going_phrases",
    "read_sentence",
    "read_story",
]
