"""Schedules: what radiates when, codes that can be told apart, and what the radar then resolves."""

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig, TxSchedule, check_constraints, preset


@pytest.fixture
def radar() -> RadarConfig:
    return preset("awr1843_mmclip").replace(chirps_per_frame=48)


SCHEDULES = [
    TxSchedule.tdm((0, 2, 1)),
    TxSchedule.bpm((0, 2)),
    TxSchedule.bpm((2, 0, 1)),
    TxSchedule.ddm((0, 1, 2)),
    TxSchedule.ddm((0, 2), subbands=4),
]


def names(schedule: TxSchedule) -> str:
    return f"{schedule.kind}{schedule.order}/{schedule.subbands}"


@pytest.mark.parametrize(
    ("schedule", "slots", "emissions"),
    [
        (TxSchedule((2, 0, 2)), 3, ((0, 2), (1, 0), (2, 2))),
        (TxSchedule.bpm((2, 0)), 2, ((0, 2), (0, 0), (1, 2), (1, 0))),
        (TxSchedule.ddm((1, 2, 0), subbands=6), 1, ((0, 1), (0, 2), (0, 0))),
    ],
    ids=["tdm", "bpm", "ddm"],
)
def test_emissions_go_by_slot_and_then_by_order(
    schedule: TxSchedule, slots: int, emissions: tuple[tuple[int, int], ...]
) -> None:
    assert schedule.slots == slots
    assert schedule.emissions == emissions


@pytest.mark.parametrize(("count", "slots"), [(1, 1), (2, 2), (3, 4), (4, 4), (5, 8)])
def test_bpm_takes_as_many_slots_as_the_next_hadamard_matrix(count: int, slots: int) -> None:
    assert TxSchedule.bpm(range(count)).slots == slots


@pytest.mark.parametrize("schedule", SCHEDULES, ids=names)
def test_codes_are_orthogonal_and_every_transmitter_has_full_power(schedule: TxSchedule) -> None:
    loops, order = 24, list(schedule.order)
    codes = np.zeros((loops, schedule.slots, len(order)), dtype=complex)
    for (slot, antenna), code in zip(schedule.emissions, schedule.codes(loops).T, strict=True):
        codes[:, slot, order.index(antenna)] = code
    gram = np.einsum("msn,msk->nk", codes.conj(), codes)
    chirps_on = loops * (1 if schedule.kind == "tdm" else schedule.slots)
    np.testing.assert_allclose(gram, chirps_on * np.eye(len(order)), atol=1e-9)
    np.testing.assert_allclose(np.abs(schedule.codes(loops)), 1.0)
    np.testing.assert_allclose(codes[schedule.period :], codes[: -schedule.period], atol=1e-9)


def test_ddm_turns_the_nth_transmitter_by_n_subbands() -> None:
    codes = TxSchedule.ddm((0, 1, 2), subbands=6).codes(12)
    peaks = np.abs(np.fft.fft(codes, axis=0)).argmax(axis=0)
    assert peaks.tolist() == [0, 2, 4]


def test_subbands_left_out_are_one_a_transmitter() -> None:
    assert TxSchedule.ddm((0, 1, 2)) == TxSchedule.ddm((0, 1, 2), subbands=3)
    assert TxSchedule((0, 1), "tdm") == TxSchedule.tdm([0, 1])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: TxSchedule((0,), "fdm"), "'bpm'"),
        (lambda: TxSchedule.bpm(()), "at least one transmitter"),
        (lambda: TxSchedule.bpm((0, 0)), "each transmitter once"),
        (lambda: TxSchedule.ddm((1, 1)), "each transmitter once"),
        (lambda: TxSchedule.ddm((0, 1, 2), subbands=2), "a subband for each of 3"),
        (lambda: TxSchedule.ddm((0, 1, 2), subbands=-1), "a subband for each of 3"),
        (lambda: TxSchedule((0, 1), "bpm", 2), "no subbands in a BPM schedule"),
    ],
)
def test_what_cannot_be_is_refused(make, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize(
    ("schedule", "shape", "intervals"),
    [
        (TxSchedule.tdm((0, 1, 2)), (48, 3, 4, 256), 3),
        (TxSchedule.bpm((0, 1, 2)), (48, 4, 4, 256), 4),
        (TxSchedule.ddm((0, 1, 2), subbands=4), (48, 1, 4, 256), 4),
    ],
    ids=["tdm", "bpm", "ddm"],
)
def test_shape_and_velocities_of_a_frame(
    radar: RadarConfig, schedule: TxSchedule, shape: tuple[int, ...], intervals: int
) -> None:
    """The span is lambda / 2T, T from one sample of a transmitter to its next; bins fill it."""
    device = radar.replace(tx_schedule=schedule)
    span = device.wavelength_m / (2 * intervals * device.chirp_interval_s)
    assert device.frame_shape == shape
    assert device.max_velocity_m_per_s == pytest.approx(span / 2)
    assert device.doppler_bins * device.velocity_resolution_m_per_s == pytest.approx(span)
    assert device.virtual_positions_m.shape == (3, 4, 3)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=names)
def test_a_single_channel_keeps_velocities_and_place(
    radar: RadarConfig, schedule: TxSchedule
) -> None:
    device = radar.replace(tx_schedule=schedule)
    alone = device.single_channel(1, 2)
    assert alone.frame_shape == (device.doppler_bins, 1, 1, 256)
    assert alone.max_velocity_m_per_s == pytest.approx(device.max_velocity_m_per_s)
    assert alone.active_frame_time_s == pytest.approx(device.active_frame_time_s)
    np.testing.assert_allclose(alone.virtual_positions_m[0, 0], device.virtual_positions_m[1, 2])


def test_subbands_must_divide_the_loops(radar: RadarConfig) -> None:
    device = radar.replace(tx_schedule=TxSchedule.ddm((0, 1, 2), 4), chirps_per_frame=30)
    assert "loops_fill_subbands" in {found.name for found in check_constraints(device)}
    with pytest.raises(InputError, match="a multiple of 4"):
        _ = device.doppler_bins
    whole = check_constraints(device.replace(chirps_per_frame=32))
    assert "loops_fill_subbands" not in {found.name for found in whole}
