"""Orders of axes of other toolkits, checked against xwr itself and against MATLAB's indexing."""

from collections.abc import Callable

import numpy as np
import pytest
from xwr.rsp.generic import iq_from_iiqq

from mmwave_sim._errors import InputError
from mmwave_sim.io import from_matlab, from_xwr, to_matlab, to_xwr
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording

Make = Callable[..., Recording]


@pytest.mark.parametrize(("iq_order", "sample_swap"), [("q_first", False), ("i_first", True)])
def test_xwr_reads_its_frames(
    radar: RadarConfig, make: Make, iq_order: str, sample_swap: bool
) -> None:
    recording = make(radar)
    frames = to_xwr(recording, iq_order=iq_order)  # type: ignore[arg-type]
    assert frames.dtype == np.int16
    assert frames.shape == (3, 5, 2, 4, 32)
    assert np.array_equal(iq_from_iiqq(frames, sample_swap=sample_swap), recording.samples)
    back = from_xwr(frames, radar, iq_order=iq_order)  # type: ignore[arg-type]
    assert np.array_equal(back.samples, recording.samples)


def test_xwr_default_is_its_own_default(radar: RadarConfig, make: Make) -> None:
    recording = make(radar)
    assert np.array_equal(iq_from_iiqq(to_xwr(recording)), recording.samples)
    assert np.array_equal(from_xwr(to_xwr(recording), radar).samples, recording.samples)


def test_xwr_real(real_radar: RadarConfig, make: Make) -> None:
    recording = make(real_radar)
    frames = to_xwr(recording)
    assert np.array_equal(frames, recording.samples)
    assert np.array_equal(from_xwr(frames, real_radar).samples, recording.samples)


def test_xwr_frames_of_another_radar(radar: RadarConfig, make: Make) -> None:
    frames = to_xwr(make(radar))
    for wrong in (frames[..., :30], frames[0], frames.astype(np.int32)):
        with pytest.raises(InputError, match=r"shape \(frame, 5, 2, 4, 32\)"):
            from_xwr(wrong, radar)
    with pytest.raises(InputError, match="even number"):
        to_xwr(make(radar.replace(samples_per_chirp=15)))


@pytest.mark.parametrize("frames", [1, 3])
def test_matlab_indexes_fast_time_channel_slow_time(
    radar: RadarConfig, make: Make, frames: int
) -> None:
    recording = make(radar, frames=frames)
    cube = to_matlab(recording)
    assert cube.shape == ((16, 8, 5) if frames == 1 else (16, 8, 5, 3))
    assert cube.flags.f_contiguous
    frame, chirp, tx, rx, sample = frames - 1, 3, 1, 2, 7
    index = (sample, tx * 4 + rx, chirp, frame)[: cube.ndim]
    assert cube[index] == recording.samples[frame, chirp, tx, rx, sample]
    back = from_matlab(cube, radar)
    assert np.array_equal(back.samples, recording.samples)
    assert back.samples.dtype == np.complex64
    assert from_matlab(np.ascontiguousarray(cube), radar).samples.flags.c_contiguous


def test_matlab_real(real_radar: RadarConfig, make: Make) -> None:
    recording = make(real_radar)
    assert np.array_equal(
        from_matlab(to_matlab(recording).astype(np.float64), real_radar).samples, recording.samples
    )


def test_matlab_infineon(real_radar: RadarConfig, make: Make) -> None:
    """With as many receivers as chirps, where a shape alone would not tell them apart."""
    recording = make(real_radar.replace(device="bgt60tr13c", chirps_per_frame=3))
    back = from_matlab(to_matlab(recording), recording.radar)
    assert np.array_equal(back.samples, recording.samples)


def test_matlab_cubes_of_another_radar(radar: RadarConfig, make: Make) -> None:
    cube = to_matlab(make(radar))
    with pytest.raises(InputError, match=r"shape \(16, 8, 5"):
        from_matlab(cube[:-1], radar)
    with pytest.raises(InputError, match=r"shape \(16, 8, 5"):
        from_matlab(cube.real, radar)
    with pytest.raises(InputError, match="NaN"):
        from_matlab(cube * np.complex64(np.nan), radar)
