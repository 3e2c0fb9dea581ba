"""BPM and DDM against TDM: after demodulation the cube shows the same scene.

Samples are the exact beat of point targets for every emission, with its own antenna and time.
Frames of all schedules have 96 chirps, so they last as long and each bin of Doppler is as wide.
"""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._errors import InputError
from mmwave_sim.adc import beat, multiplex
from mmwave_sim.cube import (
    CubeOptions,
    MapOptions,
    Stft,
    azimuth_fft,
    compensate_tdm,
    default_stft,
    demodulate,
    direction_cosines,
    displacement_frequency,
    doppler_fft,
    radar_cube,
    range_axis_m,
    range_doppler,
    range_fft,
    recording_maps,
    recording_stft,
    remove_static,
    strongest_returns,
    time_doppler,
    velocity_axis_m_per_s,
)
from mmwave_sim.radar import RadarConfig, TxSchedule, parameters, preset
from mmwave_sim.recording import Recording

CHIRPS = 96
TDM = TxSchedule.tdm((0, 1, 2))
OTHERS = [
    TxSchedule.bpm((0, 2)),
    TxSchedule.bpm((0, 1, 2)),
    TxSchedule.ddm((0, 2)),
    TxSchedule.ddm((0, 1, 2)),
    TxSchedule.ddm((0, 1, 2), subbands=4),
    TxSchedule.ddm((0, 2), subbands=6),
]
ALL = [TDM, *OTHERS]
STILL = (0.0, 0.0, 0.0)
PLACE = (3.1, 1.2, 0.3)


def names(schedule: TxSchedule) -> str:
    return f"{schedule.kind}{len(schedule.order)}of{schedule.slots * schedule.period}"


def device(schedule: TxSchedule, **changes: object) -> RadarConfig:
    small = preset("awr1843_mmclip").replace(samples_per_chirp=64, tx_schedule=schedule)
    return small.replace(chirps_per_frame=CHIRPS // schedule.slots).replace(**changes)


@partial(jax.jit, static_argnames="radar")
def emitted(
    radar: RadarConfig,
    position_m: Float[Array, "3"],
    velocity_m_per_s: Float[Array, "3"],
    start_s: float = 0.0,
) -> Complex[Array, "chirp emission rx sample"]:
    """Unit echo of each emission alone; call it inside `jax.enable_x64(True)`."""
    slot, antenna = (list(part) for part in zip(*radar.emissions, strict=True))
    sample_s = np.arange(radar.samples_per_chirp) / radar.sample_rate_hz
    ramp_s = radar.adc_start_time_s + sample_s
    loop_s = start_s + radar.idle_time_s + np.arange(radar.chirps_per_frame) * radar.loop_interval_s
    begin_s = loop_s[:, None] + np.array(slot) * radar.chirp_interval_s
    at_s = (begin_s[..., None] + ramp_s)[:, :, None, :, None]
    point = position_m + velocity_m_per_s * at_s
    tx = np.asarray(radar.tx_positions_m)[antenna][:, None, None]
    rx = np.asarray(radar.rx_positions_m)[:, None]
    path = jnp.linalg.norm(point - tx, axis=-1) + jnp.linalg.norm(point - rx, axis=-1)
    return beat(path / SPEED_OF_LIGHT, jnp.asarray(ramp_s), parameters(radar))


def frame(
    radar: RadarConfig,
    targets: list[tuple[tuple[float, float, float], tuple[float, float, float]]],
    start_s: float = 0.0,
) -> Complex[np.ndarray, "1 chirp tx rx sample"]:
    """Raw samples of one frame of unit targets: (position at time zero, velocity)."""
    with jax.enable_x64(True):
        echoes = [emitted(radar, *map(jnp.array, target), start_s) for target in targets]
        raw = multiplex(sum(echoes[1:], echoes[0]), radar)
        return np.asarray(raw, np.complex64)[None]


def decibel(power: np.ndarray) -> np.ndarray:
    return 10 * np.log10(power)


@pytest.mark.parametrize("schedule", OTHERS, ids=names)
def test_angle_spectrum_of_a_static_target_is_that_of_tdm(schedule: TxSchedule) -> None:
    """Equal per chirp and transmitter: level and shape, wherever it lies within 40 dB of its peak.

    A static target's slots are alike, so decoding is exact; from a subband 16 bins away or more a
    Hann window leaks 1e-4 of the amplitude at most.
    """
    spectra = []
    for kind in (TxSchedule.tdm(schedule.order), schedule):
        radar = device(kind)
        cube = radar_cube(frame(radar, [(PLACE, STILL)]), radar)
        assert cube.shape == (1, radar.doppler_bins, len(schedule.order), 4, 64)
        row = azimuth_fft(cube, radar, size=64)[0, radar.doppler_bins // 2] / radar.doppler_bins
        spectra.append(decibel(np.abs(np.asarray(row)) ** 2).max(axis=-1))
    seen = spectra[0] > spectra[0].max() - 40
    np.testing.assert_allclose(spectra[1][seen], spectra[0][seen], atol=0.05)


@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_every_transmitter_sees_a_static_target_in_the_same_bin(schedule: TxSchedule) -> None:
    radar = device(schedule)
    cube = radar_cube(frame(radar, [(PLACE, STILL)]), radar)
    power = np.abs(np.asarray(cube[0])).max(axis=-1)
    assert np.all(power.argmax(axis=0) == radar.doppler_bins // 2)
    level = power.max(axis=0) / (radar.doppler_bins * radar.samples_per_chirp)
    np.testing.assert_allclose(level, level[0, 0], rtol=0.02)


@pytest.mark.parametrize("speed", [-2.0, 1.3])
@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_a_mover_has_its_velocity_and_its_direction(schedule: TxSchedule, speed: float) -> None:
    """Half a Doppler bin; 0.02 of direction cosine, a tenth of the beam of three transmitters."""
    radar = device(schedule)
    assert abs(speed) < radar.max_velocity_m_per_s
    unit = np.array(PLACE) / np.linalg.norm(PLACE)
    samples = frame(radar, [(PLACE, tuple((speed * unit).tolist()))])
    cube = radar_cube(samples, radar)[0]
    power = np.mean(np.abs(np.asarray(cube)) ** 2, axis=(1, 2))
    doppler, ranges = np.unravel_index(power.argmax(), power.shape)
    found = velocity_axis_m_per_s(radar)[doppler]
    assert abs(found - speed) <= 0.5 * radar.velocity_resolution_m_per_s * 1.01
    assert abs(range_axis_m(radar)[ranges] - np.linalg.norm(PLACE)) < radar.range_resolution_m
    left, up = direction_cosines(cube[doppler, :, :, ranges], radar)
    assert float(left) == pytest.approx(unit[1], abs=0.02)
    if 1 in schedule.order:
        assert float(up) == pytest.approx(unit[2], abs=0.05)


def test_bpm_without_compensation_mixes_the_transmitters_of_a_mover() -> None:
    """What the compensation before decoding is for: 3 m/s turns slot 3 by more than two radians."""
    radar = device(TxSchedule.bpm((0, 1, 2)))
    velocity = tuple((3.0 * np.array(PLACE) / np.linalg.norm(PLACE)).tolist())
    samples = frame(radar, [(PLACE, velocity)])
    spread = []
    for compensation in (True, False):
        cube = radar_cube(samples, radar, CubeOptions(tdm_compensation=compensation))[0]
        power = np.abs(np.asarray(cube)) ** 2
        peak = np.unravel_index(power.mean(axis=(1, 2)).argmax(), (power.shape[0], power.shape[3]))
        by_transmitter = power[peak[0], :, :, peak[1]].mean(axis=-1)
        spread.append(float(np.ptp(decibel(by_transmitter))))
    assert spread[0] < 1.0
    assert spread[1] > 3.0


@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_noise_falls_by_the_chirps_that_a_transmitter_shares(schedule: TxSchedule) -> None:
    """White noise of power one: bins x samples in TDM, less by slots (BPM) or subbands (DDM).

    24,576 values or more a cube: 1 % of spread; 5 % is allowed.
    """
    radar = device(schedule)
    random = np.random.default_rng(7)
    parts = random.normal(scale=np.sqrt(0.5), size=(2, 8, *radar.frame_shape))
    options = CubeOptions(range_window="rectangular", doppler_window="rectangular")
    cube = np.asarray(radar_cube(parts[0] + 1j * parts[1], radar, options))
    power = np.mean(np.abs(cube) ** 2) / (radar.doppler_bins * radar.samples_per_chirp)
    shared = 1 if schedule.kind == "tdm" else schedule.slots * schedule.period
    assert power * shared == pytest.approx(1.0, rel=0.05)


@pytest.mark.parametrize("real", [False, True], ids=["complex", "real"])
@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_cube_is_its_steps(schedule: TxSchedule, real: bool) -> None:
    radar = device(schedule)
    samples = frame(radar, [(PLACE, (0.8, 0.0, 0.0)), ((2.0, -0.5, 0.0), STILL)])
    samples = samples.real if real else samples
    bins, period = 2 * radar.doppler_bins, schedule.period
    cube = radar_cube(samples, radar, CubeOptions(doppler_size=bins, static="frame"))
    profiles = range_fft(remove_static(samples, "frame", period))
    steps = demodulate(compensate_tdm(doppler_fft(profiles, size=bins * period), radar), radar)
    assert cube.shape == (1, bins, len(schedule.order), 4, 32 if real else 64)
    np.testing.assert_allclose(cube, steps, atol=1e-3 * np.abs(steps).max())


@pytest.mark.parametrize("method", ["frame", "recording"])
@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_removing_the_static_scene_leaves_no_code_of_it(schedule: TxSchedule, method) -> None:
    radar = device(schedule)
    still = frame(radar, [(PLACE, STILL)])
    left = remove_static(np.concatenate([still, still]), method, schedule.period)
    assert np.abs(np.asarray(left)).max() < 1e-5


@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_a_map_reads_amplitude_squared(schedule: TxSchedule) -> None:
    """A target on a bin of range and Doppler: the mean power of a channel is one, its amplitude."""
    radar = device(schedule)
    bin_m = float(range_axis_m(radar)[20])
    samples = frame(radar, [((bin_m, 0.0, 0.0), STILL)])
    heatmap = range_doppler(samples, radar, MapOptions(cube=CubeOptions()))
    assert np.asarray(heatmap.values).max() == pytest.approx(1.0, rel=0.02)


@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_a_sliding_window_reads_the_same_speed_and_level(schedule: TxSchedule) -> None:
    radar = device(schedule)
    radar = radar.replace(frame_period_s=radar.active_frame_time_s)
    unit = np.array(PLACE) / np.linalg.norm(PLACE)
    velocity = tuple((1.3 * unit).tolist())
    period_s = radar.frame_period_s
    frames = [frame(radar, [(PLACE, velocity)], k * period_s) for k in range(3)]
    samples = np.concatenate(frames)
    stft = Stft(window_chirps=radar.chirps_per_frame, step_chirps=7)
    options = MapOptions(cube=CubeOptions())
    columns = time_doppler(samples, radar, options, stft=stft)
    power = np.asarray(columns.values)
    found = columns.axis("velocity").values[power.argmax(axis=1)]
    assert np.abs(found - 1.3).max() <= 0.5 * radar.velocity_resolution_m_per_s * 1.01
    whole = time_doppler(samples, radar, options, stft=None)
    assert decibel(power.sum(axis=1)).max() == pytest.approx(
        float(decibel(np.asarray(whole.values).sum(axis=1)).max()), abs=0.2
    )


def test_a_window_that_subbands_do_not_divide_is_refused() -> None:
    radar = device(TxSchedule.ddm((0, 1, 2)))
    samples = frame(radar, [(PLACE, STILL)])
    with pytest.raises(InputError, match="a multiple of 3 chirps"):
        time_doppler(samples, radar, stft=Stft(window_chirps=64))
    with pytest.raises(InputError, match="a multiple of 3 chirps"):
        radar_cube(samples[:, :64], radar)
    filled = radar.replace(frame_period_s=radar.active_frame_time_s)
    assert default_stft(filled, 3) == Stft(window_chirps=255)


@pytest.mark.parametrize("schedule", ALL, ids=names)
def test_returns_of_a_recording(schedule: TxSchedule) -> None:
    """A static and a moving target are both found, each where it is, the first taken away."""
    radar = device(schedule)
    away = (4.4, -1.5, 0.0)
    unit = np.array(away) / np.linalg.norm(away)
    velocity = tuple((-1.8 * unit).tolist())
    targets = [(PLACE, STILL), (away, velocity)]
    frames = [frame(radar, targets, k * radar.frame_period_s) for k in range(6)]
    recording = Recording(np.concatenate(frames), radar)
    maps = recording_maps(recording)
    assert maps.background.shape == (schedule.period, *radar.frame_shape[1:])
    found = strongest_returns(recording, count=1, maps=maps)
    still, moving = found.static[0], found.moving[0]
    azimuths = [np.degrees(np.arctan2(where[1], where[0])) for where in (PLACE, away)]
    assert still.range_m == pytest.approx(np.linalg.norm(PLACE), abs=radar.range_resolution_m)
    assert still.azimuth_deg == pytest.approx(azimuths[0], abs=1.5)
    step = radar.velocity_resolution_m_per_s
    assert moving.velocity_m_per_s == pytest.approx(-1.8, abs=step / 2)
    assert moving.azimuth_deg == pytest.approx(azimuths[1], abs=3.0)
    columns = recording_stft(
        recording, maps.background, (4.0, 5.5), Stft(window_chirps=12, step_chirps=12)
    )
    fastest = columns.axis("velocity").values[np.asarray(columns.values).argmax(axis=1)]
    bin_m_per_s = 2 * radar.max_velocity_m_per_s / (12 // schedule.period)
    assert np.abs(fastest + 1.8).max() <= 0.5 * bin_m_per_s


@pytest.mark.parametrize("schedule", [TDM, OTHERS[1], OTHERS[4]], ids=names)
def test_slow_displacement_is_read_from_all_transmitters(schedule: TxSchedule) -> None:
    """2 mm peak to peak at 0.5 Hz beside a static target; 5 % of each."""
    radar = device(schedule, chirps_per_frame=4, frame_period_s=0.1)
    frames = []
    for k in range(80):
        sway = 1e-3 * np.cos(2 * np.pi * 0.5 * k * radar.frame_period_s)
        unit = np.array(PLACE) / np.linalg.norm(PLACE)
        place = tuple((np.array(PLACE) + sway * unit).tolist())
        frames.append(frame(radar, [(place, STILL), ((3.0, -1.3, 0.0), STILL)]))
    found = displacement_frequency(Recording(np.concatenate(frames), radar))
    assert found is not None
    assert found.frequency_hz == pytest.approx(0.5, rel=0.05)
    assert found.peak_to_peak_m == pytest.approx(2e-3, rel=0.05)


@pytest.mark.parametrize("schedule", [TDM, OTHERS[1], OTHERS[4]], ids=names)
def test_gradient_reaches_the_target_through_codes_and_cube(schedule: TxSchedule) -> None:
    """Power of one cell against central differences, float64: their error is (k h)^2 / 6 < 1e-5."""
    radar = device(schedule, samples_per_chirp=16, chirps_per_frame=12)

    @jax.jit
    def power(position: Array) -> Array:
        samples = multiplex(emitted(radar, position, jnp.array([0.6, 0.0, 0.0])), radar)[None]
        cell = radar_cube(samples, radar)[0, radar.doppler_bins // 2, :, :, 3]
        return jnp.abs(jnp.sum(cell)) ** 2

    with jax.enable_x64(True):
        at = jnp.asarray(PLACE)
        slope = np.asarray(jax.grad(power)(at))
        step = 1e-6 * np.eye(3)
        expected = [float(power(at + h) - power(at - h)) / 2e-6 for h in step]
    assert np.abs(slope).max() > 0
    np.testing.assert_allclose(slope, expected, atol=1e-4 * np.abs(slope).max())
