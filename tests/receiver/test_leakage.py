"""TX-RX leakage: level, beat, codes, and what the high-pass leaves of it."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.radar import TxSchedule, parameters, preset
from mmwave_sim.receiver import (
    Echo,
    IfFilter,
    Leakage,
    PhaseNoise,
    ReceiverOptions,
    counts_per_root_watt,
    if_frequencies_hz,
    leakage_echo,
    receive,
)

RADAR = preset("awr1843_mmclip").replace(chirps_per_frame=8)
LEAKAGE = Leakage(isolation_db=35.0, delay_s=1.2e-9)


def test_level_and_phase_are_those_of_the_formula() -> None:
    """The same expression in float64 NumPy; 92 cycles in float32 are known to 1e-4 rad."""
    echo = leakage_echo(LEAKAGE, parameters(RADAR), RADAR)
    t = RADAR.adc_start_time_s + np.arange(RADAR.samples_per_chirp) / RADAR.sample_rate_hz
    tau, slope = LEAKAGE.delay_s, RADAR.slope_hz_per_s
    cycles = (RADAR.start_frequency_hz + slope * t) * tau - slope * tau**2 / 2
    expected = np.sqrt(RADAR.tx_power_w * 10**-3.5) * np.exp(2j * np.pi * cycles)
    assert echo.beat.shape == (1, *RADAR.frame_shape[1:])
    assert float(echo.delay_s) == pytest.approx(tau)
    error = np.abs(np.asarray(echo.beat) - expected) / np.abs(expected)
    assert error.max() < 1e-3


def test_receiver_adds_it_to_every_chirp() -> None:
    options = ReceiverOptions(thermal_noise=False, quantization=False, leakage=LEAKAGE)
    silent = jnp.zeros(RADAR.frame_shape, jnp.complex64)
    counts = receive(silent, RADAR, None, options)
    power_w = np.abs(np.asarray(counts)) ** 2 / counts_per_root_watt(RADAR) ** 2
    np.testing.assert_allclose(power_w, RADAR.tx_power_w * 10**-3.5, rtol=1e-4)


def test_channel_gain_applies() -> None:
    values = parameters(RADAR)
    gain = jnp.ones_like(values.channel_gain).at[1, 2].set(0.5j)
    plain = leakage_echo(LEAKAGE, values, RADAR).beat
    turned = leakage_echo(LEAKAGE, values._replace(channel_gain=gain), RADAR).beat
    np.testing.assert_allclose(turned, plain * gain[..., None], rtol=1e-6)


def test_high_pass_takes_it_down() -> None:
    """Beat of 84 kHz against corners of 175 and 350 kHz: the product of two RC sections."""
    options = ReceiverOptions(thermal_noise=False, quantization=False, leakage=LEAKAGE)
    silent = jnp.zeros(RADAR.frame_shape, jnp.complex64)
    filtered, plain = (
        receive(silent, RADAR, None, replace(options, if_filter=chain))
        for chain in (IfFilter(), None)
    )
    beat_hz = RADAR.slope_hz_per_s * LEAKAGE.delay_s
    expected = np.prod([beat_hz / np.hypot(beat_hz, corner) for corner in (175e3, 350e3)])
    np.testing.assert_allclose(np.abs(filtered) / np.abs(plain), expected, rtol=1e-4)


def test_high_pass_leaves_its_skirt_of_phase_noise() -> None:
    """Around 2 MHz the density is P L(f) 4 sin^2(pi f tau) |H|^2, f counted from the beat.

    The tone itself is 20 dB down, and behind a Hann window at -130 dB there. 192 chirps x 40 bins
    know the mean to 0.06 dB.
    """
    radar, mask, chain = RADAR.replace(chirps_per_frame=64), PhaseNoise().shifted(20.0), IfFilter()
    options = ReceiverOptions(
        thermal_noise=False,
        quantization=False,
        leakage=LEAKAGE,
        phase_noise=mask,
        if_filter=chain,
    )
    silent = jnp.zeros(radar.frame_shape, jnp.complex64)
    counts = receive([Echo(silent, 0.0)], radar, jax.random.key(0), options)
    window = np.hanning(radar.samples_per_chirp + 1)[:-1]
    port = np.asarray(counts[:, :, 0]) / counts_per_root_watt(radar)
    scale = radar.sample_rate_hz * np.sum(window**2)
    density = np.mean(np.abs(np.fft.fft(port * window)) ** 2, axis=(0, 1)) / scale
    at_hz = jnp.asarray(if_frequencies_hz(radar)[75:115])
    offset_hz = at_hz - radar.slope_hz_per_s * LEAKAGE.delay_s
    expected = mask.residual_density_per_hz(offset_hz, LEAKAGE.delay_s)
    expected = expected * radar.tx_power_w * 10**-3.5 * jnp.abs(chain.response(at_hz, radar)) ** 2
    assert abs(np.mean(10 * np.log10(density[75:115] / expected))) < 0.25


@pytest.mark.parametrize("schedule", [TxSchedule.bpm((0, 1)), TxSchedule.ddm((0, 1), 4)])
def test_transmitters_that_share_a_slot_add_up_with_their_codes(schedule: TxSchedule) -> None:
    radar = RADAR.replace(tx_schedule=schedule)
    echo = leakage_echo(LEAKAGE, parameters(radar), radar)
    loops = radar.chirps_per_frame
    options = ReceiverOptions(thermal_noise=False, quantization=False, leakage=LEAKAGE)
    counts = receive(jnp.zeros(radar.frame_shape, jnp.complex64), radar, jax.random.key(0), options)
    # Alike but for the codes, which add up to (1 + 1, 1 - 1) by slot, or 1 + i^k by loop.
    if schedule.kind == "bpm":
        codes = np.tile([2.0, 0.0], (loops, 1)).astype(complex)
    else:
        codes = 1 + 1j ** np.arange(loops)[:, None]
    single = leakage_echo(LEAKAGE, parameters(RADAR), RADAR).beat[0, 0, 0]
    expected = codes[:, :, None, None] * np.asarray(single)
    np.testing.assert_allclose(
        np.broadcast_to(echo.beat, radar.frame_shape),
        np.broadcast_to(expected, radar.frame_shape),
        atol=1e-5 * float(jnp.abs(single[0])),
    )
    assert counts.shape == radar.frame_shape
