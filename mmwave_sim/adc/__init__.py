"""From paths to the beat samples that an ideal mixer and ADC would see."""

from mmwave_sim.adc._array import is_one_part, synthesize_array
from mmwave_sim.adc._bands import Bands, bands_for
from mmwave_sim.adc._exact import beat, sample_offsets_s, synthesize_exact
from mmwave_sim.adc._multiplex import multiplex
from mmwave_sim.adc._synthesis import synthesize
from mmwave_sim.adc._timing import FrameTiming, frame_timing

__all__ = [
    "Bands",
    "FrameTiming",
    "bands_for",
    "beat",
    "frame_timing",
    "is_one_part",
    "multiplex",
    "sample_offsets_s",
    "synthesize",
    "synthesize_array",
    "synthesize_exact",
]
