"""Validation problem: simulated ADC as DCA1000 bytes, read back and looked at again."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mmwave_sim.cube import recording_maps
from mmwave_sim.io import read_recording, write_dca1000
from mmwave_sim.receiver import ReceiverOptions
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import Simulation, record

_ABOVE_FLOOR = 1e3


@dataclass(frozen=True)
class RoundTripErrors:
    """How far recorded bytes depart from the samples before the converter.

    Attributes:
        noise_excess_db: Power of the difference against 1/6 count^2, what rounding I and Q to
            whole counts costs, dB.
        heatmap_db: Largest difference of a range-Doppler cell 30 dB above the floor, dB.
    """

    noise_excess_db: float
    heatmap_db: float


def round_trip_errors(made: Simulation) -> RoundTripErrors:
    """Writes a simulation's samples and compares what comes back with the unrounded ones."""
    smooth = _without_rounding(made)
    with tempfile.TemporaryDirectory() as folder:
        binary, _ = write_dca1000(made.recording, Path(folder) / "adc.bin")
        back = read_recording(binary)
    difference = np.mean(np.abs(back.samples - smooth.samples) ** 2)
    one, other = (np.asarray(recording_maps(r).range_doppler.values) for r in (smooth, back))
    strong = one > _ABOVE_FLOOR * np.median(one)
    return RoundTripErrors(
        abs(float(10 * np.log10(difference * 6))),
        float(np.abs(10 * np.log10(other[strong] / one[strong])).max()),
    )


def _without_rounding(made: Simulation) -> Recording:
    return record(made.plan, receiver=ReceiverOptions(quantization=False))
