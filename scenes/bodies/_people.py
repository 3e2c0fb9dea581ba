"""`Person`: sex, age, stature and mass as people have them.

Stature and body-mass index by age, as the World Health Organization publishes them by median and
coefficient of variation: Child Growth Standards (2006) to five years, Growth Reference (2007; M. de
Onis et al., Bulletin of the WHO 85) to nineteen. Growth curves are scaled so that they end at the
mean of the world's adults born in 1996, 171 and 159 cm (NCD Risk Factor Collaboration, "A century
of trends in adult human height", eLife 5, 2016). Adults reach the world's mean body-mass index of
2014, 24.2 and 24.4 kg/m^2 (NCD Risk Factor Collaboration, Lancet 387, 2016), with a spread that
leaves, as there, about one in ten below 18.5 and one in ten above 30 kg/m^2. Stature is lost with
age as in J. D. Sorkin, D. C. Muller and R. Andres, American Journal of Epidemiology 150 (1999).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from scenes._errors import InputError

Sex = Literal["male", "female"]
SEXES: tuple[Sex, Sex] = ("male", "female")

AGES_YEARS = (2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 19)
"""Ages of the tables of growth, years."""

GROWTH_M: dict[Sex, tuple[float, ...]] = {
    "male": (0.871, 0.961, 1.033, 1.097, 1.160, 1.273, 1.378, 1.491, 1.632, 1.729, 1.761, 1.765),
    "female": (0.857, 0.951, 1.027, 1.091, 1.151, 1.266, 1.386, 1.512, 1.598, 1.625, 1.631, 1.632),
}
"""Median stature at those ages, m."""

STATURE_SPREAD: dict[Sex, tuple[float, ...]] = {
    "male": (0.035, 0.039, 0.041, 0.042, 0.042, 0.044, 0.046, 0.048, 0.047, 0.045, 0.042, 0.041),
    "female": (0.038, 0.040, 0.042, 0.043, 0.044, 0.046, 0.046, 0.045, 0.043, 0.042, 0.041, 0.040),
}
"""Standard deviation of stature, in medians."""

ADULT_M: dict[Sex, float] = {"male": 1.71, "female": 1.59}
"""Mean stature of adults, m."""

LOSS_AGES_YEARS = (30, 70, 80, 100)
LOSS_M: dict[Sex, tuple[float, ...]] = {
    "male": (0.0, 0.03, 0.05, 0.05),
    "female": (0.0, 0.05, 0.08, 0.08),
}
"""Stature that is lost by those ages, m."""

BMI_AGES_YEARS = (2, 5, 8, 10, 12, 14, 16, 18, 40)
BMI_KG_PER_M2: dict[Sex, tuple[float, ...]] = {
    "male": (16.0, 15.3, 15.7, 16.4, 17.5, 19.0, 20.5, 21.7, 23.8),
    "female": (15.7, 15.2, 15.7, 16.6, 18.0, 19.6, 20.7, 21.3, 23.9),
}
"""Median body-mass index at those ages, kg/m^2."""

BMI_SPREAD: dict[Sex, tuple[float, ...]] = {
    "male": (0.08, 0.08, 0.10, 0.11, 0.12, 0.12, 0.13, 0.13, 0.19),
    "female": (0.08, 0.09, 0.11, 0.12, 0.13, 0.14, 0.14, 0.14, 0.20),
}
"""Standard deviation of its logarithm."""

LIMIT = 2.5
"""Farthest from the median, in standard deviations."""


@dataclass(frozen=True)
class Person:
    """What is measured of a person.

    Attributes:
        sex: Male or female.
        age_years: Age, years.
        stature_m: Height, m.
        mass_kg: Weight, kg.
    """

    sex: Sex
    age_years: float
    stature_m: float
    mass_kg: float

    @property
    def bmi_kg_per_m2(self) -> float:
        """Body-mass index, kg/m^2."""
        return self.mass_kg / self.stature_m**2


def sample_person(
    random: np.random.Generator,
    *,
    age_years: tuple[float, float] = (18.0, 80.0),
    female_share: float = 0.5,
) -> Person:
    """Draws someone; stature and body-mass index are independent.

    Args:
        random: Where chance comes from.
        age_years: Limits between which the age is drawn evenly, from 2 to 100 years.
        female_share: How many are women and girls, from 0 to 1.

    Raises:
        InputError: The limits or the share are out of range.
    """
    low, high = age_years
    if not (AGES_YEARS[0] <= low <= high <= LOSS_AGES_YEARS[-1] and 0 <= female_share <= 1):
        raise InputError(
            expected=f"ages from {AGES_YEARS[0]} to {LOSS_AGES_YEARS[-1]} years, a share to 1",
            found=f"{low:g} to {high:g} years and {female_share:g}",
            do="choose others",
        )
    sex: Sex = "female" if random.uniform() < female_share else "male"
    age = float(random.uniform(low, high))
    tall, heavy = (truncated_normal(random) for _ in range(2))
    growth = np.interp(age, AGES_YEARS, GROWTH_M[sex]) * ADULT_M[sex] / GROWTH_M[sex][-1]
    spread = np.interp(age, AGES_YEARS, STATURE_SPREAD[sex])
    stature = growth * (1 + tall * spread) - np.interp(age, LOSS_AGES_YEARS, LOSS_M[sex])
    bmi = np.interp(age, BMI_AGES_YEARS, BMI_KG_PER_M2[sex])
    bmi *= np.exp(heavy * np.interp(age, BMI_AGES_YEARS, BMI_SPREAD[sex]))
    return Person(sex, age, float(stature), float(bmi * stature**2))


def truncated_normal(random: np.random.Generator, limit: float = LIMIT) -> float:
    """A normal number within a limit, drawn again until it is."""
    while abs(drawn := random.normal()) > limit:
        pass
    return float(drawn)
