"""Phase noise after mixing against the mask times 4 sin^2(pi f tau)."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.receiver import (
    Echo,
    PhaseNoise,
    ReceiverOptions,
    oscillator,
    receive,
    residual_phase_rad,
)

RADAR = preset("awr1843_mmclip").replace(chirps_per_frame=400)
QUIET = ReceiverOptions(thermal_noise=False, quantization=False, phase_noise=PhaseNoise())


def residual_rad(delay_s: float, radar: RadarConfig = RADAR) -> np.ndarray:
    """Phase of a steady echo of this delay after the whole receiver, rad."""
    steady = jnp.ones((1, *radar.frame_shape[1:]), jnp.complex64)
    return np.angle(receive([Echo(steady, delay_s)], radar, jax.random.key(0), QUIET))


def decibel(ratio: np.ndarray) -> np.ndarray:
    return 10 * np.log10(ratio)


def density_per_hz(phase_rad: np.ndarray) -> np.ndarray:
    """Two-sided periodogram behind a Hann window, averaged over all but the last axis."""
    window = np.hanning(phase_rad.shape[-1] + 1)[:-1]
    power = np.abs(np.fft.rfft(phase_rad * window)) ** 2
    mean = power.mean(axis=tuple(range(phase_rad.ndim - 1)))
    return mean / (RADAR.sample_rate_hz * np.sum(window**2))


def test_mask_is_straight_in_decades_and_held_outside() -> None:
    mask = PhaseNoise((1e5, 1e7), (-80.0, -120.0))
    at = jnp.array([1e3, 1e5, -1e6, 1e7, 1e9])
    np.testing.assert_allclose(decibel(mask.density_per_hz(at)), [-80, -80, -100, -120, -120])
    assert float(decibel(PhaseNoise().density_per_hz(jnp.array(1e6)))) == pytest.approx(-93)


@pytest.mark.parametrize("delay_s", [2e-8, 1.3e-7, 2.2e-6])
def test_spectrum_is_the_mask_times_the_range_correlation(delay_s: float) -> None:
    """3 m, 20 m, and so late that nulls of the sine fall into the band.

    1,200 chirps know a bin to 2.9 %, 0.13 dB; four neighbours of them to 0.07 dB or so. The window
    smears 4 sin^2 over three bins: bins within two of a null, and the lowest three, are left out.
    """
    phase = residual_rad(delay_s)[:, :, 0]
    frequency_hz = np.fft.rfftfreq(RADAR.samples_per_chirp, 1 / RADAR.sample_rate_hz)
    expected = np.asarray(PhaseNoise().residual_density_per_hz(jnp.asarray(frequency_hz), delay_s))
    sine = np.abs(np.sin(np.pi * frequency_hz * delay_s))
    step = np.pi * delay_s * frequency_hz[1]
    fair = (np.arange(len(frequency_hz)) >= 3) & (sine > 3 * step) & (frequency_hz < 2.55e6)
    error_db = decibel(density_per_hz(phase)[fair] / expected[fair])
    groups = error_db[: len(error_db) // 4 * 4].reshape(-1, 4).mean(axis=1)
    assert len(groups) > 15
    assert np.abs(groups).max() < 0.5
    assert abs(error_db.mean()) < 0.1


def test_total_power_is_the_integral_of_the_density() -> None:
    frequency_hz = np.linspace(-RADAR.sample_rate_hz / 2, RADAR.sample_rate_hz / 2, 20_001)
    density = PhaseNoise().residual_density_per_hz(jnp.asarray(frequency_hz), 2e-8)
    expected = np.trapezoid(np.asarray(density), frequency_hz)
    # 300,000 samples, correlated over a few: 0.5 %.
    assert np.mean(residual_rad(2e-8)[:, :, 0] ** 2) == pytest.approx(expected, rel=0.02)


def test_close_echoes_are_nearly_free_of_it() -> None:
    """Range correlation: a tenth of the delay leaves a hundredth of the power."""
    far, near = (np.mean(residual_rad(delay) ** 2) for delay in (2e-8, 2e-9))
    assert far / near == pytest.approx(100, rel=0.02)
    # float32 keeps a phase near zero to about 1e-7 rad.
    assert np.abs(residual_rad(0.0)).max() < 1e-6


def test_one_oscillator_feeds_all_receivers_and_chirps_are_independent() -> None:
    phase = residual_rad(2e-8)
    np.testing.assert_array_equal(phase, np.broadcast_to(phase[:, :, :1], phase.shape))
    chirps = phase[:, :, 0].reshape(-1, RADAR.samples_per_chirp)
    correlation = np.mean(chirps[1:] * chirps[:-1]) / np.mean(chirps**2)
    assert abs(correlation) < 5 / np.sqrt(chirps.size) * 2


def test_delays_by_whole_samples_telescope() -> None:
    """phi(n) - phi(n - 2) is the sum of two differences over one sample, of one phi."""
    like = jnp.zeros(RADAR.frame_shape, jnp.complex64)
    spectrum = oscillator(PhaseNoise(), jax.random.key(4), like, RADAR)
    sample_s = 1 / RADAR.sample_rate_hz
    one, two = (residual_phase_rad(spectrum, k * sample_s, RADAR) for k in (1, 2))
    scale = float(jnp.std(two))
    np.testing.assert_allclose(two[..., 1:], one[..., 1:] + one[..., :-1], atol=1e-4 * scale)


def test_late_echoes_do_not_hear_the_end_of_the_chirp() -> None:
    """The first samples hold the phase before the chirp, not that of its end wrapped round.

    With a period of one chirp, psi(0) and psi(N - d) would share phi(N - d) with opposite signs: a
    correlation near -1/2. 1,200 chirps know it to 0.03.
    """
    delay = 16
    phase = residual_rad(delay / RADAR.sample_rate_hz)[:, :, 0]
    product = np.mean(phase[..., 0] * phase[..., -delay])
    assert abs(product) / np.mean(phase**2) < 0.15


def test_raising_the_mask_scales_the_phase() -> None:
    """3 dB up is sqrt(2) in every sample, and the power's slope is ln(10) / 10 a decibel."""

    def power(raised_db: jax.Array) -> jax.Array:
        like = jnp.zeros(RADAR.frame_shape, jnp.complex64)
        spectrum = oscillator(PhaseNoise().shifted(raised_db), jax.random.key(0), like, RADAR)
        return jnp.mean(residual_phase_rad(spectrum, 2e-8, RADAR) ** 2)

    base, slope = jax.value_and_grad(power)(jnp.asarray(0.0))
    assert float(power(jnp.asarray(10.0)) / base) == pytest.approx(10, rel=1e-3)
    assert float(slope / base) == pytest.approx(np.log(10) / 10, rel=1e-3)


def test_echo_keeps_its_power() -> None:
    """A phase moves power into the skirt and makes none."""
    echo = Echo(jnp.full((1, *RADAR.frame_shape[1:]), 1e-5 + 0j, jnp.complex64), 1e-6)
    loud = replace(QUIET, phase_noise=PhaseNoise().shifted(20.0))
    counts, silent = (
        receive([echo], RADAR, jax.random.key(0), options)
        for options in (loud, replace(loud, phase_noise=None))
    )
    np.testing.assert_allclose(np.abs(counts), np.abs(silent), rtol=1e-5)


@pytest.mark.parametrize(
    ("offsets_hz", "levels", "message"),
    [
        ((1e6, 1e5), (-90.0, -80.0), "rising"),
        ((), (), "rising"),
        ((0.0, 1e5), (-90.0, -80.0), "positive"),
        ((1e5, 1e6), (-90.0,), "a level for each of 2"),
        ((1e5, float("inf")), (-90.0, -80.0), r"offsets_hz\[1\] to be a finite number"),
        ((1e5, 1e6), (-90.0, float("nan")), r"level_dbc_per_hz\[1\] to be a finite number"),
    ],
)
def test_masks_that_make_no_sense_are_refused(
    offsets_hz: tuple, levels: tuple, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        PhaseNoise(offsets_hz, levels)


def test_gradients_reach_every_point_of_the_mask() -> None:
    """Halfway between two points in decades: half of each level, and of each offset its slope."""
    middle = jnp.array(1e6)

    def level_db(points: jax.Array) -> jax.Array:
        mask = PhaseNoise((points[0], points[1]), (points[2], points[3]))  # type: ignore[arg-type]
        return 10 * jnp.log10(mask.density_per_hz(middle))

    slopes = jax.grad(level_db)(jnp.array([1e5, 1e7, -80.0, -120.0]))
    decade = 20 / np.log(10) / 2
    np.testing.assert_allclose(slopes, [decade / 1e5, decade / 1e7, 0.5, 0.5], rtol=1e-4)
