"""The table of materials: published values, continuity, bands, and the page that shows it."""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._constants import VACUUM_PERMITTIVITY
from mmwave_sim._errors import InputError
from mmwave_sim.materials import MATERIALS, material

PAGE = Path(__file__).parents[2] / "docs" / "materials.md"


@pytest.mark.parametrize(
    ("name", "frequency_hz", "published"),
    [
        # Gabriel, Lau and Gabriel 1996, as later reviews of skin at millimetre waves quote it.
        ("skin", 60e9, 7.98 + 10.90j),
        ("skin", 77e9, 6.56 + 8.91j),
        ("wet_skin", 60e9, 10.22 + 11.84j),
    ],
)
def test_skin_is_the_four_term_model(name: str, frequency_hz: float, published: complex) -> None:
    found = material(name).permittivity(frequency_hz)
    assert found.real == pytest.approx(published.real, abs=0.006)
    assert found.imag == pytest.approx(published.imag, abs=0.006)


def test_water_agrees_with_an_independent_fit() -> None:
    # Kaatze 1989 at 20 degrees Celsius: one Debye relaxation, 80.2, 5.6, 9.36 ps. The two fits
    # differ by the second relaxation, which matters little up to 60 GHz.
    for frequency_hz in (24e9, 40e9, 60e9):
        kaatze = 5.6 + (80.2 - 5.6) / (1 - 2j * np.pi * frequency_hz * 9.36e-12)
        found = material("water").permittivity(frequency_hz)
        assert abs(found - kaatze) < 0.03 * abs(kaatze)


def test_itu_figures() -> None:
    # P.2040 equations 28 and 29 by hand: concrete has 0.0462 * 77^0.7822 S/m.
    concrete = material("concrete")
    assert concrete.conductivity(77e9) == pytest.approx(0.0462 * 77**0.7822)
    loss = 0.0462 * 77**0.7822 / (2 * np.pi * 77e9 * VACUUM_PERMITTIVITY)
    assert concrete.permittivity(77e9) == pytest.approx(5.24 + 1j * loss)


@pytest.mark.parametrize("name", MATERIALS)
def test_every_entry_is_a_passive_material_over_its_whole_band(name: str) -> None:
    item = MATERIALS[name]
    low, high = item.band_hz
    assert (low, high) == (24e9, 100e9)
    swept_hz = np.linspace(low, high, 305)
    values = np.array([item.permittivity(f) for f in swept_hz])
    assert np.all(values.real >= 1) and np.all(values.imag > 0)
    # No law jumps: a quarter of a gigahertz moves nothing by more than its relative step.
    assert np.max(np.abs(np.diff(values) / values[1:])) < 1.5 * 0.25 / 24
    assert item.thickness_m >= 0 and 0 <= item.roughness_m < 1e-3


@pytest.mark.parametrize("name", MATERIALS)
def test_every_source_has_a_year_or_admits_an_approximation(name: str) -> None:
    source = MATERIALS[name].source
    assert re.search(r"\b(19|20)\d\d\b", source) or source.startswith("approximation: ")


@pytest.mark.parametrize("name", ["skin", "brick"])
@pytest.mark.parametrize("frequency_hz", [23.9e9, 100.1e9, float("nan")])
def test_a_frequency_outside_the_band_is_refused(name: str, frequency_hz: float) -> None:
    with pytest.raises(InputError, match=f"from 24 to 100 GHz for {name}"):
        material(name).permittivity(frequency_hz)
    with pytest.raises(InputError, match=f"from 24 to 100 GHz for {name}"):
        material(name).conductivity(frequency_hz)


def test_an_unknown_material_is_refused() -> None:
    with pytest.raises(InputError, match="found 'cheese'"):
        material("cheese")


def test_between_two_bands_lies_a_straight_line_in_double_logarithmic_scale() -> None:
    # Brick: 3.91 and 0.0238 * 40^0.16 S/m at 40 GHz, 4.15 and 0.0006 * 110^1.5712 S/m at 110.
    middle_hz = np.sqrt(40e9 * 110e9)
    brick = material("brick")
    assert brick.permittivity(middle_hz).real == pytest.approx(np.sqrt(3.91 * 4.15))
    ends = 0.0238 * 40**0.16, 0.0006 * 110**1.5712
    assert brick.conductivity(middle_hz) == pytest.approx(np.sqrt(ends[0] * ends[1]))
    assert brick.conductivity(30e9) == pytest.approx(0.0238 * 30**0.16)


def test_the_page_shows_the_table_that_its_lines_make() -> None:
    page = PAGE.read_text()
    shown = re.search(r"<!-- table -->\n(.*)\n<!-- end of table -->", page, re.DOTALL)
    maker = re.search(r"<!-- maker -->\n```python\n(.*?)```", page, re.DOTALL)
    assert shown and maker
    printed = StringIO()
    with redirect_stdout(printed):
        exec(maker[1], {})
    assert shown[1].splitlines() == printed.getvalue().splitlines()
