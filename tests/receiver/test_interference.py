"""Another radar's chirps: when they are heard, at which frequency, from where, how loud."""

from collections.abc import Callable
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.receiver import (
    Interferer,
    ReceiverOptions,
    counts_per_root_watt,
    interference,
    receive,
)

C = 299_792_458.0
RADAR = preset("awr1843_mmclip").replace(chirps_per_frame=8)
REAL = preset("bgt60tr13c")
POWER_W = 2e-9


def crossing(radar: RadarConfig, faster_hz_per_s: float, at_s: float, **more: float) -> Interferer:
    """In step with the radar's own chirps; the two carriers meet `at_s` after the ramp's start."""
    start_hz = radar.start_frequency_hz - faster_hz_per_s * at_s
    slope = radar.slope_hz_per_s + faster_hz_per_s
    values = {"chirp_interval_s": radar.chirp_interval_s, "ramp_s": radar.ramp_end_time_s} | more
    return Interferer(start_hz, slope, power_w=POWER_W, start_s=radar.idle_time_s, **values)


def heard(other: Interferer, radar: RadarConfig, start_s: float = 0.0) -> np.ndarray:
    like = jnp.zeros(radar.frame_shape, jnp.complex64)
    return np.asarray(interference(other, jax.random.key(0), like, radar, start_s))


@pytest.mark.parametrize("faster", [0.8e12, -0.8e12, 2.5e12])
def test_hits_last_while_the_difference_is_in_band(faster: float) -> None:
    """Complex samples hold 0 to the rate: rate / |S - S'|, on one side of the crossing."""
    at_s = 30e-6
    hits = np.abs(heard(crossing(RADAR, faster, at_s), RADAR)) > 0
    t = RADAR.adc_start_time_s + np.arange(RADAR.samples_per_chirp) / RADAR.sample_rate_hz
    expected = RADAR.sample_rate_hz * (RADAR.sample_rate_hz / abs(faster))
    counts = hits.sum(axis=-1)
    assert np.abs(counts - expected).max() <= 1
    # The radar's carrier is above the interferer's before the crossing if the latter is faster.
    middle = t[np.flatnonzero(hits[3, 1, 2])].mean()
    assert middle - at_s == pytest.approx(-RADAR.sample_rate_hz / faster / 2, abs=0.3e-6)


def test_real_samples_hear_both_sides_of_the_crossing() -> None:
    hits = np.abs(heard(crossing(REAL, 1e12, 16e-6), REAL)) > 0
    expected = REAL.sample_rate_hz * (REAL.sample_rate_hz / 1e12)
    assert np.abs(hits.sum(axis=-1) - expected).max() <= 1
    t = np.arange(REAL.samples_per_chirp) / REAL.sample_rate_hz
    middle = t[np.flatnonzero(hits[0, 0, 0])].mean()
    assert middle == pytest.approx(16e-6, abs=0.5e-6)


def test_instantaneous_frequency_is_the_difference_of_the_carriers() -> None:
    faster, at_s = 0.8e12, 30e-6
    chirp = heard(crossing(RADAR, faster, at_s), RADAR)[5, 0, 0]
    on = np.flatnonzero(np.abs(chirp) > 0)
    t = RADAR.adc_start_time_s + (on[:-1] + 0.5) / RADAR.sample_rate_hz
    turned = np.angle(chirp[on[1:]] * np.conj(chirp[on[:-1]])) % (2 * np.pi)
    found_hz = turned / (2 * np.pi) * RADAR.sample_rate_hz
    # Half a bin; phases are kept to 1e-6 rad or so, which is a few Hz.
    np.testing.assert_allclose(found_hz, -faster * (t - at_s), atol=50)


def test_power_while_it_is_heard() -> None:
    samples = heard(crossing(RADAR, 0.8e12, 30e-6), RADAR)
    power = np.abs(samples[np.abs(samples) > 0]) ** 2
    np.testing.assert_allclose(power, POWER_W, rtol=1e-5)


def test_mean_power_of_an_unsynchronised_radar() -> None:
    """Each ramp meets each of ours with some phase of time: power x share of time in band.

    The interferer sweeps 1.2 GHz across our sampled 3.4 GHz at another slope. It is in band for
    rate / |S - S'| of each of its intervals if the carriers meet within the ramp, which averaged
    over time is the overlap in the plane of both times; here counted on a fine grid in float64.
    """
    other = Interferer(78e9, 30e12, 47.3e-6, 40e-6, POWER_W)
    radar = RADAR.replace(chirps_per_frame=256)
    found = np.mean(np.abs(heard(other, radar)) ** 2)
    t = radar.adc_start_time_s + np.linspace(0, radar.sampling_time_s, 4001)
    since = np.linspace(0, other.chirp_interval_s, 4001)[:, None]
    difference = radar.start_frequency_hz - 78e9 + radar.slope_hz_per_s * t - 30e12 * since
    share = np.mean((difference >= 0) & (difference < radar.sample_rate_hz) & (since < 40e-6))
    # About 350 crossings of half a sample or so each, spread evenly by the incommensurate times.
    assert found / POWER_W == pytest.approx(share, rel=0.15)


def test_it_is_silent_between_its_ramps() -> None:
    """A ramp that ends before the carriers meet is never heard."""
    assert np.abs(heard(crossing(RADAR, 0.8e12, 30e-6, ramp_s=20e-6), RADAR)).max() == 0


def test_time_of_the_frame_counts() -> None:
    """A frame that starts half an interval later meets the ramps elsewhere; a whole one, alike."""
    other = crossing(RADAR, 0.8e12, 30e-6)
    first, half, whole = (
        np.abs(heard(other, RADAR, share * other.chirp_interval_s)) > 0 for share in (0, 0.5, 1)
    )
    np.testing.assert_array_equal(first, whole)
    assert not np.any(first & half)


def test_ramps_shorter_than_the_sampled_time_come_several_times() -> None:
    """Ten-microsecond ramps of the radar's own slope, 1 MHz below: on for their share of time."""
    other = Interferer(
        RADAR.start_frequency_hz + RADAR.slope_hz_per_s * 20e-6 - 1e6,
        RADAR.slope_hz_per_s,
        chirp_interval_s=9e-6,
        ramp_s=4e-6,
        power_w=POWER_W,
        start_s=RADAR.idle_time_s + 20e-6 - 9e-6,
    )
    chirp = heard(other, RADAR)[0, 0, 0]
    on = np.flatnonzero(np.abs(chirp) > 0)
    t = RADAR.adc_start_time_s + on / RADAR.sample_rate_hz
    # One ramp is in step with the radar's; those before and after are 630 MHz away.
    assert len(on) == pytest.approx(4e-6 * RADAR.sample_rate_hz, abs=1)
    assert t.min() == pytest.approx(20e-6, abs=0.2e-6)
    found_hz = (
        np.angle(chirp[on[1:]] * np.conj(chirp[on[:-1]])) / (2 * np.pi) * RADAR.sample_rate_hz
    )
    np.testing.assert_allclose(found_hz, 1e6, atol=50)


@pytest.mark.parametrize("azimuth_rad", [0.5, -0.9])
def test_direction_over_the_receivers(azimuth_rad: float) -> None:
    """Phase rises by 2 pi d sin(azimuth) / wavelength, the wavelength of that instant."""
    at_s = 30e-6
    chirp = heard(crossing(RADAR, 0.8e12, at_s, azimuth_rad=azimuth_rad), RADAR)[0, 0]
    on = np.flatnonzero(np.all(np.abs(chirp) > 0, axis=0))
    t = RADAR.adc_start_time_s + on / RADAR.sample_rate_hz
    pitch_m = -np.diff(np.asarray(RADAR.rx_positions_m)[:, 1])[:, None]
    interferer_hz = RADAR.start_frequency_hz + RADAR.slope_hz_per_s * t + 0.8e12 * (t - at_s)
    expected = 2 * np.pi * pitch_m * np.sin(azimuth_rad) * interferer_hz / C
    found = np.angle(chirp[1:, on] * np.conj(chirp[:-1, on]))
    # The element's later part of the ramp, S' d^2 / c^2, is far below a microradian.
    assert np.abs(np.angle(np.exp(1j * (found - expected)))).max() < 1e-4


def test_phases_of_the_ramps_are_uniform() -> None:
    radar = RADAR.replace(chirps_per_frame=512)
    samples = heard(crossing(radar, 0.8e12, 30e-6), radar)[:, :, 0]
    at = np.flatnonzero(np.abs(samples[0, 0]) > 0)[5]
    unit = samples[..., at] / np.abs(samples[..., at])
    # The mean of 1536 unit phasors is 0.026 long; four of these.
    assert abs(unit.mean()) < 0.1
    assert abs((unit**2).mean()) < 0.1


def test_receiver_adds_each_interferer() -> None:
    one, two = crossing(RADAR, 0.8e12, 20e-6), crossing(RADAR, 1.3e12, 45e-6)
    silent = jnp.zeros(RADAR.frame_shape, jnp.complex64)

    def counts(*others: Interferer) -> np.ndarray:
        options = ReceiverOptions(thermal_noise=False, quantization=False, interferers=others)
        return np.asarray(receive(silent, RADAR, jax.random.key(0), options))

    both = np.abs(counts(one, two)) > 0
    np.testing.assert_array_equal(
        both, (np.abs(heard(one, RADAR)) > 0) | (np.abs(heard(two, RADAR)) > 0)
    )
    level = np.abs(counts(one)).max() / counts_per_root_watt(RADAR)
    assert level == pytest.approx(np.sqrt(POWER_W), rel=1e-5)


def test_two_alike_are_not_in_step() -> None:
    """Their powers add up, not their amplitudes: 192 crossings know the mean to 5 %."""
    radar = RADAR.replace(chirps_per_frame=64)
    one = crossing(radar, 0.8e12, 30e-6)
    options = ReceiverOptions(thermal_noise=False, quantization=False, interferers=(one, one))
    silent = jnp.zeros(radar.frame_shape, jnp.complex64)
    samples = np.asarray(receive(silent, radar, jax.random.key(0), options))
    power = np.abs(samples[np.abs(heard(one, radar)) > 0] / counts_per_root_watt(radar)) ** 2
    assert power.mean() == pytest.approx(2 * POWER_W, rel=0.25)
    assert power.std() > 0.5 * power.mean()


def test_a_ramp_longer_than_its_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="ramp_s of at most chirp_interval_s"):
        Interferer(77e9, 70e12, 50e-6, 60e-6, POWER_W)


SMALL = RADAR.replace(chirps_per_frame=2, samples_per_chirp=64)


def overlap(other: Interferer, start_s: jax.Array | float = 0.0) -> jax.Array:
    """How much of a fixed random signal the interferer's samples hold."""
    like = jnp.zeros(SMALL.frame_shape, complex)
    samples = interference(other, jax.random.key(0), like, SMALL, start_s)
    parts = np.random.default_rng(0).normal(size=(2, *SMALL.frame_shape))
    return jnp.sum(samples.real * parts[0] + samples.imag * parts[1])


BASE = crossing(SMALL, 2.5e12, 12e-6, azimuth_rad=0.4)


@pytest.mark.parametrize(
    ("change", "step"),
    [
        (lambda x: (replace(BASE, start_frequency_hz=BASE.start_frequency_hz + x), 0.0), 1.0),
        (lambda x: (replace(BASE, slope_hz_per_s=BASE.slope_hz_per_s + x), 0.0), 1e5),
        (lambda x: (replace(BASE, azimuth_rad=BASE.azimuth_rad + x), 0.0), 1e-5),
        (lambda x: (replace(BASE, start_s=BASE.start_s + x), 0.0), 1e-15),
        (lambda x: (BASE, x), 1e-15),
        (lambda x: (replace(BASE, power_w=BASE.power_w * (1 + x)), 0.0), 1e-5),
    ],
    ids=["carrier", "slope", "azimuth", "start", "frame", "power"],
)
def test_gradients_agree_with_differences(
    change: Callable[[jax.Array | float], tuple[Interferer, jax.Array | float]], step: float
) -> None:
    """In float64, away from the samples at which a crossing begins and ends."""
    with jax.enable_x64(True):
        slope = float(jax.grad(lambda x: overlap(*change(x)))(0.0))
        ends = [float(overlap(*change(x))) for x in (step, -step)]
        plain, traced = overlap(BASE), jax.jit(lambda x: overlap(*change(x)))(0.0)
    assert slope != 0
    assert slope == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-3)
    assert float(traced) == pytest.approx(float(plain), rel=1e-5)


def test_what_jax_cannot_trace_of_an_interferer_is_said() -> None:
    with pytest.raises(InputError, match="64-bit JAX"):
        jax.grad(lambda x: overlap(replace(BASE, azimuth_rad=x)))(0.4)
    with jax.enable_x64(True), pytest.raises(InputError, match="chirp_interval_s"):
        jax.grad(lambda x: overlap(replace(BASE, chirp_interval_s=x)))(BASE.chirp_interval_s)
