"""Codes on emissions: nothing in time division, sums of transmitters elsewhere."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.adc import frame_timing, multiplex
from mmwave_sim.radar import RadarConfig, TxSchedule, preset

SCHEDULES = [
    TxSchedule.bpm((0, 2)),
    TxSchedule.bpm((0, 1, 2)),
    TxSchedule.ddm((0, 1, 2)),
    TxSchedule.ddm((0, 1, 2), subbands=4),
]


def _radar(schedule: TxSchedule) -> RadarConfig:
    small = preset("awr1843_mmclip").replace(chirps_per_frame=12, samples_per_chirp=8)
    return small.replace(tx_schedule=schedule)


def _emitted(radar: RadarConfig, batch: tuple[int, ...] = ()) -> jax.Array:
    shape = (radar.chirps_per_frame, len(radar.emissions), radar.receivers, radar.samples_per_chirp)
    parts = np.random.default_rng(3).normal(size=(2, *batch, *shape))
    return jnp.asarray(parts[0] + 1j * parts[1], jnp.complex64)


def test_time_division_is_left_as_it_is() -> None:
    radar = _radar(TxSchedule.tdm((0, 2, 1)))
    emitted = _emitted(radar)
    assert multiplex(emitted, radar) is emitted


@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_each_slot_is_the_coded_sum_of_its_emissions(schedule: TxSchedule) -> None:
    radar = _radar(schedule)
    emitted = _emitted(radar, (2,))
    expected = np.zeros((2, *radar.frame_shape), dtype=complex)
    for index, (slot, _) in enumerate(radar.emissions):
        code = schedule.codes(radar.chirps_per_frame)[:, index, None, None]
        expected[:, :, slot] += code * np.asarray(emitted)[:, :, index]
    raw = multiplex(emitted, radar)
    assert raw.dtype == jnp.complex64
    np.testing.assert_allclose(raw, expected, atol=1e-5)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_the_gradient_of_an_emission_is_its_code(schedule: TxSchedule) -> None:
    """The map is linear: d Re(sum of raw) / d Re(emission) = Re(code), for imaginary parts -Im."""
    radar = _radar(schedule)
    slope = jax.jit(jax.grad(lambda emitted: multiplex(emitted, radar).real.sum()))
    codes = schedule.codes(radar.chirps_per_frame)[:, :, None, None]
    got = slope(_emitted(radar))
    np.testing.assert_allclose(got, np.broadcast_to(codes, got.shape), atol=1e-6)


def test_double_precision_stays() -> None:
    radar = _radar(SCHEDULES[-1])
    with jax.enable_x64(True):
        emitted = jnp.asarray(_emitted(radar), jnp.complex128)
        assert multiplex(emitted, radar).dtype == jnp.complex128


def test_other_emissions_are_refused() -> None:
    radar = _radar(TxSchedule.bpm((0, 1)))
    with pytest.raises(InputError, match="expected 4 emissions"):
        multiplex(_emitted(radar)[:, :2], radar)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=str)
def test_emissions_of_a_slot_share_its_time(schedule: TxSchedule) -> None:
    radar = _radar(schedule)
    timing = frame_timing(radar)
    first = radar.idle_time_s + radar.adc_start_time_s + radar.half_span_s
    for index, (slot, _) in enumerate(radar.emissions):
        loop_s = np.arange(radar.chirps_per_frame) * radar.loop_interval_s
        expected = first + loop_s + slot * radar.chirp_interval_s
        np.testing.assert_allclose(timing.chirp_s[:, index], expected)
