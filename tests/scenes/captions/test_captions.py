"""Captions at three levels and mmCLIP's attributes say what the log bears out, in many ways."""

import re

import numpy as np
import pytest

from scenes import InputError
from scenes.captions import (
    LEVELS,
    Attributes,
    Caption,
    Kind,
    Level,
    attributes,
    caption,
    captions,
    contradictions,
    holds,
    statements,
)
from scenes.world import GroundTruth
from tests.scenes.captions.conftest import DRAWS, SCENES, Captions
from tests.scenes.captions.falsify import LIES


@pytest.fixture(params=SCENES)
def scene(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def truth(scene: str, logs: dict[str, GroundTruth]) -> GroundTruth:
    return logs[scene]


def texts(made: tuple[Caption, ...]) -> list[str]:
    return [one.text for one in made]


def test_captions_say_only_what_holds(scene: str, truth: GroundTruth, several: Captions) -> None:
    true = {one for one in statements(truth) if holds(one, truth)}
    for level in LEVELS:
        for made in several(scene, level):
            assert made.level == level
            assert made.statements
            assert set(made.statements) <= true
            assert contradictions(made.text, truth) == ()


@pytest.mark.parametrize("level", LEVELS)
def test_a_draw_words_it_another_way_and_can_be_repeated(
    level: Level, home: GroundTruth, several: Captions
) -> None:
    made = several("home", level)
    assert len(set(texts(made))) == DRAWS
    assert captions(home, level, np.random.default_rng(0), DRAWS) == made
    assert caption(home, level, np.random.default_rng(0)) == made[0]


def test_nothing_that_two_ways_disagree_on_is_said(walk: GroundTruth) -> None:
    """A Doppler that the joints do not show is left out; what is left still holds."""
    lie = LIES["micro-Doppler"][1](walk)
    for made in captions(lie, "statistical", np.random.default_rng(0), DRAWS):
        assert "micro-Doppler" not in {one.kind for one in made.statements}
        assert "oppler" not in made.text


def test_every_text_of_a_statement_is_consistent_with_the_log(truth: GroundTruth) -> None:
    for one in statements(truth):
        assert contradictions(one.text, truth) == (), one


def test_numbers_in_a_statistical_caption_are_the_log_s(
    walk: GroundTruth, several: Captions
) -> None:
    doppler = float(np.abs(walk.agents[0].surface_radial_m_per_s).max())
    for text in texts(several("walk", "statistical")):
        numbers = re.findall(r"\d+\.\d+", text)
        assert numbers[0] == f"{doppler:.1f}"


def test_a_structural_caption_tells_the_order(several: Captions) -> None:
    for text in texts(several("home", "structural")):
        places = [text.index(verb) for verb in ("walks", "sits", "waves")]
        assert places == sorted(places)
        assert "four times" in text
        assert "kitchen" in text
    assert any("left hand" in text for text in texts(several("home", "structural")))


def test_a_semantic_caption_tells_the_activity_and_its_setting(several: Captions) -> None:
    for text in texts(several("home", "semantic")):
        for word in ("living room", "kitchen", "slowly to the sofa", "waves", "claps", "man"):
            assert word in text


def test_every_level_can_tell_every_kind_of_thing_that_it_is_about(
    home: GroundTruth, circle: GroundTruth
) -> None:
    def kinds(level: Level) -> set[Kind]:
        many = (captions(one, level, np.random.default_rng(0), 20) for one in (home, circle))
        return {one.kind for every in many for made in every for one in made.statements}

    numbers = {"micro-Doppler", "top speed", "range", "sight", "step rate", "walking speed"}
    assert kinds("statistical") >= numbers | {"distance walked", "breathing rate", "heart rate"}
    events = {"activity order", "duration", "count", "hand", "room", "azimuth side", "circling"}
    assert kinds("structural") >= events
    assert kinds("semantic") >= {"activity order", "hand", "object", "room", "posture change"}


def test_attributes_are_mmclip_s_five_sentences(home: GroundTruth) -> None:
    made = attributes(home, "woman", np.random.default_rng(0))
    assert len(made.sentences) == 5
    assert all(one.endswith(".") and one[0].isupper() for one in made.sentences)
    assert "four times" in made.whole
    assert "trunk" in made.torso
    assert "left hand is raised" in made.arms
    assert "steps" in made.legs
    assert "living room" in made.location
    assert "sit" in made.whole.lower()
    assert {"count", "hand", "step count", "room"} <= {one.kind for one in made.statements}


def test_attributes_are_true_and_worded_in_several_ways(truth: GroundTruth) -> None:
    true = set(statements(truth))
    for agent in truth.agents:
        made = [attributes(truth, agent.name, np.random.default_rng(i)) for i in range(3)]
        assert len({one.whole for one in made}) >= 2
        for one in made:
            assert set(one.statements) <= true
            assert [s for s in one.sentences if contradictions(s, truth)] == []


def test_feet_that_leave_the_ground_are_told(exercise: GroundTruth, walk: GroundTruth) -> None:
    def legs(truth: GroundTruth, name: str) -> str:
        made: Attributes = attributes(truth, name, np.random.default_rng(0))
        return made.legs

    assert "Both feet leave the ground" in legs(exercise, "man")
    assert "leave the ground" not in legs(walk, "woman")


def test_what_cannot_be_told_is_refused(walk: GroundTruth) -> None:
    random = np.random.default_rng(0)
    with pytest.raises(InputError, match="a level of statistical, structural, semantic"):
        caption(walk, "poetic", random)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="expected one of woman; found 'man'"):
        attributes(walk, "man", random)
    nobody = GroundTruth(**{**vars(walk), "agents": ()})
    with pytest.raises(InputError, match="somebody in the scene"):
        caption(nobody, "semantic", random)
