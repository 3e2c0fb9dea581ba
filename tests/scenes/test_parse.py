"""Sentences: what is understood, what is refused, and that nothing is ignored."""

import math

import numpy as np
import pytest
from pydantic import ValidationError

from scenes import (
    MAX_SEED,
    CirclePath,
    InputError,
    LinePath,
    RoomSpec,
    SceneSpec,
    Stand,
    ToAndFroPath,
    VitalsSpec,
    Walk,
    Wave,
    parse,
)
from scenes.language._grammar import read_sentence
from scenes.language._words import ADJECTIVES, ADVERBS, HELP, NOUNS


def test_demonstration_sentence() -> None:
    """A 5 m wide, 6 m deep room; from some 4.7 m to 1.4 m in 3 s, a little off boresight."""
    spec = parse("a person walks across the living room toward the radar")
    (agent,) = spec.agents
    assert spec.room.name == "living room"
    assert spec.room.size_m[:2] == (6.0, 5.0)
    assert spec.radar.position_m == (0.0, 0.0, 1.0)
    assert agent.activity == Walk(path=LinePath(), speed_m_per_s=1.1)
    start = math.hypot(*agent.position_m)
    assert 4.4 < start < 5.0
    assert 1.3 < start - 1.1 * spec.duration_s < 1.7
    bearing = math.atan2(agent.position_m[1], agent.position_m[0])
    assert 3 < abs(math.degrees(bearing)) < 10
    assert math.cos(agent.heading_rad - bearing) == pytest.approx(-1.0, abs=1e-6)
    assert len(spec.objects) >= 4


@pytest.mark.parametrize(
    ("text", "activities"),
    [
        ("A woman walks away from the radar.", [Walk]),
        ("two old people stroll in circles in a bedroom", [Walk, Walk]),
        ("a man and a woman walk towards the radar in an office", [Walk, Walk]),
        ("a man walks to and fro while a girl is waving her left hand", [Walk, Wave]),
        ("In a corridor, a child slowly walks to the radar for three seconds", [Walk]),
        ("an elderly man stands still, while a boy walks back and forth", [Stand, Walk]),
        ("a person is walking at 0.9 m/s across the hallway", [Walk]),
        ("one adult waves", [Wave]),
        ("a person stands still breathing at 15 breaths per minute", [Stand]),
        ("a man walks, holding his breath, while a boy waves", [Walk, Wave]),
    ],
)
def test_understood(text: str, activities: list[type]) -> None:
    assert [type(agent.activity) for agent in parse(text).agents] == activities


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a person juggles bananas", "'juggles', 'bananas'"),
        ("a person walks toward the radar, happily", "'happily'"),
        ("a dog walks", "'dog'"),
        ("", "no words"),
        (" . ", "no words"),
        ("the radar walks", "the word 'radar' after 'the'"),
        ("a person", "the end after 'a person'"),
        ("a person walks the the radar", "the word 'the'"),
        ("a man walks and waves", "the word 'waves'"),
        ("three people walk", "the word 'three'"),
        ("a person walks for 4", "the end"),
        ("a person walks for 4 seconds for 5 seconds", "two durations"),
        ("a person walks toward the radar away from the radar", "two directions"),
        ("a person walks slowly at 1 m/s", "two speeds"),
        ("a person slowly stands", "a speed for 'stands'"),
        ("a person stands toward the radar", "the word 'toward'"),
        ("a short tall man walks", "'tall' against another word"),
        ("an old child walks", "'child' against another word"),
        ("a man walks in the office in the bedroom", "two rooms"),
        ("a man and a woman and a child walk", "more than 2 people"),
        ("a person walks -3", "'-'"),
        ("a person stands breathing 15 times", "the word 'times'"),
        ("a person stands holding his hand", "the word 'holding'"),
        ("a person stands holding his breath breathing 9 times a minute", "two ways to breathe"),
        ("a person wobbles", "'wobbles'"),
        ("a person walks\x00", "'\\x00'"),
        ("a person walks for ² seconds", "'²'"),
    ],
)
def test_refused_with_the_words_and_what_is_understood(text: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert named in str(caught.value)
    assert HELP in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a person walks at 3 m/s", "3 m/s"),
        ("a person walks toward the radar for 10 seconds", "10 s"),
        ("a person stands for 0 seconds", "0 s"),
        ("a person stands for 1000 seconds", "1000 s"),
        ("a person walks in a circle across the room", "a circle across"),
        ("a person stands breathing 90 times a minute", "90"),
        ("two people walk toward the radar in a corridor", "no places"),
    ],
)
def test_understood_but_impossible(text: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_word_is_ignored() -> None:
    """A sentence with any one word left out or doubled is refused, or means something else."""
    text = (
        "a tall man slowly walks toward the radar in the living room for 2 seconds breathing "
        "15 times a minute"
    )
    words = text.split()
    meaning = read_sentence(text)
    for i in range(len(words)):
        for other in (words[:i] + words[i + 1 :], [*words[: i + 1], *words[i:]]):
            try:
                changed = read_sentence(" ".join(other))
            except InputError:
                continue
            assert changed != meaning, " ".join(other)


def test_every_listed_word_has_its_effect() -> None:
    usual = parse("a person walks").agents[0]
    for noun in NOUNS:
        parse(f"a {noun} walks")
    for look in ADJECTIVES:
        assert parse(f"a {look} person walks").agents[0].body != usual.body
    for adverb, factor in ADVERBS.items():
        walk = parse(f"a person walks {adverb}").agents[0].activity
        assert isinstance(walk, Walk)
        assert walk.speed_m_per_s == pytest.approx(1.1 * factor, abs=1e-3)


def test_paths() -> None:
    paths = {
        "toward the radar": LinePath,
        "away from the radar": LinePath,
        "across the room": LinePath,
        "to and fro": ToAndFroPath,
        "in a circle": CirclePath,
    }
    for where, path in paths.items():
        spec = parse(f"a woman walks {where} in the empty room", seed=2)
        walk = spec.agents[0].activity
        assert isinstance(walk, Walk)
        assert isinstance(walk.path, path)
    crossing = parse("a woman walks across the room").agents[0]
    assert abs(math.sin(crossing.heading_rad)) == pytest.approx(1.0)
    going = parse("a woman walks away from the radar").agents[0]
    assert math.cos(going.heading_rad) > 0.98


def test_said_duration_speed_and_hand_are_kept() -> None:
    spec = parse("a person walks at 0.8 m/s toward the radar for 2.5 seconds")
    assert spec.duration_s == 2.5
    assert spec.agents[0].activity == Walk(speed_m_per_s=0.8)
    assert parse("a boy waves the left hand").agents[0].activity == Wave(hand="left")


def test_breath_is_kept_and_left_open_otherwise() -> None:
    """The rest of the vital signs is for `populate` to draw."""
    text = "a man stands still breathing 15 times a minute while a boy walks holding his breath"
    man, boy = parse(text).agents
    assert man.vitals == VitalsSpec(breathing_hz=0.25)
    assert boy.vitals == VitalsSpec(breathing_m=0.0)
    assert parse("a boy walks").agents[0].vitals == VitalsSpec()


def test_seed_decides() -> None:
    text = "a person walks toward the radar"
    assert parse(text, seed=4) == parse(text, seed=4)
    assert parse(text, seed=4).objects != parse(text, seed=5).objects


def test_any_whole_number_up_to_63_bits_is_a_seed() -> None:
    text = "a person walks toward the radar"
    found = [parse(text, seed=seed) for seed in (4, 2**40, MAX_SEED)]
    assert [spec.seed for spec in found] == [4, 2**40, MAX_SEED]
    assert SceneSpec.from_json(found[2].to_json()) == found[2]
    assert parse(text, seed=np.int64(4)) == found[0]


@pytest.mark.parametrize("seed", [-1, 2**63, 1.0, True, None, "3"])
def test_what_is_no_seed_is_refused(seed: object) -> None:
    with pytest.raises(InputError, match="as seed"):
        parse("a person stands still", seed=seed)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="as seed"):
        SceneSpec(rooms=(RoomSpec(size_m=(5.0, 4.0, 2.5)),), duration_s=2.0, seed=seed)  # type: ignore[arg-type]
