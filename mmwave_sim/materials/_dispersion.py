"""How a material's permittivity depends on frequency: the laws that measurements are fitted with.

Every law maps a frequency (Hz) to the complex relative permittivity. The time dependence is
exp(-i w t), so losses are a positive imaginary part.
"""

import math
from dataclasses import dataclass
from typing import Protocol

from mmwave_sim._constants import VACUUM_PERMITTIVITY


class Dispersion(Protocol):
    """A law of the complex relative permittivity."""

    def __call__(self, frequency_hz: float, /) -> complex:
        """Complex relative permittivity at a frequency (Hz)."""
        ...


def loss_of(conductivity_s_per_m: float, frequency_hz: float) -> float:
    """Imaginary part of the relative permittivity that a conductivity (S/m) stands for."""
    return conductivity_s_per_m / (2 * math.pi * frequency_hz * VACUUM_PERMITTIVITY)


def conductivity_of(loss: float, frequency_hz: float) -> float:
    """Conductivity (S/m) that an imaginary part of the relative permittivity stands for."""
    return loss * 2 * math.pi * frequency_hz * VACUUM_PERMITTIVITY


@dataclass(frozen=True)
class PowerLaw:
    """Relative permittivity `a f^b` and conductivity `c f^d`, f in GHz.

    Recommendation ITU-R P.2040-3 (2023), equations 28 and 29.

    Attributes:
        a: Relative permittivity at 1 GHz.
        b: Its exponent.
        c: Conductivity at 1 GHz, S/m.
        d: Its exponent.
    """

    a: float
    b: float
    c: float
    d: float

    def __call__(self, frequency_hz: float) -> complex:
        """Complex relative permittivity at a frequency (Hz)."""
        f_ghz = frequency_hz / 1e9
        return complex(self.a * f_ghz**self.b, loss_of(self.c * f_ghz**self.d, frequency_hz))


@dataclass(frozen=True)
class Bridge:
    """Two laws of neighbouring bands, and what lies between the bands.

    In the gap, permittivity and conductivity are straight lines in double logarithmic scale
    between the ends of the bands, so both are continuous.

    Attributes:
        lower: Law up to the gap.
        upper: Law from the gap on.
        gap_hz: Where the lower band ends and the upper one starts, Hz.
    """

    lower: Dispersion
    upper: Dispersion
    gap_hz: tuple[float, float]

    def __call__(self, frequency_hz: float) -> complex:
        """Complex relative permittivity at a frequency (Hz)."""
        start, end = self.gap_hz
        if not start < frequency_hz < end:
            return (self.lower if frequency_hz <= start else self.upper)(frequency_hz)
        share = math.log(frequency_hz / start) / math.log(end / start)
        below, above = self.lower(start), self.upper(end)
        conductivity = _between(
            conductivity_of(below.imag, start), conductivity_of(above.imag, end), share
        )
        return complex(_between(below.real, above.real, share), loss_of(conductivity, frequency_hz))


@dataclass(frozen=True)
class LossTangent:
    """Constant relative permittivity and loss tangent.

    Attributes:
        permittivity: Relative permittivity.
        tangent: Imaginary over real part.
    """

    permittivity: float
    tangent: float

    def __call__(self, frequency_hz: float) -> complex:
        """Complex relative permittivity, the same at every frequency (Hz)."""
        return complex(self.permittivity, self.permittivity * self.tangent)


@dataclass(frozen=True)
class ColeCole:
    """A sum of Cole-Cole relaxations; those of zero broadening are Debye relaxations.

    `high + sum_n step_n / (1 + (-i w tau_n)^(1 - alpha_n)) + i sigma / (w eps0)`: Gabriel, Lau and
    Gabriel 1996, equation 4 (Physics in Medicine and Biology 41, 2271), conjugated.

    Attributes:
        high: Relative permittivity far above all relaxations.
        terms: Step of the permittivity, relaxation time (s) and broadening of each.
        conductivity_s_per_m: Ionic conductivity, S/m.
    """

    high: float
    terms: tuple[tuple[float, float, float], ...]
    conductivity_s_per_m: float = 0.0

    def __call__(self, frequency_hz: float) -> complex:
        """Complex relative permittivity at a frequency (Hz)."""
        turn = -2j * math.pi * frequency_hz
        relaxations = sum(
            step / (1 + (turn * time_s) ** (1 - alpha)) for step, time_s, alpha in self.terms
        )
        return self.high + relaxations + 1j * loss_of(self.conductivity_s_per_m, frequency_hz)


def water(temperature_k: float) -> ColeCole:
    """Pure water.

    Liebe, Hufford and Manabe 1991 (International Journal of Infrared and Millimeter Waves 12,
    659): two Debye relaxations, 1 to 1000 GHz, 270 to 310 K.

    Args:
        temperature_k: Temperature, K.
    """
    cold = 1 - 300 / temperature_k
    static = 77.66 - 103.3 * cold
    middle = 0.0671 * static
    high = 3.52 + 7.52 * cold
    first_hz = (20.20 + 146.4 * cold + 316 * cold**2) * 1e9
    times_s = [1 / (2 * math.pi * f) for f in (first_hz, 39.8 * first_hz)]
    return ColeCole(high, ((static - middle, times_s[0], 0.0), (middle - high, times_s[1], 0.0)))


def _between(start: float, end: float, share: float) -> float:
    return start ** (1 - share) * end**share
