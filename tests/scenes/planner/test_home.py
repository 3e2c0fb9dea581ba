"""A sentence about a home becomes rooms and objects, or is refused by the word that is unknown."""

import json
from collections import Counter

import pytest

from scenes import InputError
from scenes.endpoint import MalformedAnswerError, RefusedAnswerError
from scenes.objects import CATALOGUE
from scenes.planner import HomePlan, plan_home
from scenes.planner._base import ALWAYS, OBJECTS, OFTEN
from scenes.planner._home_words import PEOPLE, STYLES, TASTES
from tests.scenes.endpoint.chat_server import ChatServer, said

RESEARCHER = "apartment for a researcher with a cat"


def kinds(plan: HomePlan) -> list[str]:
    """Kinds of the rooms in order."""
    return [room.kind for room in plan.rooms]


def objects(plan: HomePlan, kind: str) -> Counter[str]:
    """What stands in all rooms of a kind."""
    return Counter(name for room in plan.rooms if room.kind == kind for name in room.objects)


def test_every_object_that_is_planned_is_in_the_catalogue() -> None:
    assert set(OBJECTS) <= set(CATALOGUE)
    traits = [*PEOPLE.values(), *TASTES.values(), *STYLES.values()]
    added = {name for trait in traits for names in trait.adds.values() for name in names}
    assert added | {name for trait in traits for name in trait.less} <= set(OBJECTS)
    assert {name for table in (ALWAYS, OFTEN) for names in table.values() for name in names} <= set(
        OBJECTS
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_researcher_with_a_cat_gets_an_office_and_the_cat(seed: int) -> None:
    plan = plan_home(RESEARCHER, seed)
    assert kinds(plan) == ["living room", "bedroom", "kitchen", "bathroom", "office"]
    assert objects(plan, "office") >= Counter(["desk", "office_chair", "monitor", "bookshelf"])
    assert objects(plan, "living room")["cat"] == 1
    assert objects(plan, "kitchen") >= Counter(ALWAYS["kitchen"])
    assert any(reason.startswith("researcher: desk") for reason in plan.reasons)
    assert any(reason.startswith("cat: cat in the living room") for reason in plan.reasons)
    assert (plan.ignored, plan.source) == ((), "grammar")


def test_the_seed_draws_the_rest() -> None:
    plans = [plan_home(RESEARCHER, seed) for seed in (0, 0, 1, 2, 3)]
    assert plans[0] == plans[1]
    assert len({plan.model_dump_json() for plan in plans}) == 4
    assert HomePlan.model_validate_json(plans[0].model_dump_json()) == plans[0]


@pytest.mark.parametrize(
    ("text", "rooms"),
    [
        ("flat", "living room, bedroom, kitchen, bathroom"),
        ("a researcher", "living room, bedroom, kitchen, bathroom, office"),
        ("bedroom for a programmer", "bedroom"),
        ("a kitchen and a bathroom", "kitchen, bathroom"),
        ("studio", "living room, kitchen, bathroom"),
        ("room", "bedroom"),
        ("two students in a flat", "living room, bedroom, bedroom, kitchen, bathroom"),
        (
            "house with three bedrooms and two bathrooms",
            "living room, bedroom, bedroom, bedroom, kitchen, bathroom, bathroom, corridor",
        ),
        (
            "home of a family of five",
            "living room, bedroom, bedroom, bedroom, kitchen, bathroom",
        ),
        ("one-bedroom flat for two students", "living room, bedroom, kitchen, bathroom"),
        ("a couple without children", "living room, bedroom, kitchen, bathroom"),
        ("house without a corridor", "living room, bedroom, kitchen, bathroom"),
        ("workplace", "bathroom, office, corridor"),
    ],
)
def test_rooms_follow_from_the_home_and_who_lives_there(text: str, rooms: str) -> None:
    assert ", ".join(kinds(plan_home(text))) == rooms


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        ("flat for a pianist", "living room", ["piano", "stool"]),
        ("flat with a piano and two plants", "living room", ["piano", "plant", "plant"]),
        ("flat with a screen and a couch in the bedroom", "bedroom", ["screen", "sofa"]),
        ("flat with a dining table", "kitchen", ["dining_table"]),
        ("office for two programmers", "office", ["desk", "desk", "monitor", "monitor", "monitor"]),
        ("studio", "living room", ["sofa", "bed", "wardrobe"]),
        ("flat for a cook", "kitchen", ["kitchen_island", "range_hood", "pot", "pot"]),
        ("a man who likes to cook", "kitchen", ["range_hood", "pot"]),
        ("couple with a baby", "bedroom", ["bed", "crib"]),
        ("flat for a cyclist", "corridor", ["bicycle"]),
        ("bedroom for a student with a cat", "bedroom", ["bed", "desk", "bookshelf", "cat"]),
        ("flat with three bookcases", "living room", ["bookshelf"] * 3),
    ],
)
def test_objects_follow_from_people_tastes_and_words(
    text: str, room: str, wanted: list[str]
) -> None:
    for seed in range(3):
        assert objects(plan_home(text, seed), room) >= Counter(wanted)


def test_a_number_that_is_said_is_exact() -> None:
    for seed in range(5):
        office = objects(plan_home("office for two programmers with four monitors", seed), "office")
        assert office["monitor"] == 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("flat without a television", "screen"),
        ("flat for a pianist without a piano", "piano"),
        ("flat for an elderly couple", "rug"),
        ("flat with plants but no radiator", "radiator"),
        ("home of a person with no cat", "cat"),
    ],
)
def test_without_leaves_out(text: str, name: str) -> None:
    for seed in range(5):
        plan = plan_home(text, seed)
        assert not any(name in room.objects for room in plan.rooms)
    assert any(reason == f"left out: {name}" for reason in plan.reasons)


def test_what_is_asked_for_comes_before_what_people_do_without() -> None:
    plan = plan_home("flat with a rug for a grandmother")
    assert objects(plan, "living room")["rug"] == 1


def test_styles_change_how_much_there_is() -> None:
    def size(text: str) -> float:
        return sum(len(room.objects) for seed in range(10) for room in plan_home(text, seed).rooms)

    assert size("minimalist flat") < size("small flat") < size("flat") < size("large flat")
    bare = {kind: set(ALWAYS[kind]) for kind in ALWAYS}
    for room in plan_home("minimalist flat").rooms:
        assert set(room.objects) - {"shower", "bathtub"} == bare[room.kind]


def test_known_words_without_effect_are_listed() -> None:
    plan = plan_home("a nice old house for a happy couple")
    assert plan.ignored == ("nice", "old", "happy")
    assert not any("armchair" in reason for reason in plan.reasons)
    assert plan_home("house for an old couple").ignored == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("spaceship for a cat", "'spaceship'"),
        ("flat near the sea", "'near', 'sea'"),
        ("flat with a zeppelin; rm -rf", "'zeppelin'"),
        ("flat with three", "a number of nothing"),
        ("nice", "nothing that a home could have"),
        ("house and flat", "a second home, 'flat'"),
        ("in the kitchen", "nothing before it that could be there"),
        ("flat with a sofa in the office", "in the office, which the home does not have"),
        ("not small flat", "'small' after 'without'"),
        ("kitchen without a kitchen", "0 rooms"),
        ("flat with eight bedrooms and eight offices", "19 rooms"),
        ("", "a description of 1 to 2000 characters"),
        ("flat " * 1000, "5000 characters"),
    ],
)
def test_what_is_not_understood_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        plan_home(text)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_seed_must_be_one() -> None:
    with pytest.raises(InputError, match="as seed"):
        plan_home("flat", -1)


def test_a_model_plans_where_there_is_one(chat: ChatServer) -> None:
    rooms = [
        {"kind": "office", "objects": ["desk", "office chair", "Book Shelf", "teleporter"]},
        {"kind": "living room", "objects": ["sofa", "cat", "television"]},
    ]
    answer = {"rooms": rooms, "reasons": ["a researcher needs a desk"]}
    chat.replies = [said(f"Here you are:\n```json\n{json.dumps(answer)}\n```")]
    plan = plan_home("lair of a mad scientist", 7, chat.endpoint())
    assert plan.source == "model"
    assert [(room.kind, room.objects) for room in plan.rooms] == [
        ("office", ("desk", "office_chair", "bookshelf")),
        ("living room", ("sofa", "cat", "television")),
    ]
    assert plan.ignored == ("object 'teleporter'",)
    assert plan.reasons == ("a researcher needs a desk",)
    system, user, _ = chat.texts(0)
    assert all(name in system for name in OBJECTS)
    assert json.dumps("lair of a mad scientist") in user
    assert "7" in user


def test_a_room_that_there_is_not_is_corrected_by_the_model(chat: ChatServer) -> None:
    bad = {"rooms": [{"kind": "dungeon", "objects": []}]}
    good = {"rooms": [{"kind": "corridor", "objects": ["bench"]}]}
    chat.replies = [said(json.dumps(bad)), said(json.dumps(good))]
    assert kinds(plan_home("castle", 0, chat.endpoint())) == ["corridor"]
    assert "at rooms.0.kind: Input should be 'living room', 'bedroom'" in chat.texts(1)[-1]


def test_a_model_that_gives_no_plan_is_an_error(chat: ChatServer) -> None:
    chat.replies = [said('{"rooms": []}')]
    with pytest.raises(MalformedAnswerError):
        plan_home("flat", 0, chat.endpoint())
    chat.replies = [said(None, refusal="No.")]
    with pytest.raises(RefusedAnswerError):
        plan_home("flat", 0, chat.endpoint())
