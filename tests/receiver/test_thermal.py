"""Thermal noise against k T B F, per sample, per bin and behind a window."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.receiver import ReceiverOptions, counts_per_root_watt, noise_power_w, receive

COMPLEX = preset("awr1843_mmclip")
REAL = preset("bgt60tr13c").replace(chirps_per_frame=1024)
KT = 1.380649e-23 * 290


def port_noise(radar: RadarConfig, seed: int = 0) -> np.ndarray:
    """Noise alone, referred back to the antenna port, sqrt(W)."""
    silent = jnp.zeros(radar.frame_shape, jnp.complex64)
    options = ReceiverOptions(quantization=False)
    counts = receive(silent, radar, jax.random.key(seed), options)
    return np.asarray(counts) / counts_per_root_watt(radar)


def decibel(ratio: float) -> float:
    return float(10 * np.log10(ratio))


def test_noise_power_is_kTBF() -> None:
    # -173.98 dBm/Hz + 10 log10(5.209 MHz) + 15 dB = -91.8 dBm.
    expected_dbm = -173.975 + 10 * np.log10(5.209e6) + 15
    assert decibel(noise_power_w(COMPLEX) * 1e3) == pytest.approx(expected_dbm, abs=0.01)
    # 393,000 samples of an exponential variable: the mean is known to 0.2 %, 0.01 dB.
    power = np.mean(np.abs(port_noise(COMPLEX)) ** 2)
    assert decibel(power * 1e3) == pytest.approx(expected_dbm, abs=0.04)


def test_real_receivers_see_half_the_bandwidth() -> None:
    complex_one = REAL.replace(complex_samples=True)
    assert noise_power_w(REAL) == pytest.approx(noise_power_w(complex_one) / 2)
    # 197,000 squares of a Gaussian, each spread by 1.4 of the mean: 0.3 %, 0.014 dB.
    assert decibel(np.mean(port_noise(REAL) ** 2) / noise_power_w(REAL)) == pytest.approx(
        0, abs=0.06
    )


@pytest.mark.parametrize("radar", [COMPLEX, REAL], ids=["complex", "real"])
def test_floor_of_a_windowed_spectrum(radar: RadarConfig) -> None:
    """Against a tone at the centre of a bin, a bin holds k T F times the window's bandwidth.

    With the tone's amplitude restored by the window's sum, the floor is k T F B sum w^2 / (sum w)^2
    for complex samples. A real tone has half its power at either sign of the frequency, so one
    side's bins hold half of twice as much: the same expression.
    """
    count = radar.samples_per_chirp
    window = np.hanning(count + 1)[:-1]
    bins = np.abs(np.fft.fft(port_noise(radar) * window)[..., 2 : count // 2 - 1]) ** 2
    floor = bins.mean() / window.sum() ** 2
    noise_bandwidth_hz = radar.sample_rate_hz * np.sum(window**2) / window.sum() ** 2
    density = KT * 10 ** (radar.noise_figure_db / 10)
    sided = 1 if radar.complex_samples else 0.5
    assert decibel(floor / (sided * density * noise_bandwidth_hz)) == pytest.approx(0, abs=0.1)


def test_noise_is_white_over_samples_chirps_and_channels() -> None:
    noise = port_noise(COMPLEX)
    by_bin = np.mean(np.abs(np.fft.fft(noise)) ** 2, axis=(0, 1, 2)) / COMPLEX.samples_per_chirp
    # 1536 draws a bin: 2.6 %; the worst of 256 bins within four of these.
    assert np.abs(by_bin / noise_power_w(COMPLEX) - 1).max() < 0.11
    for axis in range(3):
        pairs = np.mean(noise * np.conj(np.roll(noise, 1, axis)))
        assert abs(pairs) < 5 * noise_power_w(COMPLEX) / np.sqrt(noise.size)
    # Circular: I and Q alike and uncorrelated.
    assert abs(np.mean(noise**2)) < 5 * noise_power_w(COMPLEX) / np.sqrt(noise.size)
