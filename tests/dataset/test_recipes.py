"""Recipes follow from a specification, a seed and an index; specifications survive JSON."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from mmwave_sim import InputError, preset
from mmwave_sim.dataset import (
    ActivitiesKind,
    KindShare,
    RadarShare,
    Recipe,
    SentenceKind,
    Specification,
    built_in_specifications,
    code_version,
    recipe_of,
    resolve_specification,
    specification_from_document,
    specification_to_document,
)
from tests.dataset.world import specification


def test_recipe_does_not_depend_on_what_was_asked_before() -> None:
    forwards = [recipe_of(specification(), 3, index) for index in range(6)]
    backwards = [recipe_of(specification(), 3, index) for index in reversed(range(6))]
    assert forwards == backwards[::-1]


def test_clips_and_seeds_differ() -> None:
    recipes = [recipe_of(specification(), seed, index) for seed in (0, 1) for index in range(8)]
    assert len({recipe.draw for recipe in recipes}) == 16
    assert len({recipe.caption_seed for recipe in recipes}) == 16


def test_recipe_survives_json() -> None:
    recipe = recipe_of(specification(), 2**62, 1)
    assert Recipe.from_json(recipe.to_json()) == recipe
    assert recipe.code == code_version()


def test_another_kind_leaves_scenes_of_the_first_as_they_were() -> None:
    one = specification()
    more = replace(one, kinds=(*one.kinds, KindShare("rare", one.kinds[0].kind, 1e-9)))
    assert recipe_of(more, 0, 1) == recipe_of(one, 0, 1)


def test_kinds_come_as_often_as_their_weights_say() -> None:
    kinds = [recipe_of(specification(), 0, index).kind for index in range(400)]
    # A binomial share of 3/4 of 400 has a standard deviation of 0.022.
    assert kinds.count("standing") / 400 == pytest.approx(0.75, abs=0.09)


def test_all_clips_of_a_shard_have_the_same_radar() -> None:
    small = specification().radars[0]
    two = replace(specification(), radars=(small, RadarShare("other", small.radar, 6)))
    names = [recipe_of(two, 0, index).radar_name for index in range(40)]
    assert names[::2] == names[1::2]
    assert set(names) == {"smoke", "other"}


@pytest.mark.parametrize("name", built_in_specifications())
def test_built_in_specifications_survive_json(name: str) -> None:
    own = resolve_specification(name)
    document = json.loads(json.dumps(specification_to_document(own)))
    assert specification_from_document(document) == own


def test_activities_become_stories_of_so_many_people() -> None:
    kind = ActivitiesKind(("wave", "bow"), most_in_a_row=2, people=2, rooms=("living room",))
    spec = kind.scene_of(np.random.default_rng(1), 4.0)
    assert len(spec.agents) == 2
    assert spec.duration_s >= 4.0
    said = spec.text.split("living room, ")[1]
    assert all("wave" in part or "bow" in part for part in said.split(" while "))


def test_a_person_may_write_presets_by_name() -> None:
    document = {
        "format": "mmwave_sim.specification",
        "version": 1,
        "name": "mine",
        "kinds": [{"name": "any", "kind": "sentence", "templates": ["a person walks"]}],
        "radars": [{"radar": "awr1843_mmclip", "frames": 40}],
        "randomization": "indoor",
    }
    read = specification_from_document(document)
    assert read.radars[0].radar == preset("awr1843_mmclip")
    assert read.kinds[0].kind == SentenceKind(("a person walks",))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"colour": 1}, "colour"),
        ({"version": 9}, "version"),
        ({"kinds": []}, "kinds"),
        ({"kinds": [{"name": "a", "kind": "poem"}]}, "poem"),
        ({"kinds": [{"name": "a", "kind": "sentence", "templates": ["x"], "y": 1}]}, "y"),
        ({"views": {"cube": {"range_bins": "many"}}}, "range_bins"),
        ({"options": {"bounces": -1}}, "bounces"),
        ({"clips_per_shard": 0}, "clips_per_shard"),
        ({"radars": [{"radar": "no_such_radar", "frames": 4}]}, "no_such_radar"),
    ],
)
def test_wrong_specifications_are_refused_by_name(change: dict[str, Any], named: str) -> None:
    document = {**specification_to_document(specification()), **change}
    with pytest.raises(InputError, match=named):
        specification_from_document(document)


def test_a_kind_that_cannot_be_staged_says_why() -> None:
    own = specification()
    kind = SentenceKind(("a person flies to the {room}",))
    broken = Specification("broken", (KindShare("flying", kind),), own.radars)
    with pytest.raises(InputError, match="flies"):
        recipe_of(broken, 0, 0)
