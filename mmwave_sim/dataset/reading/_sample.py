"""`Sample`: one clip as readers give it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Complex

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes import Recipe, complex_cube


@dataclass(frozen=True)
class Sample:
    """One clip.

    Attributes:
        arrays: What is stored, by name: `cube` (frame, doppler, azimuth, range, part) as float16 to
            be multiplied by the row's `cube_scale`, heatmaps (time, bin) in dB as float16, and
            `adc` as int16 where raw samples are stored.
        row: Labels, captions and recipe, the columns of the manifest but for what says where the
            clip is.
    """

    arrays: Mapping[str, np.ndarray]
    row: Mapping[str, Any]

    def cube(self) -> Complex[np.ndarray, "frame doppler azimuth range"]:
        """The cube as complex64, in ADC counts x chirps x samples."""
        return complex_cube(self.arrays["cube"], self.row["cube_scale"])

    def recipe(self) -> Recipe:
        """What makes the clip again: `make_clip` its arrays, `simulate_recipe` its raw samples."""
        return Recipe.from_json(self.row["recipe"])

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Arrays and numbers alone, a tree that can be batched: arrays, `index`, `cube_scale`."""
        return {
            **self.arrays,
            "index": np.asarray(self.row["index"], np.int64),
            "cube_scale": np.asarray(self.row["cube_scale"], np.float32),
        }


def checked_index(index: Any, clips: int, what: str) -> int:
    """An index from 0, of one that may count from the end.

    Raises:
        IndexError: There is no such clip.
        InputError: It is no whole number.
    """
    if isinstance(index, bool) or not hasattr(index, "__index__"):
        raise InputError(
            expected=f"a whole number as the index of a clip of {what}",
            found=repr(index)[:60],
            do="give one clip's index",
        )
    number = index.__index__()
    if not -clips <= number < clips:
        raise IndexError(f"clip {number} of {what}, which has {clips}")
    return number % clips if clips else number
