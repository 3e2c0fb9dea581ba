"""A randomised simulation, and the same one again from its stored draw."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mmwave_sim._seed import checked_seed
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.randomization._apply_options import apply_to_options
from mmwave_sim.randomization._apply_radar import apply_to_inputs, apply_to_radar
from mmwave_sim.randomization._apply_scene import apply_to_scene
from mmwave_sim.randomization._clutter import apply_to_world
from mmwave_sim.randomization._draw import Draw, draw
from mmwave_sim.randomization._indoor import INDOOR
from mmwave_sim.randomization._randomization import Randomization
from mmwave_sim.rays import SionnaTracer, Tracer, World
from mmwave_sim.simulation import (
    Simulation,
    SimulationOptions,
    plan_scene,
    record,
    scene_inputs,
)
from scenes import SceneSpec, parse, populate

if TYPE_CHECKING:
    from scenes import PopulatedScene


def simulate_randomized(
    what: "str | SceneSpec | PopulatedScene",
    radar: str | RadarConfig,
    *,
    seed: int = 0,
    randomization: Randomization = INDOOR,
    frames: int | None = None,
    options: SimulationOptions = SimulationOptions(),  # noqa: B008
    on_frame: Callable[[], None] = lambda: None,
    folder: Path = Path(),
) -> tuple[Simulation, Draw]:
    """Simulates a sentence or a scene with all that varies drawn from a seed.

    Args:
        what: A sentence that `scenes.parse` understands, or a scene.
        radar: A preset's name or a configuration.
        seed: Fixes the draw, the room, the gait's phase and the receiver's noise.
        randomization: What may vary, and how.
        frames: Number of frames; as many as the scene lasts if left out.
        options: What to include.
        on_frame: Called twice a frame (traced, rendered), for progress.
        folder: Where files that the scene names are looked for.

    Returns:
        The simulation, whose scene and radar are the drawn ones, and the draw to store beside it.

    Raises:
        InputError: The sentence is not understood, what was drawn does not fit the scene, or the
            seed cannot be one.
    """
    seed = checked_seed(seed)
    device = preset(radar) if isinstance(radar, str) else radar
    spec = _spec(what, seed)
    drawn = draw(
        randomization,
        seed,
        transmitters=len(device.tx_positions_m),
        receivers=device.receivers,
        people=len(spec.agents),
    )
    made = simulate_drawn(
        drawn, spec, device, frames=frames, options=options, on_frame=on_frame, folder=folder
    )
    return made, drawn


def simulate_drawn(
    drawn: Draw,
    what: "str | SceneSpec | PopulatedScene",
    radar: str | RadarConfig,
    *,
    frames: int | None = None,
    options: SimulationOptions = SimulationOptions(),  # noqa: B008
    on_frame: Callable[[], None] = lambda: None,
    folder: Path = Path(),
) -> Simulation:
    """Simulates a sentence or a scene with a draw that was made before.

    With the sentence, radar and options of `simulate_randomized` it gives the same samples. The
    scene is the one before the draw was applied to it.

    Args:
        drawn: From `draw`, or read with `Draw.from_json`.
        what: As of `simulate_randomized`; a sentence is parsed with the draw's seed.
        radar: A preset's name or a configuration, before the draw was applied to it.
        frames: Number of frames; as many as the scene lasts if left out.
        options: What to include.
        on_frame: Called twice a frame (traced, rendered), for progress.
        folder: Where files that the scene names are looked for.

    Raises:
        InputError: The sentence is not understood, or what was drawn does not fit the scene.
    """
    device = apply_to_radar(drawn, preset(radar) if isinstance(radar, str) else radar)
    spec = apply_to_scene(drawn, _spec(what, drawn.seed))
    chosen = apply_to_options(drawn, options, device)

    def make_tracer(world: World, frequency_hz: float) -> Tracer:
        filled = apply_to_world(drawn, world, spec.radar.position_m)
        return SionnaTracer(filled, frequency_hz)

    scene = populate(spec, folder=folder)
    plan = plan_scene(
        scene, device, frames=frames, options=chosen, make_tracer=make_tracer, on_frame=on_frame
    )
    recording = record(
        plan,
        seed=drawn.seed,
        inputs=apply_to_inputs(drawn, scene_inputs(plan), plan.radar),
        source=spec.text or "scene",
        on_frame=on_frame,
    )
    return Simulation(recording, plan, scene)


def _spec(what: "str | SceneSpec | PopulatedScene", seed: int) -> SceneSpec:
    if isinstance(what, str):
        return parse(what, seed=seed)
    return what if isinstance(what, SceneSpec) else what.spec
