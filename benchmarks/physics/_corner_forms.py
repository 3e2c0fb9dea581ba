"""Closed forms of metal corner reflectors under a plane wave."""

import numpy as np
from jaxtyping import Float


def dihedral_closed_form(
    towards: Float[np.ndarray, "3"], depth_m: float, length_m: float, k: float
) -> float:
    """Physical-optics cross-section of a right-angled metal dihedral, field along the seam, m^2.

    Each plate alone is the textbook sinc pattern (Knott, Shaeffer and Tuley, *Radar Cross Section*,
    2004, chapter 5). The light that a plate sends to the other covers of it the strip
    0 < s < min(a, a tan), shifted along the seam by t = s u_z / u_s, and the phase on it varies
    only along the seam: u_n int ds int dz exp(-2 i k u_z z), z from max(-b/2, -b/2 - t) to
    min(b/2, b/2 - t). Both orders add up; across the seam that is 2 a b sin of the smaller angle
    to a plate. Each reflection changes the sign of a field along the seam.

    Args:
        towards: Unit direction to the radar; the seam is z, the plates look along x and y.
        depth_m: Size of each plate across the seam, m.
        length_m: Size along the seam, m.
        k: Wavenumber, rad/m.
    """
    ux, uy, uz = towards
    along = length_m * np.sinc(k * uz * length_m / np.pi)
    total = 0.0 + 0.0j
    for onto, normal in ((ux, uy), (uy, ux)):
        middle = np.exp(-1j * k * onto * depth_m)
        total -= normal * along * depth_m * np.sinc(k * onto * depth_m / np.pi) * middle
    for onto, normal in ((ux, uy), (uy, ux)):
        reach = depth_m * min(1.0, onto / normal)
        total += normal * _strip(reach, uz / onto, length_m, 2 * k * uz)
    return float(k**2 / np.pi * np.abs(total) ** 2)


def trihedral_aperture(towards: Float[np.ndarray, "3"], side_m: float) -> float:
    """Area of the parallel beam that a triangular trihedral sends back, m^2.

    A ray that enters at a point of the aperture, seen along the beam, leaves at the opposite one:
    the area is the overlap of the triangle with its inversion in the apex (Spencer 1944, *Optical
    theory of the corner reflector*, MIT Radiation Laboratory report 433). With direction cosines
    l <= m <= n it is a^2 (l + m + n - 2 / (l + m + n)) if l + m >= n, a hexagon, and else
    4 a^2 l m / (l + m + n), a parallelogram.
    """
    low, middle, high = np.sort(towards)
    total = low + middle + high
    if low + middle >= high:
        return float(side_m**2 * (total - 2 / total))
    return float(side_m**2 * 4 * low * middle / total)


def _strip(reach_m: float, slope: float, length_m: float, turn: float) -> complex:
    """Integral of exp(-i turn z) over a lit strip, by 64 nodes of Gauss and Legendre."""
    node, weight = np.polynomial.legendre.leggauss(64)
    shift = slope * reach_m * (node + 1) / 2
    lit = np.maximum(length_m - np.abs(shift), 0.0)
    inner = lit * np.sinc(turn * lit / (2 * np.pi)) * np.exp(1j * turn * shift / 2)
    return complex(reach_m / 2 * np.sum(weight * inner))
