"""The Doppler of a walking body is that of its skin; that of paths traced again is not."""

import numpy as np
import pytest

from benchmarks.physics.walk_doppler import rows, wasserstein


def test_doppler_is_the_velocity_of_the_skin() -> None:
    ours, again = rows(frames=16)
    assert ours.ok, ours
    assert again.ok, again


def test_wasserstein_is_the_way_round_the_circle() -> None:
    # One share at -7, the other at +7, on a circle from -7.5 to 7.5: 1 apart across the end.
    velocity = np.linspace(-7.5, 7.5, 150, endpoint=False)
    one, other = (np.isclose(velocity, at).astype(float) for at in (-7.0, 7.0))
    assert wasserstein(one, other, 15.0) == pytest.approx(1.0, abs=1e-9)
    # A spike against an even spread: a quarter of the circle.
    assert wasserstein(one, np.ones(150), 15.0) == pytest.approx(15.0 / 4, rel=0.01)
