"""Pictures of heatmaps with physical axes, in dB, in one style. matplotlib is imported late."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from jaxtyping import Float
from numpy.typing import ArrayLike

from mmwave_sim.cube import Displacement, Heatmap, PointCloud

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.cm import ScalarMappable
    from matplotlib.figure import Figure

POWER_LABEL: Final = "power (dB, 1 count²)"
COLORS: Final = ("#0f6fb8", "#d1495b", "#2f9e6e", "#e5a323")
INK: Final = "#22262e"
FAINT: Final = "#6b7280"

_STYLE: Final[Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.edgecolor": "#9aa1ac",
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.prop_cycle": f"cycler('color', {list(COLORS)})",
    "figure.facecolor": "white",
    "grid.color": "#e3e6ea",
    "grid.linewidth": 0.8,
    "image.cmap": "magma",
    "legend.frameon": False,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
}


def plot_range_profile(profiles: Mapping[str, Heatmap], title: str = "Range profile") -> "Figure":
    """Power over range, one line for each labelled heatmap; each has one axis, range."""
    with _figure(7.2, 3.8) as (figure, axes):
        for label, profile in profiles.items():
            axes.plot(profile.axis("range").values, profile.decibels(), lw=1.6, label=label)
        axes.set(title=title, xlabel="range (m)", ylabel=POWER_LABEL)
        axes.grid(visible=True)
        axes.margins(x=0)
        if len(profiles) > 1:
            axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=len(profiles))
    return figure


def plot_range_doppler(
    heatmap: Heatmap,
    title: str = "Range-Doppler",
    dynamic_range_db: float = 60.0,
    peak_db: float | None = None,
) -> "Figure":
    """Power over velocity (zero in the middle) and range; axes (velocity, range).

    Args:
        heatmap: One frame.
        title: Title.
        dynamic_range_db: How far below the peak the colours reach, dB.
        peak_db: Top of the colours, so that two pictures can share a scale; the maximum by default.
    """
    with _figure(6.4, 4.8) as (figure, axes):
        power = _clipped(heatmap, dynamic_range_db, peak_db)
        image = _mesh(axes, heatmap, "velocity", "range", power)
        axes.axvline(0, color="white", lw=0.6, alpha=0.35)
        axes.set(title=title, xlabel="radial velocity (m/s), receding →", ylabel="range (m)")
        _color_bar(axes, image)
    return figure


def plot_range_azimuth(
    heatmap: Heatmap,
    title: str = "Range-azimuth",
    dynamic_range_db: float = 30.0,
    peak_db: float | None = None,
    max_range_m: float | None = None,
) -> "Figure":
    """Power seen from above, the radar at the bottom looking up; axes (azimuth, range).

    Polar cells are drawn where they lie, in metres. For the arguments see `plot_range_doppler`;
    `max_range_m` cuts the picture off.
    """
    with _figure(7.6, 3.9) as (figure, axes):
        azimuth_rad = _edges(heatmap.axis("azimuth").values)
        range_m = np.maximum(_edges(heatmap.axis("range").values), 0)
        power = _clipped(heatmap, dynamic_range_db, peak_db)
        left, ahead = np.sin(azimuth_rad)[:, None] * range_m, np.cos(azimuth_rad)[:, None] * range_m
        image = axes.pcolormesh(
            left, ahead, power[0], vmin=power[1], vmax=power[2], rasterized=True
        )
        reach = min(max_range_m or np.inf, float(range_m[-1]))
        _rings(axes, reach)
        axes.set(title=title, xlabel="← left   y (m)   right →", ylabel="ahead, x (m)")
        axes.set(xlim=(reach, -reach), ylim=(0, reach), aspect="equal")
        _color_bar(axes, image)
    return figure


def plot_time_doppler(
    heatmap: Heatmap,
    title: str = "Time-Doppler",
    dynamic_range_db: float = 50.0,
    peak_db: float | None = None,
) -> "Figure":
    """Power over time and velocity (a micro-Doppler spectrogram); axes (time, velocity)."""
    return _over_time(
        heatmap, "velocity", "radial velocity (m/s)", title, dynamic_range_db, peak_db
    )


def plot_time_range(
    heatmap: Heatmap,
    title: str = "Time-range",
    dynamic_range_db: float = 50.0,
    peak_db: float | None = None,
) -> "Figure":
    """Power over time and range; axes (time, range)."""
    return _over_time(heatmap, "range", "range (m)", title, dynamic_range_db, peak_db)


def plot_time_azimuth(
    heatmap: Heatmap,
    title: str = "Time-azimuth",
    dynamic_range_db: float = 30.0,
    peak_db: float | None = None,
) -> "Figure":
    """Power over time and azimuth; axes (time, azimuth)."""
    return _over_time(
        heatmap, "azimuth", "azimuth (deg), left is positive", title, dynamic_range_db, peak_db
    )


def plot_displacement(displacement: Displacement, title: str = "Displacement") -> "Figure":
    """Displacement over time from the phase, in millimetres and in radians."""
    with _figure(8.2, 3.6) as (figure, axes):
        millimetres = displacement.displacement_m * 1e3
        axes.plot(displacement.time_s, millimetres, lw=1.6)
        axes.axhline(0, color=FAINT, lw=0.6)
        axes.set(title=title, xlabel="time (s)", ylabel="displacement (mm), away →")
        axes.margins(x=0)
        axes.grid(visible=True)
        ratio = displacement.peak_to_peak_rad / (displacement.peak_to_peak_m * 1e3)
        turn: Any = (lambda mm: mm * ratio, lambda phase: phase / ratio)
        axes.secondary_yaxis("right", functions=turn).set_ylabel("phase (rad)")
        note = (
            f"{displacement.frequency_hz:.3f} Hz ({displacement.frequency_hz * 60:.1f} a minute), "
            f"{displacement.peak_to_peak_m * 1e3:.2f} mm peak to peak, "
            f"at {displacement.range_m:.3f} m"
        )
        axes.text(1, 1.03, note, transform=axes.transAxes, ha="right", color=FAINT, fontsize=9)
    return figure


def plot_point_cloud(
    cloud: PointCloud, title: str = "Point cloud", max_range_m: float | None = None
) -> "Figure":
    """Points of all frames seen from above, coloured by radial velocity."""
    with _figure(7.6, 3.9) as (figure, axes):
        mask = np.asarray(cloud.mask)
        points = np.asarray(cloud.position_m)[mask]
        velocity = np.asarray(cloud.velocity_m_per_s)[mask]
        limit = float(np.abs(velocity).max(initial=0.1))
        image = axes.scatter(
            points[:, 1], points[:, 0], c=velocity, s=12, cmap="coolwarm", vmin=-limit, vmax=limit
        )
        reach = max_range_m or 1.1 * float(np.abs(points[:, :2]).max(initial=1.0))
        axes.set(title=title, xlabel="← left   y (m)   right →", ylabel="ahead, x (m)")
        axes.set(xlim=(reach, -reach), ylim=(0, reach), aspect="equal")
        axes.grid(visible=True)
        _color_bar(axes, image, "radial velocity (m/s), receding →")
    return figure


def save_figure(figure: "Figure", path: Path, dpi: int = 150) -> Path:
    """Writes a figure as PNG, aside first and then renamed, and returns the path."""
    aside = path.with_name(f".{path.name}.part")
    try:
        figure.savefig(aside, dpi=dpi, format="png")
        return aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _figure(width: float, height: float) -> "Iterator[tuple[Figure, Axes]]":
    """A figure with one pair of axes in this module's style (no pyplot, so no global state)."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, figure.add_subplot()


def _over_time(
    heatmap: Heatmap,
    name: str,
    label: str,
    title: str,
    dynamic_range_db: float,
    peak_db: float | None,
) -> "Figure":
    with _figure(8.2, 3.8) as (figure, axes):
        power = _clipped(heatmap, dynamic_range_db, peak_db)
        image = _mesh(axes, heatmap, "time", name, power)
        axes.set(title=title, xlabel="time (s)", ylabel=label)
        if name == "velocity":
            axes.axhline(0, color="white", lw=0.6, alpha=0.35)
        _color_bar(axes, image)
    return figure


Clipped = tuple[Float[np.ndarray, "row column"], float, float]


def _clipped(heatmap: Heatmap, dynamic_range_db: float, peak_db: float | None) -> Clipped:
    """Values in dB with the bottom and the top of the colour scale."""
    values = heatmap.decibels()
    top = float(values.max()) if peak_db is None else peak_db
    return values, top - dynamic_range_db, top


def _mesh(
    axes: "Axes", heatmap: Heatmap, across: str, upward: str, power: Clipped
) -> "ScalarMappable":
    """Cells of a heatmap whose axes are (across, upward)."""
    if [axis.name for axis in heatmap.axes] != [across, upward]:
        found = ", ".join(axis.name for axis in heatmap.axes)
        raise ValueError(f"a heatmap over ({across}, {upward}) is needed, not over ({found})")
    return axes.pcolormesh(
        _edges(_shown(heatmap, across)),
        _edges(_shown(heatmap, upward)),
        power[0].T,
        vmin=power[1],
        vmax=power[2],
        rasterized=True,
    )


def _shown(heatmap: Heatmap, name: str) -> Float[np.ndarray, "bin"]:
    """Positions of an axis in the unit that is printed: degrees for angles."""
    axis = heatmap.axis(name)
    values = np.asarray(axis.values, dtype=float)
    return np.degrees(values) if axis.unit == "rad" else values


def _edges(centers: ArrayLike) -> Float[np.ndarray, "edge"]:
    """Borders between cells, halfway between their centres."""
    centers = np.asarray(centers, dtype=float)
    if len(centers) == 1:
        return centers[0] + np.array([-0.5, 0.5])
    middle = (centers[1:] + centers[:-1]) / 2
    first, last = 2 * centers[0] - middle[0], 2 * centers[-1] - middle[-1]
    return np.concatenate([[first], middle, [last]])


def _rings(axes: "Axes", reach_m: float) -> None:
    """Range rings at round distances and the lines of sight at 0 and +/-45 degrees."""
    from matplotlib.ticker import MaxNLocator

    angle = np.linspace(-np.pi / 2, np.pi / 2, 181)
    for radius in MaxNLocator(5).tick_values(0, reach_m):
        if 0 < radius <= reach_m:
            ring = radius * np.sin(angle), radius * np.cos(angle)
            axes.plot(*ring, color="white", lw=0.6, alpha=0.35)
    for bearing in np.radians([-45, 0, 45]):
        line = [0, reach_m * np.sin(bearing)], [0, reach_m * np.cos(bearing)]
        axes.plot(*line, color="white", lw=0.6, alpha=0.35)


def _color_bar(axes: "Axes", image: "ScalarMappable", label: str = POWER_LABEL) -> None:
    """A slim bar exactly as tall as the axes, whatever their aspect."""
    beside = axes.inset_axes((1.03, 0.0, 0.022, 1.0))
    bar = axes.figure.colorbar(image, cax=beside)
    bar.outline.set_visible(False)
    bar.set_label(label)
