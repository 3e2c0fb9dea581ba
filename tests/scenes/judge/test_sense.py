"""Activities happen where they make sense: one sleeps on the bed, not in the sink."""

from dataclasses import replace

import pytest

from scenes import PopulatedScene
from scenes.judge import Rules, judge
from scenes.judge._sense import sense_of
from scenes.judge._things import things_of
from scenes.world import ActivityInterval
from tests.scenes.judge.stage import somebody, staged, thing

SIZES = {
    "bed": (2.05, 1.5, 0.6),
    "kitchen_sink": (0.6, 0.8, 0.85),
    "chair": (0.45, 0.45, 0.9),
    "stove": (0.62, 0.6, 0.85),
    "washbasin": (0.48, 0.6, 0.85),
    "rug": (1.4, 2.0, 0.012),
}
"""All lower than a pelvis, for these people stand in what they are said to lie or sit on."""


def doing(activity: str, kind: str, away_m: float = 0.0) -> PopulatedScene:
    """Somebody of whom the log says something, so far from the middle of a thing."""
    objects = [thing(kind, (2.0 + away_m, 0.0, 0.0), SIZES[kind])] if kind else []
    scene = staged([somebody((2.0, 0.0))], objects)
    (ann,) = scene.agents
    log = (ActivityInterval(activity, 0.0, scene.duration_s),)
    return replace(scene, agents=(replace(ann, log=log),))


def objections(scene: PopulatedScene, rules: Rules | None = None) -> list[str]:
    """What makes no sense."""
    found = sense_of(scene, things_of(scene), rules or Rules()).findings
    assert all(finding.reason.rule == "place" for finding in found)
    return [finding.reason.what for finding in found]


@pytest.mark.parametrize(
    ("activity", "kind"),
    [
        ("sleep", "bed"),
        ("lie_down", "bed"),
        ("sit_down", "bed"),
        ("sit_down", "chair"),
        ("lie_down", ""),
        ("lie_down", "rug"),
        ("sit_on_floor", ""),
        ("sit_up", "rug"),
        ("wave", ""),
    ],
)
def test_activities_have_places(activity: str, kind: str) -> None:
    assert objections(doing(activity, kind)) == []


@pytest.mark.parametrize(
    ("activity", "kind", "what"),
    [
        ("sleep", "kitchen_sink", "ann does 'sleep' on kitchen_sink_1"),
        ("sleep", "", "ann does 'sleep' on the floor"),
        ("sleep", "chair", "ann does 'sleep' on chair_1"),
        ("sit_down", "", "ann does 'sit_down' on the floor"),
        ("sit_down", "stove", "ann does 'sit_down' on stove_1"),
        ("sit_on_floor", "chair", "ann does 'sit_on_floor' on chair_1"),
    ],
)
def test_a_senseless_support_is_named(activity: str, kind: str, what: str) -> None:
    assert objections(doing(activity, kind)) == [what]


def test_what_one_rests_on_may_be_touched_and_nothing_else() -> None:
    assert judge(doing("sleep", "bed")).ok
    reasons = judge(doing("sleep", "kitchen_sink")).reasons
    assert [reason.rule for reason in reasons] == ["place", "furniture"]


@pytest.mark.parametrize(
    ("activity", "kind", "away_m", "what"),
    [
        ("stir_pot", "stove", 0.9, ""),
        ("stir_pot", "stove", 2.5, "2.2 m from stove_1"),
        ("stir_pot", "washbasin", 0.9, "with none in the scene"),
        ("wash_hands", "washbasin", 0.9, ""),
        ("brush_teeth", "stove", 0.9, "with none in the scene"),
        ("wash_hands", "kitchen_sink", 0.9, ""),
    ],
)
def test_some_things_are_done_near_others(
    activity: str, kind: str, away_m: float, what: str
) -> None:
    found = objections(doing(activity, kind, away_m))
    assert len(found) == bool(what)
    assert all(what in one for one in found)


def test_a_library_may_add_what_its_activities_need() -> None:
    rules = Rules(needs={"juggle": ("chair", "stove")})
    assert objections(doing("juggle", "")) == []
    assert objections(doing("juggle", "chair", 0.8), rules) == []
    (reason,) = judge(doing("juggle", ""), rules).reasons
    assert "a chair or a stove" in reason.advice
