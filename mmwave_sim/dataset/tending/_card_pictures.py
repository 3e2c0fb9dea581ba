"""Pictures of a clip's stored heatmaps for the data card."""

import io
import re

import numpy as np

from mmwave_sim.cube import Axis, Heatmap
from mmwave_sim.dataset.recipes import ArrayLayout
from mmwave_sim.dataset.shards import ShardPlan, Store, clip_of
from mmwave_sim.report import plot_time_azimuth, plot_time_doppler, plot_time_range

_PLOTS = {
    "time_doppler": plot_time_doppler,
    "time_range": plot_time_range,
    "time_azimuth": plot_time_azimuth,
}

_UNITS = {
    "time_s": ("time", "s"),
    "velocity_m_per_s": ("velocity", "m/s"),
    "range_m": ("range", "m"),
    "azimuth_rad": ("azimuth", "rad"),
}

DOTS_PER_INCH = 80


def pictures_of(store: Store, plan: ShardPlan, kind: str, position: int) -> dict[str, bytes]:
    """A PNG of each heatmap of a clip, by file name."""
    stem = re.sub(r"[^\w-]+", "-", kind).lower()
    found = {}
    for layout in plan.layouts:
        if layout.name in _PLOTS:
            values = clip_of(store, plan.folder, layout, position, len(plan.indices))
            found[f"{stem}-{layout.name}.png"] = _png(layout, values)
    return found


def _png(layout: ArrayLayout, values_db: np.ndarray) -> bytes:
    axes = tuple(Axis(*_UNITS[name], np.array(values)) for name, values in layout.axes)
    heatmap = Heatmap(10 ** (values_db.astype(np.float64) / 10), axes)
    figure = _PLOTS[layout.name](heatmap)
    out = io.BytesIO()
    # No time or version: the bytes are compared.
    figure.savefig(out, dpi=DOTS_PER_INCH, format="png", metadata={"Software": None})
    return out.getvalue()
