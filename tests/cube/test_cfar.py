import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.cube import CfarOptions, cfar
from mmwave_sim.cube._cfar import average_factor, order_rank, ordered_factor


def noise_map(looks, frames=20, shape=(64, 128), seed=0):
    return np.random.default_rng(seed).gamma(looks, size=(frames, *shape)).astype(np.float32)


@pytest.mark.parametrize("method", ["ca", "os"])
@pytest.mark.parametrize("looks", [1, 12])
def test_noise_alone_alarms_as_often_as_it_should(method, looks):
    # 163,840 cells at 1e-3: 164 alarms expected, standard deviation 13 if they were independent;
    # neighbours share their training cells, so allow five.
    power = noise_map(looks)
    options = CfarOptions(method=method, false_alarm=1e-3)
    alarms = int(cfar(power, options, looks).mask.sum())
    assert abs(alarms - 164) < 65


def test_the_threshold_of_one_look_is_finn_and_johnsons():
    assert average_factor(32, 1, 1e-4) == pytest.approx(32 * (1e-4 ** (-1 / 32) - 1), rel=1e-9)


def test_the_threshold_of_an_ordered_cell_is_rohlings():
    # Product over i < k of (N - i) / (N - i + T) for one look.
    factor = ordered_factor(32, 24, 1, 1e-4)
    i = np.arange(24)
    assert np.prod((32 - i) / (32 - i + factor)) == pytest.approx(1e-4, rel=1e-6)


@pytest.mark.parametrize("method", ["ca", "os"])
def test_a_target_is_found_where_it_is(method):
    power = noise_map(12, frames=1)[0]
    floor = power.mean()
    power[40, 50] += 30 * floor
    power[0, 2] += 30 * floor
    options = CfarOptions(method=method, false_alarm=1e-6)
    found = np.argwhere(np.asarray(cfar(power, options, 12).mask))
    assert found.tolist() == [[0, 2], [40, 50]]


def test_the_mean_runs_over_the_training_ring_only():
    options = CfarOptions(guard=(1, 2), train=(2, 3))
    assert options.cells == 7 * 11 - 3 * 5
    power = np.ones((16, 40), dtype=np.float32)
    power[8, 20] = 1e9
    noise = np.asarray(cfar(power, options).noise)
    # The target does not leak into its own estimate, nor into the guard's reach of it.
    assert noise[8, 20] == 1.0
    assert noise[9, 22] == 1.0
    assert noise[8, 23] == pytest.approx(1e9 / options.cells, rel=1e-5)
    assert noise[8, 26] == 1.0
    # Doppler wraps: a row away at the edges is a neighbour.
    power = np.ones((16, 40), dtype=np.float32)
    power[0, 20] = 63.0
    assert np.asarray(cfar(power, options).noise)[14, 20] == pytest.approx(2.0, rel=1e-5)
    # At the ends of range fewer cells are averaged, not zeros.
    assert np.asarray(cfar(power, options).noise)[8, 0] == 1.0


def test_the_ordered_cell_is_the_one_of_its_rank():
    power = noise_map(1, frames=1)[0]
    options = CfarOptions(method="os", guard=(1, 1), train=(2, 2), rank=0.6)
    noise = np.asarray(cfar(power, options).noise)
    ring = [
        power[(30 + d) % 64, 70 + r]
        for d in range(-3, 4)
        for r in range(-3, 4)
        if abs(d) > 1 or abs(r) > 1
    ]
    assert len(ring) == options.cells
    assert noise[30, 70] == np.sort(ring)[order_rank(options) - 1]


def test_a_strong_neighbour_hides_a_target_from_the_mean_but_not_from_the_ordered_cell():
    power = noise_map(12, frames=1)[0]
    floor = power.mean()
    power[30, 60] += 10 * floor
    power[33, 64:68] += 3000 * floor
    mean = cfar(power, CfarOptions(method="ca"), 12)
    ordered = cfar(power, CfarOptions(method="os"), 12)
    assert not mean.mask[30, 60]
    assert ordered.mask[30, 60]


def test_a_map_smaller_than_the_windows_is_refused():
    with pytest.raises(InputError, match=r"at least 13 x 19 cells.*found 8 x 32"):
        cfar(np.ones((8, 32), dtype=np.float32))


def test_a_false_alarm_rate_is_a_probability():
    with pytest.raises(InputError, match="false_alarm between 0 and 1"):
        CfarOptions(false_alarm=0.0)
