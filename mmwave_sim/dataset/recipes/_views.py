"""Which views of a recording are stored, and how large they are."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import whole_number

MapName = Literal["time_doppler", "time_range", "time_azimuth"]


@dataclass(frozen=True)
class CubeView:
    """The part of the complex range-Doppler-azimuth cube that is stored.

    The azimuth axis is the spectrum over the fullest row of the virtual array, one bin a column, so
    that no phase is lost; Hann windows over range and Doppler.

    Attributes:
        range_bins: How many range bins.
        first_range_bin: The nearest.
        doppler_bins: How many Doppler bins, about zero.
        frame_step: Every how many frames a cube is stored.
        static: `"recording"` takes the mean over the recording away first, `"none"` nothing.
    """

    range_bins: int = 48
    first_range_bin: int = 0
    doppler_bins: int = 32
    frame_step: int = 2
    static: Literal["none", "recording"] = "none"

    def __post_init__(self) -> None:
        whole_number("first_range_bin", self.first_range_bin, 0)
        for name in ("range_bins", "doppler_bins", "frame_step"):
            whole_number(name, getattr(self, name), 1)


@dataclass(frozen=True)
class MapView:
    """A heatmap of fixed size.

    Attributes:
        name: `"time_doppler"` (m/s; mmCLIP's sliding window where chirps fill the frame period),
            `"time_range"` (m) or `"time_azimuth"` (rad).
        times: Columns, over the whole clip.
        bins: Bins of the other axis.
        low: Where that axis begins; where the radar's begins if left out.
        high: Where it ends.
    """

    name: MapName
    times: int
    bins: int
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        whole_number("times", self.times, 1)
        whole_number("bins", self.bins, 1)
        if self.name not in get_args(MapName):
            raise InputError(
                expected=f"a heatmap of {', '.join(get_args(MapName))}",
                found=repr(self.name)[:60],
                do="choose one",
            )
        if self.low is not None and self.high is not None and not self.low < self.high:
            raise InputError(
                expected=f"low below high in {self.name}",
                found=f"{self.low:g} and {self.high:g}",
                do="exchange them",
            )


def _usual_maps() -> tuple[MapView, ...]:
    return (
        MapView("time_doppler", 128, 128),
        MapView("time_range", 128, 128),
        MapView("time_azimuth", 128, 128),
    )


@dataclass(frozen=True)
class Views:
    """What is stored of every clip.

    Attributes:
        cube: The compact complex cube, always stored.
        maps: Heatmaps, each name once; one whose axis a radar lacks is an error.
        adc: Whether the raw samples are stored too, as int16.
    """

    cube: CubeView = field(default_factory=CubeView)
    maps: tuple[MapView, ...] = field(default_factory=_usual_maps)
    adc: bool = False

    def __post_init__(self) -> None:
        names = [one.name for one in self.maps]
        if len(set(names)) < len(names):
            raise InputError(
                expected="each heatmap once", found=", ".join(names), do="leave the second out"
            )
