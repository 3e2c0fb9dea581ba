"""A world and a radar in, a recording out; the discrete half once, the continuous half in JAX."""

from mmwave_sim.simulation._furniture import furniture_echoes, furniture_return
from mmwave_sim.simulation._inputs import SceneInputs, scene_inputs
from mmwave_sim.simulation._options import SimulationOptions
from mmwave_sim.simulation._plan import BouncePlan, RoutePlan, StillPatch, TracePlan
from mmwave_sim.simulation._reference import render_reference
from mmwave_sim.simulation._render import render
from mmwave_sim.simulation._scene import Simulation, frames_in, plan_scene, simulate
from mmwave_sim.simulation._simulate import record
from mmwave_sim.simulation._trace import trace
from mmwave_sim.simulation._truth import TorsoTruth, torso_truth
from mmwave_sim.simulation._world import place_radar, world_from_scene

__all__ = [
    "BouncePlan",
    "RoutePlan",
    "SceneInputs",
    "Simulation",
    "SimulationOptions",
    "StillPatch",
    "TorsoTruth",
    "TracePlan",
    "frames_in",
    "furniture_echoes",
    "furniture_return",
    "place_radar",
    "plan_scene",
    "record",
    "render",
    "render_reference",
    "scene_inputs",
    "simulate",
    "torso_truth",
    "trace",
    "world_from_scene",
]
