import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cube import (
    CubeOptions,
    MapOptions,
    angle_fft,
    azimuth_axis_rad,
    azimuth_covariance,
    azimuth_fft,
    azimuth_rows,
    azimuth_steering,
    bartlett,
    bartlett_power,
    capon,
    direction_cosines,
    elevation_axis_rad,
    phase_slope,
    radar_cube,
    range_azimuth,
    steering,
)
from mmwave_sim.radar import RadarConfig, TxSchedule, preset, virtual_grid


def far_point(azimuth_deg, elevation_deg=0.0, range_m=4.0):
    azimuth, elevation = np.radians(azimuth_deg), np.radians(elevation_deg)
    flat = np.cos(elevation)
    return tuple(
        range_m * np.array([flat * np.cos(azimuth), flat * np.sin(azimuth), np.sin(elevation)])
    )


def strongest_cell(cube):
    power = np.mean(np.abs(cube) ** 2, axis=(-3, -2))
    at = np.unravel_index(power.argmax(), power.shape)
    return np.asarray(cube)[at[0], at[1], :, :, at[2]]


@pytest.mark.parametrize("azimuth_deg", [-35.0, 0.0, 12.0, 40.0])
def test_the_azimuth_fft_peaks_at_the_azimuth_and_left_is_positive(radar, echo, azimuth_deg):
    # 256 bins over sin: 0.0079 each. At 4 m the near field bends the phase over the 13 mm aperture
    # by 2 pi (6.6 mm)^2 / (2 x 4 m x 3.8 mm) = 0.009 rad: nothing.
    cube = radar_cube(echo(radar, [(1.0, far_point(azimuth_deg))]).samples, radar)
    spectrum = np.abs(strongest_cell(cube)[None])
    spectra = azimuth_fft(cube, radar, size=256)
    power = np.asarray(jnp.sum(jnp.abs(spectra) ** 2, axis=(0, 1, 3)))
    axis = azimuth_axis_rad(radar, 256)
    found = axis[power.argmax()]
    assert np.sin(found) == pytest.approx(np.sin(np.radians(azimuth_deg)), abs=0.01)
    assert spectrum.shape == (1, 3, 4)


def test_the_two_dimensional_fft_finds_elevation(radar, echo):
    # Two rows half a wavelength apart: the phase between them is pi sin(elevation); padded to 64
    # bins of 0.031 in sin(elevation). Up is positive.
    cube = radar_cube(echo(radar, [(1.0, far_point(0.0, 15.0))]).samples, radar)
    options = CubeOptions(elevation_size=64, azimuth_size=64)
    power = np.asarray(jnp.sum(jnp.abs(angle_fft(cube, radar, options)) ** 2, axis=(0, 1, 4)))
    up, left = np.unravel_index(power.argmax(), power.shape)
    assert np.sin(elevation_axis_rad(radar, 64)[up]) == pytest.approx(
        np.sin(np.radians(15)), abs=0.02
    )
    assert azimuth_axis_rad(radar, 64)[left] == pytest.approx(0.0, abs=0.02)


def test_bartlett_is_the_azimuth_fft_at_its_own_angles(radar, echo):
    # On one row the FFT's bins are beams at sin(azimuth) = bin x wavelength / (size x pitch).
    single = radar.replace(tx_schedule=TxSchedule(order=(0, 2)))
    recording = echo(single, [(1.0, far_point(20.0)), (0.7, far_point(-33.0))])
    cube = radar_cube(recording.samples, single)
    fft = azimuth_fft(cube, single, size=16)
    axis = azimuth_axis_rad(single, 16)
    # The first bin's sine is -1.01: no direction, so the axis reads -pi/2 there and differs.
    beams = bartlett(cube, steering(single, axis[1:])) * 8
    # Beams are referred to the array's origin, the FFT to column 0; only their moduli compare.
    assert np.abs(np.abs(fft[..., 1:, :]) - np.abs(beams)).max() < 2e-4 * np.abs(beams).max()


def test_a_beam_keeps_the_amplitude_of_a_lone_target(radar, echo):
    cube = radar_cube(echo(radar, [(3.0, far_point(25.0, 10.0))]).samples, radar)
    toward = bartlett(cube, steering(radar, np.radians([25.0]), np.radians([10.0])))
    cell = strongest_cell(cube)
    # Near-field phase errors of 0.01 rad cost 1e-4.
    assert np.abs(toward).max() == pytest.approx(np.abs(cell).mean(), rel=2e-3)


def two_sources(radar: RadarConfig, separation_deg: float, snapshots: int = 64):
    """Covariance of two uncorrelated unit sources about boresight, at 30 dB per element."""
    at = np.radians([-separation_deg / 2, separation_deg / 2])
    a = azimuth_steering(radar, at)
    random = np.random.default_rng(3)
    waves = np.exp(2j * np.pi * random.uniform(size=(snapshots, 2)))
    shape = (snapshots, a.shape[1])
    noise = (random.normal(size=shape) + 1j * random.normal(size=shape)) * np.sqrt(1e-3 / 2)
    x = waves @ a + noise
    return (x.T @ x.conj() / snapshots).astype(np.complex64)


def dips_between(power):
    """Depth in dB of the middle below the lower of the two peaks beside it."""
    half = len(power) // 2
    return 10 * np.log10(min(power[:half].max(), power[half + 1 :].max()) / power[half])


def test_capon_resolves_two_sources_that_bartlett_does_not(radar):
    # 8 elements at half a wavelength resolve 2/8 rad = 14 degrees; 10 degrees merge in one beam.
    grid = np.radians(np.linspace(-20, 20, 161))
    covariance = two_sources(radar, 10.0)
    directions = azimuth_steering(radar, grid)
    assert dips_between(np.asarray(bartlett_power(covariance, directions))) <= 0
    minimum_variance = np.asarray(capon(covariance, directions, 1e-3))
    assert dips_between(minimum_variance) > 3
    left, right = minimum_variance[80:].argmax() + 80, minimum_variance[:80].argmax()
    assert np.degrees(grid[[right, left]]) == pytest.approx([-5, 5], abs=1.0)


def test_capon_keeps_the_power_of_a_lone_source(radar):
    a = azimuth_steering(radar, np.radians([10.0]))[0]
    covariance = 9.0 * np.outer(a, a.conj()).astype(np.complex64)
    power = capon(covariance, a[None], 1e-3)
    # 1 / (a^H R^-1 a) = source + loading x mean power / elements.
    assert float(power[0]) == pytest.approx(9.0 * (1 + 1e-3 / len(a)), rel=1e-4)


def test_capon_of_nothing_is_nothing_and_has_gradients(radar):
    directions = azimuth_steering(radar, np.radians([-10.0, 10.0]))
    empty = jnp.zeros((2, 8, 8), dtype=jnp.complex64)
    assert float(jnp.abs(capon(empty, directions)).max()) == 0
    gradient = jax.grad(lambda r: jnp.sum(capon(r + 0j, directions)))(jnp.zeros((8, 8)))
    assert bool(jnp.all(jnp.isfinite(gradient)))


def test_the_fullest_row_is_the_one_of_the_outer_transmitters(radar):
    np.testing.assert_array_equal(
        azimuth_rows(radar), [[[0, r] for r in range(4)] + [[2, r] for r in range(4)]]
    )
    # The L of the Infineon chip: the lower pair, left to right, is RX3 and RX2.
    np.testing.assert_array_equal(azimuth_rows(preset("bgt60tr13c")), [[[0, 2], [0, 1]]])


def test_rows_that_look_alike_come_together(radar):
    d = radar.wavelength_m / 2
    square = radar.replace(
        tx_positions_m=((0, 0, 0), (0, 0, -2 * d)),
        rx_positions_m=((0, 0, 0), (0, -d, 0), (0, 0, -d), (0, -d, -d)),
        tx_schedule=TxSchedule(order=(0, 1)),
    )
    assert azimuth_rows(square).shape == (4, 2, 2)


def test_the_covariance_sums_doppler(radar, echo):
    cube = radar_cube(echo(radar, [(1.0, far_point(5.0))], noise=0.1).samples, radar)
    rows = np.asarray(cube)[0][:, [0] * 4 + [2] * 4, list(range(4)) * 2, 10]
    expected = np.einsum("dc,db->cb", rows, rows.conj())
    found = azimuth_covariance(cube, radar)[0, 10]
    np.testing.assert_allclose(found, expected, atol=1e-5 * np.abs(expected).max())


@pytest.mark.parametrize(("azimuth_deg", "elevation_deg"), [(20.0, 0.0), (-30.0, 12.0), (5.0, -20)])
def test_directions_are_read_off_a_snapshot(radar, echo, azimuth_deg, elevation_deg):
    where = far_point(azimuth_deg, elevation_deg)
    cell = strongest_cell(radar_cube(echo(radar, [(1.0, where)]).samples, radar))
    left, up = direction_cosines(jnp.asarray(cell), radar)
    # The array is 8 mm right of its origin: 0.002 rad at 4 m.
    assert float(left) == pytest.approx(where[1] / 4, abs=0.004)
    assert float(up) == pytest.approx(where[2] / 4, abs=0.004)
    column = 2 * np.pi * virtual_grid(radar)[2][1] / radar.wavelength_m
    slope = float(phase_slope(jnp.asarray(cell), radar))
    assert slope == pytest.approx(column * where[1] / 4, abs=0.01)


def test_a_single_column_has_no_azimuth(radar):
    alone = radar.single_channel()
    samples = np.zeros((1, *alone.frame_shape), dtype=np.complex64)
    with pytest.raises(InputError, match="at least two antennas side by side"):
        range_azimuth(samples, alone, MapOptions())
    assert float(phase_slope(jnp.ones((1, 1), dtype=jnp.complex64), alone)) == 0
    assert azimuth_axis_rad(alone, 4).tolist() == [0.0] * 4
