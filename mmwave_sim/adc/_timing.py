"""When every chirp of a frame is sampled, and the node times between which paths move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float, Int
from numpy.polynomial import Polynomial

from mmwave_sim.radar import RadarConfig

_LONGEST_BLOCK_S = 1.6e-3
"""Over a longer time the lines and curves between nodes no longer follow a limb."""


@dataclass(frozen=True)
class FrameTiming:
    """Times inside one frame, in seconds from its start.

    Attributes:
        chirp_s: Middle of the sampled part of each chirp, for each of `radar.emissions`; those of
            one slot share it.
        node_s: Times at which paths are evaluated; blocks of loops lie between neighbours.
        loops_per_block: Loops in a block.
        block_share: Position of each emission of a block between its two nodes, 0 to 1.
    """

    chirp_s: Float[np.ndarray, "chirp emission"]
    node_s: Float[np.ndarray, "node"]
    loops_per_block: int
    block_share: Float[np.ndarray, "loop emission"]

    def of(self, emissions: Sequence[int]) -> "FrameTiming":
        """The timing of some emissions alone."""
        some = list(emissions)
        return replace(self, chirp_s=self.chirp_s[:, some], block_share=self.block_share[:, some])


def frame_timing(radar: RadarConfig, loops_per_block: int = 8) -> FrameTiming:
    """Timing of one frame with nodes every `loops_per_block` loops, or every 1.6 ms if sooner.

    The last block may reach beyond the frame's last loop; what it holds there is cut off.
    """
    loops = radar.chirps_per_frame
    block = min(loops, loops_per_block, max(1, int(_LONGEST_BLOCK_S / radar.loop_interval_s)))
    to_middle = radar.idle_time_s + radar.adc_start_time_s + radar.half_span_s
    slot = np.array([slot for slot, _ in radar.emissions])
    emission_s = slot * radar.chirp_interval_s + to_middle
    chirp_s = np.arange(loops)[:, None] * radar.loop_interval_s + emission_s
    block_s = block * radar.loop_interval_s
    node_s = np.arange(-(-loops // block) + 1) * block_s
    return FrameTiming(chirp_s, node_s, block, chirp_s[:block] / block_s)


@dataclass(frozen=True)
class AmplitudeStencil:
    """The nodes around each block, and how they give the amplitude at each of its chirps.

    Attributes:
        first: First of the nodes.
        weights: Lagrange's weights, a cubic where there are four nodes.
        rates_per_s: Weights of its time derivative, 1/s.
    """

    first: Int[np.ndarray, "block"]
    weights: Float[np.ndarray, "block near emission loop"]
    rates_per_s: Float[np.ndarray, "block near emission loop"]


def amplitude_stencil(timing: FrameTiming) -> AmplitudeStencil:
    """Cubic interpolation between nodes: two on either side, one-sided in the first and last.

    A facet's integral turns as the facet does; a line between nodes would cost (w h)^2 / 8 of it,
    a cubic costs 3 (w h)^4 / 128.
    """
    nodes = len(timing.node_s)
    near = min(4, nodes)
    block = np.arange(nodes - 1)
    first = np.clip(block - 1, 0, nodes - near)
    place = (block - first)[:, None, None] + timing.block_share.T
    block_s = timing.node_s[1] - timing.node_s[0]
    cardinal = [Polynomial.fit(range(near), row, near - 1) for row in np.eye(near)]
    return AmplitudeStencil(
        first,
        np.stack([one(place) for one in cardinal], axis=1),
        np.stack([one.deriv()(place) / block_s for one in cardinal], axis=1),
    )
