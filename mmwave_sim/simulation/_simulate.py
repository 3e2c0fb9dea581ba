"""From a world to a `Recording`: trace, render every frame, receive."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import jax
import numpy as np

from mmwave_sim._seed import random_key
from mmwave_sim.receiver import ReceiverOptions, receive
from mmwave_sim.recording import Recording
from mmwave_sim.simulation._furniture import furniture_echoes, furniture_return
from mmwave_sim.simulation._inputs import SceneInputs, scene_inputs
from mmwave_sim.simulation._plan import TracePlan
from mmwave_sim.simulation._render import frame_echoes
from mmwave_sim.simulation._room import room_links
from mmwave_sim.simulation._warnings import warnings_of

_MOST_THREADS = 8
_TOGETHER_M = 0.5
"""Furniture within this range shares its phase noise: at 1 MHz it differs by 0.02 rad of it."""


def record(
    plan: TracePlan,
    *,
    seed: int = 0,
    inputs: SceneInputs | None = None,
    receiver: ReceiverOptions | None = None,
    source: str = "simulation",
    on_frame: Callable[[], None] = lambda: None,
) -> Recording:
    """Records every frame of a plan as the radar's ADC would.

    Args:
        plan: From `trace`.
        seed: Seed of the receiver's noise; each frame has its own key.
        inputs: Continuous values; those of the plan if left out.
        receiver: The receiver's effects; those that the plan was traced with if left out.
        source: What to call the recording.
        on_frame: Called after each frame, for progress; from several threads.

    Raises:
        InputError: The seed cannot be one.
    """
    keys = jax.random.split(random_key(seed), plan.frames)
    if receiver is not None:
        plan = replace(plan, options=replace(plan.options, receiver=receiver))
    values = scene_inputs(plan) if inputs is None else inputs
    effects = plan.options.receiver
    room, still = room_links(plan, values), furniture_return(plan, values)
    # Only phase noise tells echoes of different delay apart.
    spread_m = np.inf if effects.phase_noise is None else _TOGETHER_M

    def one(frame: int) -> np.ndarray:
        echoes = furniture_echoes(plan, still, frame, spread_m)
        echoes += frame_echoes(plan, values, room, frame)
        # The parameters are float64, which JAX would otherwise cut off with a warning.
        with jax.enable_x64(True):
            start_s = float(plan.start_s[frame])
            counts = receive(
                echoes, plan.radar, keys[frame], effects, params=values.radar, start_s=start_s
            )
        samples = np.asarray(counts)
        on_frame()
        return samples

    # Compiled code mostly keeps to one core and waits outside the interpreter's lock. Each thread
    # holds a frame's intermediate arrays, some hundred megabytes.
    with ThreadPoolExecutor(max_workers=min(_MOST_THREADS, os.cpu_count() or 1)) as pool:
        frames = list(pool.map(one, range(plan.frames)))
    recording = Recording(np.stack(frames), plan.radar, source)
    for line in warnings_of(plan, room):
        recording = recording.with_warning(line)
    return recording
