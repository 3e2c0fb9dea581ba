"""From paths to the beat samples that an ideal mixer and ADC would see."""

from mmwave_sim.adc._exact import beat, sample_offsets_s, synthesize_exact
from mmwave_sim.adc._gridded import RangeGrid, cell_of, first_cell, synthesize_gridded
from mmwave_sim.adc._multiplex import multiplex
from mmwave_sim.adc._timing import FrameTiming, frame_timing

__all__ = [
    "FrameTiming",
    "RangeGrid",
    "beat",
    "cell_of",
    "first_cell",
    "frame_timing",
    "multiplex",
    "sample_offsets_s",
    "synthesize_exact",
    "synthesize_gridded",
]
