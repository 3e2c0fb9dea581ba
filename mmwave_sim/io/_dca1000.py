"""The byte order of TI's DCA1000 capture card.

Two lanes (xWR16xx, 18xx, 68xx): each receiver's samples in sequence; complex samples in pairs,
two of the first component then two of the second. Four lanes (xWR12xx, 14xx): each sample of all
four lanes in turn, the first component of all then the second; a lane whose receiver is off
holds zeros. Source: TI application report SWRA581B, "Mmwave Radar Device ADC Raw Data Capture".
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int16

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import IqOrder, Lanes
from mmwave_sim.io._counts import to_words
from mmwave_sim.radar import RadarConfig
from mmwave_sim.recording import Samples

LANE_COUNT = 4
"""Lanes of the four-lane layout, used or not."""


@dataclass(frozen=True)
class Layout:
    """How samples lie in a stream of 16-bit words.

    Attributes:
        radar: The radar, which gives the shape of a frame.
        lanes: LVDS lanes.
        iq_order: Which of I and Q comes first.
        receivers: The lane of each receiver, in the four-lane layout.
    """

    radar: RadarConfig
    lanes: Lanes
    iq_order: IqOrder
    receivers: tuple[int, ...]

    @property
    def frame_words(self) -> int:
        """16-bit words of a frame."""
        chirps, slots, receivers, samples = self.radar.frame_shape
        channels = receivers if self.lanes == 2 else LANE_COUNT
        return chirps * slots * channels * samples * (2 if self.radar.complex_samples else 1)


def make_layout(
    radar: RadarConfig, lanes: Lanes, iq_order: IqOrder, receivers: tuple[int, ...] | None
) -> Layout:
    """Checks that the radar's samples can lie in this layout.

    Raises:
        InputError: Complex samples do not come in pairs, or there are more receivers than lanes.
    """
    if lanes == 2 and radar.complex_samples and radar.samples_per_chirp % 2:
        raise InputError(
            expected="an even number of complex samples in a chirp, for two lanes",
            found=f"{radar.samples_per_chirp} of {radar.name}",
            do="check samples_per_chirp in the radar configuration, or pass lanes=4",
        )
    if lanes == LANE_COUNT and radar.receivers > LANE_COUNT:
        raise InputError(
            expected=f"at most {LANE_COUNT} receivers on four lanes",
            found=f"{radar.receivers} of {radar.name}",
            do="check the radar configuration, or pass lanes=2",
        )
    if receivers is None or len(receivers) != radar.receivers:
        receivers = tuple(range(radar.receivers))
    return Layout(radar, lanes, iq_order, receivers)


def decode_words(words: Int16[np.ndarray, " word"], layout: Layout) -> Samples:
    """Samples (frame, chirp, tx, rx, sample) of whole frames."""
    if not layout.radar.complex_samples:
        return _by_receiver(words.reshape(-1), layout).astype(np.float32)
    first, second = _components(words, layout)
    if layout.iq_order == "q_first":
        first, second = second, first
    samples = np.empty((len(words) // layout.frame_words, *layout.radar.frame_shape), np.complex64)
    samples.real = _by_receiver(first, layout)
    samples.imag = _by_receiver(second, layout)
    return samples


def encode_samples(samples: Samples, layout: Layout) -> Int16[np.ndarray, " word"]:
    """The words of samples, rounded half to even and saturated.

    Raises:
        InputError: There are NaN or infinity.
    """
    if not layout.radar.complex_samples:
        return _by_lane(to_words(samples.real), layout).reshape(-1)
    parts = [_by_lane(to_words(part), layout) for part in (samples.real, samples.imag)]
    if layout.iq_order == "q_first":
        parts.reverse()
    group = 2 if layout.lanes == 2 else LANE_COUNT
    return np.stack([part.reshape(-1, group) for part in parts], axis=1).reshape(-1)


def _components(
    words: Int16[np.ndarray, " word"], layout: Layout
) -> tuple[Int16[np.ndarray, " half"], Int16[np.ndarray, " half"]]:
    group = 2 if layout.lanes == 2 else LANE_COUNT
    pairs = words.reshape(-1, 2, group)
    return pairs[:, 0].reshape(-1), pairs[:, 1].reshape(-1)


def _by_receiver(
    stream: Int16[np.ndarray, " word"], layout: Layout
) -> Int16[np.ndarray, "frame chirp tx rx sample"]:
    chirps, slots, _, samples = layout.radar.frame_shape
    if layout.lanes == 2:
        return stream.reshape(-1, *layout.radar.frame_shape)
    by_lane = stream.reshape(-1, chirps, slots, samples, LANE_COUNT)
    return np.moveaxis(by_lane[..., list(layout.receivers)], -1, -2)


def _by_lane(
    values: Int16[np.ndarray, "frame chirp tx rx sample"], layout: Layout
) -> Int16[np.ndarray, "..."]:
    if layout.lanes == 2:
        return values
    frames, chirps, slots, _, samples = values.shape
    by_lane = np.zeros((frames, chirps, slots, samples, LANE_COUNT), "<i2")
    by_lane[..., list(layout.receivers)] = np.moveaxis(values, -2, -1)
    return by_lane
