"""`mmwave bench physics`: the simulator against closed forms, and against its own gradients."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from rich.progress import Progress

from benchmarks._point_target import errors
from benchmarks._report import Report, Row
from mmwave_sim.cli._compiled import keep_compiled

PROBLEMS: Final = (
    "plate",
    "sphere",
    "corners",
    "slab",
    "rooms",
    "sionna_legs",
    "knife_edge",
    "behind_wall",
    "sliding",
    "frame_step",
    "walk_doppler",
    "gait_rcs",
    "two_people",
    "breathing",
    "schedules",
    "noise",
    "reciprocity",
    "gradients",
    "synthesis",
)
"""Modules of `benchmarks.physics`: each has `rows`, `draw` and a page in docs/physics."""


def run(full: bool) -> Report:
    """Measures every row of docs/physics.md; `full` adds nothing here."""
    del full
    keep_compiled()
    rows = list(_point_target_rows())
    with Progress(transient=True) as progress:
        for name in progress.track(PROBLEMS, description="validation problems"):
            progress.console.print(f"[dim]{name}")
            rows += import_module(f"benchmarks.physics.{name}").rows()
    return Report(tuple(rows))


def _point_target_rows() -> Iterator[Row]:
    found = errors()
    yield Row.at_most("point target, power", found.power_db, 0.05, "dB")
    yield Row.at_most("point target, phase", found.phase_rad, 0.01, "rad")
    yield Row.at_most("point target, range peak", found.range_bin, 0.1, "bin")
    yield Row.at_most("point target, Doppler peak", found.doppler_bin, 0.1, "bin")
    yield Row.at_most("point target, angle peak", found.azimuth_bin, 0.1, "bin")
