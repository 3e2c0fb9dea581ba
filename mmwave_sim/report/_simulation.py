"""The report of a simulation: what it was, what the radar saw, and whether the two agree."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mmwave_sim.cube import Track, strongest_track
from mmwave_sim.motion import vertices_at
from mmwave_sim.rays import render_picture
from mmwave_sim.report._findings import Findings, analyse
from mmwave_sim.report._html import Section, write_html
from mmwave_sim.report._pictures import pictures
from mmwave_sim.report._plots import save_figure
from mmwave_sim.simulation import Simulation, TorsoTruth, torso_truth

_STORIES = {
    "scene": (
        "The scene",
        "Rendered from the very meshes that the rays meet; the walls towards the viewer are left "
        "out. The red box is the radar.",
    ),
    "range_doppler": (
        "Range and Doppler",
        "One frame with the room in it. Still things line up at zero velocity; what moves stands "
        "beside them, spread by the limbs.",
    ),
    "time_doppler": (
        "Velocity over time",
        "The micro-Doppler signature, static scene removed. The bright line is the trunk, which "
        "surges with every step; legs and arms swing around it. Negative is towards the radar.",
    ),
    "time_range": ("Range over time", "Where the echoes come from, static scene removed."),
    "time_azimuth": (
        "Azimuth over time",
        "From the virtual array, positive to the left of the radar.",
    ),
    "range_azimuth_moving": ("From above", "One frame, static scene removed."),
}

_OVERVIEW = ("scene", "range_doppler", "time_doppler")


@dataclass(frozen=True)
class WrittenReport:
    """A report on disk.

    Attributes:
        page: The HTML page.
        pictures: PNG files, also inside the page.
        figures: Lines that compare the log with the heatmaps.
    """

    page: Path
    pictures: tuple[Path, ...]
    figures: tuple[str, ...]


def write_report(made: Simulation, out: Path) -> WrittenReport:
    """Draws and explains a simulation.

    Args:
        made: The simulation.
        out: Folder, which exists.
    """
    findings = analyse(made.recording)
    files = {"scene": _render(made, out / "scene.png")}
    for name, make in pictures(made.recording, findings):
        if name in _STORIES:
            files[name] = save_figure(make(), out / f"{name}.png")
    overview = _overview([files[n] for n in _OVERVIEW if n in files], out / "overview.png")
    rows = _rows(made, findings)
    page = write_html(
        out / "report.html",
        title=made.recording.source,
        lead=_lead(made),
        rows=rows,
        sections=[Section(*_STORIES[name], files[name]) for name in _STORIES if name in files],
        footer="Made by mmwave-sim. docs/physics.md and docs/limitations.md say what is modelled.",
    )
    figures = tuple(
        f"{row[0]}: log {row[1]}, radar {row[2]} (one bin: {row[3]})" for row in rows[1:]
    )
    return WrittenReport(page, (*files.values(), overview), figures)


def _overview(parts: list[Path], path: Path) -> Path:
    """The scene and its heatmaps side by side in one picture."""
    import matplotlib.image
    from matplotlib.figure import Figure

    images = [matplotlib.image.imread(part) for part in parts]
    widths = [image.shape[1] / image.shape[0] for image in images]
    figure = Figure(figsize=(3.2 * sum(widths), 3.2), layout="constrained")
    for axes, image in zip(
        figure.subplots(1, len(images), width_ratios=widths, squeeze=False)[0], images, strict=True
    ):
        axes.imshow(image)
        axes.axis("off")
    figure.savefig(path, dpi=110)
    return path


def _render(made: Simulation, path: Path) -> Path:
    world = made.plan.world
    middle_s = float(made.plan.start_s[len(made.plan.start_s) // 2])
    moving = tuple(vertices_at(mesh, np.array([middle_s]))[0] for mesh in world.moving)
    return render_picture(world, moving, made.plan.radar.pose, path)


def _lead(made: Simulation) -> str:
    radar = made.recording.radar
    return (
        f"{made.recording.frames} frames of {radar.name} ({radar.start_frequency_hz / 1e9:g} GHz, "
        f"{radar.transmitters} TX x {radar.receivers} RX, {radar.chirps_per_frame} loops, "
        f"{radar.bandwidth_hz / 1e9:.2f} GHz sampled): simulated raw ADC, written as DCA1000 "
        f"bytes, and looked at by the same code that reads real recordings."
    )


def _rows(made: Simulation, findings: Findings) -> list[tuple[str, str, str, str]]:
    """Head, then log against radar: medians over the frames in which the trunk is seen."""
    head = ("median over the frames", "from the log", "read off the heatmaps", "one bin")
    if len(made.scene.agents) != 1:
        return [head]
    truth = torso_truth(made.plan, made.scene.agents[0])
    track = strongest_track(findings.maps)
    seen = truth.range_m < made.recording.radar.max_range_m
    return [head, *_compared(truth, track, seen, made)] if seen.any() else [head]


def _compared(
    truth: TorsoTruth, track: Track, seen: np.ndarray, made: Simulation
) -> list[tuple[str, str, str, str]]:
    radar = made.recording.radar

    def row(name: str, log: np.ndarray, read: np.ndarray, bin_size: float, unit: str) -> tuple:
        one, other = (f"{np.median(values[seen]):.2f} {unit}" for values in (log, read))
        return (name, one, other, f"{bin_size:.3g} {unit}")

    angle = np.degrees(radar.angular_resolution_rad)
    rows = [
        row("range of the trunk", truth.range_m, track.range_m, radar.range_resolution_m, "m"),
        row(
            "radial velocity of the trunk",
            truth.velocity_m_per_s,
            track.velocity_m_per_s,
            radar.velocity_resolution_m_per_s,
            "m/s",
        ),
    ]
    if np.isfinite(track.azimuth_rad).all():
        log, read = np.degrees(truth.azimuth_rad), np.degrees(track.azimuth_rad)
        rows.append(row("azimuth of the trunk", log, read, float(angle), "deg"))
    return rows
