"""Interpolation between bins."""

import jax.numpy as jnp
import numpy as np

from mmwave_sim.cube import window
from mmwave_sim.cube._peaks import interpolate_peak


def test_hann_peaks_are_found_to_a_fiftieth_of_a_bin() -> None:
    # The bias is zero on the bins and half-way between them and largest in between.
    true = 20 + np.linspace(0.0, 0.5, 26)
    tones = np.exp(2j * np.pi * true[:, None] * np.arange(128) / 128)
    power = np.abs(np.fft.fft(tones * np.asarray(window("hann", 128)), axis=-1)) ** 2
    peak = power.argmax(axis=-1)
    found = np.asarray(interpolate_peak(jnp.asarray(power, jnp.float32), jnp.asarray(peak)))
    assert np.abs(found - true).max() < 0.02
