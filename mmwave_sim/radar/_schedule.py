"""Which transmitter speaks in which slot of the chirp loop."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Complex


@dataclass(frozen=True)
class TxSchedule:
    """The transmitters' turn in a loop of chirps.

    Attributes:
        kind: The multiplexing scheme. Time division (`"tdm"`): one transmitter a slot.
        order: Index of the transmitter that is on in each slot of the loop.
    """

    order: tuple[int, ...]
    kind: Literal["tdm"] = "tdm"

    def __post_init__(self) -> None:
        if self.kind != "tdm":
            raise ValueError(f"kind must be 'tdm', not {self.kind!r}")
        if not self.order:
            raise ValueError("order must name at least one transmitter")

    @property
    def slots(self) -> int:
        """Chirps in one loop."""
        return len(self.order)

    def weights(self, transmitters: int) -> Complex[np.ndarray, "slot tx_antenna"]:
        """Complex amplitude of every transmitter in every slot."""
        weights = np.zeros((self.slots, transmitters), dtype=np.complex128)
        weights[np.arange(self.slots), list(self.order)] = 1.0
        return weights
