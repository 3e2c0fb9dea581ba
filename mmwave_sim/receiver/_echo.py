"""`Echo`: beat samples that have one delay in common."""

from typing import NamedTuple

from jaxtyping import Array, Complex, Float


class Echo(NamedTuple):
    """A part of the received signal, as an ideal mixer and sampler would see it.

    Attributes:
        beat: Complex beat samples at the antenna port, sqrt(W). A chirp axis of 1 stands for the
            same in every chirp.
        delay_s: A delay that is typical of the part, s. Only effects that decorrelate with delay,
            that is, phase noise, look at it.
    """

    beat: Complex[Array, "*batch chirp tx rx sample"]
    delay_s: Float[Array, ""] | float
