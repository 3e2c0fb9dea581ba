"""Validation problem: dielectric slabs at the specular angle, against Fresnel's coefficients."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from benchmarks._report import Row
from benchmarks.physics._echo import conductor, scattered, smooth, wavelength, wavenumber
from benchmarks.physics.plate import plate
from mmwave_sim.rays import Chain, Panel, leg, way_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Polarization = Literal["TE", "TM"]
SIDE: Final = 20.0
"""Side of the plates in wavelengths."""
FAR_M: Final = 1e3
WEAK: Final = 0.1
"""Below this amplitude a coefficient is near Brewster's zero, and compared by amplitude."""
ANGLES_RAD: Final = np.deg2rad(np.linspace(0.0, 60.0, 61))
FIELD: Final = {"TE": np.array([0.0, 0.0, 1.0]), "TM": np.array([0.0, 1.0, 0.0])}
"""Field of the antennas across and in the plane of incidence, x-y; the plates look along x."""

_CONDUCTOR: Final = {"TE": -1.0, "TM": 1.0}


class Slab(NamedTuple):
    """A smooth, even sheet; thickness 0 is a half space.

    Attributes:
        permittivity: Real part of the relative permittivity.
        conductivity_s_per_m: Conductivity, S/m.
        thickness_m: Thickness, m.
    """

    permittivity: float
    conductivity_s_per_m: float
    thickness_m: float


SLABS: Final = {
    "half space, low loss": Slab(2.5, 0.05, 0.0),
    "half space, lossy": Slab(6.6, 38.0, 0.0),
    "sheet, low loss": Slab(2.7, 0.3, 4e-3),
    "sheet, thin": Slab(6.3, 2.0, 1e-3),
}


@dataclass(frozen=True)
class Reflection:
    """A reflection coefficient over the angle of incidence.

    Attributes:
        measured: From the simulator.
        expected: Closed form.
    """

    measured: Complex[np.ndarray, "angle"]
    expected: Complex[np.ndarray, "angle"]

    def error_db(self) -> float:
        """Largest difference in power where the coefficient is not weak, dB."""
        strong = np.abs(self.expected) >= WEAK
        return float(20 * np.abs(np.log10(np.abs(self.measured / self.expected)))[strong].max())

    def error(self) -> float:
        """Largest complex difference anywhere, over the size at normal incidence."""
        return float((np.abs(self.measured - self.expected) / np.abs(self.expected[0])).max())


def by_plate(slab: Slab, polarization: Polarization) -> Reflection:
    """A large plate between transmitter and receiver, over the same plate of metal."""
    mesh, field = plate(SIDE * wavelength()), FIELD[polarization]
    tx_m, rx_m = ends()
    echo = scattered(*mesh, smooth(*slab), tx_m, rx_m, field)
    metal = scattered(*mesh, conductor(), tx_m, rx_m, field)
    return Reflection(echo / metal * _CONDUCTOR[polarization], fresnel(slab, polarization))


def by_wall(slab: Slab, polarization: Polarization) -> Reflection:
    """A wall of it on the way from an antenna to a point: the field that arrives there."""
    with jax.enable_x64(True):
        edges = jnp.array([[0.0, 4 * FAR_M, 0.0], [0.0, 0.0, 4 * FAR_M]])
        wall = Panel(-jnp.sum(edges, axis=0) / 2, edges, smooth(*slab))
        tx_m, rx_m = ends()
        found = np.asarray(_mirrored(wall, tx_m, rx_m, FIELD[polarization]))
    if polarization == "TE":
        return Reflection(found @ FIELD["TE"], fresnel(slab, polarization))
    # A conductor's mirrored field cancels the incident one along the wall: it is b x z.
    along = np.cross(rx_m / FAR_M, FIELD["TE"])
    return Reflection(np.sum(found * along, axis=-1), fresnel(slab, polarization))


def metal_level_error_db(polarization: Polarization) -> float:
    """Largest error of the metal plate's own level, 4 pi A^2 cos^2 / lambda^2, dB."""
    side_m = SIDE * wavelength()
    found = scattered(*plate(side_m), conductor(), *ends(), FIELD[polarization])
    expected = 4 * np.pi * side_m**4 * np.cos(ANGLES_RAD) ** 2 / wavelength() ** 2
    return float(np.abs(20 * np.log10(np.abs(found)) - 10 * np.log10(expected)).max())


def ends() -> tuple[Float[np.ndarray, "angle 3"], Float[np.ndarray, "angle 3"]]:
    """Transmitters and receivers far away on both sides of the normal, m."""
    out, flat = FAR_M * np.cos(ANGLES_RAD), np.zeros_like(ANGLES_RAD)
    side = FAR_M * np.sin(ANGLES_RAD)
    return np.stack([out, -side, flat], axis=1), np.stack([out, side, flat], axis=1)


def fresnel(slab: Slab, polarization: Polarization) -> Complex[np.ndarray, "angle"]:
    """Reflection coefficient by the characteristic matrix of a layer.

    With the admittances p of air and of the layer (cos for TE, cos / index for TM), the layer's
    matrix is [[cos b, -i sin b / p], [-i p sin b, cos b]] with b = k d n cos, and
    R = ((m11 + m12 p0) p0 - (m21 + m22 p0)) / ((m11 + m12 p0) p0 + (m21 + m22 p0)) (Born and Wolf
    1999, section 1.6.2). For TM it is the coefficient of the magnetic field,
    +1 for a conductor. A half space is (p0 - p) / (p0 + p).
    """
    k, vacuum = wavenumber(), 8.8541878128e-12
    loss = slab.conductivity_s_per_m / (k * 299_792_458.0 * vacuum)
    index = np.sqrt(slab.permittivity + 1j * loss)
    cosine = np.sqrt(1 - (np.sin(ANGLES_RAD) / index) ** 2)
    air: np.ndarray = np.cos(ANGLES_RAD).astype(complex)
    own = index * cosine if polarization == "TE" else cosine / index
    if slab.thickness_m == 0:
        return (air - own) / (air + own)
    turn = k * slab.thickness_m * index * cosine
    front = (np.cos(turn) - 1j * np.sin(turn) * air / own) * air
    back = -1j * own * np.sin(turn) + np.cos(turn) * air
    return (front - back) / (front + back)


def errors_db(polarization: Polarization) -> tuple[float, float]:
    """Largest error of any slab: in power away from Brewster's angle, and by amplitude, dB.

    The second is 20 log10 (1 + e), e being the complex difference over the coefficient of normal
    incidence.
    """
    ways = (by_plate, by_wall)
    found = [way(slab, polarization) for slab in SLABS.values() for way in ways]
    amplitude = 20 * np.log10(1 + max(one.error() for one in found))
    return max(one.error_db() for one in found), float(amplitude)


def rows() -> tuple[Row, ...]:
    """The figures of this problem."""
    te, tm = errors_db("TE"), errors_db("TM")
    return (
        Row.at_most("slab, TE", te[0], 0.3, "dB"),
        Row.at_most("slab, TM", tm[0], 0.3, "dB"),
        Row.at_most("slab, TM around Brewster by amplitude", tm[1], 0.3, "dB"),
    )


def draw(figure: "Figure") -> None:
    """The arrangement in plan, and the coefficients over the angle of incidence."""
    scene, plot = figure.subplots(1, 2, width_ratios=(1, 1.6))
    half = SIDE * wavelength() / 2
    scene.plot([0, 0], [-half, half], "C2", linewidth=4, label="plate")
    for angle_deg in (20, 40, 60):
        x, y = 3 * half * np.cos(np.deg2rad(angle_deg)), 3 * half * np.sin(np.deg2rad(angle_deg))
        scene.plot([x, 0, x], [-y, 0, y], "0.6", linewidth=1)
        scene.annotate(f"{angle_deg}", (x, y))
    scene.set(aspect="equal", xlabel="x / m", ylabel="y / m", title="in and out, degrees")
    scene.legend(fontsize=7)
    angle = np.rad2deg(ANGLES_RAD)
    for index, (name, slab) in enumerate(SLABS.items()):
        for kind, style in (("TE", "-"), ("TM", "--")):
            found = by_plate(slab, "TE" if kind == "TE" else "TM")
            plot.plot(angle, _db(found.expected), "0.75", linewidth=3)
            label = name if kind == "TE" else None
            plot.plot(angle, _db(found.measured), f"C{index}{style}", linewidth=1, label=label)
    plot.set(xlabel="incidence / degrees", ylabel="|R|^2 / dB", ylim=(-45, 0))
    plot.set_title("TE full, TM dashed; grey: Fresnel")
    plot.legend(fontsize=6)


@jax.jit
def _mirrored(
    wall: Panel,
    tx_m: Float[Array, "angle 3"],
    rx_m: Float[Array, "angle 3"],
    field: Float[Array, "3"],
) -> Complex[Array, "angle 3"]:
    """Field that reaches each receiver by the wall, for a unit field at its transmitter."""
    k, way = jnp.array([wavenumber()]), way_of(Chain((0,)))

    def one(ends: tuple[Float[Array, "3"], Float[Array, "3"]]) -> Complex[Array, "3"]:
        return leg(ends[0][None], field, ends[1][None], way, (wall,), k).field[0, 0, 0]

    return jax.lax.map(one, (tx_m, rx_m))


def _db(value: Complex[np.ndarray, "angle"]) -> Float[np.ndarray, "angle"]:
    return 20 * np.log10(np.abs(value))
