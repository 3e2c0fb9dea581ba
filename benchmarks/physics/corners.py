"""Validation problem: metal corner reflectors, several bounces against closed forms.

A corner returns what its plates return one by one (`facet_nodes`) and what goes from plate to
plate (`bounced_nodes`). The radar is so far away that its waves are plane over the corner.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Int

from benchmarks._report import Row
from benchmarks.physics._corner_forms import dihedral_closed_form, trihedral_aperture
from benchmarks.physics._echo import one_channel, wavenumber
from mmwave_sim.materials import Medium, medium
from mmwave_sim.radar import RadarConfig, RadarParameters, parameters, sample_wavenumbers
from mmwave_sim.rays import BruteFirstHit, Tubes, trace_tubes
from mmwave_sim.scattering import (
    DIRECT_ROUTE,
    PathNodes,
    PhysicalOptics,
    Surfaces,
    bounced_nodes,
    facet_nodes,
    facets,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FAR_M = 1e5
"""Over 6 cm the wave front is flat to 1e-5 rad from here: the closed forms' plane wave."""
_ROOM = 1280
"""Tubes are padded to a multiple of this, so that few shapes are compiled."""
_PLATES = np.array([[0, 1, 2], [0, 2, 3]])


@dataclass(frozen=True)
class Corner:
    """Flat plates that meet at right angles; the origin is on their seam.

    Attributes:
        vertices_m: Corners of the plates, m.
        faces: Triangles, their fronts to the inside.
        bounces: Most bounces that it can return.
    """

    vertices_m: Float[np.ndarray, "vertex 3"]
    faces: Int[np.ndarray, "face 3"]
    bounces: int


@dataclass(frozen=True)
class Cut:
    """Radar cross-section of a corner along a line of directions.

    Attributes:
        angle_rad: The angle that varies, rad.
        measured_dbsm: From the simulator, dBsm.
        expected_dbsm: The closed form, dBsm.
    """

    angle_rad: Float[np.ndarray, "angle"]
    measured_dbsm: Float[np.ndarray, "angle"]
    expected_dbsm: Float[np.ndarray, "angle"]

    def error_db(self, within_db: float = 20.0) -> float:
        """Largest difference where the closed form is within some dB of its greatest value."""
        strong = self.expected_dbsm > self.expected_dbsm.max() - within_db
        return float(np.abs(self.measured_dbsm - self.expected_dbsm)[strong].max())


def edge_m(wavelengths: float) -> float:
    """An edge of so many wavelengths, m."""
    return wavelengths * 2 * np.pi / wavenumber()


def dihedral(depth_m: float, length_m: float) -> Corner:
    """Two plates of `depth_m` that meet along z, over `length_m`; they look along +x and +y."""
    low, high = np.array([0, 0, -length_m / 2]), np.array([0, 0, length_m / 2])
    x, y = depth_m * np.eye(3)[:2]
    on_x = [low, high, high + x, low + x]
    on_y = [low, low + y, high + y, high]
    return Corner(np.array(on_x + on_y), np.concatenate([_PLATES, _PLATES + 4]), 2)


def trihedral(side_m: float) -> Corner:
    """Three right-angled triangles of this side in the coordinate planes, open to (1, 1, 1)."""
    vertices = np.concatenate([np.zeros((1, 3)), side_m * np.eye(3)])
    return Corner(vertices, np.array([[0, 1, 2], [0, 2, 3], [0, 3, 1]]), 3)


def cross_section(
    corner: Corner,
    towards: Float[np.ndarray, "3"],
    polarization: Float[np.ndarray, "3"],
    tubes_per_edge: int = 8,
    refinements: int = 3,
    made_of: str = "metal",
) -> float:
    """Radar cross-section of a corner, all numbers of bounces summed, m^2.

    Args:
        corner: The plates.
        towards: Unit direction from the corner to the radar.
        polarization: Electric field of the radar.
        tubes_per_edge: How many start triangles there are along the longest edge of a triangle.
        refinements: Passed to `trace_tubes`.
        made_of: Material of the plates.
    """
    there = _FAR_M * towards
    longest = float(np.linalg.norm(np.ptp(corner.vertices_m, axis=0)))
    found = trace_tubes(
        BruteFirstHit(corner.vertices_m, corner.faces),
        corner.vertices_m,
        corner.faces,
        there,
        there,
        longest / tubes_per_edge,
        corner.bounces,
        refinements,
    )
    tubes = tuple(some.padded(_ROOM * -(-len(some) // _ROOM)) for some in found if len(some))
    device = one_channel()
    with jax.enable_x64(True):
        antenna_m = jnp.asarray(there)[None]
        params = parameters(device)._replace(
            tx_m=antenna_m, rx_m=antenna_m, polarization=jnp.asarray(polarization)
        )
        shape = surfaces(corner.vertices_m, corner.faces, made_of)
        field = complex(_returned(shape, tubes, params, device))
    return float(_rcs_of(abs(field) ** 2, device))


def surfaces(
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
    made_of: str = "metal",
) -> Surfaces:
    """A still mesh of one material at one node."""
    one = medium(made_of, 77e9)
    return Surfaces(
        jnp.asarray(vertices_m)[None],
        jnp.zeros((1, *vertices_m.shape)),
        jnp.asarray(faces),
        Medium(*(leaf[None] for leaf in one)),
        jnp.zeros(len(faces), dtype=int),
    )


def received(
    path: PathNodes, params: RadarParameters, device: RadarConfig
) -> Complex[Array, "tx rx"]:
    """Sum of all paths at the middle of the samples, first node, sqrt(W)."""
    k = sample_wavenumbers(params, device, np.zeros(1))[0]
    return jnp.sum(path.amplitude[0, 0] * jnp.exp(1j * k * path.length_m[0]), axis=0)


def dihedral_across(angle_rad: Float[np.ndarray, "angle"], wavelengths: float = 15.0) -> Cut:
    """A square-plated dihedral seen across the seam; the angle is from one of its plates."""
    size = edge_m(wavelengths)
    towards = np.stack([np.cos(angle_rad), np.sin(angle_rad), np.zeros_like(angle_rad)], axis=1)
    return _dihedral_cut(angle_rad, towards, size)


def dihedral_along(angle_rad: Float[np.ndarray, "angle"], wavelengths: float = 15.0) -> Cut:
    """The same seen halfway between its plates; the angle is the tilt towards the seam."""
    size = edge_m(wavelengths)
    level = np.cos(angle_rad) / np.sqrt(2)
    return _dihedral_cut(angle_rad, np.stack([level, level, np.sin(angle_rad)], axis=1), size)


def trihedral_azimuth(angle_rad: Float[np.ndarray, "angle"], wavelengths: float = 15.0) -> Cut:
    """A triangular trihedral, turned about the direction that looks up as it stands."""
    return _trihedral_cut(angle_rad, np.array([1.0, -1.0, 0.0]) / np.sqrt(2), wavelengths)


def trihedral_elevation(angle_rad: Float[np.ndarray, "angle"], wavelengths: float = 15.0) -> Cut:
    """The same, tilted; positive towards one of its seams."""
    return _trihedral_cut(angle_rad, np.array([-1.0, -1.0, 2.0]) / np.sqrt(6), wavelengths)


def cuts(step_deg: float = 1.0) -> dict[str, Cut]:
    """Every cut of both corners."""
    tilt = np.deg2rad(np.arange(-10.0, 10.0 + step_deg / 2, step_deg))
    return {
        "dihedral across the seam": dihedral_across(np.deg2rad(np.arange(3.0, 87.5, step_deg))),
        "dihedral along the seam": dihedral_along(tilt),
        "trihedral, azimuth": trihedral_azimuth(tilt),
        "trihedral, elevation": trihedral_elevation(tilt),
    }


def rows() -> tuple[Row, ...]:
    """The largest error of each cut within 20 dB of its peak."""
    return tuple(Row.at_most(name, cut.error_db(), 1.0, "dB") for name, cut in cuts().items())


def draw(figure: "Figure") -> None:
    """A trihedral with its radar's direction, and the cuts over their closed forms."""
    grid = figure.add_gridspec(2, 3)
    scene = figure.add_subplot(grid[:, 0], projection="3d")
    plots = [figure.add_subplot(grid[row, column]) for row in (0, 1) for column in (1, 2)]
    corner = trihedral(edge_m(15.0))
    scene.plot_trisurf(*corner.vertices_m.T, triangles=corner.faces, color="0.8", edgecolor="0.4")
    reach = 1.2 * edge_m(15.0) * np.ones(3)
    scene.plot(*np.stack([np.zeros(3), reach]).T, "r--")
    scene.set(aspect="equal", xlabel="x / m", ylabel="y / m")
    for axis, (name, cut) in zip(plots, cuts(2.0).items(), strict=True):
        angle = np.rad2deg(cut.angle_rad)
        axis.plot(angle, cut.expected_dbsm, color="0.6", linewidth=3)
        axis.plot(angle, cut.measured_dbsm, color="C0", linewidth=1)
        axis.set_title(name, fontsize=7)
        axis.tick_params(labelsize=6)
    plots[2].set(xlabel="angle / degrees", ylabel="dBsm")


def _dihedral_cut(
    angle_rad: Float[np.ndarray, "angle"], towards: Float[np.ndarray, "angle 3"], size_m: float
) -> Cut:
    corner, seam, k = dihedral(size_m, size_m), np.array([0.0, 0.0, 1.0]), wavenumber()
    measured = [cross_section(corner, u, seam) for u in towards]
    expected = [dihedral_closed_form(u, size_m, size_m, k) for u in towards]
    return Cut(angle_rad, 10 * np.log10(measured), 10 * np.log10(expected))


def _trihedral_cut(
    angle_rad: Float[np.ndarray, "angle"], side: Float[np.ndarray, "3"], wavelengths: float
) -> Cut:
    size, k = edge_m(wavelengths), wavenumber()
    ahead, up = np.ones(3) / np.sqrt(3), np.array([-1.0, -1.0, 2.0]) / np.sqrt(6)
    towards = np.cos(angle_rad)[:, None] * ahead + np.sin(angle_rad)[:, None] * side
    measured = [cross_section(trihedral(size), u, up) for u in towards]
    expected = [k**2 / np.pi * trihedral_aperture(u, size) ** 2 for u in towards]
    return Cut(angle_rad, 10 * np.log10(measured), 10 * np.log10(expected))


@partial(jax.jit, static_argnames="device")
def _returned(
    shape: Surfaces, tubes: tuple[Tubes, ...], params: RadarParameters, device: RadarConfig
) -> Complex[Array, ""]:
    """What the plates return one by one, all lit, and by the tubes between them, sqrt(W)."""
    surface = facets(shape.vertices_m, shape.faces)
    law = PhysicalOptics(Medium(*(leaf[0] for leaf in shape.media)))
    still, lit = jnp.zeros_like(surface.centroid_m), jnp.ones((1, len(shape.faces)))
    ways = (DIRECT_ROUTE, ())
    paths = [facet_nodes(surface, still, lit, *ways, law, params, device, jnp.float64)]
    paths += [bounced_nodes(shape, some, params, device, jnp.float64) for some in tubes]
    return jnp.sum(jnp.stack([received(path, params, device)[0, 0] for path in paths]))


def _rcs_of(power_w: float, device: RadarConfig) -> float:
    """Radar cross-section that returns a power from the far distance, m^2."""
    gain = 10 ** (device.antenna_gain_db / 10)
    wavelength_m = 2 * np.pi / wavenumber()
    return power_w * (4 * np.pi) ** 3 * _FAR_M**4 / (device.tx_power_w * (gain * wavelength_m) ** 2)
