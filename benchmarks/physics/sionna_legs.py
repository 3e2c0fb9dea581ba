"""Validation problem: legs in a box room against Sionna RT's `RCSSolver` on the same points."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from benchmarks._report import Row
from benchmarks.physics._sionna_box import (
    FREQUENCY_HZ,
    POINTS_M,
    RX_M,
    TX_M,
    Found,
    sionna_paths,
)
from mmwave_sim.rays import Chain, Leg, Panel, SionnaTracer, Wall, World, leg, panel, way_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

C = 299_792_458.0
SIZE_M = np.array([6.0, 4.5, 2.75])
_MATERIALS = ("concrete", "brick", "plasterboard", "wood", "glass", "concrete")


@dataclass(frozen=True)
class Compared:
    """One path in both.

    Attributes:
        path: Sionna RT's.
        delay_s: Delay of our legs, s.
        power: Power gain of our legs.
    """

    path: Found
    delay_s: float
    power: float

    @property
    def delay_error_s(self) -> float:
        """How far the delays differ, s."""
        return abs(self.delay_s - self.path.delay_s)

    @property
    def corner_delay_error_s(self) -> float:
        """The same with Sionna's delay summed in double precision over its turning points, s."""
        pieces = [float(np.linalg.norm(b - a)) for a, b in pairwise(self.path.corners_m)]
        return abs(self.delay_s - sum(pieces) / C)

    @property
    def power_error_db(self) -> float:
        """How far the powers differ, dB."""
        return abs(10 * np.log10(self.power / self.path.power))


def room() -> tuple[Wall, ...]:
    """Six walls of different materials."""
    walls: list[Wall] = []
    for axis in range(3):
        edges = np.roll(np.eye(3), -axis - 1, axis=0)[:2]
        edges = edges * (edges @ SIZE_M)[:, None]
        for offset in (0.0, SIZE_M[axis]):
            corner = offset * np.eye(3)[axis]
            name = f"wall {len(walls)}"
            walls.append(Wall(name, corner, edges, _MATERIALS[len(walls)]))
    return tuple(walls)


def compared(max_bounces: int = 2) -> tuple[Compared, ...]:
    """Every path of up to so many bounces in all, by Sionna RT and by our legs."""
    walls = room()
    paths = sionna_paths(walls, max_bounces)
    with jax.enable_x64(True):
        panels = tuple(_smooth(panel(wall, FREQUENCY_HZ)) for wall in walls)
        legs: dict[tuple[int, int, Chain], Leg] = {}
        for path in paths:
            for end, chain in ((0, path.out), (1, path.back)):
                if (path.point, end, chain) not in legs:
                    legs[path.point, end, chain] = _leg(path.point, end, chain, panels)
        return tuple(
            _compare(path, legs[path.point, 0, path.out], legs[path.point, 1, path.back])
            for path in paths
        )


def planned_chains(max_bounces: int = 2) -> set[Chain]:
    """The chains that the default tracer finds from both antennas to the same points."""
    tracer = SionnaTracer(World(room()), FREQUENCY_HZ)
    found = (tracer.chains(end[None], POINTS_M, max_bounces) for end in (TX_M, RX_M))
    return {chain for chains in found for chain in chains}


def rows() -> tuple[Row, ...]:
    """Largest differences over all paths."""
    both = compared()
    delay = max(one.delay_error_s for one in both)
    power = max(one.power_error_db for one in both)
    return (
        Row.at_most("room legs delay against Sionna RT", delay, 1e-14, "s"),
        Row.at_most("room legs power against Sionna RT", power, 0.2, "dB"),
    )


def draw(figure: "Figure") -> None:
    """All paths in the room from above, and the differences of their powers."""
    both = compared()
    scene, plot = figure.subplots(1, 2)
    for one in both:
        x, y, _ = one.path.corners_m.T
        scene.plot(x, y, color=f"C{one.path.point}", linewidth=0.3)
    scene.plot(*np.stack([TX_M, RX_M])[:, :2].T, "ks", markersize=3)
    scene.plot(*POINTS_M[:, :2].T, "C3o")
    scene.set(xlabel="x / m", ylabel="y / m", aspect="equal", title="paths from above")
    level = [10 * np.log10(one.path.power) for one in both]
    plot.plot(level, [one.power_error_db for one in both], "C0.", label="power / dB")
    plot.plot(level, [one.delay_error_s / 1e-14 for one in both], "C1.", label="delay / 10 fs")
    plot.set(xlabel="path gain / dB", ylabel="difference from Sionna RT", yscale="log")
    plot.legend(fontsize="small")


def _leg(point: int, end: int, chain: Chain, panels: tuple[Panel, ...]) -> Leg:
    antenna_m = jnp.asarray((TX_M, RX_M)[end])[None]
    up, wavenumber = jnp.asarray([0.0, 0.0, 1.0]), jnp.asarray([2 * jnp.pi * FREQUENCY_HZ / C])
    return leg(antenna_m, up, jnp.asarray(POINTS_M[point])[None], way_of(chain), panels, wavenumber)


def _compare(path: Found, out: Leg, back: Leg) -> Compared:
    length_m = [float(one.length_m[0, 0]) for one in (out, back)]
    spreading = (4 * np.pi) ** 1.5 * length_m[0] * length_m[1] / (C / FREQUENCY_HZ)
    return Compared(path, sum(length_m) / C, float(np.abs(_kept(out, back) / spreading) ** 2))


def _kept(out: Leg, back: Leg) -> complex:
    """What a scatterer that keeps the zenith and azimuth parts of the field sends back."""
    arriving, leaving = np.asarray(out.at_point[0, 0]), -np.asarray(back.at_point[0, 0])
    field, wanted = np.asarray(out.field[0, 0, 0]), np.asarray(back.field[0, 0, 0])
    parts = zip(_zenith_azimuth(arriving), _zenith_azimuth(leaving), strict=True)
    return complex(sum((field @ of_in) * (wanted @ of_out) for of_in, of_out in parts))


def _zenith_azimuth(
    direction: Float[np.ndarray, "3"],
) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"]]:
    azimuth = np.cross([0.0, 0.0, 1.0], direction)
    azimuth /= np.linalg.norm(azimuth)
    return np.cross(azimuth, direction), azimuth


def _smooth(one: Panel) -> Panel:
    return one._replace(medium=one.medium._replace(roughness_m=jnp.zeros(())))
