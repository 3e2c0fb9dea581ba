"""What the radar is: waveform, antennas, timing, pose, and whether that can be built."""

from mmwave_sim.radar._antennas import virtual_grid
from mmwave_sim.radar._config import RadarConfig
from mmwave_sim.radar._constraints import CONSTRAINTS, Violation, check_constraints
from mmwave_sim.radar._parameters import (
    RadarParameters,
    antenna_field,
    parameters,
    sample_wavenumbers,
)
from mmwave_sim.radar._pose import Pose
from mmwave_sim.radar._presets import PRESETS, preset
from mmwave_sim.radar._schedule import TxSchedule

__all__ = [
    "CONSTRAINTS",
    "PRESETS",
    "Pose",
    "RadarConfig",
    "RadarParameters",
    "TxSchedule",
    "Violation",
    "antenna_field",
    "check_constraints",
    "parameters",
    "preset",
    "sample_wavenumbers",
    "virtual_grid",
]
