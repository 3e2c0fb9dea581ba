"""`CubeOptions`: how raw samples become a cube."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from mmwave_sim._errors import InputError
from mmwave_sim.cube._windows import WINDOWS, WindowName

StaticRemoval = Literal["none", "frame", "recording"]
"""Over what the mean that is taken for the static scene runs (see `remove_static`)."""


@dataclass(frozen=True)
class CubeOptions:
    """Tapers, FFT sizes and clutter removal of a radar cube.

    A size of None is the length of the axis; a larger one pads with zeros.

    Attributes:
        range_window: Taper over the samples of a chirp.
        doppler_window: Taper over the chirps of a frame.
        azimuth_window: Taper over the columns of the virtual array.
        elevation_window: Taper over the rows of the virtual array.
        range_size: FFT size over samples (of real samples half the bins are kept).
        doppler_size: FFT size over chirps; in DDM that of each transmitter's subband.
        azimuth_size: FFT size over columns.
        elevation_size: FFT size over rows.
        static: Which mean over slow time is subtracted as the static scene.
        remove_offset: Whether the mean of each chirp, an ADC offset, is subtracted.
        tdm_compensation: Whether the phase that a mover gains between TX slots is taken out (in
            BPM before the transmitters are told apart, or movers would leak between them).
    """

    range_window: WindowName = "hann"
    doppler_window: WindowName = "hann"
    azimuth_window: WindowName = "rectangular"
    elevation_window: WindowName = "rectangular"
    range_size: int | None = None
    doppler_size: int | None = None
    azimuth_size: int | None = None
    elevation_size: int | None = None
    static: StaticRemoval = "none"
    remove_offset: bool = False
    tdm_compensation: bool = True

    def __post_init__(self) -> None:
        for axis in ("range", "doppler", "azimuth", "elevation"):
            _require_one_of(f"{axis}_window", getattr(self, f"{axis}_window"), WINDOWS)
        _require_one_of("static", self.static, get_args(StaticRemoval))


def _require_one_of(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(
            expected=f"{field} to be one of {', '.join(allowed)}",
            found=repr(value),
            do="choose one of them",
        )


DEFAULT_OPTIONS: Final = CubeOptions()
"""Hann windows over range and Doppler, no padding, the static scene kept."""


def fft_size(size: int | None, length: int, axis: str) -> int:
    """The FFT size asked for, or the axis's own length.

    Raises:
        InputError: The size would cut samples off.
    """
    if size is None:
        return length
    if size < length:
        raise InputError(
            expected=f"a {axis} FFT size of {length} or more",
            found=str(size),
            do="crop the samples first if fewer are wanted",
        )
    return size
