"""Breath and heartbeat read off the echo's phase are those of the skin."""

import numpy as np
import pytest

from benchmarks.physics.breathing import rows, vitals


def test_rates_and_amplitudes() -> None:
    # A shorter recording than the bench: noise moves the amplitude of the heart 1.5 times as far.
    found = rows(duration_s=25.0)
    assert all(row.ok for row in found), found


def test_the_reading_of_two_sines() -> None:
    # Rates are read to half a step of the padded spectrum, 1 / (2 x 64 x 60 s), and to what the
    # other sine's Hann-windowed side lobes move the peak by.
    time_s = np.arange(600) * 0.1
    moved = 1e-3 * np.sin(2 * np.pi * 0.25 * time_s) + 1e-4 * np.sin(2 * np.pi * 1.2 * time_s + 1)
    found = vitals(time_s, moved + 3e-4 * time_s)
    assert found.breathing_hz == pytest.approx(0.25, abs=1e-3)
    assert found.breathing_m == pytest.approx(1e-3, rel=1e-9)
    assert found.heartbeat_hz == pytest.approx(1.2, abs=1e-3)
    assert found.heartbeat_m == pytest.approx(1e-4, rel=1e-9)
