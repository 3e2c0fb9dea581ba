"""`make_clip`: a recipe becomes arrays and a row of the manifest."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes._arrays import arrays_of
from mmwave_sim.dataset.recipes._documents import compact
from mmwave_sim.dataset.recipes._labels import labels_of
from mmwave_sim.dataset.recipes._layout import layouts_of
from mmwave_sim.dataset.recipes._recipe import Recipe
from mmwave_sim.randomization import simulate_drawn
from mmwave_sim.simulation import Simulation


@dataclass(frozen=True)
class Clip:
    """A clip as it is stored.

    Attributes:
        arrays: By name, as `layouts_of` says.
        row: Its row of the manifest, but for what names its shard.
    """

    arrays: dict[str, np.ndarray]
    row: dict[str, Any]


def simulate_recipe(recipe: Recipe, folder: Path = Path()) -> Simulation:
    """The whole simulation of a recipe, with its raw samples.

    Args:
        recipe: From `recipe_of`, or read from a manifest.
        folder: Where files that the scene names are looked for.

    Raises:
        InputError: What was drawn does not fit the scene, or the scene cannot be simulated.
    """
    return simulate_drawn(
        recipe.draw,
        recipe.scene,
        recipe.radar,
        frames=recipe.frames,
        options=recipe.options,
        folder=folder,
    )


def make_clip(recipe: Recipe) -> Clip:
    """Simulates a recipe and keeps what its views say.

    Raises:
        InputError: It cannot be simulated, or gives values that are not finite.
    """
    try:
        made = simulate_recipe(recipe)
        arrays, scale = arrays_of(made.recording, recipe.views)
    except ValueError as error:
        raise InputError(
            expected=f"a clip {recipe.index} of {recipe.specification} that can be simulated",
            found=" ".join(str(error).split()),
            do=f"correct the kind {recipe.kind}, or the randomization",
        ) from error
    _check(arrays, recipe)
    return Clip(arrays, _row(recipe, made, scale))


def _check(arrays: dict[str, np.ndarray], recipe: Recipe) -> None:
    """Nothing but finite numbers in the shapes that were announced."""
    for layout in layouts_of(recipe.views, recipe.radar, recipe.frames):
        found = arrays[layout.name]
        if found.shape != layout.shape or found.dtype != layout.dtype:
            raise AssertionError(f"{layout.name}: {found.shape} {found.dtype}, not {layout}")
        if not np.isfinite(found).all():
            raise InputError(
                expected=f"finite numbers in {layout.name} of clip {recipe.index}",
                found="NaN or infinity",
                do="report it with the recipe, which is a defect of the simulator",
            )


def _row(recipe: Recipe, made: Simulation, scale: float) -> dict[str, Any]:
    labels = labels_of(made.scene, recipe.caption_seed)
    return {
        "index": recipe.index,
        "dataset_seed": recipe.dataset_seed,
        "seed": recipe.draw.seed,
        "specification": recipe.specification,
        "kind": recipe.kind,
        "radar": recipe.radar_name,
        "frames": recipe.frames,
        "duration_s": made.recording.duration_s,
        "text": recipe.scene.text,
        **{f"caption_{level}": text for level, text in labels.captions.items()},
        "people": len(made.scene.agents),
        "rooms": list(labels.rooms),
        "activities": list(labels.activities),
        "nearest_m": labels.nearest_m,
        "farthest_m": labels.farthest_m,
        "fastest_m_per_s": labels.fastest_m_per_s,
        "failures": list(labels.failures),
        "labels": compact(list(labels.people)),
        "cube_scale": scale,
        "warnings": list(made.recording.warnings),
        "code": recipe.code,
        "recipe": recipe.to_json(),
    }
