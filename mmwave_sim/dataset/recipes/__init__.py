"""From a specification, a seed and an index to a recipe, and from a recipe to a clip."""

from mmwave_sim.dataset.recipes._arrays import complex_cube
from mmwave_sim.dataset.recipes._clip import Clip, make_clip, simulate_recipe
from mmwave_sim.dataset.recipes._code import code_version
from mmwave_sim.dataset.recipes._documents import compact, parsed, part
from mmwave_sim.dataset.recipes._kind import KINDS, Kind, kind
from mmwave_sim.dataset.recipes._kinds import ActivitiesKind, SentenceKind
from mmwave_sim.dataset.recipes._layout import ArrayLayout, layouts_of
from mmwave_sim.dataset.recipes._recipe import Recipe, radar_of, recipe_of
from mmwave_sim.dataset.recipes._specification import KindShare, RadarShare, Specification
from mmwave_sim.dataset.recipes._specification_json import (
    built_in_specifications,
    resolve_specification,
    specification_from_document,
    specification_to_document,
)
from mmwave_sim.dataset.recipes._views import CubeView, MapView, Views

__all__ = [
    "KINDS",
    "ActivitiesKind",
    "ArrayLayout",
    "Clip",
    "CubeView",
    "Kind",
    "KindShare",
    "MapView",
    "RadarShare",
    "Recipe",
    "SentenceKind",
    "Specification",
    "Views",
    "built_in_specifications",
    "code_version",
    "compact",
    "complex_cube",
    "kind",
    "layouts_of",
    "make_clip",
    "parsed",
    "part",
    "radar_of",
    "recipe_of",
    "resolve_specification",
    "simulate_recipe",
    "specification_from_document",
    "specification_to_document",
]
