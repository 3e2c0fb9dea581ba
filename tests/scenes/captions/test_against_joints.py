"""Statements agree with joints, skin and how a scene was made; texts say what statements hold."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from scenes import PopulatedScene
from scenes.captions import KINDS, LEVELS, Kind, Statement, attributes, statements
from scenes.world import GroundTruth
from tests.scenes.captions.conftest import SCENES, Captions
from tests.scenes.captions.falsify import LIES
from tests.scenes.captions.reference import AGREES

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
PER_MINUTE = ("breathing rate", "heart rate")


@pytest.mark.parametrize("scene", SCENES)
def test_every_statement_agrees_with_joints_and_the_making(
    scene: str, logs: dict[str, GroundTruth]
) -> None:
    truth = logs[scene]
    assert [one for one in statements(truth) if not AGREES[one.kind](one, truth, scene)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_false_log_makes_disagrees(kind: Kind, logs: dict[str, GroundTruth]) -> None:
    """So the comparison above can fail for each kind."""
    scene, lie = LIES[kind]
    true = statements(logs[scene])
    false = [one for one in statements(lie(logs[scene])) if one.kind == kind and one not in true]
    assert false
    assert [one for one in false if AGREES[kind](one, logs[scene], scene)] == []


def test_the_fastest_skin_is_that_of_the_whole_mesh(
    walking: PopulatedScene, walk: GroundTruth
) -> None:
    """Every vertex is looked at when the log has its largest values; none is faster elsewhere."""
    value = {one.kind: one.value for one in statements(walk)}
    logged = walk.agents[0]
    peaks = (
        logged.surface_speed_m_per_s[:, 3].argmax(),
        np.abs(logged.surface_radial_m_per_s).max(axis=1).argmax(),
    )
    times = walk.times_s[[*peaks, *range(5, 50, 15)]]
    before, after = np.split(
        walking.agents[0].vertices(np.concatenate([times - 5e-4, times + 5e-4])), 2
    )
    velocity, way = (after - before) / 1e-3, (after + before) / 2 - walk.radar.position_m
    radial = (velocity * way).sum(axis=-1) / np.linalg.norm(way, axis=-1)
    speed = np.linalg.norm(velocity, axis=-1)
    assert speed[0].max() == pytest.approx(value["top speed"], rel=0.03)
    assert np.abs(radial[1]).max() == pytest.approx(value["micro-Doppler"], rel=0.03)
    assert speed.max() == pytest.approx(speed[0].max(), rel=0.03)
    assert np.abs(radial).max() == pytest.approx(np.abs(radial[1]).max(), rel=0.03)


VERBS = {
    "walk": "walks",
    "sit_down": "sits down",
    "wave": "waves",
    "clap": "claps",
    "squat": "squats",
    "jumping_jack": "jumping jacks",
}
WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 6: "six"}
POSTURES = {"stand": "standing", "sit": "sitting"}

TOLD: dict[Kind, Callable[[Statement], str]] = {
    "people count": lambda one: f"{WORDS[one.value]} (person|people)",
    "activity order": lambda one: ".*then.*".join(VERBS[name] for name in one.value),
    "duration": lambda one: f"{VERBS[one.what]} for {one.value:.1f} s",
    "count": lambda one: f"{VERBS[one.what]} {WORDS[one.value]} times",
    "hand": lambda one: f"the {one.value} hand",
    "posture change": lambda one: " to ".join(POSTURES[name] for name in one.value),
    "contact": lambda one: (
        "both feet .* leave the ground" if "both" in one.value else "keeps a foot on the ground"
    ),
    "step rate": lambda one: f"{one.value:.1f} steps/s",
    "step count": lambda one: f"{one.value} steps",
    "walking speed": lambda one: f"{one.value:.1f} m/s",
    "distance walked": lambda one: f"{one.value:.1f} m on foot",
    "direction": lambda one: f"{one.value} .*the radar",
    "circling": lambda one: f"circle to the {one.value}",
    "top speed": lambda one: f"{one.value:.1f} m/s",
    "micro-Doppler": lambda one: f"{one.value:.1f} m/s",
    "range": lambda one: f"{one.value[0]:.1f} m .*from the radar",
    "azimuth side": lambda one: f"({one.value} of the radar|radar's {one.value})",
    "sight": lambda one: f"{one.value:.0%} of the time",
    "room": lambda one: ".*".join(one.value),
    "object": lambda one: f"the {one.what.replace('_', ' ')}",
    "furniture": lambda one: (
        f"{WORDS[one.value]} {one.what.replace('_', ' ')}.* in the {one.subject}"
    ),
    "breathing rate": lambda one: f"breathes {one.value:.0f} times a minute",
    "heart rate": lambda one: f"beats {one.value:.0f} times a minute",
}  # type: ignore[dict-item]


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_a_statement_says_its_value(kind: Kind, logs: dict[str, GroundTruth]) -> None:
    every = [one for truth in logs.values() for one in statements(truth) if one.kind == kind]
    assert every
    for one in every:
        assert re.search(TOLD[kind](one), one.text), one
        assert one.subject in one.text


def numbers(one: Statement) -> set[str]:
    """A value in the digits that texts tell it with."""
    values = one.value if isinstance(one.value, tuple) else (one.value,)
    if one.kind == "sight":
        return {f"{value:.0%}" for value in values}
    whole = one.kind in PER_MINUTE or isinstance(one.value, int)
    return {f"{v:.0f}" if whole else f"{v:.1f}" for v in values if not isinstance(v, str)}


def moments(truth: GroundTruth) -> set[str]:
    """When something begins or ends."""
    ends = {float(time) for time in truth.times_s[[0, -1]]}
    ends |= {t for a in truth.agents for one in a.intervals for t in (one.start_s, one.end_s)}
    return {f"{end:.1f}" for end in ends}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("scene", SCENES)
def test_every_number_in_a_caption_is_that_of_a_statement_which_it_lists(
    scene: str, level: str, logs: dict[str, GroundTruth], several: Captions
) -> None:
    known = moments(logs[scene]) if level == "structural" else set()
    for made in several(scene, level):
        listed = known.union(*map(numbers, made.statements))
        assert set(NUMBER.findall(made.text)) <= listed, made


@pytest.mark.parametrize("scene", SCENES)
def test_every_number_in_an_attribute_is_that_of_a_statement_which_it_lists(
    scene: str, logs: dict[str, GroundTruth]
) -> None:
    for agent in logs[scene].agents:
        made = attributes(logs[scene], agent.name, np.random.default_rng(0))
        said = set(NUMBER.findall(" ".join(made.sentences)))
        assert said <= set().union(*map(numbers, made.statements)), made
