"""Domain randomisation: what varies from sample to sample, drawn from a seed that is stored."""

from mmwave_sim.randomization._apply_options import apply_to_options
from mmwave_sim.randomization._apply_radar import apply_to_inputs, apply_to_radar
from mmwave_sim.randomization._apply_scene import apply_to_scene
from mmwave_sim.randomization._clutter import apply_to_world
from mmwave_sim.randomization._codec import decode, encode
from mmwave_sim.randomization._distributions import (
    Choice,
    Constant,
    Distribution,
    LogUniform,
    Uniform,
    Whole,
)
from mmwave_sim.randomization._draw import Draw, draw
from mmwave_sim.randomization._indoor import INDOOR
from mmwave_sim.randomization._normal import Normal
from mmwave_sim.randomization._quantity import Quantity
from mmwave_sim.randomization._randomization import Randomization
from mmwave_sim.randomization._simulate import simulate_drawn, simulate_randomized
from mmwave_sim.randomization._spreads import (
    QUANTITIES,
    BodySpread,
    ClutterSpread,
    FrontEndSpread,
    InterferenceSpread,
    MaterialsSpread,
    PlaceSpread,
    PoseSpread,
    ReceiverSpread,
    RoomSpread,
    SimulationSpread,
    VitalsSpread,
)

__all__ = [
    "INDOOR",
    "QUANTITIES",
    "BodySpread",
    "Choice",
    "ClutterSpread",
    "Constant",
    "Distribution",
    "Draw",
    "FrontEndSpread",
    "InterferenceSpread",
    "LogUniform",
    "MaterialsSpread",
    "Normal",
    "PlaceSpread",
    "PoseSpread",
    "Quantity",
    "Randomization",
    "ReceiverSpread",
    "RoomSpread",
    "SimulationSpread",
    "Uniform",
    "VitalsSpread",
    "Whole",
    "apply_to_inputs",
    "apply_to_options",
    "apply_to_radar",
    "apply_to_scene",
    "apply_to_world",
    "decode",
    "draw",
    "encode",
    "simulate_drawn",
    "simulate_randomized",
]
