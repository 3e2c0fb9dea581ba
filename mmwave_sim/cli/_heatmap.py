"""`mmwave heatmap`: pictures and the strongest returns of a recording."""

import json as json_format
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import tyro
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mmwave_sim._errors import InputError
from mmwave_sim.cli._progress import progress
from mmwave_sim.cube import (
    CubeOptions,
    Displacement,
    Heatmap,
    MapOptions,
    RecordingMaps,
    Return,
    StrongestReturns,
    default_stft,
    direct_bins,
    displacement_frequency,
    is_slow,
    moving_gate,
    range_azimuth,
    range_doppler,
    recording_maps,
    recording_stft,
    static_profile,
    strongest_returns,
)
from mmwave_sim.io import read_recording
from mmwave_sim.recording import Recording

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_BYTES: Final = 4 * 2**30
HEADS: Final = (
    "range\nm",
    "range\nbin",
    "speed\nm/s",
    "Doppler\nbin",
    "azimuth\ndeg",
    "slope\ndeg/el",
    "power\ndB",
)
SERIES: Final = ("time_s", "displacement_m")


def heatmap(
    recording: Annotated[Path, tyro.conf.Positional],
    /,
    out: Path = Path("heatmaps"),
    radar: Annotated[str | None, tyro.conf.arg(metavar="PRESET|FILE")] = None,
    json: Path | None = None,
    iq_order: Literal["i_first", "q_first"] | None = None,
    lanes: Literal[2, 4] | None = None,
    variable: str | None = None,
    transposed: bool | None = None,
    drop_partial: bool = False,
    max_bytes: int = MAX_BYTES,
) -> None:
    """Draw the heatmaps of a recording and list its strongest static and moving returns.

    Args:
        recording: DCA1000 .bin or .pcap, .npy, .mat, .h5, or a folder with one.
        out: Folder for the pictures; made where it is missing.
        radar: A preset or a configuration file; by default one that lies beside the recording, or
            the only preset whose shape fits.
        json: File for the returns as JSON.
        iq_order: Which of I and Q comes first in the recording.
        lanes: LVDS lanes of a DCA1000 stream.
        variable: Name of the array in a .mat or .h5 file.
        transposed: Whether the axes of an array lie in reverse.
        drop_partial: Leave out a last part that is no whole frame.
        max_bytes: Largest decoded recording, bytes.
    """
    if json is not None:
        _require_suffix(json)
    with progress("reading"):
        loaded = read_recording(
            recording,
            radar=radar,
            iq_order=iq_order,
            lanes=lanes,
            variable=variable,
            transposed=transposed,
            drop_partial=drop_partial,
            max_bytes=max_bytes,
        )
    for line in loaded.warnings:
        Console(stderr=True).print(f"warning: {escape(line)}", style="yellow", soft_wrap=True)
    findings = analyse(loaded)
    written = _write_pictures(loaded, findings, out)
    if json is not None:
        written.append(_write_json(loaded, findings, json))
    _print(loaded, findings, written)


@dataclass(frozen=True)
class Findings:
    """What is computed of a recording before anything is drawn.

    Attributes:
        maps: Range-Doppler and range-azimuth sequences.
        returns: Strongest static and moving returns.
        displacement: Slow displacement, for recordings that are made for it.
    """

    maps: RecordingMaps
    returns: StrongestReturns
    displacement: Displacement | None


def analyse(recording: Recording) -> Findings:
    """Maps, returns and displacement of a recording, with a progress bar."""
    with progress("heatmaps (frames)", recording.frames) as advance:
        maps = recording_maps(recording, advance)
    with progress("returns"):
        returns = strongest_returns(recording, maps=maps)
        slow = is_slow(recording)
        displacement = displacement_frequency(recording) if slow else None
    return Findings(maps, returns, displacement)


def findings_json(recording: Recording, findings: Findings) -> dict[str, Any]:
    """The findings as plain JSON values; the displacement's series over time is left out."""
    displacement = None
    if findings.displacement is not None:
        fields = asdict(findings.displacement)
        displacement = {name: fields[name] for name in fields if name not in SERIES}
    return {
        "radar": recording.radar.name,
        "source": recording.source,
        "frames": recording.frames,
        "duration_s": recording.duration_s,
        "static": [asdict(item) for item in findings.returns.static],
        "moving": [asdict(item) for item in findings.returns.moving],
        "displacement": displacement,
        "warnings": list(recording.warnings),
    }


def _pictures(
    recording: Recording, findings: Findings
) -> Iterator[tuple[str, Callable[[], "Figure"]]]:
    """Name and maker of each picture that makes sense for a recording."""
    from mmwave_sim import report

    maps = findings.maps
    moving = findings.returns.moving
    frame = (moving[0].frame if moving else None) or 0
    yield "range_profile", lambda: report.plot_range_profile(_profiles(recording, maps))
    if recording.radar.chirps_per_frame > 1:
        power = _one_frame(range_doppler, recording, frame)
        yield (
            "range_doppler",
            lambda: report.plot_range_doppler(
                power, _titled("Range-Doppler", recording, frame), peak_db=_peak_db(power)
            ),
        )
    if maps.range_azimuth is not None:
        seen = _one_frame(range_azimuth, recording, frame)
        yield (
            "range_azimuth",
            lambda: report.plot_range_azimuth(
                seen, _titled("Range-azimuth", recording, frame), peak_db=_peak_db(seen)
            ),
        )
    if maps.range_azimuth is not None and (moving or recording.frames > 1):
        around = maps.range_azimuth.at("time", frame)
        yield (
            "range_azimuth_moving",
            lambda: report.plot_range_azimuth(
                around, _titled("Range-azimuth, static scene removed", recording, frame)
            ),
        )
    if recording.frames > 1:
        yield from _over_time(recording, maps)
    if findings.displacement is not None:
        series = findings.displacement
        yield "displacement", lambda: report.plot_displacement(series)


def _over_time(
    recording: Recording, maps: RecordingMaps
) -> Iterator[tuple[str, Callable[[], "Figure"]]]:
    from mmwave_sim import report

    gate = moving_gate(maps.range_doppler)
    low, high = gate or (None, None)
    yield "time_range", lambda: report.plot_time_range(maps.range_doppler.total("velocity"))
    if recording.radar.chirps_per_frame > 1:
        yield "time_doppler", lambda: report.plot_time_doppler(_time_doppler(recording, maps, gate))
    angles = maps.range_azimuth
    if angles is not None:
        yield "time_azimuth", lambda: report.plot_time_azimuth(angles.total("range", low, high))


def _time_doppler(
    recording: Recording, maps: RecordingMaps, gate: tuple[float, float] | None
) -> Heatmap:
    stft = default_stft(recording.radar, recording.frames)
    if stft is None:
        return maps.range_doppler.total("range", *(gate or (None, None)))
    with progress("time-Doppler (frames)", recording.frames) as advance:
        return recording_stft(recording, maps.background, gate, stft, advance)


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


def _write_pictures(recording: Recording, findings: Findings, out: Path) -> list[Path]:
    from mmwave_sim.report import save_figure

    out.mkdir(parents=True, exist_ok=True)
    pictures = list(_pictures(recording, findings))
    written = []
    with progress("pictures", len(pictures)) as advance:
        for name, make in pictures:
            written.append(save_figure(make(), out / f"{name}.png"))
            advance(1)
    return written


def _write_json(recording: Recording, findings: Findings, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    text = json_format.dumps(findings_json(recording, findings), indent=2, allow_nan=False)
    aside.write_text(text + "\n", encoding="utf-8")
    return aside.replace(path)


def _require_suffix(path: Path) -> None:
    if path.suffix.lower() != ".json":
        raise InputError(
            expected="a file that ends in .json", found=path.name, do=f"name it {path.stem}.json"
        )


def _print(recording: Recording, findings: Findings, written: list[Path]) -> None:
    console = Console()
    radar = recording.radar
    console.print(
        f"[bold]{escape(recording.source or radar.name)}[/bold]: {recording.frames} frame"
        f"{'s' if recording.frames > 1 else ''} of {escape(radar.name)}, "
        f"bins of {radar.range_resolution_m * 100:.2f} cm and "
        f"{radar.velocity_resolution_m_per_s:.3f} m/s",
        soft_wrap=True,
    )
    console.print(_table(recording, findings.returns))
    slow = findings.displacement
    if slow is not None:
        console.print(
            f"slow displacement at {slow.range_m:.3f} m: {slow.frequency_hz:.3f} Hz, "
            f"{slow.peak_to_peak_m * 1e3:.2f} mm peak to peak"
        )
    for path in written:
        console.print(escape(str(path)), soft_wrap=True, highlight=False)


def _table(recording: Recording, returns: StrongestReturns) -> Table:
    table = Table(title="Strongest returns", title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for head in (*HEADS, *(("time\ns",) if recording.frames > 1 else ())):
        table.add_column(head, justify="right")
    for label, items in (("static", returns.static), ("moving", returns.moving)):
        for item in items:
            cells = _cells(item)
            table.add_row(label, *(cells if recording.frames > 1 else cells[:-1]))
        table.add_section()
    return table


def _cells(item: Return) -> tuple[str, ...]:
    return (
        f"{item.range_m:.3f}",
        str(item.range_bin),
        f"{item.velocity_m_per_s:+.3f}",
        f"{item.doppler_bin:+d}",
        "" if item.azimuth_deg is None else f"{item.azimuth_deg:+.1f}",
        "" if item.phase_slope_deg is None else f"{item.phase_slope_deg:+.1f}",
        f"{item.power_db:.1f}",
        "" if item.time_s is None else f"{item.time_s:.2f}",
    )
