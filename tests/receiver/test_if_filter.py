"""The IF chain's gain, and noise that has gone through it."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.receiver import (
    IfFilter,
    ReceiverOptions,
    counts_per_root_watt,
    if_band_hz,
    if_frequencies_hz,
    noise_power_w,
    receive,
)

COMPLEX = preset("awr1843_mmclip")
REAL = preset("bgt60tr13c").replace(chirps_per_frame=1024)


TI = IfFilter()


def level_db(frequency_hz: float, chain: IfFilter = TI) -> float:
    return float(20 * jnp.log10(jnp.abs(chain.response(jnp.asarray(frequency_hz), COMPLEX))))


def test_corners_are_at_half_power() -> None:
    edge_hz = 0.9 * COMPLEX.sample_rate_hz
    assert level_db(300e3, IfFilter((300e3,))) == pytest.approx(-3.01, abs=0.01)
    assert level_db(edge_hz, IfFilter(())) == pytest.approx(-3.01, abs=0.01)


def test_slopes() -> None:
    """20 dB a decade for each high-pass; 20 n dB a decade for the low-pass; flat between."""
    assert level_db(1e3) - level_db(1e2) == pytest.approx(40, abs=0.01)
    assert level_db(4e6, IfFilter(())) == pytest.approx(0, abs=1e-3)
    # 20 x 64 x log10(1 / 0.9).
    assert level_db(COMPLEX.sample_rate_hz, IfFilter(())) == pytest.approx(-58.57, abs=0.01)


def test_high_pass_turns_the_phase_as_a_capacitor_does() -> None:
    gain = IfFilter((200e3,)).response(jnp.array([200e3, -200e3]), COMPLEX)
    np.testing.assert_allclose(np.angle(gain), [np.pi / 4, -np.pi / 4], rtol=1e-5)


def test_gain_and_gradient_are_finite_everywhere() -> None:
    frequency_hz = jnp.array([0.0, 1.0, 1e6, 5.2e6, 1e9, 1e12])

    def total(f: jax.Array) -> jax.Array:
        gain = IfFilter().response(f, COMPLEX)
        return jnp.sum(gain.real**2 + gain.imag**2)

    assert bool(jnp.all(jnp.isfinite(jax.grad(total)(frequency_hz))))
    gain = IfFilter().response(frequency_hz, COMPLEX)
    assert float(jnp.abs(gain[0])) == 0
    assert float(jnp.abs(gain[-1])) == 0


@pytest.mark.parametrize("radar", [COMPLEX, REAL], ids=["complex", "real"])
def test_noise_takes_the_shape_of_the_gain(radar: RadarConfig) -> None:
    """Bin by bin k T F B |H|^2, in groups of four bins known to 0.1 dB."""
    chain = IfFilter((0.1 * if_band_hz(radar)[1],), 0.8, 4)
    options = ReceiverOptions(if_filter=chain, quantization=False)
    silent = jnp.zeros(radar.frame_shape, jnp.complex64)
    counts = receive(silent, radar, jax.random.key(0), options)
    spectrum = np.fft.fft(np.asarray(counts) / counts_per_root_watt(radar))
    by_bin = np.mean(np.abs(spectrum) ** 2, axis=(0, 1, 2)) / radar.samples_per_chirp
    gain = np.asarray(chain.response(jnp.asarray(if_frequencies_hz(radar)), radar))
    expected = noise_power_w(radar) * np.abs(gain) ** 2
    groups = [x[1:-3].reshape(-1, 4).mean(axis=1) for x in (by_bin, expected)]
    assert np.abs(10 * np.log10(groups[0] / groups[1])).max() < 0.4
    assert by_bin[0] < 1e-6 * noise_power_w(radar)
    ratio = by_bin.sum() / expected.sum()
    assert 10 * np.log10(ratio) == pytest.approx(0, abs=0.06)


@pytest.mark.parametrize(
    "wrong",
    [
        {"high_pass_hz": (0.0,)},
        {"high_pass_hz": (175e3, float("nan"))},
        {"low_pass_fraction": 0},
        {"low_pass_fraction": float("inf")},
        {"low_pass_order": 0},
        {"low_pass_order": 2.5},
    ],
    ids=str,
)
def test_filters_that_cannot_be_are_refused(wrong: dict) -> None:
    with pytest.raises(InputError, match=f"{next(iter(wrong))} to be"):
        IfFilter(**wrong)
