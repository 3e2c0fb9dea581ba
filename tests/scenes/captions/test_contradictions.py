"""True sentences in other words pass; each false one is refused, whatever it is false about."""

import re

import pytest

from scenes.captions import KINDS, Kind, Level, contradictions, statements
from scenes.world import GroundTruth
from tests.scenes.captions.conftest import Captions
from tests.scenes.captions.falsify import LIES

TRUE = (
    "Two people are in the scene: a woman in the living room and a man in the kitchen.",
    "A woman strolls over to the couch, takes a seat, and waves four times with her left hand.",
    "The woman slowly walks to the sofa in the living room, sits down, then waves her left hand.",
    "After walking to the sofa, she sits down and waves with her left hand.",
    "Before sitting down on the sofa, the woman walks slowly across the living room.",
    "She sits down after walking to the sofa.",
    "The woman walked to the couch, turned around, sat down and waved.",
    "A seated woman waves her left hand while a man claps in the kitchen.",
    "She takes 6 steps at about 1.4 steps per second, covering roughly 2.3 metres.",
    "The woman's micro-Doppler reaches nearly 2.7 m/s.",
    "The woman breathes about 14 times per minute.",
    "The man stays about 6.8 m from the radar.",
    "The woman is between 1.6 and 3.7 m from the radar.",
    "She does not stand up again.",
    "The man does not walk.",
    "She walks for 5.0 seconds.",
    "There are two chairs in the kitchen and one sofa in the living room.",
    "The woman is on the radar's left.",
    "The woman is in the radar's line of sight 100% of the time.",
    "The man claps his hands six times.",
    "Her left hand is raised beside her head and swings from side to side.",
    "The woman is in a living room with a sofa and the man in a kitchen with two chairs.",
    "The woman keeps a foot on the ground; her feet never leave the floor.",
    "Everything happens in the living room and the kitchen.",
    "She rests on the sofa.",
)

FALSE = {
    "a person who is not there": (
        "A child walks to the sofa.",
        "Three people are in the living room.",
        "One person is in the scene.",
        "Two women wave.",
        "There is nobody here.",
    ),
    "who does it": (
        "The man walks to the sofa.",
        "The woman claps.",
        "He waves.",
    ),
    "an activity": (
        "The woman runs to the sofa.",
        "The woman walks to the sofa and lies down.",
        "She drinks from a cup.",
        "She jumps.",
        "She falls on the floor.",
        "The woman dances to music.",
        "She vacuumed the living room.",
        "The woman answers the phone.",
        "The man is sitting.",
        "The woman kneels on the floor.",
    ),
    "what is denied": ("She never waves.", "The woman does not sit down.", "He isn't clapping."),
    "order": (
        "The woman waves, then walks to the sofa.",
        "She sits down before walking to the sofa.",
        "She walks to the sofa after sitting down.",
        "The woman sits down. Then she walks to the sofa.",
        "Before walking to the sofa, she waves.",
    ),
    "hand": (
        "The woman waves her right hand.",
        "She waves with the right arm.",
        "With her right hand she waves.",
    ),
    "count": (
        "The woman waves three times.",
        "The woman waves twice.",
        "The man claps 9 times.",
        "He claps once.",
    ),
    "pace": ("The woman walks quickly to the sofa.",),
    "thing": (
        "The woman walks to the piano.",
        "She sits down on the bed.",
        "The woman walks to the chair.",
        "The woman sits down on the coffee table.",
        "There are three chairs in the kitchen.",
        "There are four sofas in the living room.",
        "There is one sofa in the kitchen.",
        "In a kitchen with a sofa, a man claps.",
        "The woman rests on the coffee table.",
        "She walks past the fireplace.",
    ),
    "room": (
        "The woman walks in the kitchen.",
        "In the kitchen, the woman waves.",
        "The man claps in the bathroom.",
        "The man claps in the living room.",
        "The man is in the living room.",
        "There is a woman in the kitchen.",
    ),
    "direction and side": (
        "The woman walks toward the radar.",
        "The woman is on the radar's right.",
        "The woman stays to the right of the radar.",
        "The woman walks in a circle to the left.",
        "She circles the sofa clockwise.",
    ),
    "feet": (
        "Both feet of the woman leave the ground.",
        "While clapping, his feet lift off the floor.",
    ),
    "a number": (
        "The woman's micro-Doppler reaches 4.5 m/s.",
        "The woman takes 12 steps.",
        "The woman takes 2.4 steps per second.",
        "The woman walks at 1.4 m/s.",
        "The man breathes 25 times a minute.",
        "Her heart beats 110 times per minute.",
        "The man is 3.5 m from the radar.",
        "The woman is between 1.6 and 6 m from the radar.",
        "She waves for 12 seconds.",
        "She covers 7 metres on foot.",
        "The man is in sight for 40% of the time.",
        "She wears the number 23.",
    ),
}


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_in_other_words_passes(text: str, home: GroundTruth) -> None:
    assert contradictions(text, home) == ()


@pytest.mark.parametrize("text", [text for texts in FALSE.values() for text in texts])
def test_a_false_sentence_is_refused(text: str, home: GroundTruth) -> None:
    assert contradictions(text, home)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_false_log_would_say_is_refused(kind: Kind, logs: dict[str, GroundTruth]) -> None:
    scene, lie = LIES[kind]
    true = statements(logs[scene])
    false = [one for one in statements(lie(logs[scene])) if one.kind == kind and one not in true]
    assert false
    assert [one.text for one in false if not contradictions(one.text, logs[scene])] == []


def test_a_reason_names_what_is_wrong(home: GroundTruth) -> None:
    text = "The woman walks to the piano and waves her right hand 9 times."
    reasons = contradictions(text, home)
    for word in ("piano", "right hand", "9"):
        assert any(word in reason for reason in reasons)


SWAPS = (
    ("left hand", "right hand"),
    ("four times", "seven times"),
    ("living room", "bathroom"),
    ("sofa", "bed"),
    ("woman", "girl"),
    ("walks", "crawls"),
    ("sits down", "lies down"),
    ("claps", "nods"),
)


def test_a_caption_with_one_word_changed_is_refused(home: GroundTruth, several: Captions) -> None:
    levels: tuple[Level, ...] = ("structural", "semantic")
    texts = [made.text for level in levels for made in several("home", level)]
    for true, false in SWAPS:
        changed = [text.replace(true, false) for text in texts if true in text]
        assert changed
        assert [text for text in changed if not contradictions(text, home)] == []


def test_a_caption_with_its_numbers_changed_is_refused(
    walk: GroundTruth, several: Captions
) -> None:
    """Half as much again is beyond every tolerance."""
    for made in several("walk", "statistical"):
        for number in set(re.findall(r"\d+\.\d+", made.text)):
            false = made.text.replace(number, f"{1.5 * float(number):.1f}")
            assert contradictions(false, walk), false


def test_nothing_said_contradicts_nothing(home: GroundTruth) -> None:
    assert contradictions("", home) == ()
    assert contradictions("A quiet afternoon.", home) == ()


@pytest.mark.parametrize("text", ["\x00 \ud800", "9" * 5000, "the " * 20000, ")(*&^%$#@!"])
def test_hostile_text_ends_in_an_answer(text: str, home: GroundTruth) -> None:
    assert isinstance(contradictions(text, home), tuple)
