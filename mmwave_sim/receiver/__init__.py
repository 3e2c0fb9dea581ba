"""The analogue chain and the converter: what turns a perfect beat into recorded counts."""

from mmwave_sim.receiver._receiver import (
    ReceiverOptions,
    counts_per_root_watt,
    noise_power_w,
    quantize,
    receive,
)

__all__ = ["ReceiverOptions", "counts_per_root_watt", "noise_power_w", "quantize", "receive"]
