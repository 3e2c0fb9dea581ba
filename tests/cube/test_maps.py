import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cube import (
    Axis,
    CubeOptions,
    Heatmap,
    MapOptions,
    Stft,
    default_stft,
    moving_gate,
    radar_cube,
    range_azimuth,
    range_doppler,
    recording_maps,
    recording_stft,
    time_azimuth,
    time_doppler,
    time_range,
)
from mmwave_sim.radar import preset

AMPLITUDE = 7.0


@pytest.fixture
def walker(radar, echo, track):
    """A mover from 20 degrees left, a still wall, four frames."""
    targets = [
        (AMPLITUDE, track((2.0, 0.73, 0.0), (-1.4, -0.51, 0.0))),
        (50.0, (3.5, -1.0, 0.0)),
    ]
    return echo(radar, targets, frames=4)


def names(heatmap):
    return [(axis.name, axis.unit) for axis in heatmap.axes]


def test_axes_are_physical_and_the_peak_lies_where_the_mover_is(walker):
    samples, radar = walker.samples, walker.radar
    doppler = range_doppler(samples, radar)
    assert names(doppler) == [("time", "s"), ("velocity", "m/s"), ("range", "m")]
    assert doppler.values.shape == tuple(len(axis.values) for axis in doppler.axes)
    angle = range_azimuth(samples, radar)
    assert names(angle) == [("time", "s"), ("azimuth", "rad"), ("range", "m")]
    assert angle.values.shape == tuple(len(axis.values) for axis in angle.axes)
    for heatmap, name, expected, tolerance in (
        (doppler, "velocity", -1.49, radar.velocity_resolution_m_per_s / 2),
        (angle, "azimuth", np.radians(20.0), np.radians(1.5)),
    ):
        last = np.asarray(heatmap.values)[-1]
        row, column = np.unravel_index(last.argmax(), last.shape)
        assert heatmap.axis(name).values[row] == pytest.approx(expected, abs=tolerance)
        now = doppler.axis("time").values[-1]
        distance = np.hypot(2.0 - 1.4 * now, 0.73 - 0.51 * now)
        assert heatmap.axis("range").values[column] == pytest.approx(
            distance, abs=radar.range_resolution_m / 2
        )


def test_power_is_the_square_of_the_amplitude():
    # A tone at the centre of a bin in every channel, straight ahead: A^2 in both maps at its place
    # (summing Hann's three Doppler bins gives 1 + 2/4 times as much over the azimuth map).
    radar = preset("iwr1843_mmexpert").replace(chirps_per_frame=32, samples_per_chirp=64)
    turns = np.arange(32)[:, None, None, None] * 4 / 32 + np.arange(64) * 20 / 64
    samples = AMPLITUDE * np.exp(2j * np.pi * turns) * np.ones((1, 32, 1, 4, 64))
    doppler = range_doppler(samples, radar)
    assert float(doppler.values[0, 20, 20]) == pytest.approx(AMPLITUDE**2, rel=1e-4)
    for beam in ("bartlett", "capon"):
        angle = range_azimuth(samples, radar, MapOptions(beam=beam))
        ahead = float(angle.values[0, 60, 20])
        # The trimmed Hann window of 32 sums to 1.5 x 33/34, give or take 3 %; Capon's loading
        # adds a thousandth.
        assert ahead == pytest.approx(1.5 * AMPLITUDE**2, rel=0.05)
        assert ahead == pytest.approx(float(angle.values[0, :, 20].max()), rel=1e-5)


def test_time_maps_are_sums_of_the_sequences(walker):
    samples, radar = walker.samples, walker.radar
    doppler = np.asarray(range_doppler(samples, radar).values)
    angle = np.asarray(range_azimuth(samples, radar).values)
    ranges = range_doppler(samples, radar).axis("range").values
    gate = (1.0, 2.5)
    inside = (ranges >= 1.0) & (ranges <= 2.5)
    found = time_range(samples, radar)
    assert names(found) == [("time", "s"), ("range", "m")]
    np.testing.assert_allclose(found.values, doppler.sum(axis=1), rtol=1e-4, atol=1e-6)
    found = time_doppler(samples, radar, range_gate_m=gate)
    assert names(found) == [("time", "s"), ("velocity", "m/s")]
    np.testing.assert_allclose(
        found.values, doppler[..., inside].sum(axis=-1), rtol=1e-4, atol=1e-6
    )
    found = time_azimuth(samples, radar, range_gate_m=gate)
    assert names(found) == [("time", "s"), ("azimuth", "rad")]
    np.testing.assert_allclose(found.values, angle[..., inside].sum(axis=-1), rtol=1e-4, atol=1e-6)


def test_times_are_the_middles_of_the_bursts(walker):
    radar = walker.radar
    times = range_doppler(walker.samples, radar).axis("time").values
    middle = radar.active_frame_time_s / 2
    np.testing.assert_allclose(times, middle + np.arange(4) * radar.frame_period_s)


def test_bursts_get_a_column_a_frame_and_steady_chirps_mmclips_window(radar):
    assert default_stft(radar, 100) is None
    steady = radar.replace(frame_period_s=radar.active_frame_time_s * 1.05)
    assert default_stft(steady, 100) == Stft(window_chirps=256, step_chirps=16)
    assert default_stft(steady, 7) is None


def test_a_sliding_window_over_steady_chirps_follows_an_accelerating_target(radar, echo):
    # v = 2.0 - 20 t: in a window of 16 chirps (3 ms) it changes by 0.06 m/s, a tenth of a bin, so
    # each column peaks at the speed in its middle.
    radar = radar.replace(frame_period_s=radar.active_frame_time_s)

    def where(t):
        return np.stack([2.0 + 2.0 * t - 10.0 * t**2, 0 * t, 0 * t], axis=-1)

    recording = echo(radar, [(1.0, where)], frames=3)
    raw = MapOptions(cube=CubeOptions())
    stft = Stft(window_chirps=16, step_chirps=8)
    heatmap = time_doppler(recording.samples, radar, raw, stft=stft)
    assert names(heatmap) == [("time", "s"), ("velocity", "m/s")]
    assert heatmap.values.shape == ((96 - 16) // 8 + 1, 16)
    velocity = heatmap.axis("velocity").values
    for column, now in enumerate(heatmap.axis("time").values):
        found = velocity[int(heatmap.values[column].argmax())]
        assert found == pytest.approx(2.0 - 20 * now, abs=0.6 * (velocity[1] - velocity[0]))
    # The first window's chirps run from 0 to 15 loop intervals.
    assert heatmap.axis("time").values[0] == pytest.approx(7.5 * radar.loop_interval_s)
    # Amplitude 1, summed over the three range bins of Hann's main lobe: 1 + 2/4.
    assert float(heatmap.values.max()) == pytest.approx(1.5, rel=0.1)


def test_a_window_that_spans_a_frame_is_the_frames_own_spectrum(walker):
    stft = Stft(window_chirps=32, step_chirps=32)
    per_frame = time_doppler(walker.samples, walker.radar, stft=None)
    sliding = time_doppler(walker.samples, walker.radar, stft=stft)
    scale = np.asarray(per_frame.values).max()
    np.testing.assert_allclose(sliding.values, per_frame.values, atol=1e-5 * scale)
    # Chirp starts against the middle of the active time: half a loop apart.
    np.testing.assert_allclose(
        sliding.axis("time").values + walker.radar.loop_interval_s / 2,
        per_frame.axis("time").values,
    )


def test_too_few_chirps_for_the_window_are_refused(walker):
    with pytest.raises(InputError, match=r"at least 256 chirps.*found 128"):
        time_doppler(walker.samples, walker.radar, stft=Stft())


def test_a_recording_in_pieces_gives_the_same_maps(walker, monkeypatch):
    monkeypatch.setattr("mmwave_sim.cube._stream.CHUNK_BYTES", walker.samples[:1].nbytes)
    steps = []
    maps = recording_maps(walker, steps.append)
    assert steps == [1, 1, 1, 1]
    for found, whole in (
        (maps.range_doppler, range_doppler(walker.samples, walker.radar)),
        (maps.range_azimuth, range_azimuth(walker.samples, walker.radar)),
    ):
        scale = np.asarray(whole.values).max()
        np.testing.assert_allclose(found.values, whole.values, atol=1e-5 * scale)
        assert names(found) == names(whole)
    stft = Stft(window_chirps=40, step_chirps=12)
    found = recording_stft(walker, maps.background, (1.0, 2.5), stft)
    whole = time_doppler(walker.samples, walker.radar, range_gate_m=(1.0, 2.5), stft=stft)
    scale = np.asarray(whole.values).max()
    np.testing.assert_allclose(found.values, whole.values, atol=1e-5 * scale)
    np.testing.assert_allclose(found.axis("time").values, whole.axis("time").values)


def test_the_gate_holds_the_mover_and_not_the_wall(walker):
    maps = recording_maps(walker)
    low, high = moving_gate(maps.range_doppler)
    assert low < 1.5 < 2.1 < high < 3.3


def test_nothing_that_moves_has_no_gate(radar, echo):
    still = echo(radar, [(50.0, (3.5, -1.0, 0.0))], frames=3, noise=1.0)
    gate = moving_gate(recording_maps(still).range_doppler)
    assert gate is None


def test_the_cube_and_the_maps_agree(walker):
    cube = radar_cube(walker.samples, walker.radar, CubeOptions(static="recording"))
    expected = np.mean(np.abs(np.asarray(cube)) ** 2, axis=(-3, -2)) / (32 * 64) ** 2
    found = range_doppler(walker.samples, walker.radar).values
    np.testing.assert_allclose(found, expected, atol=1e-5 * expected.max())


def test_heatmaps_pass_through_jit_and_vmap(walker):
    make = jax.jit(lambda samples: time_doppler(samples, walker.radar, range_gate_m=(1.0, 2.5)))
    inside = make(walker.samples)
    outside = time_doppler(walker.samples, walker.radar, range_gate_m=(1.0, 2.5))
    assert names(inside) == names(outside)
    np.testing.assert_allclose(inside.values, outside.values, rtol=1e-4, atol=1e-7)
    batch = jnp.stack([walker.samples, 2 * walker.samples])
    mapped = jax.vmap(lambda samples: make(samples).values)(batch)
    np.testing.assert_allclose(mapped[1], 4 * np.asarray(outside.values), rtol=1e-3, atol=1e-6)
    np.testing.assert_allclose(
        time_doppler(batch, walker.radar, range_gate_m=(1.0, 2.5)).values,
        mapped,
        rtol=1e-3,
        atol=1e-6,
    )


def test_axes_are_found_by_name():
    heatmap = Heatmap(
        np.arange(6.0).reshape(2, 3),
        (Axis("time", "s", np.arange(2)), Axis("range", "m", np.arange(3))),
    )
    assert heatmap.at("time", 1).values.tolist() == [3.0, 4.0, 5.0]
    assert heatmap.total("range", 1.0).values.tolist() == [3.0, 9.0]
    assert heatmap.total("time", high=0.5).values.tolist() == [0.0, 1.0, 2.0]
    assert heatmap.decibels(-100.0)[0].tolist() == pytest.approx([-100.0, 0.0, 3.0103], abs=1e-4)
    with pytest.raises(KeyError, match="no axis 'velocity' among time, range"):
        heatmap.axis("velocity")
