"""`mmwave heatmap`: pictures and the strongest returns of a recording."""

import json as json_format
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import tyro
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mmwave_sim._errors import InputError
from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._targets import ready_file, ready_folder
from mmwave_sim.cube import Return, StrongestReturns
from mmwave_sim.io import read_recording
from mmwave_sim.recording import Recording
from mmwave_sim.report import Findings, analyse, findings_json, pictures, save_figure

if TYPE_CHECKING:
    pass

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
    ready_folder(out, "--out")
    if json is not None:
        ready_file(json, "--json")
    for line in loaded.warnings:
        Console(stderr=True).print(f"warning: {escape(line)}", style="yellow", soft_wrap=True)
    with progress("heatmaps (frames)", loaded.frames) as advance:
        findings = analyse(loaded, advance)
    written = _write_pictures(loaded, findings, out)
    if json is not None:
        written.append(_write_json(loaded, findings, json))
    _print(loaded, findings, written)


def _write_pictures(recording: Recording, findings: Findings, out: Path) -> list[Path]:
    drawings = list(pictures(recording, findings))
    written = []
    with progress("pictures", len(drawings)) as advance:
        for name, make in drawings:
            written.append(save_figure(make(), out / f"{name}.png"))
            advance(1)
    return written


def _write_json(recording: Recording, findings: Findings, path: Path) -> Path:
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
