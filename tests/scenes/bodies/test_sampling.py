"""Sampled bodies have the statures and masses that were asked for, in one number for each seed."""

import numpy as np
import pytest

from scenes import BodySpec, InputError
from scenes.bodies import (
    Person,
    load_body,
    phenotype,
    sample_betas,
    sample_body,
    sample_person,
)
from scenes.bodies._anny import anny_model, at_rest
from scenes.bodies._phenotype import DENSITY_KG_PER_M3, SIZES_M, STATURES_M, entry
from scenes.geometry import volume_m3


def measured(spec: BodySpec) -> tuple[float, float]:
    """Stature (m) and mass (kg) of a body."""
    skin, _ = at_rest(spec)
    volume = volume_m3(skin, anny_model().faces.numpy())
    return float(np.ptp(skin[:, 2])), DENSITY_KG_PER_M3 * volume


@pytest.mark.parametrize(
    "place", [(0, 2, 0, 1, 1), (1, 1, 1, 2, 0), (1, 3, 1, 0, 0), (0, 0, 0, 2, 1)]
)
def test_tables_are_what_anny_gives(place: tuple[int, ...]) -> None:
    stature, size = entry(place)
    assert stature == pytest.approx(STATURES_M[place[:3]], abs=4e-3)
    assert size == pytest.approx(SIZES_M[place], abs=6e-5)


def test_people_of_all_ages_get_their_stature_and_mass() -> None:
    """Stature to a centimetre; mass to 6 %, of which 2 % are the interpolation's."""
    random = np.random.default_rng(0)
    for number in range(20):
        ages = (2.0, 18.0) if number % 2 else (18.0, 100.0)
        person = sample_person(random, age_years=ages)
        muscle, proportions = random.uniform(0, 0.5), random.uniform(0.25, 0.75)
        stature, mass = measured(phenotype(person, muscle=muscle, proportions=proportions))
        assert abs(stature - person.stature_m) < 0.01
        assert abs(mass / person.mass_kg - 1) < 0.06


@pytest.mark.parametrize(
    ("person", "muscle"),
    [
        (Person("male", 30.0, 1.95, 95.0), 0.5),
        (Person("female", 30.0, 1.50, 42.0), 0.5),
        (Person("male", 70.0, 1.68, 100.0), 0.2),
        (Person("female", 8.0, 1.27, 25.0), 0.0),
        (Person("male", 3.0, 0.95, 14.0), 0.3),
    ],
)
def test_a_person_of_ones_choice_can_be_had(person: Person, muscle: float) -> None:
    stature, mass = measured(phenotype(person, muscle=muscle))
    assert stature == pytest.approx(person.stature_m, abs=0.01)
    assert mass == pytest.approx(person.mass_kg, rel=0.04)


def test_a_reduced_body_keeps_the_stature() -> None:
    person = Person("female", 40.0, 1.63, 60.0)
    assert load_body(phenotype(person)).stature_m == pytest.approx(1.63, abs=0.01)


def test_what_nobody_is_comes_as_near_as_anny_can_or_is_refused() -> None:
    assert phenotype(Person("male", 30.0, 1.75, 250.0)).weight == 1.0
    assert phenotype(Person("male", 30.0, 1.75, 20.0)).weight == 0.0
    with pytest.raises(InputError, match=r"a stature from 1.35 to 2.44 m at 30 years; found 3.00"):
        phenotype(Person("male", 30.0, 3.0, 70.0))


def test_populations_have_the_published_means() -> None:
    """Of 2,000 draws the standard error is 2 mm and 0.15 kg/m^2; statures are lost from 30 on."""
    random = np.random.default_rng(1)
    for share, stature, bmi in ((0.0, 1.71, 24.2), (1.0, 1.59, 24.4)):
        adults = [
            sample_person(random, age_years=(40.0, 40.0), female_share=share) for _ in range(2000)
        ]
        assert {person.sex for person in adults} == {"female" if share else "male"}
        assert np.mean([p.stature_m for p in adults]) == pytest.approx(stature, abs=0.02)
        indices = np.array([p.bmi_kg_per_m2 for p in adults])
        assert indices.mean() == pytest.approx(bmi, abs=0.5)
        assert 0.05 < (indices < 18.5).mean() < 0.15 and 0.05 < (indices > 30).mean() < 0.18
    by_age = [
        np.mean([sample_person(random, age_years=(a, a)).stature_m for _ in range(300)])
        for a in (3.0, 6.0, 10.0, 14.0, 20.0)
    ]
    assert (np.diff(by_age) > 0.05).all()


def test_the_same_seed_gives_the_same_body_and_another_another() -> None:
    one, same, other = (sample_body(np.random.default_rng(seed)) for seed in (4, 4, 5))
    assert one == same != other
    assert sample_body(np.random.default_rng(4), faces=9000).faces == 9000
    child = sample_body(np.random.default_rng(4), age_years=(4.0, 10.0))
    assert child.age < 0.4 < one.age


def test_betas_are_normal_within_three_standard_deviations() -> None:
    betas = np.array(sample_betas(np.random.default_rng(0), 5000))
    assert np.abs(betas).max() <= 3.0
    assert abs(betas.mean()) < 0.05 and betas.std() == pytest.approx(0.987, abs=0.03)
    assert sample_betas(np.random.default_rng(1)) == sample_betas(np.random.default_rng(1))
    with pytest.raises(InputError, match="found -1"):
        sample_betas(np.random.default_rng(0), -1)


@pytest.mark.parametrize("ages", [(0.0, 20.0), (30.0, 20.0), (20.0, 120.0)])
def test_ages_out_of_range_are_refused(ages: tuple[float, float]) -> None:
    with pytest.raises(InputError, match="ages from 2 to 100 years"):
        sample_person(np.random.default_rng(0), age_years=ages)
