"""Validation problem: a metal sphere of facets, against pi r^2 from every side."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from jaxtyping import Float, Int

from benchmarks._report import Row
from benchmarks.physics._echo import conductor, scattered, wavelength, wavenumber

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SAG_RAD: Final = 0.1
RADII: Final = (5.125, 6.375)
"""Radii in wavelengths, where the edge of the shadow takes and adds most."""
ASPECTS: Final = 200
_FAR = 1e4
"""Distance of the radar in radii: its waves are plane over the sphere."""

Mesh = tuple[Float[np.ndarray, "vertex 3"], Int[np.ndarray, "face 3"]]


@dataclass(frozen=True)
class Aspects:
    """Radar cross-section of a sphere from many sides.

    Attributes:
        radius_m: Its radius, m.
        rcs_m2: From the simulator, m^2.
    """

    radius_m: float
    rcs_m2: Float[np.ndarray, "aspect"]

    @property
    def relative_db(self) -> Float[np.ndarray, "aspect"]:
        """Cross-sections over pi r^2, dB."""
        return 10 * np.log10(self.rcs_m2 / (np.pi * self.radius_m**2))

    @property
    def mean_db(self) -> float:
        """Mean cross-section over pi r^2, dB."""
        return float(10 * np.log10(np.mean(self.rcs_m2) / (np.pi * self.radius_m**2)))

    @property
    def spread_db(self) -> float:
        """Root-mean-square departure of the aspects from their mean, dB."""
        return float(np.std(self.relative_db))


def icosphere(radius_m: float, halvings: int) -> Mesh:
    """A sphere of 20 x 4^halvings triangles with their corners on it."""
    from trimesh.creation import icosphere as unit_sphere

    unit = unit_sphere(subdivisions=halvings)
    return radius_m * np.asarray(unit.vertices), np.asarray(unit.faces)


def sag_rad(mesh: Mesh) -> float:
    """Largest two-way sag 2 k (r - d), d being the least distance of a facet's plane, rad."""
    vertices, faces = mesh
    a, b, c = np.moveaxis(vertices[faces], 1, 0)
    normal = np.cross(b - a, c - a)
    depth = np.abs(np.sum(a * normal, axis=1)) / np.linalg.norm(normal, axis=1)
    return float(2 * wavenumber() * (np.linalg.norm(vertices, axis=1).max() - depth.min()))


def fine_enough(radius_m: float) -> Mesh:
    """The coarsest icosphere whose facets keep to `SAG_RAD`.

    A facet with its corners on a circle of radius c has the sag c^2 / (2 r), and its edges are
    c sqrt(3) long: k c^2 / r <= 0.1, or edges of at most sqrt(0.3 r / k).
    """
    return next(m for n in range(8) if sag_rad(m := icosphere(radius_m, n)) <= SAG_RAD)


def directions(count: int = ASPECTS) -> Float[np.ndarray, "aspect 3"]:
    """Directions spread evenly over the sphere (Fibonacci's spiral)."""
    step = np.arange(count) + 0.5
    up, turn = 1 - 2 * step / count, np.pi * (1 + np.sqrt(5)) * step
    level = np.sqrt(1 - up**2)
    return np.stack([level * np.cos(turn), level * np.sin(turn), up], axis=1)


def seen_from(mesh: Mesh, radius_m: float, towards: Float[np.ndarray, "aspect 3"]) -> Aspects:
    """Cross-sections towards some directions; facets that look away return nothing."""
    there = _FAR * radius_m * towards
    # No direction of the spiral is this one, along which the field would have no size.
    field = np.array([0.36, 0.48, 0.8])
    length = scattered(*mesh, conductor(), there, there, field)
    return Aspects(radius_m, np.abs(length) ** 2)


@lru_cache
def aspects(radius_wavelengths: float) -> Aspects:
    """A sphere that is fine enough, from all sides."""
    radius_m = radius_wavelengths * wavelength()
    return seen_from(fine_enough(radius_m), radius_m, directions())


def physical_optics_db(radius_wavelengths: float) -> float:
    """What physical optics of a smooth sphere has over pi r^2, dB.

    The integral over the lit half, -2 i k int_0^r exp(2 i k h) (1 - h / r) dh with the depth h, has
    the size |1 + (1 - exp(2 i k r)) / (2 i k r)|. The second term is the edge of the shadow.
    """
    turn = 2 * 2 * np.pi * radius_wavelengths
    return float(20 * np.log10(np.abs(1 + (1 - np.exp(1j * turn)) / (1j * turn))))


def rows() -> tuple[Row, ...]:
    """The figures of this problem, the worse of the radii."""
    found = [aspects(radius) for radius in RADII]
    return (
        Row.at_most("sphere, mean", max(abs(one.mean_db) for one in found), 0.3, "dB"),
        Row.at_most("sphere, spread", max(one.spread_db for one in found), 0.3, "dB rms"),
    )


def draw(figure: "Figure") -> None:
    """A sphere of facets with its radar's directions, and the spread over aspects."""
    scene = figure.add_subplot(1, 2, 1, projection="3d")
    radius_m = RADII[0] * wavelength()
    vertices, faces = fine_enough(radius_m)
    scene.plot_trisurf(*vertices.T, triangles=faces, color="0.85", edgecolor="0.5", linewidth=0.1)
    scene.scatter(*(1.3 * radius_m * directions()).T, s=2, color="C3", depthshade=False)
    scene.set(title="facets and aspects", xlabel="x / m", ylabel="y / m", aspect="equal")
    plot = figure.add_subplot(1, 2, 2)
    for radius in RADII:
        level = np.sort(aspects(radius).relative_db)
        share = (np.arange(len(level)) + 0.5) / len(level)
        plot.plot(level, share, label=f"r = {radius:g} wavelengths")
    plot.axvline(0.0, color="0.6", linewidth=3, zorder=0, label="closed form")
    plot.set(xlabel="cross-section over pi r^2 / dB", ylabel="share of aspects below")
    plot.legend(fontsize=7)
