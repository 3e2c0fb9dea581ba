"""Which transmitters radiate in which slot of the chirp loop, and with which codes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

import numpy as np
from jaxtyping import Complex, Float

from mmwave_sim._errors import InputError

ScheduleKind = Literal["tdm", "bpm", "ddm"]
"""How transmitters share the chirps."""


@dataclass(frozen=True)
class TxSchedule:
    """How the transmitters share the chirps of a loop, so that a receiver can tell them apart.

    - Time division (`"tdm"`): one slot for each entry of `order`, one transmitter on in each.
    - Binary phase modulation (`"bpm"`): all transmitters on in every slot, their signs the columns
      of a Hadamard matrix. The slots are its order, 2^k: two for two transmitters, four for three
      or four.
    - Doppler division (`"ddm"`): one slot, all transmitters on, the n-th turned by n / D of a cycle
      from loop to loop, which moves it n / D of the Doppler span up. With more subbands D than
      transmitters the last ones are empty.

    A code is the factor that it puts on the beat. The beat is tx conj(rx), so a phase shifter
    behind the local oscillator's tap is set to the code's conjugate.

    Attributes:
        order: Indices of transmitters: of each slot in turn (TDM, where one may speak again), or
            those in use (BPM, DDM, each once).
        kind: The scheme.
        subbands: Parts D of the Doppler span in DDM; 0 stands for one a transmitter.
    """

    order: tuple[int, ...]
    kind: ScheduleKind = "tdm"
    subbands: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(ScheduleKind):
            raise InputError(
                expected="kind to be 'tdm', 'bpm' or 'ddm'", found=repr(self.kind), do="choose one"
            )
        if not self.order:
            raise ValueError("order must name at least one transmitter")
        if self.kind != "tdm" and len(set(self.order)) < len(self.order):
            raise InputError(
                expected=f"each transmitter once in the order of a {self.kind.upper()} schedule",
                found=str(self.order),
                do="remove the repetition",
            )
        object.__setattr__(self, "subbands", _subbands(self))

    @classmethod
    def tdm(cls, order: Iterable[int]) -> "TxSchedule":
        """Time division: the transmitter of each slot."""
        return cls(tuple(order))

    @classmethod
    def bpm(cls, order: Iterable[int]) -> "TxSchedule":
        """Binary phase modulation of the transmitters named."""
        return cls(tuple(order), "bpm")

    @classmethod
    def ddm(cls, order: Iterable[int], subbands: int = 0) -> "TxSchedule":
        """Doppler division of the transmitters named, each in its own subband."""
        return cls(tuple(order), "ddm", subbands)

    @property
    def transmitters(self) -> int:
        """Transmitters that demodulation tells apart: the length of a cube's tx axis."""
        return len(self.order)

    @property
    def slots(self) -> int:
        """Chirps in one loop."""
        count = len(self.order)
        return {"tdm": count, "bpm": 1 << (count - 1).bit_length(), "ddm": 1}[self.kind]

    @property
    def period(self) -> int:
        """Loops after which the codes repeat."""
        return self.subbands if self.kind == "ddm" else 1

    @property
    def emissions(self) -> tuple[tuple[int, int], ...]:
        """Slot and antenna of everything that radiates in a loop, by slot, then by `order`."""
        if self.kind == "tdm":
            return tuple(enumerate(self.order))
        return tuple(product(range(self.slots), self.order))

    @property
    def signs(self) -> Float[np.ndarray, "slot transmitter"]:
        """Factor on each transmitter in each slot of the first loop; 0 where it is silent."""
        if self.kind == "tdm":
            return np.eye(self.slots)
        return _hadamard(self.slots)[:, : len(self.order)]

    def codes(self, loops: int) -> Complex[np.ndarray, "loop emission"]:
        """Factor on each emission in each loop: 1 (TDM), +/-1 (BPM) or a unit phasor (DDM)."""
        if self.kind == "ddm":
            turns = np.outer(np.arange(loops), np.arange(len(self.order))) % self.subbands
            return np.exp(2j * np.pi * turns / self.subbands)
        signs = self.signs[self.signs != 0]
        return np.tile(signs.astype(complex), (loops, 1))


def _hadamard(size: int) -> Float[np.ndarray, "row column"]:
    """The Hadamard matrix of Sylvester's construction; its size is a power of two."""
    matrix: Float[np.ndarray, "row column"] = np.ones((1, 1))
    while len(matrix) < size:
        matrix = np.kron([[1.0, 1.0], [1.0, -1.0]], matrix)
    return matrix


def _subbands(schedule: TxSchedule) -> int:
    """The number of subbands, with 0 filled in.

    Raises:
        InputError: There are too few, or the schedule has none.
    """
    if schedule.kind != "ddm":
        if schedule.subbands:
            raise InputError(
                expected=f"no subbands in a {schedule.kind.upper()} schedule",
                found=str(schedule.subbands),
                do="leave them out, or choose kind 'ddm'",
            )
        return 0
    subbands = schedule.subbands or len(schedule.order)
    if subbands < len(schedule.order):
        raise InputError(
            expected=f"a subband for each of {len(schedule.order)} transmitters, or more",
            found=str(subbands),
            do="choose more subbands or fewer transmitters",
        )
    return subbands
