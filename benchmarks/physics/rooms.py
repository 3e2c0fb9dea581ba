"""Validation problem: a ground bounce and a room of parallel walls against image theory."""

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Complex, Float

from benchmarks._report import Row
from benchmarks.physics._image_theory import (
    ImageLeg,
    Plane,
    image_leg,
    link,
    plate_echo,
)
from benchmarks.physics._still import (
    C,
    antennas_m,
    beat,
    carrier_hz,
    only,
    plan,
    plate,
    radar,
    received,
    smooth_inputs,
)
from mmwave_sim.radar import RadarConfig
from mmwave_sim.rays import Wall
from mmwave_sim.scattering import PhysicalOptics, facet_nodes, facets
from mmwave_sim.simulation import RoutePlan, TracePlan

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FLOOR = Plane(2, 0.0, "concrete")
LEFT, RIGHT = Plane(1, 1.8, "concrete"), Plane(1, -2.3, "brick")
BACK = Plane(0, 6.5, "plasterboard")
_WIDE_M = 40.0
"""Walls reach so far that their edges are none: the closed form has infinite planes."""


Pair = tuple[tuple[Plane, ...], tuple[Plane, ...]]


@dataclass(frozen=True)
class Ray:
    """One path, measured and expected.

    Attributes:
        planes: Planes on the way out and on the way back.
        length_m: Measured total length, m.
        expected_length_m: That of image theory, m.
        power_w: Measured power, W.
        expected_power_w: That of image theory, W.
    """

    planes: Pair
    length_m: float
    expected_length_m: float
    power_w: float
    expected_power_w: float

    @property
    def length_error_m(self) -> float:
        """How far the lengths differ, m."""
        return abs(self.length_m - self.expected_length_m)

    @property
    def power_error_db(self) -> float:
        """How far the powers differ, dB."""
        return abs(10 * np.log10(self.power_w / self.expected_power_w))


def wall(plane: Plane) -> Wall:
    """A wide wall in a plane."""
    edges = np.roll(np.eye(3), -plane.axis - 1, axis=0)[:2] * _WIDE_M
    corner = plane.offset_m * np.eye(3)[plane.axis] - edges.sum(axis=0) / 2
    return Wall(f"plane {plane.axis}", corner, edges, plane.made_of)


def ground_plan(distance_m: float = 4.0) -> TracePlan:
    """A radar 1 m above a floor, a scatterer 1.4 m above it."""
    target = plate(np.array([distance_m, 0.0, 1.4]))
    return plan((wall(FLOOR),), target, radar((0.0, 0.0, 1.0)), bounces=1)


def ground_rays() -> tuple[Ray, ...]:
    """The four paths over a floor, each rendered alone: direct, two mixed, by the floor twice."""
    traced = ground_plan()
    return tuple(_rendered_ray(traced, route, (FLOOR,)) for route in traced.routes)


def wall_plan() -> TracePlan:
    """A radar and a scatterer between two walls, 4 m apart."""
    walls = (wall(LEFT), wall(RIGHT))
    return plan(walls, plate(np.array([4.0, 0.1, 1.0])), radar((0.0, 0.0, 1.0)), bounces=2)


def planned_pairs(traced: TracePlan) -> list[Pair]:
    """Planes out and back of every planned route between the walls."""
    return [_planes(route, (LEFT, RIGHT)) for route in traced.routes]


def all_wall_pairs() -> set[Pair]:
    """What image theory has between two walls: five legs out, five back."""
    legs: list[tuple[Plane, ...]] = [(), (LEFT,), (RIGHT,), (LEFT, RIGHT), (RIGHT, LEFT)]
    return {(out, back) for out in legs for back in legs}


def wall_rays(every: int = 1) -> tuple[Ray, ...]:
    """Pairs of legs of up to two bounces between two walls, as `facet_nodes` has them.

    Args:
        every: Takes every so-manieth route only.
    """
    traced = wall_plan()
    return tuple(_node_ray(traced, route, (LEFT, RIGHT)) for route in traced.routes[::every])


def room_rays(every: int = 1) -> tuple[Ray, ...]:
    """The return of an empty room with two parallel walls and a back wall, each way alone.

    Args:
        every: Takes every so-manieth way only.
    """
    planes = (LEFT, RIGHT, BACK)
    device = radar((0.0, 0.0, 1.0))
    traced = plan(tuple(wall(p) for p in planes), None, device, room_bounces=2)
    tx, rx = antennas_m(device)
    rays = []
    for index in range(0, len(traced.room_ways), every):
        way = traced.room_ways[index]
        chain = tuple(planes[i] for i in way.chain.walls)
        one = replace(traced, room_ways=(way,), room_open=traced.room_open[..., index : index + 1])
        leg = image_leg(tx, rx, chain, device)
        rays.append(_ray((chain, ()), received(one), link(leg, device), leg.length_m, device))
    return tuple(rays)


def two_ray_power(
    distance_m: Float[np.ndarray, "distance"],
) -> tuple[Float[np.ndarray, "distance"], Float[np.ndarray, "distance"]]:
    """Power of the whole echo over a floor at the middle sample, rendered and by images, W."""
    measured, expected = [], []
    for distance in distance_m:
        traced = ground_plan(float(distance))
        middle = traced.radar.samples_per_chirp // 2
        measured.append(np.abs(received(traced)[middle]) ** 2)
        expected.append(ground_power_w(float(distance), traced.radar))
    return np.array(measured), np.array(expected)


def ground_power_w(distance_m: float, device: RadarConfig) -> float:
    """Power of the four paths over a floor by images, at the middle sample, W."""
    total = np.zeros(device.samples_per_chirp, complex)
    for pair in product(((), (FLOOR,)), repeat=2):
        out, back = _both(pair, np.array([distance_m, 0.0, 1.4]), device)
        total += plate_echo(out, back, device) * beat(out.length_m + back.length_m, device)
    return float(np.abs(total[device.samples_per_chirp // 2]) ** 2)


def rows() -> tuple[Row, ...]:
    """Largest errors of any path, and of the whole echo where its paths interfere."""
    found = []
    for name, rays in (
        ("ground bounce", ground_rays()),
        ("parallel walls", wall_rays()),
        ("room return", room_rays()),
    ):
        length = 1e6 * max(r.length_error_m for r in rays)
        found.append(Row.at_most(f"{name} delay", length, 1.0, "um"))
        power = max(r.power_error_db for r in rays)
        found.append(Row.at_most(f"{name} power", power, 0.2, "dB"))
    measured, expected = two_ray_power(np.array([3.0, 4.0, 5.0]))
    error = float(np.abs(10 * np.log10(measured / expected)).max())
    return (*found, Row.at_most("ground bounce interference power", error, 0.2, "dB"))


def draw(figure: "Figure") -> None:
    """The ground bounce from the side, and the echo's power over distance."""
    scene, plot = figure.subplots(1, 2)
    scene.plot([0, 4], [1, 1.4], color="C0", label="direct")
    scene.plot([0, 4 / 2.4, 4], [1, 0, 1.4], color="C1", label="by the floor")
    scene.plot([0, 4 / 2.4], [-1, 0], color="C1", linestyle=":")
    scene.plot([0, 0], [1, -1], "ks")
    scene.annotate("image", (0.1, -0.95))
    scene.annotate("radar", (0.1, 1.1))
    scene.plot([4], [1.4], "C3o")
    scene.axhspan(-0.06, 0, color="0.6")
    scene.set(xlabel="x / m", ylabel="z / m", aspect="equal", xlim=(-0.5, 5), ylim=(-1.3, 2))
    scene.legend(fontsize="small")
    distance_m, fine_m = np.linspace(4.0, 4.4, 41), np.linspace(4.0, 4.4, 401)
    measured, _ = two_ray_power(distance_m)
    images = [ground_power_w(float(d), radar((0.0, 0.0, 1.0))) for d in fine_m]
    plot.plot(fine_m, 10 * np.log10(images) + 30, color="0.6", label="images")
    plot.plot(distance_m, 10 * np.log10(measured) + 30, "C0.", label="rendered")
    plot.set(xlabel="distance / m", ylabel="echo / dBm")
    plot.legend(fontsize="small")


def _both(
    pair: tuple[tuple[Plane, ...], ...], at_m: Float[np.ndarray, "3"], device: RadarConfig
) -> tuple[ImageLeg, ImageLeg]:
    """Image legs from the transmitter and from the receiver to a point."""
    tx, rx = antennas_m(device)
    return image_leg(tx, at_m, pair[0], device), image_leg(rx, at_m, pair[1], device)


def _target_m(traced: TracePlan) -> Float[np.ndarray, "3"]:
    return np.asarray(np.asarray(traced.world.moving[0].vertices_m)[0].mean(axis=0))


def _planes(route: RoutePlan, planes: tuple[Plane, ...]) -> Pair:
    out, back = (tuple(planes[i] for i in way.chain.walls) for way in route.route)
    return out, back


def _rendered_ray(traced: TracePlan, route: RoutePlan, planes: tuple[Plane, ...]) -> Ray:
    pair = _planes(route, planes)
    out, back = _both(pair, _target_m(traced), traced.radar)
    expected = plate_echo(out, back, traced.radar)
    total_m = out.length_m + back.length_m
    return _ray(pair, received(only(traced, [route])), expected, total_m, traced.radar)


def _ray(
    pair: Pair,
    samples: Complex[np.ndarray, "sample"],
    expected: Complex[np.ndarray, "sample"],
    total_m: float,
    device: RadarConfig,
) -> Ray:
    """A ray from its beat samples: the length from their phase beyond the expected one.

    A length that is off by a wavelength would turn the phase by 5 % of a cycle over the band, so
    the largest error of any sample finds it.
    """
    turned = np.angle(samples * np.conj(expected * beat(total_m, device)))
    off_m = turned * C / (2 * np.pi * carrier_hz(device))
    worst = float(off_m[np.argmax(np.abs(off_m))])
    powers = [float(np.mean(np.abs(s) ** 2)) for s in (samples, expected)]
    return Ray(pair, total_m + worst, total_m, *powers)


def _node_ray(traced: TracePlan, route: RoutePlan, planes: tuple[Plane, ...]) -> Ray:
    pair = _planes(route, planes)
    out, back = _both(pair, _target_m(traced), traced.radar)
    expected = plate_echo(out, back, traced.radar)
    with jax.enable_x64(True):
        inputs = smooth_inputs(traced)
        surface = facets(inputs.vertices_m[0][:1], jnp.asarray([[0, 1, 2]]))
        nodes = facet_nodes(
            surface,
            jnp.zeros_like(surface.centroid_m),
            jnp.asarray(route.weight[0, :1, :1]),
            route.route,
            inputs.panels,
            PhysicalOptics(inputs.media[0]),
            inputs.radar,
            traced.radar,
            jnp.float64,
        )
    coefficients = np.asarray(nodes.amplitude)[:, 0, 0, 0, 0]
    place = np.linspace(-1, 1, traced.radar.samples_per_chirp)
    amplitude = np.polynomial.polynomial.polyval(place, coefficients)
    length_m = float(nodes.length_m[0, 0, 0, 0])
    powers = [float(np.mean(np.abs(a) ** 2)) for a in (amplitude, expected)]
    return Ray(pair, length_m, out.length_m + back.length_m, *powers)
