"""What a plan says in words is what `scenes.language` reads, deed by deed."""

import pytest

from scenes import language
from scenes.motion import activities
from scenes.planner import ActivityPlan, library_words, plan_activities
from scenes.planner._people import LOOKS, NOUNS

GOALS = ("human activity recognition", "gait of children", "sleep", "gestures in the office")


def said(plan: ActivityPlan) -> list[tuple[str, str, str, int | None]]:
    """Activity, target, side and repetitions of each step."""
    return [(s.activity, s.target, s.hand, s.repetitions) for s in plan.steps]


@pytest.mark.parametrize("goal", GOALS)
def test_every_sentence_is_read_as_it_was_planned(goal: str) -> None:
    for plan in plan_activities(goal, 60, seed=2):
        story = language.read_story(plan.sentence)
        (person,) = story.people
        read = [
            (d.activity or d.manner, d.place.kind if d.place else "", d.hand or "", d.repetitions)
            for d in person.deeds
        ]
        assert read == said(plan), plan.sentence
        assert story.rooms == (plan.room,)
        for deed, step in zip(person.deeds, plan.steps, strict=True):
            pace = {"slowly": deed.tempo < 1, "": deed.tempo == 1, "quickly": deed.tempo > 1}
            assert pace[step.speed], plan.sentence


def test_the_library_is_known_to_the_planner() -> None:
    words = {word.name: word for word in library_words()}
    assert set(words) == {name for name, one in activities().items() if one.group != "basic"}
    assert words["sit_down"].posture == ("stand", "sit")
    assert "chair" in words["sit_down"].needs
    assert (words["wave"].sided, words["wave"].limb) == (True, "hand")
    assert not any("{" in word.phrase for word in words.values())


def test_people_are_made_of_words_that_scenes_know() -> None:
    assert set(language.NOUNS) >= NOUNS
    assert set(language.ADJECTIVES) >= set(LOOKS)
