import jax
import numpy as np
import pytest

from mmwave_sim.cube import CfarOptions, CubeOptions, point_cloud, radar_cube

DETECTOR = CfarOptions(guard=(1, 2), train=(2, 4), false_alarm=1e-6)


def cloud_of(recording, slots=8):
    cube = radar_cube(recording.samples, recording.radar, CubeOptions(static="frame"))
    return point_cloud(cube, recording.radar, slots=slots, detector=DETECTOR)


def test_points_lie_where_the_targets_are(radar, echo, track):
    first = track((1.2, 0.5, 0.1), (-1.5, 0.0, 0.0))
    second = track((2.0, -0.7, -0.3), (1.0, -0.35, -0.15))
    recording = echo(radar, [(1.0, first), (0.5, second)], noise=0.01)
    cloud = cloud_of(recording)
    mask = np.asarray(cloud.mask)[0]
    assert mask.sum() == 2
    middle = np.asarray(radar.active_frame_time_s / 2)
    for slot, where in enumerate((first, second)):
        expected = where(middle)
        # A range bin is 17 cm and an angle bin 0.25 in sin: interpolation leaves 3 % of either.
        assert np.asarray(cloud.position_m)[0, slot] == pytest.approx(expected, abs=0.03)
        change = where(middle + 1e-3) - where(middle - 1e-3)
        radial = np.dot(change / 2e-3, expected) / np.linalg.norm(expected)
        step = radar.velocity_resolution_m_per_s
        assert float(cloud.velocity_m_per_s[0, slot]) == pytest.approx(radial, abs=0.1 * step)
    assert float(cloud.power[0, 0]) > float(cloud.power[0, 1])


def test_empty_slots_are_zeros_and_noise_has_no_points(radar, echo):
    cloud = cloud_of(echo(radar, [], frames=2, noise=1.0))
    assert cloud.mask.shape == (2, 8)
    assert not cloud.mask.any()
    for part in (cloud.position_m, cloud.velocity_m_per_s, cloud.power):
        assert np.abs(np.asarray(part)).max() == 0


def test_an_all_zero_cube_has_no_points(radar):
    samples = np.zeros((1, *radar.frame_shape), dtype=np.complex64)
    cloud = point_cloud(radar_cube(samples, radar), radar, slots=4, detector=DETECTOR)
    assert not cloud.mask.any()


def test_batches_and_vmap_agree(radar, echo, track):
    where = track((1.2, 0.5, 0.1), (-1.5, 0.0, 0.0))
    recording = echo(radar, [(1.0, where)], frames=4, noise=0.01)
    samples = recording.samples.reshape(2, 2, *radar.frame_shape)
    cube = radar_cube(samples, radar, CubeOptions(static="frame"))
    batched = point_cloud(cube, radar, slots=4, detector=DETECTOR)
    mapped = jax.vmap(lambda one: point_cloud(one, radar, slots=4, detector=DETECTOR))(cube)
    assert batched.position_m.shape == (2, 2, 4, 3)
    np.testing.assert_allclose(batched.position_m, mapped.position_m, atol=1e-5)
    np.testing.assert_array_equal(batched.mask, mapped.mask)
