"""The analogue chain and the converter: what turns a perfect beat into recorded counts."""

from mmwave_sim.receiver._compression import Compression
from mmwave_sim.receiver._converter import DcOffset, counts_per_root_watt, quantize
from mmwave_sim.receiver._echo import Echo
from mmwave_sim.receiver._if_filter import IfFilter, if_band_hz, if_frequencies_hz
from mmwave_sim.receiver._interference import Interferer, interference
from mmwave_sim.receiver._iq import IqImbalance
from mmwave_sim.receiver._leakage import Leakage, leakage_echo
from mmwave_sim.receiver._options import ReceiverOptions
from mmwave_sim.receiver._phase_noise import PhaseNoise, oscillator, residual_phase_rad
from mmwave_sim.receiver._receiver import receive
from mmwave_sim.receiver._thermal import noise_power_w, thermal_noise

__all__ = [
    "Compression",
    "DcOffset",
    "Echo",
    "IfFilter",
    "Interferer",
    "IqImbalance",
    "Leakage",
    "PhaseNoise",
    "ReceiverOptions",
    "counts_per_root_watt",
    "if_band_hz",
    "if_frequencies_hz",
    "interference",
    "leakage_echo",
    "noise_power_w",
    "oscillator",
    "quantize",
    "receive",
    "residual_phase_rad",
    "thermal_noise",
]
