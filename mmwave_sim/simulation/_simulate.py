"""From a world to a `Recording`: trace, render every frame, receive."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex

from mmwave_sim.receiver import Echo, receive
from mmwave_sim.recording import Recording
from mmwave_sim.simulation._bounces import bounced_return
from mmwave_sim.simulation._furniture import furniture_echoes, furniture_return
from mmwave_sim.simulation._inputs import SceneInputs, scene_inputs
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._render import render, route_return
from mmwave_sim.simulation._room import room_echoes

_MOST_THREADS = 8
_TOGETHER_M = 0.5
"""Furniture within this range shares its phase noise: at 1 MHz it differs by 0.02 rad of it."""


def record(
    plan: TracePlan,
    *,
    seed: int = 0,
    inputs: SceneInputs | None = None,
    options: SimulationOptions | None = None,
    source: str = "simulation",
    on_frame: Callable[[], None] = lambda: None,
) -> Recording:
    """Records every frame of a plan as the radar's ADC would.

    Args:
        plan: From `trace`.
        seed: Seed of the receiver's noise; each frame has its own key.
        inputs: Continuous values; those of the plan if left out.
        options: Receiver effects; those that the plan was traced with if left out.
        source: What to call the recording.
        on_frame: Called after each frame, for progress; from several threads.
    """
    values = scene_inputs(plan) if inputs is None else inputs
    receiver = (plan.options if options is None else options).receiver
    still = furniture_return(plan, values)
    keys = jax.random.split(jax.random.key(seed), plan.frames)

    def one(frame: int) -> np.ndarray:
        # Only phase noise tells echoes of different delay apart.
        apart = receiver.phase_noise is not None
        echoes = furniture_echoes(plan, still, frame, _TOGETHER_M if apart else np.inf)
        if apart:
            echoes += body_and_wall_echoes(plan, values, frame)
        else:
            echoes.append(Echo(render(plan, values, frame), 0.0))
        # The parameters are float64, which JAX would otherwise cut off with a warning.
        with jax.enable_x64(True):
            counts = receive(
                echoes if apart else _sum_of(echoes),
                plan.radar,
                keys[frame],
                receiver,
                params=values.radar,
                start_s=float(plan.start_s[frame]),
            )
        samples = np.asarray(counts)
        on_frame()
        return samples

    # Compiled code mostly keeps to one core and waits outside the interpreter's lock. Each thread
    # holds a frame's intermediate arrays, some hundred megabytes.
    with ThreadPoolExecutor(max_workers=min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        frames = list(pool.map(one, range(plan.frames)))
    recording = Recording(np.stack(frames), plan.radar, source)
    line = _beyond_range(plan)
    return recording.with_warning(line) if line else recording


def body_and_wall_echoes(plan: TracePlan, inputs: SceneInputs, frame: int) -> list[Echo]:
    """What `render` adds up, one echo for each route, way by walls and number of bounces."""
    with jax.enable_x64(True):
        echoes = [
            Echo(e.beat.astype("complex64"), e.delay_s) for e in room_echoes(plan, inputs, frame)
        ]
        for route in plan.routes:
            beat = route_return(plan, inputs, route, frame, jnp.float32)
            echoes.append(Echo(beat, float(route.delay_s[frame])))
        for bounced in plan.bounced:
            beat = bounced_return(plan, inputs, bounced, frame, jnp.float32)
            echoes.append(Echo(beat, float(bounced.delay_s[frame])))
    return echoes


def _sum_of(echoes: list[Echo]) -> Complex[Array, "chirp tx rx sample"]:
    return sum((echo.beat for echo in echoes[1:]), start=echoes[0].beat)


def _beyond_range(plan: TracePlan) -> str | None:
    """What lies beyond the radar's maximum range, if anything does."""
    radar = np.asarray(plan.radar.pose.position_m)
    far = {
        mesh.name: float(np.linalg.norm(np.asarray(mesh.vertices_m) - radar, axis=-1).max())
        for mesh in plan.world.moving
    }
    facing = {way.bounces[0].wall for way in plan.room_ways if len(way.bounces) == 1}
    for wall in (plan.world.walls[i] for i in sorted(facing)):
        far[wall.name] = abs(float((radar - wall.corner_m) @ wall.normal))
    limit = plan.radar.max_range_m
    beyond = [f"{name} at {distance:.1f} m" for name, distance in far.items() if distance > limit]
    if not beyond:
        return None
    if plan.options.receiver.if_filter is not None:
        return None
    return (
        f"beyond the maximum range of {limit:.2f} m, so at false ranges: {', '.join(beyond)} "
        f"(no IF filter is on)"
    )
