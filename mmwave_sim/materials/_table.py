"""Radio properties of materials at millimetre waves."""

import math
from dataclasses import dataclass

from mmwave_sim._constants import VACUUM_PERMITTIVITY
from mmwave_sim._errors import InputError


@dataclass(frozen=True)
class Material:
    """A homogeneous, non-magnetic material.

    The relative permittivity is `a f^b`, the conductivity `c f^d`, with f in GHz: the form of
    Recommendation ITU-R P.2040-3 (2023), equations 28 and 29.

    Attributes:
        name: Name in the table.
        a: Relative permittivity at 1 GHz.
        b: Its exponent.
        c: Conductivity at 1 GHz, S/m.
        d: Its exponent.
        thickness_m: Thickness of a sheet of it, m (0: thick enough that nothing returns).
        band_hz: Frequencies for which the figures are stated, Hz.
        source: Where the figures come from.
    """

    name: str
    a: float
    b: float
    c: float
    d: float
    thickness_m: float
    band_hz: tuple[float, float]
    source: str

    def permittivity(self, frequency_hz: float) -> complex:
        """Complex relative permittivity with a positive imaginary part.

        The toolkit's phase rises with delay (exp(+i k R), time dependence exp(-i w t)), so losses
        carry a positive sign.

        Raises:
            InputError: The frequency lies outside the band of the figures.
        """
        self._check_band(frequency_hz)
        loss = self.conductivity(frequency_hz) / (2 * math.pi * frequency_hz * VACUUM_PERMITTIVITY)
        return complex(self.a * (frequency_hz / 1e9) ** self.b, loss)

    def conductivity(self, frequency_hz: float) -> float:
        """Conductivity, S/m.

        Raises:
            InputError: The frequency lies outside the band of the figures.
        """
        self._check_band(frequency_hz)
        return self.c * (frequency_hz / 1e9) ** self.d

    def _check_band(self, frequency_hz: float) -> None:
        low, high = self.band_hz
        if not low <= frequency_hz <= high:
            raise InputError(
                expected=f"a frequency from {low / 1e9:g} to {high / 1e9:g} GHz for {self.name}",
                found=f"{frequency_hz / 1e9:g} GHz",
                do="choose a material whose figures cover the radar's band",
            )


_ITU = "ITU-R P.2040-3, table 3"
_WIDE = (24e9, 100e9)
_SKIN_BAND = (55e9, 100e9)
_SKIN = "Gabriel et al. 1996, dry skin: 7.98 + 10.9i at 60 GHz, 6.56 + 8.91i at 77 GHz"
_EXTENDED = f"{_ITU}; used above its stated band"

MATERIALS: dict[str, Material] = {
    m.name: m
    for m in (
        Material("concrete", 5.24, 0.0, 0.0462, 0.7822, 0.0, _WIDE, _ITU),
        Material("brick", 3.91, 0.0, 0.0238, 0.16, 0.0, _WIDE, _EXTENDED),
        Material("plasterboard", 2.73, 0.0, 0.0085, 0.9395, 0.013, _WIDE, _ITU),
        Material("wood", 1.99, 0.0, 0.0047, 1.0718, 0.02, _WIDE, _ITU),
        Material("glass", 6.31, 0.0, 0.0036, 1.3394, 0.006, _WIDE, _ITU),
        Material("metal", 1.0, 0.0, 1e7, 0.0, 0.0, _WIDE, _ITU),
        Material("ceramic", 5.7, 0.0, 0.004, 1.2, 0.008, _WIDE, "close to glass; see limitations"),
        Material("plastic", 2.7, 0.0, 0.0006, 1.1, 0.003, _WIDE, "ABS and acrylic, 60 to 80 GHz"),
        Material("fabric", 1.4, 0.0, 0.0006, 1.1, 0.0, _WIDE, "upholstery foam under cloth"),
        Material("leather", 2.6, 0.0, 0.003, 1.1, 0.002, _WIDE, "dry leather, 60 GHz"),
        Material("skin", 199.5, -0.786, 16.45, 0.194, 0.0, _SKIN_BAND, _SKIN),
    )
}
"""The known materials, by name."""


def material(name: str) -> Material:
    """The material of this name.

    Raises:
        InputError: There is no such material.
    """
    if name not in MATERIALS:
        raise InputError(
            expected=f"one of the materials {', '.join(MATERIALS)}",
            found=repr(name),
            do="choose one of them",
        )
    return MATERIALS[name]
