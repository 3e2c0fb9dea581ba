"""`mmwave bench clip`: three seconds of a walker in a furnished room, from pose to heatmaps."""

import jax
import numpy as np

import scenes
from benchmarks._report import Report, Row
from benchmarks.speed._clock import seconds
from mmwave_sim.cube import Heatmap, recording_maps
from mmwave_sim.simulation import (
    Simulation,
    SimulationOptions,
    render,
    render_reference,
    scene_inputs,
    simulate,
)

SENTENCE = "a person walks to and fro in a living room for 3.2 seconds"
FRAMES = 30
TOLERANCE = 1e-2
_CHIRPS = (21, 127)


def run(full: bool) -> Report:
    """Measures one clip, warm.

    Args:
        full: Nothing more is measured.
    """
    scene = scenes.scene_from_text(SENTENCE, seed=0)
    options = SimulationOptions(bounces=1, threshold_db=-25.0, tolerance=TOLERANCE)

    def made() -> Simulation:
        return simulate(scene, "awr1843_mmclip", frames=FRAMES, options=options)

    plan = made().plan
    whole_s = seconds(lambda: _heatmaps(made()), 2)
    return Report(
        (
            Row.at_least("clip.faces", len(plan.world.moving[0].faces), 5_000, ""),
            Row.at_least("clip.leg_pairs", len(plan.routes), 1, ""),
            Row.at_most("clip.frame_error", _error(made()), 1e-2, ""),
            Row.at_most("clip.pose_to_heatmaps", whole_s, 6.0, "s"),
        )
    )


def _heatmaps(made: Simulation) -> tuple[Heatmap, ...]:
    """Time-Doppler and time-range, and the two sequences that they are sums of."""
    maps = recording_maps(made.recording)
    sums = (maps.range_doppler.total("range"), maps.range_doppler.total("velocity"))
    return (
        maps.range_doppler,
        *sums,
        *(() if maps.range_azimuth is None else (maps.range_azimuth,)),
    )


def _error(made: Simulation) -> float:
    """Of one frame against the float64 facet integral of every sample, relative to it."""
    plan, frame = made.plan, FRAMES // 2
    inputs = scene_inputs(plan)
    fast = np.asarray(render(plan, inputs, frame))[list(_CHIRPS)]
    with jax.enable_x64(True):
        exact = np.asarray(render_reference(plan, inputs, frame, _CHIRPS))
    return float(np.linalg.norm(fast - exact) / np.linalg.norm(exact))
