"""Room legs against Sionna RT, to the limits of the bench."""

import numpy as np
import pytest

from benchmarks.physics import sionna_legs


@pytest.fixture(scope="module")
def compared() -> tuple[sionna_legs.Compared, ...]:
    return sionna_legs.compared(max_bounces=2)


def test_sionna_finds_paths_of_every_kind(compared: tuple[sionna_legs.Compared, ...]):
    kinds = {(len(c.path.out.walls), len(c.path.back.walls)) for c in compared}
    assert kinds == {(0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (2, 0)}
    assert {c.path.point for c in compared} == {0, 1}


def test_delays_agree(compared: tuple[sionna_legs.Compared, ...]):
    assert max(c.delay_error_s for c in compared) < 1e-14


def test_delays_agree_with_turning_points_summed_in_double_precision(
    compared: tuple[sionna_legs.Compared, ...],
):
    assert max(c.corner_delay_error_s for c in compared) < 1e-14


def test_powers_agree(compared: tuple[sionna_legs.Compared, ...]):
    assert max(c.power_error_db for c in compared) < 0.2
    levels = [10 * np.log10(c.power) for c in compared]
    assert max(levels) - min(levels) > 20  # so that reflections have a say


def test_default_tracer_finds_the_same_chains(compared: tuple[sionna_legs.Compared, ...]):
    legs = {chain for c in compared for chain in (c.path.out, c.path.back)}
    assert sionna_legs.planned_chains(2) == legs
