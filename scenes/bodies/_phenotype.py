"""Anny's phenotype for someone of a given sex, age, stature and mass.

The tables are Anny's own answers, from
`python -c 'from scenes.bodies._phenotype import tables; print(tables())'`. Between their entries
Anny's vertices are linear in each value, so stature is too, and so, within 2 %, is the cube root of
the volume. Weight and muscle change the stature by 4 mm at most.
"""

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.bodies._people import Person
from scenes.spec import BodySpec

AGE_YEARS = (0.0, 1.0, 4.0, 11.0, 16.0, 18.0, 64.0, 110.0)
AGE_VALUES = (0.0, 0.05, 0.215, 0.415, 0.67, 0.77, 0.83, 1.0)
"""Ages in years and as Anny's value: its authors' calibration (R. Bregier et al. 2025)."""

AGES = (0.0, 1 / 3, 2 / 3, 1.0)
ENDS = (0.0, 1.0)
WEIGHTS = (0.0, 0.5, 1.0)
MUSCLES = (0.0, 0.5)
"""Entries of the tables: Anny's ages; its genders and heights; its weights; its muscles, of which
the upper half is left out: it reaches no mass that the lower does not, and one of its targets is
missing (of short and heavy old bodies)."""

DENSITY_KG_PER_M3 = 985.0
"""Mean density of a body with air in its lungs, kg/m^3."""

STATURES_M = np.array(
    [
        [[0.4376, 0.891], [0.9909, 1.9359], [1.3639, 2.4535], [1.334, 2.4228]],
        [[0.4377, 0.8911], [0.8955, 1.8404], [1.224, 2.3134], [1.2107, 2.3001]],
    ]
)
"""Stature by gender, age and height, m."""

SIZES_M = np.array(
    [
        [
            [
                [[0.1192, 0.1314], [0.1347, 0.1347], [0.1444, 0.1364]],
                [[0.1913, 0.208], [0.2115, 0.2118], [0.2226, 0.2144]],
            ],
            [
                [[0.232, 0.2524], [0.2662, 0.2578], [0.3047, 0.2634]],
                [[0.3875, 0.4117], [0.427, 0.4186], [0.4707, 0.4251]],
            ],
            [
                [[0.2951, 0.3335], [0.3601, 0.3452], [0.4345, 0.3571]],
                [[0.4763, 0.5187], [0.548, 0.5328], [0.6288, 0.546]],
            ],
            [
                [[0.291, 0.3273], [0.3462, 0.339], [0.4278, 0.3475]],
                [[0.4709, 0.5122], [0.5339, 0.5262], [0.6226, 0.5359]],
            ],
        ],
        [
            [
                [[0.1191, 0.1314], [0.1348, 0.1348], [0.1444, 0.1364]],
                [[0.1913, 0.208], [0.2115, 0.2118], [0.2226, 0.2144]],
            ],
            [
                [[0.1995, 0.2224], [0.2378, 0.2293], [0.2769, 0.2417]],
                [[0.3539, 0.3821], [0.3998, 0.39], [0.4437, 0.4048]],
            ],
            [
                [[0.2597, 0.2864], [0.3155, 0.3049], [0.3748, 0.3199]],
                [[0.4386, 0.4712], [0.5035, 0.4918], [0.5694, 0.5086]],
            ],
            [
                [[0.2596, 0.2865], [0.313, 0.3024], [0.3734, 0.3113]],
                [[0.4406, 0.4715], [0.501, 0.4758], [0.5674, 0.4993]],
            ],
        ],
    ]
)
"""Cube root of the volume by gender, age, height, weight and muscle, m."""

MUSCLE_STEPS = 21
"""How many values of muscle are tried where the one asked for leaves the mass out of reach."""


def phenotype(
    person: Person, *, muscle: float = 0.25, proportions: float = 0.5, faces: int = 5000
) -> BodySpec:
    """The specification of a body of this sex, age, stature and mass.

    Stature is met to some millimetres. Mass is met to some per cent as far as Anny reaches (a
    body-mass index of about 14 to 38 kg/m^2 in adults): with muscle Anny is never fat nor thin, so
    it is lowered where it must be; beyond that the body is the thinnest or heaviest.

    Args:
        person: Whom the body is like.
        muscle: From none to average, as Anny's value from 0 to 0.5.
        proportions: From unusual to ideal, as Anny's value.
        faces: Largest number of triangles of the skin.

    Raises:
        InputError: Nobody of that age is so short or so tall.
    """
    gender = 1.0 if person.sex == "female" else 0.0
    age = float(np.interp(person.age_years, AGE_YEARS, AGE_VALUES))
    low, high = _at(STATURES_M, gender, age)
    height = float((person.stature_m - low) / (high - low))
    if not 0 <= height <= 1:
        raise InputError(
            expected=f"a stature from {low:.2f} to {high:.2f} m at {person.age_years:.0f} years",
            found=f"{person.stature_m:.2f} m",
            do="choose another",
        )
    size = np.cbrt(person.mass_kg / DENSITY_KG_PER_M3)
    sizes = _at(SIZES_M, gender, age)
    weight, muscle = _build(sizes[0] + height * (sizes[1] - sizes[0]), size, muscle)
    return BodySpec(
        gender=gender,
        age=age,
        muscle=muscle,
        weight=weight,
        height=height,
        proportions=proportions,
        faces=faces,
    )


def _at(
    table: Float[np.ndarray, "gender age *rest"], gender: float, age: float
) -> Float[np.ndarray, "*rest"]:
    """Entries of a table at a gender and an age, linear between its own."""
    here = table[0] + gender * (table[1] - table[0])
    place = float(np.interp(age, AGES, range(len(AGES))))
    first = min(int(place), len(AGES) - 2)
    return here[first] + (place - first) * (here[first + 1] - here[first])


def _build(
    sizes_m: Float[np.ndarray, "weight muscle"], size_m: float, muscle: float
) -> tuple[float, float]:
    """Weight and muscle that give a size, with as much of that muscle as leaves it in reach."""
    for tried in np.linspace(muscle, 0.0, MUSCLE_STEPS):
        column = np.array([np.interp(tried, MUSCLES, row) for row in sizes_m])
        if column[0] <= size_m <= column[-1]:
            break
    return float(np.interp(size_m, column, WEIGHTS)), float(tried)


def tables() -> tuple[Float[np.ndarray, "2 4 2"], Float[np.ndarray, "2 4 2 3 2"]]:
    """`STATURES_M` and `SIZES_M` anew, from Anny, m."""
    statures, sizes = np.zeros(STATURES_M.shape), np.zeros(SIZES_M.shape)
    for place in np.ndindex(sizes.shape):
        statures[place[:3]], sizes[place] = entry(place)
    return statures, sizes


def entry(place: tuple[int, ...]) -> tuple[float, float]:
    """Stature and cube root of the volume of Anny at a place of `SIZES_M`, m."""
    from scenes.bodies._anny import anny_model, at_rest
    from scenes.geometry import volume_m3

    axes = (ENDS, AGES, ENDS, WEIGHTS, MUSCLES)
    gender, age, height, weight, muscle = (axis[i] for axis, i in zip(axes, place, strict=True))
    skin, _ = at_rest(BodySpec(gender=gender, age=age, height=height, weight=weight, muscle=muscle))
    volume = volume_m3(skin, anny_model().faces.numpy())
    return float(np.ptp(skin[:, 2])), float(np.cbrt(volume))
