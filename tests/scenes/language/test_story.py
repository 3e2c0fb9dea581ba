"""Stories: chained actions are understood word for word, or refused with the word that is not."""

import pytest

from scenes import InputError
from scenes.language import Deed, Place, Story, read_story
from scenes.language._story_words import GOING, MANNERS, action_phrases, object_phrases
from scenes.language._verbs import forms, gerund_of, stem_of
from scenes.motion import activities
from scenes.objects import CATALOGUE

CHAINED = "in a furnished flat, a tall woman walks slowly to the sofa, sits down, then waves "


def deeds(text: str) -> tuple[Deed, ...]:
    (person,) = read_story(text).people
    return person.deeds


def test_a_chain_is_read_with_its_manners_places_sides_and_counts() -> None:
    story = read_story(CHAINED + "twice with the left hand")
    (woman,) = story.people
    assert (woman.noun, dict(woman.body)) == ("woman", {"height": 0.5, "gender": 1.0})
    go, sit, wave = woman.deeds
    assert go == Deed(tempo=0.65, place=Place("sofa", False, "to"))
    assert sit == Deed(activity="sit_down")
    assert wave == Deed(activity="wave", repetitions=2, hand="left")
    assert story.is_home


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a man does squats 7 times", Deed(activity="squat", repetitions=7)),
        ("a man bows deeply", Deed(activity="bow", tempo=0.95, amplitude=1.15)),
        ("a man is bowing", Deed(activity="bow")),
        ("a man jogs to the window", Deed(manner="jog", place=Place("window", False, "to"))),
        ("a man walks to the tv at 0.8 m/s", None),
        ("a man drinks for 8 seconds", Deed(activity="drink", duration_s=8.0)),
        ("a man walks tiredly to the bed", None),
        ("a man jogs in a circle to the left", Deed(activity="jog_in_circle", hand="left")),
    ],
)
def test_what_is_said_of_an_action(text: str, expected: Deed | None) -> None:
    (found,) = deeds(text)
    if expected is not None:
        assert found == expected
    elif "tv" in text:
        assert (found.place, found.speed_m_per_s) == (Place("screen", False, "to"), 0.8)
    else:
        assert found.fatigue == 0.8


def test_several_people_and_a_room_for_each() -> None:
    story = read_story(
        "a man walks to the fridge in the kitchen and drinks while two women wave both hands"
    )
    assert [person.noun for person in story.people] == ["man", "woman", "woman"]
    assert [len(person.deeds) for person in story.people] == [2, 1, 1]
    assert story.rooms == ("kitchen",)
    assert isinstance(story, Story)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a woman walks to the moon", "'the'|'to'"),
        ("a woman flies to the sofa", "flies"),
        ("a robot sits down", "robot"),
        ("a woman sits down then", "the end"),
        ("a woman sits down quite", "quite"),
        ("a woman bows 0 times", "0 times"),
        ("a woman bows for 4000 seconds", "4000"),
        ("a woman walks to the sofa to the bed", "two places"),
        ("", "no words"),
    ],
)
def test_what_is_not_understood_is_named_in_one_line(text: str, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        read_story(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("third", "stem", "gerund"),
    [
        ("sits", "sit", "sitting"),
        ("waves", "wave", "waving"),
        ("brushes", "brush", "brushing"),
        ("carries", "carry", "carrying"),
        ("ties", "tie", "tying"),
        ("does", "do", "doing"),
        ("crosses", "cross", "crossing"),
        ("mops", "mop", "mopping"),
        ("falls", "fall", "falling"),
    ],
)
def test_forms_of_verbs(third: str, stem: str, gerund: str) -> None:
    assert (stem_of(third), gerund_of(third)) == (stem, gerund)
    assert (*gerund.split(), "down") in set(forms(f"{third} down"))


def test_every_activity_can_be_said() -> None:
    """Each plain phrase of the library is read back as the activity that it names."""
    for name, one in activities().items():
        if one.group == "basic":
            continue
        plain = [says for says in one.says if "{" not in says]
        assert plain, f"{name} has no phrase without a side"
        assert any(action_phrases()[tuple(says.split())] == name for says in plain), (
            f"all phrases of {name} belong to other activities"
        )
        (found,) = deeds(f"a man {plain[0]}")
        assert found.activity in (name, "walk", "jog")


def test_the_words_name_things_that_exist() -> None:
    assert set(object_phrases().values()) <= set(CATALOGUE)
    assert set(GOING) & {"walks", "jogs"}
    assert all(0.4 <= tempo <= 2.0 for tempo, _, _ in MANNERS.values())
