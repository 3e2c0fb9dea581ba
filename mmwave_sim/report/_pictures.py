"""The pictures that make sense for a recording."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from mmwave_sim.cube import (
    CubeOptions,
    Heatmap,
    MapOptions,
    RecordingMaps,
    default_stft,
    direct_bins,
    moving_gate,
    range_azimuth,
    range_doppler,
    recording_stft,
    static_profile,
)
from mmwave_sim.recording import Recording
from mmwave_sim.report._findings import Findings
from mmwave_sim.report._plots import (
    plot_displacement,
    plot_range_azimuth,
    plot_range_doppler,
    plot_range_profile,
    plot_time_azimuth,
    plot_time_doppler,
    plot_time_range,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pictures(
    recording: Recording, findings: Findings
) -> Iterator[tuple[str, Callable[[], "Figure"]]]:
    """Name and maker of each picture that makes sense for a recording."""
    maps = findings.maps
    moving = findings.returns.moving
    frame = (moving[0].frame if moving else None) or 0
    yield "range_profile", lambda: plot_range_profile(_profiles(recording, maps))
    if recording.radar.chirps_per_frame > 1:
        power = _one_frame(range_doppler, recording, frame)
        yield (
            "range_doppler",
            lambda: plot_range_doppler(
                power, _titled("Range-Doppler", recording, frame), peak_db=_peak_db(power)
            ),
        )
    if maps.range_azimuth is not None:
        seen = _one_frame(range_azimuth, recording, frame)
        yield (
            "range_azimuth",
            lambda: plot_range_azimuth(
                seen, _titled("Range-azimuth", recording, frame), peak_db=_peak_db(seen)
            ),
        )
    if maps.range_azimuth is not None and (moving or recording.frames > 1):
        around = maps.range_azimuth.at("time", frame)
        yield (
            "range_azimuth_moving",
            lambda: plot_range_azimuth(
                around, _titled("Range-azimuth, static scene removed", recording, frame)
            ),
        )
    if recording.frames > 1:
        yield from _over_time(recording, maps)
    if findings.displacement is not None:
        series = findings.displacement
        yield "displacement", lambda: plot_displacement(series)


def _over_time(
    recording: Recording, maps: RecordingMaps
) -> Iterator[tuple[str, Callable[[], "Figure"]]]:
    gate = moving_gate(maps.range_doppler)
    low, high = gate or (None, None)
    yield "time_range", lambda: plot_time_range(maps.range_doppler.total("velocity"))
    if recording.radar.chirps_per_frame > 1:
        yield "time_doppler", lambda: plot_time_doppler(_time_doppler(recording, maps, gate))
    angles = maps.range_azimuth
    if angles is not None:
        yield "time_azimuth", lambda: plot_time_azimuth(angles.total("range", low, high))


def _time_doppler(
    recording: Recording, maps: RecordingMaps, gate: tuple[float, float] | None
) -> Heatmap:
    stft = default_stft(recording.radar, recording.frames)
    if stft is None:
        return maps.range_doppler.total("range", *(gate or (None, None)))
    return recording_stft(recording, maps.background, gate, stft)


def _profiles(recording: Recording, maps: RecordingMaps) -> dict[str, Heatmap]:
    moving = maps.range_doppler.total("velocity")
    mean = Heatmap(moving.values.mean(axis=0), moving.axes[1:])
    return {"static": static_profile(recording, maps), "moving": mean}


def _one_frame(make: Callable[..., Heatmap], recording: Recording, frame: int) -> Heatmap:
    """A map of one frame with the static scene in it."""
    cube = CubeOptions(remove_offset=not recording.radar.complex_samples)
    samples = recording.samples[frame : frame + 1]
    return make(samples, recording.radar, MapOptions(cube=cube)).at("time", 0)


def _peak_db(heatmap: Heatmap) -> float:
    """Top of the colours: the strongest echo beyond the leakage from TX to RX."""
    levels = heatmap.decibels()
    return float(levels[:, direct_bins(levels.shape[1]) :].max())


def _titled(title: str, recording: Recording, frame: int) -> str:
    if recording.frames == 1:
        return title
    return f"{title} at {frame * recording.radar.frame_period_s:.2f} s"
