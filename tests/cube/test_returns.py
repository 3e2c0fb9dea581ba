"""Strongest returns: of real recordings with known truths, and of echoes with closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from mmwave_sim.cube import strongest_returns
from mmwave_sim.cube._direction import direction_cosines


def test_openradars_doppler_example(doppler_example):
    found = strongest_returns(doppler_example)
    mover = found.moving[0]
    assert (mover.range_bin, mover.doppler_bin) == (60, 7)
    assert mover.range_m == pytest.approx(2.93, abs=0.02)
    # Receding at 7 to 8 bins of 0.080 m/s (the bins beside are nearly as strong).
    assert mover.velocity_m_per_s == pytest.approx(7.4 * 0.0803, abs=0.04)
    # Its virtual phases rise by about 22 degrees an element: some 7 degrees to the left.
    assert mover.phase_slope_deg == pytest.approx(22, abs=2)
    assert mover.azimuth_deg == pytest.approx(7, abs=1)
    still = found.static[0]
    assert (still.range_bin, still.doppler_bin, still.velocity_m_per_s) == (107, 0, 0)
    assert still.range_m == pytest.approx(5.22, abs=0.025)
    assert still.frame is None


def test_openradars_simple_frame(simple_frame):
    found = strongest_returns(simple_frame)
    mover = found.moving[0]
    assert (mover.range_bin, mover.doppler_bin) == (41, -8)
    assert mover.range_m == pytest.approx(2.00, abs=0.02)
    assert mover.velocity_m_per_s == pytest.approx(-8 * 0.0803, abs=0.04)
    assert mover.azimuth_deg is None
    assert mover.phase_slope_deg is None
    assert found.static[0].range_m == pytest.approx(5.22, abs=0.025)


def test_a_breathing_person_does_not_move_by_a_doppler_bin(breathing):
    # 6 mm at 0.24 Hz is 5 mm/s; a Doppler bin of these eight chirps is 0.52 m/s.
    found = strongest_returns(breathing)
    assert found.moving == ()
    assert found.static[0].range_bin == 12


def test_a_walker_and_a_wall(radar, echo, track):
    targets = [
        (6.0, track((2.6, 0.9, 0.0), (-1.3, -0.45, 0.0))),
        (40.0, (3.5, -1.0, 0.0)),
    ]
    recording = echo(radar, targets, frames=5, noise=0.1)
    found = strongest_returns(recording, count=1)
    (mover,) = found.moving
    where = np.array([2.6, 0.9]) - np.array([1.3, 0.45]) * mover.time_s
    # Half a cycle of phase error over a frame would be 2 mm; bins are 17 cm and 0.31 m/s. The
    # array's phase centre lies 8 mm right of its origin.
    assert mover.range_m == pytest.approx(np.linalg.norm(where), abs=0.01)
    assert mover.velocity_m_per_s == pytest.approx(-1.376, abs=0.02)
    assert mover.azimuth_deg == pytest.approx(np.degrees(np.arctan2(where[1], where[0])), abs=0.5)
    assert mover.time_s == pytest.approx(
        mover.frame * radar.frame_period_s + radar.active_frame_time_s / 2
    )
    # A complex tone of amplitude A has power A^2: scalloping over two bins costs up to 2.8 dB.
    assert mover.power_db == pytest.approx(20 * np.log10(6.0), abs=3.0)
    (wall,) = found.static
    assert wall.range_m == pytest.approx(np.hypot(3.5, 1.0), abs=0.01)
    assert wall.azimuth_deg == pytest.approx(-np.degrees(np.arctan2(1.0, 3.5)), abs=0.5)
    assert wall.power_db == pytest.approx(20 * np.log10(40.0), abs=1.5)


def test_a_strong_wall_leaves_no_movers(radar, echo):
    # 60 dB above noise: every side lobe of it would stand out.
    recording = echo(radar, [(1e3, (3.13, -1.0, 0.0))], frames=2, noise=1.0)
    found = strongest_returns(recording)
    assert found.moving == ()
    assert len(found.static) == 1


def test_noise_alone_has_no_returns(radar, echo):
    found = strongest_returns(echo(radar, [], frames=2, noise=1.0))
    assert found.moving == ()
    assert found.static == ()


def test_silence_has_no_returns(radar, echo):
    found = strongest_returns(echo(radar, []))
    assert found.moving == ()
    assert found.static == ()


def test_returns_are_sorted_and_no_more_than_asked_for(radar, echo, track):
    targets = [(a, track((r, 0, 0), (1.5, 0, 0))) for a, r in ((1, 1.0), (4, 2.0), (2, 3.0))]
    recording = echo(radar, targets, noise=0.01)
    found = strongest_returns(recording, count=2).moving
    assert [round(item.range_m) for item in found] == [2, 3]
    assert found[0].power_db > found[1].power_db
    assert len(strongest_returns(recording, count=9).moving) == 3


@pytest.mark.parametrize("complex_samples", [True, False])
def test_an_offset_of_the_adc_is_no_return(radar, echo, complex_samples):
    # Bin 0 of a circular axis leaks into its last bins as it does into its first.
    radar = radar.replace(complex_samples=complex_samples)
    offset = np.float32(500.0)
    still = echo(radar, [])
    assert strongest_returns(replace(still, samples=still.samples + offset)).static == ()
    wall = echo(radar, [(1.0, (3.5, -1.0, 0.0))])
    found = strongest_returns(replace(wall, samples=wall.samples + offset), count=1).static
    assert found[0].range_m == pytest.approx(np.hypot(3.5, 1.0), abs=0.02)


def test_mixed_arrivals_keep_the_azimuth_of_the_row(radar):
    # No direction has both components: 0.64^2 + 0.9^2 > 1.
    left, up = -np.sin(np.radians(40.0)), 0.9
    virtual_m = radar.virtual_positions_m
    phase = 2 * np.pi / radar.wavelength_m * (left * virtual_m[..., 1] + up * virtual_m[..., 2])
    found = direction_cosines(np.exp(-1j * phase).astype(np.complex64), radar)
    assert float(found[0]) == pytest.approx(left, abs=0.01)
    assert float(found[1]) == 0
    upward = 2 * np.pi / radar.wavelength_m * (left * virtual_m[..., 1] + 0.3 * virtual_m[..., 2])
    found = direction_cosines(np.exp(-1j * upward).astype(np.complex64), radar)
    assert float(found[1]) == pytest.approx(0.3, abs=0.02)
