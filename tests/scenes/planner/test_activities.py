"""The grammar's plans: many, different, and such that a body can do them one after another."""

import re
from collections import Counter

import pytest

from scenes import InputError
from scenes.planner import ActivityPlan, ActivityWord, PlannedStep, diversity, plan_activities
from scenes.planner._activity_plan import Library, sentence
from scenes.planner._base import OBJECTS, ROOM_KINDS
from scenes.planner._people import is_person
from scenes.planner._postures import chained
from tests.scenes.planner.words import GAIT, GESTURES, WORDS

FALLS = {"fall_forward", "fall_backward", "stumble"}
BY_NAME = {word.name: word for word in WORDS}
ELDERLY = "fall detection for the elderly at home"


def names(plan: ActivityPlan) -> list[str]:
    """Activities in order."""
    return [step.activity for step in plan.steps]


def test_a_plan_says_what_its_steps_are() -> None:
    """The form that descriptions of scenes have: clauses by commas, the last one by "then"."""
    library = Library(WORDS)
    wanted = [
        PlannedStep(activity="walk", speed="slowly", target="sofa"),
        PlannedStep(activity="sit_down"),
        PlannedStep(activity="wave", hand="left", repetitions=3),
    ]
    steps = chained(wanted, "living room", library)
    assert steps == tuple(wanted)
    assert sentence("elderly woman", "living room", steps, library) == (
        "in the living room, an elderly woman walks slowly to the sofa, sits down, then waves "
        "with the left hand three times"
    )
    assert sentence("tall man", "office", steps[:1], library) == (
        "in the office, a tall man walks slowly to the sofa"
    )


def test_fall_detection_gets_falls_and_what_could_be_taken_for_them() -> None:
    plans = plan_activities(ELDERLY, 200, seed=1, activities=WORDS)
    assert len(plans) == 200
    falling = [plan for plan in plans if FALLS & set(names(plan))]
    assert 90 <= len(falling) <= 150
    assert all(re.search(r"\b(old|elderly)\b", plan.person) for plan in plans)
    assert {plan.room for plan in plans} == {*ROOM_KINDS} - {"office"}
    others = Counter(name for plan in plans if plan not in falling for name in names(plan))
    assert others.keys() >= {"sit_down", "lie_down", "pick_up", "squat"}


@pytest.mark.parametrize(
    ("goal", "wanted"),
    [
        ("gestures for human-computer interaction", set(GESTURES)),
        ("gait analysis of children", set(GAIT) | {"walk"}),
        ("sleep monitoring", {"sleep", "lie_down", "roll_over", "cough", "yawn", "sit_down"}),
        ("hygiene", {"wash_hands"}),
    ],
)
def test_each_family_has_its_activities_all_of_them(goal: str, wanted: set[str]) -> None:
    plans = plan_activities(goal, 60, activities=WORDS)
    used = {name for plan in plans for name in names(plan)}
    assert wanted <= used
    assert all(wanted & set(names(plan)) for plan in plans)


def test_plans_are_diverse_by_number() -> None:
    plans = plan_activities("human activity recognition at home", 300, seed=3, activities=WORDS)
    measured = diversity([plan.sentence for plan in plans], [plan.motion for plan in plans])
    assert measured.distinct_motions == measured.distinct_texts == 1.0
    assert measured.distinct_3 > 0.25
    assert measured.self_bleu < 0.9
    assert measured.spread > 0.7
    assert {name for plan in plans for name in names(plan)} >= set(BY_NAME) - FALLS - {
        "rise",
        "stand",
    }


def test_seeds_give_other_plans_and_the_same_seed_the_same() -> None:
    one, same, other = (plan_activities(ELDERLY, 20, seed=s, activities=WORDS) for s in (5, 5, 6))
    assert one == same
    assert len({plan.motion for plan in (*one, *other)}) > 30
    assert ActivityPlan.model_validate_json(one[0].model_dump_json()) == one[0]


@pytest.mark.parametrize("seed", range(3))
def test_every_plan_can_be_done(seed: int) -> None:
    """Postures follow one another, and what needs a thing happens beside one."""
    goal = "daily living, falls, sleep and gestures of everyone"
    for plan in plan_activities(goal, 100, seed, activities=WORDS):
        posture, beside = "stand", ""
        for step in plan.steps:
            word = BY_NAME[step.activity]
            before, after = word.posture
            assert before in ("any", posture), plan.sentence
            posture = posture if after == "any" else after
            beside = step.target or ("" if step.activity in GAIT else beside)
            if word.needs:
                assert beside in word.needs or before == "lie", plan.sentence
            assert bool(step.hand) <= word.sided
            assert bool(step.repetitions) <= word.repeats
        assert is_person(plan.person)
        assert set(plan.objects) <= set(OBJECTS)
        assert plan.source == "grammar"


@pytest.mark.parametrize(
    ("wanted", "done"),
    [
        (["sit_down", "walk_backwards"], "walk:sofa sit_down stand_up walk_backwards"),
        (["sleep"], "walk:sofa lie_down sleep"),
        (["lie_down", "wave", "drink"], "walk:sofa lie_down wave drink"),
        (["fall_forward", "squat"], "fall_forward rise squat"),
        (["sit_down", "drink", "lie_down"], "walk:sofa sit_down drink stand_up lie_down"),
    ],
)
def test_what_lies_between_is_added(wanted: list[str], done: str) -> None:
    steps = chained([PlannedStep(activity=name) for name in wanted], "living room", Library(WORDS))
    assert not isinstance(steps, str)
    said = [f"{s.activity}:{s.target}" if s.target else s.activity for s in steps]
    assert " ".join(said) == done


@pytest.mark.parametrize(
    ("wanted", "room", "reason"),
    [
        ("fly", "bedroom", "'fly' is no activity of the library"),
        ("sleep", "kitchen", "a kitchen has nothing to"),
        ("wash_hands", "bedroom", "wash_hands needs washbasin or kitchen_sink"),
        ("hover", "bedroom", "nothing in the library leads from the posture stand to air"),
    ],
)
def test_what_cannot_be_done_is_told(wanted: str, room: str, reason: str) -> None:
    library = Library((*WORDS, ActivityWord("hover", "daily", "hovers", ("air", "air"))))
    found = chained([PlannedStep(activity=wanted)], room, library)  # type: ignore[arg-type]
    assert isinstance(found, str)
    assert reason in found or "needs bed or sofa" in found


def test_a_library_without_the_family_is_refused() -> None:
    library = [word for word in WORDS if word.name not in FALLS]
    with pytest.raises(InputError, match=r"activities for falls in the library \(such as fall"):
        plan_activities(ELDERLY, 5, activities=library)


def test_more_than_there_is_cannot_be_planned() -> None:
    """Seven children who sleep, or go to one of some seven things in one of three ways first."""
    sleep = ActivityWord("sleep", "daily", "sleeps")
    goal = "sleep of children without walking in the bedroom"
    assert len(plan_activities(goal, 40, activities=[sleep])) == 40
    with pytest.raises(InputError, match="200 different plans"):
        plan_activities(goal, 200, activities=[sleep])


@pytest.mark.parametrize("count", [0, -1, 10**6, True])
def test_a_count_must_be_one(count: int) -> None:
    with pytest.raises(InputError, match="a number of plans"):
        plan_activities(ELDERLY, count, activities=WORDS)


@pytest.mark.parametrize("goal", ["", "  ", "gait " * 1000])
def test_a_goal_must_say_something(goal: str) -> None:
    with pytest.raises(InputError, match="a goal of 1 to 2000 characters"):
        plan_activities(goal, 1, activities=WORDS)


@pytest.mark.parametrize("words", [(), (WORDS[0], WORDS[0])])
def test_a_library_must_have_each_name_once(words: tuple[ActivityWord, ...]) -> None:
    with pytest.raises(InputError, match="each name once"):
        plan_activities(ELDERLY, 1, activities=words)
