"""I and Q errors, and compression, against their closed forms."""

import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.receiver import Compression, IqImbalance

SAMPLES = 256


def tone(bin_: int, amplitude: float = 1.0) -> jnp.ndarray:
    return jnp.asarray(amplitude * np.exp(2j * np.pi * bin_ * np.arange(SAMPLES) / SAMPLES))


def bins(signal: jnp.ndarray) -> np.ndarray:
    """Amplitude of the tone in each bin."""
    return np.abs(np.fft.fft(np.asarray(signal, np.complex128))) / SAMPLES


@pytest.mark.parametrize(("gain_db", "phase_rad"), [(0.5, 0.0), (0.0, 0.05), (1.0, -0.1)])
def test_image_rejection(gain_db: float, phase_rad: float) -> None:
    imbalance = IqImbalance(gain_db, phase_rad)
    spectrum = bins(imbalance.apply(tone(20)))
    found_db = 20 * np.log10(spectrum[20] / spectrum[-20])
    g, cosine = 10 ** (gain_db / 20), np.cos(phase_rad)
    expected_db = 10 * np.log10((1 + 2 * g * cosine + g**2) / (1 - 2 * g * cosine + g**2))
    assert found_db == pytest.approx(expected_db, abs=0.01)
    assert float(imbalance.image_rejection_db()) == pytest.approx(expected_db, abs=0.01)


def test_imbalance_is_that_of_the_quadrature_arm() -> None:
    """I stays; Q is g (Q cos phi - I sin phi)."""
    signal, g, phi = tone(7) * (1 + 0.3j), 10 ** (0.8 / 20), 0.2
    bad = IqImbalance(0.8, phi).apply(signal)
    np.testing.assert_allclose(bad.real, signal.real, atol=1e-6)
    expected = g * (signal.imag * np.cos(phi) - signal.real * np.sin(phi))
    np.testing.assert_allclose(bad.imag, expected, atol=1e-6)


def test_a_perfect_mixer_changes_nothing() -> None:
    np.testing.assert_allclose(IqImbalance().apply(tone(5)), tone(5), atol=1e-7)


@pytest.mark.parametrize("input_1db_w", [1e-4, 1e-9])
def test_gain_is_one_decibel_low_at_the_stated_power(input_1db_w: float) -> None:
    amplifier = Compression(input_1db_w)
    signal = tone(3, np.sqrt(input_1db_w))
    gain_db = 20 * np.log10(np.abs(amplifier.apply(signal)) / np.abs(signal))
    np.testing.assert_allclose(gain_db, -1, atol=1e-4)


def test_output_saturates_and_phase_stays() -> None:
    amplifier = Compression(1e-6)
    signal = tone(3, 1.0)
    out = amplifier.apply(signal)
    np.testing.assert_allclose(np.abs(out) ** 2, 1e-6 / (10**0.1 - 1), rtol=1e-5)
    np.testing.assert_allclose(np.angle(out / signal), 0, atol=1e-5)


def test_third_order_intermodulation() -> None:
    """Two tones of amplitude A make A^3 / (2 s^2) at 2 f1 - f2: three decibels for one.

    The next term of the series is of relative size 3.75 A^2 / s^2, 1 % at the highest level here.
    """
    amplifier = Compression(1e-6)
    saturation_w = 1e-6 / (10**0.1 - 1)
    amplitudes = np.sqrt(saturation_w) * 10 ** (np.array([-35.0, -30.0, -25.0]) / 20)
    found = [bins(amplifier.apply(tone(30, a) + tone(41, a)))[[19, 52]] for a in amplitudes]
    expected = amplitudes**3 / (2 * saturation_w)
    np.testing.assert_allclose(found, np.stack([expected, expected], -1), rtol=0.02)
    slope = np.polyfit(np.log10(amplitudes), np.log10(np.array(found)[:, 0]), 1)[0]
    assert slope == pytest.approx(3, abs=0.02)
