"""Bodies of many shapes: Anny's over age, stature and build, and SMPL's over its betas."""

import numpy as np

from scenes._errors import InputError
from scenes.bodies._people import sample_person, truncated_normal
from scenes.bodies._phenotype import MUSCLES, phenotype
from scenes.spec import BodySpec

PROPORTIONS = (0.25, 0.75)
"""Limits of Anny's proportions; the extremes are caricatures."""

BETA_LIMIT = 3.0
"""Largest beta, in standard deviations of the people from whom the model was learnt."""


def sample_body(
    random: np.random.Generator,
    *,
    age_years: tuple[float, float] = (18.0, 80.0),
    female_share: float = 0.5,
    faces: int = 5000,
) -> BodySpec:
    """Draws the body of someone: sex, age, stature and mass as people have them (`sample_person`).

    Args:
        random: Where chance comes from.
        age_years: Limits between which the age is drawn evenly, from 2 to 100 years.
        female_share: How many are women and girls, from 0 to 1.
        faces: Largest number of triangles of the skin.

    Raises:
        InputError: The limits or the share are out of range.
    """
    person = sample_person(random, age_years=age_years, female_share=female_share)
    return phenotype(
        person,
        muscle=float(random.uniform(*MUSCLES)),
        proportions=float(random.uniform(*PROPORTIONS)),
        faces=faces,
    )


def sample_betas(random: np.random.Generator, count: int = 10) -> tuple[float, ...]:
    """Draws betas for `SmplSpec`: normal, with none beyond three standard deviations.

    The betas of the SMPL family are scaled so that people have a variance of one.

    Args:
        random: Where chance comes from.
        count: How many.

    Raises:
        InputError: The number is negative.
    """
    if count < 0:
        raise InputError(expected="a number of betas", found=str(count), do="choose 0 or more")
    return tuple(truncated_normal(random, BETA_LIMIT) for _ in range(count))
