"""Radio properties of materials at millimetre waves, 24 to 100 GHz.

The permittivities come from the sources that each entry names; an entry without a measurement
that covers the band says `approximation`. Thickness and roughness are typical of the thing, not
taken from those sources.
"""

from dataclasses import dataclass

from mmwave_sim._errors import InputError
from mmwave_sim.materials._dispersion import (
    Bridge,
    ColeCole,
    Dispersion,
    LossTangent,
    PowerLaw,
    conductivity_of,
    water,
)


@dataclass(frozen=True)
class Material:
    """A homogeneous, non-magnetic material.

    Attributes:
        name: Name in the table.
        dispersion: Law of its complex relative permittivity.
        thickness_m: Thickness of a sheet of it, m (0: thick enough that nothing returns).
        roughness_m: Root-mean-square height of its surface about the mean, m.
        source: Where the permittivity comes from.
        band_hz: Frequencies for which it may be used, Hz.
    """

    name: str
    dispersion: Dispersion
    thickness_m: float
    roughness_m: float
    source: str
    band_hz: tuple[float, float] = (24e9, 100e9)

    def permittivity(self, frequency_hz: float) -> complex:
        """Complex relative permittivity with a positive imaginary part.

        The toolkit's phase rises with delay (exp(+i k R), time dependence exp(-i w t)), so losses
        carry a positive sign.

        Raises:
            InputError: The frequency lies outside the band of the figures.
        """
        self._check_band(frequency_hz)
        return self.dispersion(frequency_hz)

    def conductivity(self, frequency_hz: float) -> float:
        """Conductivity that stands for all losses, S/m.

        Raises:
            InputError: The frequency lies outside the band of the figures.
        """
        return conductivity_of(self.permittivity(frequency_hz).imag, frequency_hz)

    def _check_band(self, frequency_hz: float) -> None:
        low, high = self.band_hz
        if not low <= frequency_hz <= high:
            raise InputError(
                expected=f"a frequency from {low / 1e9:g} to {high / 1e9:g} GHz for {self.name}",
                found=f"{frequency_hz / 1e9:g} GHz",
                do="choose a material whose figures cover the radar's band",
            )


_ITU = "ITU-R P.2040-3 (2023), table 3"
_ITU_BRIDGED = "ITU-R P.2040-4 (2025), table 3, up to {} GHz and from 110; interpolated in between"
_GABRIEL = "Gabriel, Lau and Gabriel 1996 (10 Hz to 100 GHz), {} skin, four Cole-Cole terms"

_BRICK = Bridge(PowerLaw(3.91, 0, 0.0238, 0.16), PowerLaw(4.15, 0, 0.0006, 1.5712), (40e9, 110e9))
_PLYWOOD = Bridge(PowerLaw(2.71, 0, 0.33, 0), PowerLaw(1.94, 0, 0.0067, 0.9982), (40e9, 110e9))
_MARBLE = Bridge(
    PowerLaw(7.074, 0, 0.0055, 0.9262), PowerLaw(7.94, 0, 0.0001, 1.733), (60e9, 110e9)
)
_DRY_SKIN = ColeCole(4.0, ((32.0, 7.234e-12, 0.0), (1100.0, 32.481e-9, 0.2)))
_WET_SKIN = ColeCole(
    4.0,
    ((39.0, 7.958e-12, 0.1), (280.0, 79.577e-9, 0.0), (3e4, 1.592e-6, 0.16), (3e4, 1.592e-3, 0.2)),
)

_ALL = (
    Material("concrete", PowerLaw(5.24, 0, 0.0462, 0.7822), 0.0, 2e-4, _ITU),
    Material("brick", _BRICK, 0.0, 4e-4, _ITU_BRIDGED.format(40)),
    Material("plasterboard", PowerLaw(2.73, 0, 0.0085, 0.9395), 0.013, 5e-5, _ITU),
    Material("wood", PowerLaw(1.99, 0, 0.0047, 1.0718), 0.02, 3e-5, _ITU),
    Material("plywood", _PLYWOOD, 0.018, 5e-5, _ITU_BRIDGED.format(40)),
    Material("chipboard", PowerLaw(2.58, 0, 0.0217, 0.78), 0.018, 5e-5, _ITU),
    Material(
        "floorboard",
        PowerLaw(3.66, 0, 0.0044, 1.3515),
        0.012,
        3e-5,
        f"{_ITU} (50 to 100 GHz); below 50 GHz an approximation by the same law",
    ),
    Material("ceiling_board", PowerLaw(1.48, 0, 0.0011, 1.075), 0.015, 3e-4, _ITU),
    Material("glass", PowerLaw(6.31, 0, 0.0036, 1.3394), 0.006, 1e-6, _ITU),
    Material("marble", _MARBLE, 0.02, 1e-5, _ITU_BRIDGED.format(60)),
    Material("metal", PowerLaw(1.0, 0, 1e7, 0), 0.0, 1e-5, _ITU),
    Material(
        "ceramic",
        PowerLaw(5.7, 0, 0.004, 1.2),
        0.008,
        2e-5,
        "approximation: glazed tile, taken a little below window glass (ITU-R P.2040-3)",
    ),
    Material(
        "plastic",
        PowerLaw(2.7, 0, 0.0006, 1.1),
        0.003,
        1e-5,
        "approximation: ABS and similar housings, near acrylic (ITU-R P.2040-4)",
    ),
    Material(
        "acrylic",
        PowerLaw(2.58, 0, 0.0001, 1.6524),
        0.004,
        1e-6,
        "approximation: ITU-R P.2040-4 (2025), table 3 (110 to 330 GHz), used below its band",
    ),
    Material(
        "fabric",
        PowerLaw(1.4, 0, 0.0006, 1.1),
        0.0,
        5e-4,
        "approximation: upholstery, foam under cloth",
    ),
    Material(
        "clothing",
        LossTangent(2.0, 0.02),
        4e-4,
        2e-4,
        "approximation: cotton at 60 GHz (Chahat et al. 2012), held constant over the band",
    ),
    Material(
        "leather",
        PowerLaw(2.6, 0, 0.003, 1.1),
        0.002,
        1e-4,
        "approximation: dry leather; hides differ widely (Harmer et al. 2008, 14 to 40 GHz)",
    ),
    Material(
        "water",
        water(293.15),
        0.0,
        0.0,
        "Liebe, Hufford and Manabe 1991 (1 to 1000 GHz), pure water at 20 degrees Celsius",
    ),
    Material("skin", _DRY_SKIN, 0.0, 3e-5, _GABRIEL.format("dry")),
    Material("wet_skin", _WET_SKIN, 0.0, 3e-5, _GABRIEL.format("wet")),
)

MATERIALS: dict[str, Material] = {item.name: item for item in _ALL}
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
