"""Coherent, calibrated, differentiable raw ADC of FMCW MIMO radars among moving people.

The names below are loaded when they are first used, so `import mmwave_sim` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mmwave_sim._errors import InputError as InputError
    from mmwave_sim.cube import radar_cube as radar_cube
    from mmwave_sim.io import read_recording as read_recording
    from mmwave_sim.io import resolve_radar as resolve_radar
    from mmwave_sim.io import write_dca1000 as write_dca1000
    from mmwave_sim.radar import Pose as Pose
    from mmwave_sim.radar import RadarConfig as RadarConfig
    from mmwave_sim.radar import preset as preset
    from mmwave_sim.randomization import simulate_randomized as simulate_randomized
    from mmwave_sim.recording import Recording as Recording
    from mmwave_sim.simulation import SimulationOptions as SimulationOptions
    from mmwave_sim.simulation import plan_scene as plan_scene
    from mmwave_sim.simulation import record as record
    from mmwave_sim.simulation import render as render
    from mmwave_sim.simulation import scene_inputs as scene_inputs
    from mmwave_sim.simulation import simulate as simulate

_HOMES = {
    "InputError": "mmwave_sim._errors",
    "Pose": "mmwave_sim.radar",
    "RadarConfig": "mmwave_sim.radar",
    "Recording": "mmwave_sim.recording",
    "SimulationOptions": "mmwave_sim.simulation",
    "plan_scene": "mmwave_sim.simulation",
    "preset": "mmwave_sim.radar",
    "radar_cube": "mmwave_sim.cube",
    "read_recording": "mmwave_sim.io",
    "record": "mmwave_sim.simulation",
    "render": "mmwave_sim.simulation",
    "resolve_radar": "mmwave_sim.io",
    "scene_inputs": "mmwave_sim.simulation",
    "simulate": "mmwave_sim.simulation",
    "simulate_randomized": "mmwave_sim.randomization",
    "write_dca1000": "mmwave_sim.io",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'mmwave_sim' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
