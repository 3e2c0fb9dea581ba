"""To the orders of axes that xwr and MATLAB use, and back."""

import numpy as np
from jaxtyping import Int16, Num

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import IqOrder, check_iq_order
from mmwave_sim.io._counts import check_finite
from mmwave_sim.io._dca1000 import Layout, decode_words, encode_samples, make_layout
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Recording


def to_xwr(
    recording: Recording, *, iq_order: IqOrder = "q_first"
) -> Int16[np.ndarray, "frame chirp tx rx iiqq"]:
    """Samples in xwr's order of frames.

    Source: `xwr.rsp.generic.iq_from_iiqq`, whose default (`sample_swap=False`) takes two Q, then
    two I.

    Args:
        recording: What to convert; samples are rounded half to even and saturate.
        iq_order: `"q_first"` for xwr's default, `"i_first"` for `sample_swap=True`.

    Returns:
        int16, (frame, chirp, tx, rx, 2 sample), or (..., sample) for a real radar.

    Raises:
        InputError: The number of complex samples is odd, or there is NaN.
    """
    layout = make_layout(recording.radar, 2, check_iq_order(iq_order), None)
    words = encode_samples(recording.samples, layout)
    return words.reshape(recording.frames, *_xwr_shape(layout))


def from_xwr(
    frames: Int16[np.ndarray, "frame chirp tx rx iiqq"],
    radar: RadarConfig,
    *,
    iq_order: IqOrder = "q_first",
) -> Recording:
    """The inverse of `to_xwr`.

    Raises:
        InputError: The shape or the type is not that of this radar's frames.
    """
    layout = make_layout(radar, 2, check_iq_order(iq_order), None)
    array = np.asarray(frames)
    if array.dtype != np.int16 or array.ndim != 5 or array.shape[1:] != _xwr_shape(layout):
        raise InputError(
            expected=f"int16 frames of shape (frame, {', '.join(map(str, _xwr_shape(layout)))})",
            found=f"{array.dtype} of shape {array.shape}",
            do="check that the radar configuration belongs to them",
        )
    return Recording(decode_words(array.reshape(-1), layout), radar, "xwr")


def to_matlab(recording: Recording) -> Num[np.ndarray, "sample virtual chirp *frame"]:
    """Samples as a Phased Array or Radar Toolbox data cube.

    Fast time x channel x slow time, and x frame where there are several; the channel counts
    receivers within TX slots (tx 0 rx 0, tx 0 rx 1, ...). In Fortran order, as MATLAB keeps it.
    """
    frames, chirps, slots, receivers, samples = recording.samples.shape
    cubes = recording.samples.reshape(frames, chirps, slots * receivers, samples)
    return (cubes if frames > 1 else cubes[0]).transpose().copy(order="F")


def from_matlab(
    cube: Num[np.ndarray, "sample virtual chirp *frame"], radar: RadarConfig
) -> Recording:
    """The inverse of `to_matlab`.

    Raises:
        InputError: The shape is not that of this radar's cubes, or there is NaN.
    """
    cubes = np.asarray(cube).transpose()
    chirps, slots, receivers, samples = radar.frame_shape
    shape = (chirps, slots * receivers, samples)
    is_complex = np.iscomplexobj(cubes)
    if shape not in (cubes.shape, cubes.shape[1:]) or is_complex != radar.complex_samples:
        raise InputError(
            expected=f"{'complex' if radar.complex_samples else 'real'} cubes of shape "
            f"({samples}, {slots * receivers}, {chirps}[, frames])",
            found=f"{cubes.dtype} of shape {cubes.shape[::-1]}",
            do="check that the radar configuration belongs to them",
        )
    kind = np.complex64 if is_complex else np.float32
    with np.errstate(over="ignore"):
        ordered = cubes.reshape(-1, *radar.frame_shape).astype(kind, order="C")
    return Recording(check_finite(ordered, cubes), radar, "MATLAB")


def _xwr_shape(layout: Layout) -> tuple[int, int, int, int]:
    chirps, slots, receivers, samples = layout.radar.frame_shape
    return chirps, slots, receivers, samples * (2 if layout.radar.complex_samples else 1)
