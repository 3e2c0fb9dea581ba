"""The short way: a sentence or a scene, a radar, and what it records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import whole_number
from mmwave_sim._seed import checked_seed
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.rays import SionnaTracer, Tracer
from mmwave_sim.recording import Recording
from mmwave_sim.simulation._checks import check_timing
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._simulate import record
from mmwave_sim.simulation._trace import trace
from mmwave_sim.simulation._world import place_radar, world_from_scene

if TYPE_CHECKING:
    from scenes import PopulatedScene


@dataclass(frozen=True)
class Simulation:
    """A recording and everything that it was made from.

    Attributes:
        recording: Raw ADC samples.
        plan: What was seen.
        scene: The scene, which also knows the truth.
    """

    recording: Recording
    plan: TracePlan
    scene: "PopulatedScene"


def plan_scene(
    scene: "PopulatedScene",
    radar: RadarConfig,
    *,
    frames: int | None = None,
    options: SimulationOptions = SimulationOptions(),  # noqa: B008
    make_tracer: Callable[..., Tracer] = SionnaTracer,
    on_frame: Callable[[], None] = lambda: None,
) -> TracePlan:
    """Traces a scene for a radar, which is put where the scene says.

    Args:
        scene: From the package `scenes`.
        radar: The radar; its pose is replaced.
        frames: Number of frames; as many as the scene lasts if left out.
        options: What to include.
        make_tracer: Builds the tracer from a world and a frequency (Hz).
        on_frame: Called after each frame, for progress.

    Raises:
        InputError: The timing cannot be, or the scene is too short for the frames.
    """
    check_timing(radar)
    count = _count(frames, scene.duration_s, radar)
    # The last block of a frame may reach beyond its last loop by a block.
    reach_s = radar.active_frame_time_s + options.loops_per_block * radar.loop_interval_s
    duration_s = (count - 1) * radar.frame_period_s + reach_s
    world = world_from_scene(scene, duration_s, options.key_frame_rate_hz)
    tracer = make_tracer(world, radar.center_frequency_hz)
    return trace(tracer, place_radar(radar, scene), count, options, on_frame)


def simulate(
    what: "str | PopulatedScene",
    radar: str | RadarConfig,
    *,
    seed: int = 0,
    frames: int | None = None,
    options: SimulationOptions = SimulationOptions(),  # noqa: B008
    on_frame: Callable[[], None] = lambda: None,
) -> Simulation:
    """Simulates a sentence or a scene.

    Args:
        what: A sentence that `scenes.parse` understands, or a scene.
        radar: A preset's name or a configuration.
        seed: Fixes the room, the gait's phase and the receiver's noise.
        frames: Number of frames; as many as the scene lasts if left out.
        options: What to include.
        on_frame: Called twice a frame (traced, rendered), for progress.

    Raises:
        InputError: The sentence is not understood, the radar does not fit, or the seed cannot be
            one.
    """
    import scenes

    seed = checked_seed(seed)
    scene = scenes.scene_from_text(what, seed=seed) if isinstance(what, str) else what
    device = preset(radar) if isinstance(radar, str) else radar
    plan = plan_scene(scene, device, frames=frames, options=options, on_frame=on_frame)
    recording = record(plan, seed=seed, source=scene.spec.text or "scene", on_frame=on_frame)
    return Simulation(recording, plan, scene)


def frames_in(duration_s: float, radar: RadarConfig) -> int:
    """Whole frames that fit a duration, the last one's chirps included."""
    spare_s = duration_s - radar.active_frame_time_s
    return int(np.floor(spare_s / radar.frame_period_s + 1e-9)) + 1 if spare_s >= 0 else 0


def _count(frames: int | None, duration_s: float, radar: RadarConfig) -> int:
    """Number of frames to trace: those asked for, or all that the duration holds."""
    most = frames_in(duration_s, radar)
    count = most if frames is None else whole_number("frames", frames, 1)
    if most < 1:
        raise InputError(
            expected=f"a scene of at least {radar.active_frame_time_s:.3f} s, one frame",
            found=f"{duration_s:.3f} s",
            do="lengthen the scene",
        )
    if count > most:
        raise InputError(
            expected=f"at most {most} frames, which the scene's {duration_s:g} s hold",
            found=str(count),
            do="ask for fewer frames or lengthen the scene",
        )
    return count
