"""Validation problem: transmitter and receiver exchanged, directly and by a wall at 45 degrees."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from benchmarks._report import Row
from benchmarks.physics._echo import one_channel, smooth, wavenumber
from benchmarks.physics.sphere import Mesh, icosphere
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import RadarConfig, RadarParameters, parameters, sample_wavenumbers
from mmwave_sim.rays import (
    STRAIGHT,
    AnalyticTracer,
    Bounce,
    Panel,
    Wall,
    Way,
    World,
    leg,
    transverse,
)
from mmwave_sim.scattering import (
    DIRECT_ROUTE,
    FREQUENCY_NODES,
    Facets,
    Lambertian,
    PhysicalOptics,
    QuasiSpecular,
    Route,
    ScatteringModel,
    facet_nodes,
    facets,
)
from mmwave_sim.simulation import SimulationOptions, TracePlan, render, scene_inputs, trace

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BODY_M: Final = np.array([2.5, 0.2, 1.1])
SEPARATION_M: Final = np.array([0.1, 0.35, -0.25])
"""From the transmitter to the receiver: the two legs differ in length and direction."""
WALL: Final = Wall(
    "wall", np.array([-1.0, -3.2, 1.7]), np.array([[5.0, 0.0, 0.0], [0.0, 2.5, -2.5]]), "brick"
)
"""Its normal lies halfway between y and z, so it turns vertical fields to horizontal ones."""
BY_WALL: Final = Way((Bounce(0),))
BY_ITS_EDGES: Final = Way((Bounce(0, edges=True),))
"""The same with what the wall's edges do to the field."""
ROUTES: Final = {
    "direct": (DIRECT_ROUTE,),
    "by a wall at 45 degrees": (Route(BY_WALL, STRAIGHT), Route(BY_WALL, BY_WALL)),
}
PATTERNS: Final = (np.array([[0.5, 2.0]]), np.array([[1.5, 0.25]]))
"""Exponents of the two antennas' beams; see `antenna_field`."""

Frame = Complex[np.ndarray, "chirp tx rx sample"]


def bumpy() -> Mesh:
    """A closed body of 320 facets about 12 cm wide that face everywhere."""
    vertices, faces = icosphere(0.06, 2)
    bumps = np.random.default_rng(3).uniform(0.8, 1.2, (len(vertices), 1))
    return BODY_M + bumps * vertices, faces


def laws(count: int = 320) -> dict[str, ScatteringModel]:
    """Every law of scattering, for rough skin."""
    skin = smooth(6.6, 38.0, rough_m=2e-4)
    speckle = jnp.asarray(np.random.default_rng(4).uniform(0, 2 * np.pi, count))
    return {
        "physical optics": PhysicalOptics(skin, speckle),
        "quasi-specular": QuasiSpecular(skin, jnp.asarray(0.35)),
        "Lambert": Lambertian(skin, speckle),
    }


def radar() -> RadarConfig:
    """One transmitter and one receiver well apart."""
    device = one_channel()
    return device.replace(
        pose=device.pose.__class__(position_m=(0.0, 0.0, 1.0)),
        tx_positions_m=((0.0, 0.0, 0.0),),
        rx_positions_m=(tuple(SEPARATION_M.tolist()),),
        chirps_per_frame=8,
    )


def forth(device: RadarConfig) -> RadarParameters:
    """The radar with a different beam for each of its antennas."""
    tx, rx = (jnp.asarray(pattern) for pattern in PATTERNS)
    return parameters(device)._replace(tx_pattern=tx, rx_pattern=rx)


def exchanged(params: RadarParameters) -> RadarParameters:
    """The radar with places and beams of transmitter and receiver exchanged."""
    return params._replace(
        tx_m=params.rx_m,
        rx_m=params.tx_m,
        tx_pattern=params.rx_pattern,
        rx_pattern=params.tx_pattern,
    )


def route_error_db(route: Route, law: ScatteringModel) -> float:
    """Largest change of the body's echo by a route and by the exchanged route, dB.

    20 log10 (1 + |a - b| / |a|), so that phase counts too; at three frequencies, in the default
    precision.
    """
    with jax.enable_x64(True):
        params = forth(radar())
        there = received(law, route, params)
        back = received(law, Route(route.rx, route.tx), exchanged(params))
    return change_db(there, back)


def change_db(one: Complex[np.ndarray, "*shape"], other: Complex[np.ndarray, "*shape"]) -> float:
    """Largest complex difference over the root mean square of the first, as dB."""
    size = np.sqrt(np.mean(np.abs(one) ** 2))
    return float(20 * np.log10(1 + np.abs(one - other).max() / size))


def received(
    law: ScatteringModel, route: Route, params: RadarParameters
) -> Complex[np.ndarray, "frequency"]:
    """Echo of the bumpy body by a route, all facets counted as seen, sqrt(W)."""
    vertices, faces = bumpy()
    surface = facets(jnp.asarray(vertices)[None], jnp.asarray(faces))
    return np.asarray(_received(surface, wall(), law, params, route))


def wall() -> Panel:
    """The wall, 2 cm thick and a little lossy."""
    place = jnp.asarray(WALL.corner_m), jnp.asarray(WALL.edges_m)
    return Panel(*place, smooth(4.0, 0.1, 0.02))


@partial(jax.jit, static_argnames=("route",))
def _received(
    surface: Facets, wall: Panel, law: ScatteringModel, params: RadarParameters, route: Route
) -> Complex[Array, "frequency"]:
    """Sum of the paths at the frequency nodes."""
    device = radar()
    still, seen = jnp.zeros_like(surface.centroid_m), jnp.ones(surface.centroid_m.shape[:2])
    paths = facet_nodes(surface, still, seen, route, (wall,), law, params, device)
    k = sample_wavenumbers(params, device, FREQUENCY_NODES)
    powers = jnp.stack([jnp.asarray(FREQUENCY_NODES) ** order for order in range(3)])
    phase = jnp.exp(1j * k[:, None] * paths.length_m.reshape(-1))
    return jnp.einsum("of,op,fp->f", powers, paths.amplitude.reshape(3, -1), phase)


def reversed_leg_error_db(way: Way, end_m: Float[np.ndarray, "3"] = BODY_M) -> float:
    """Largest change of a way that is walked from its other end, all pairs of fields, dB.

    Receivers are treated as if they transmitted. That rests on the way itself being reciprocal:
    what a field e at one end makes of a field f at the other is what f makes of e.
    """
    fields = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.3]])
    ends = np.array([0.0, 0.0, 1.0]), end_m
    with jax.enable_x64(True):
        there = np.array([_transfer(way, *ends, e, f) for e in fields for f in fields])
        back = np.array([_transfer(way, *ends[::-1], f, e) for e in fields for f in fields])
    return change_db(there, back)


def turned_share() -> float:
    """Share of a vertical field's power that the wall sends to the body as horizontal."""
    up, side = np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 0.0])
    with jax.enable_x64(True):
        level, flat = (_transfer(BY_WALL, up, BODY_M, up, field) for field in (up, side))
    return abs(flat) ** 2 / (abs(flat) ** 2 + abs(level) ** 2)


def _transfer(
    way: Way,
    start_m: Float[np.ndarray, "3"],
    end_m: Float[np.ndarray, "3"],
    sent: Float[np.ndarray, "3"],
    received: Float[np.ndarray, "3"],
) -> complex:
    """Field along `received` that a way makes of a unit field along `sent`, phase included."""
    k = jnp.array([wavenumber()])
    found = leg(
        jnp.asarray(start_m)[None], jnp.asarray(sent), jnp.asarray(end_m), way, (wall(),), k
    )
    across = transverse(jnp.asarray(received), found.at_point[0])
    turn = jnp.exp(1j * k[0] * found.length_m[0])
    return complex(jnp.sum(found.field[0, 0] * across) * turn)


def room() -> TracePlan:
    """The wall and the body: direct, out by the wall, back by the wall.

    The wall's own return is left out: it would drown the body.
    """
    vertices, faces = bumpy()
    device = radar()
    times = np.linspace(0.0, 0.2, 4)
    still = np.broadcast_to(vertices, (4, *vertices.shape))
    world = World((WALL,), (), (MovingMesh("body", faces, times, still, "skin"),))
    options = SimulationOptions(bounces=1, room_bounces=0, threshold_db=-60.0)
    plan = trace(AnalyticTracer(world), device, 1, options)
    return replace(plan, routes=tuple(p for p in plan.routes if STRAIGHT in p.route))


def rendered() -> tuple[Frame, Frame]:
    """One frame of the room, and the same with transmitter and receiver exchanged, sqrt(W)."""
    plan = room()
    inputs = scene_inputs(plan)
    with jax.enable_x64(True):
        params = forth(plan.radar)
        both = [inputs._replace(radar=one) for one in (params, exchanged(params))]
        there, back = (np.asarray(render(plan, one, 0)) for one in both)
    return there, back


def rendered_error_db() -> float:
    """Largest change of any sample of the rendering, dB."""
    return change_db(*rendered())


def rows() -> tuple[Row, ...]:
    """The figures of this problem."""
    with jax.enable_x64(True):
        optics, *others = laws().values()
    found = {n: max(route_error_db(r, optics) for r in rs) for n, rs in ROUTES.items()}
    found["other laws"] = max(route_error_db(DIRECT_ROUTE, law) for law in others)
    found["a leg walked backwards"] = reversed_leg_error_db(BY_ITS_EDGES)
    found["whole rendering"] = rendered_error_db()
    return tuple(
        Row.at_most(f"reciprocity, {name}", value, 0.01, "dB") for name, value in found.items()
    )


def draw(figure: "Figure") -> None:
    """The room, and one chirp of the rendering both ways with what they differ by."""
    scene = figure.add_subplot(1, 2, 1, projection="3d")
    a, b = WALL.edges_m
    corners = WALL.corner_m + np.stack([np.zeros(3), a, a + b, b, np.zeros(3)])
    scene.plot(*corners.T, color="0.5", label="wall")
    vertices, faces = bumpy()
    scene.plot_trisurf(*vertices.T, triangles=faces, color="C1")
    tx = np.array([0.0, 0.0, 1.0])
    for place, name in ((tx, "transmitter"), (tx + SEPARATION_M, "receiver")):
        image = place - 2 * ((place - WALL.corner_m) @ WALL.normal) * WALL.normal
        share = (image - WALL.corner_m) @ WALL.normal / ((image - BODY_M) @ WALL.normal)
        legs = np.stack([place, image + share * (BODY_M - image), BODY_M, place])
        scene.plot(*legs.T, linewidth=1, marker=".", label=name)
    scene.set(xlabel="x / m", ylabel="y / m", aspect="equal", title="antennas, wall, body")
    scene.legend(fontsize=6)
    plot = figure.add_subplot(1, 2, 2)
    there, back = (1e6 * one[0, 0, 0].real for one in rendered())
    plot.plot(there, "0.6", linewidth=3, label="forth")
    plot.plot(back, "C0", linewidth=1, label="exchanged")
    plot.set(xlabel="sample", ylabel="real part / 1e-6 sqrt(W)", title="echo of the body")
    plot.legend(fontsize=6)
