"""Validation problem: every gradient of the simulator against central finite differences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

import scenes
from benchmarks._report import Row
from mmwave_sim.cube import radar_cube
from mmwave_sim.materials import Medium
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import SionnaTracer, Wall, World
from mmwave_sim.simulation import SceneInputs, SimulationOptions, TracePlan, render, trace
from mmwave_sim.simulation import scene_inputs as planned_inputs
from scenes import Agent, AgentParameters, BodySpec

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STEPS = (1e-2, 1e-3, 1e-4, 1e-5)
"""Shares of a leaf's scale that the differences step: a step of one turns phases by about a radian,
or changes amplitudes by a tenth. Long steps meet the jumps of 1e-4 with which a path's echo passes
from one range cell to the next, short ones float64's rounding of phases."""


class Theta(NamedTuple):
    """What is differentiated; zero stands for the scene as it was traced.

    Attributes:
        radar_m: Shift of the radar, m.
        radar_rad: Rotation vector of the radar, rad.
        gain: Relative gain of each channel, as log amplitude and phase.
        pattern: Change of the exponents of every antenna's pattern.
        slope: Relative change of the chirp's slope.
        start_frequency: Relative change of the carrier.
        wall_m: Shift of each wall along its normal, m.
        walls: Relative change of permittivity, conductivity, thickness and roughness of each wall.
        skin: The same for the body's skin.
        body: Translation, joint angles, shape, breath and heartbeat.
    """

    radar_m: Float[Array, "3"]
    radar_rad: Float[Array, "3"]
    gain: Float[Array, "2 tx rx"]
    pattern: Float[Array, "antenna 2"]
    slope: Float[Array, ""]
    start_frequency: Float[Array, ""]
    wall_m: Float[Array, "wall"]
    walls: Float[Array, "wall 4"]
    skin: Float[Array, "4"]
    body: AgentParameters


SCALES = {
    "radar_m": 5e-5,
    "radar_rad": 5e-3,
    "gain": 0.3,
    "pattern": 0.3,
    "slope": 2e-5,
    "start_frequency": 2e-5,
    "wall_m": 5e-5,
    "walls": 1e-2,
    "skin": 0.1,
    "body.translation_m": 5e-5,
    "body.joint_rotation_rad": 3e-4,
    "body.shape": 3e-4,
    "body.vitals.breathing_m": 1e-4,
    "body.vitals.breathing_hz": 5e-3,
    "body.vitals.breathing_phase_rad": 2e-2,
    "body.vitals.inhale_share": 1e-2,
    "body.vitals.heartbeat_m": 1e-4,
    "body.vitals.heartbeat_hz": 2.0,
    "body.vitals.heartbeat_phase_rad": 0.2,
    "body.vitals.heartbeat_sharpness": 0.1,
}
"""Size of a step in each leaf: about a radian of phase, or a tenth of an amplitude. A turn of the
radar moves antennas a centimetre off its centre as far as a shift of it does."""


@dataclass(frozen=True)
class Problem:
    """A breathing person between two walls, before a small radar.

    Attributes:
        agent: The person.
        plan: What is seen.
        inputs: The continuous values that it was traced with.
    """

    agent: Agent
    plan: TracePlan
    inputs: SceneInputs

    def at(self, theta: Theta) -> SceneInputs:
        """The inputs for a change of everything."""
        radar, inputs = self.inputs.radar, self.inputs
        gain = jnp.exp(theta.gain[0] + 1j * theta.gain[1])
        count = len(radar.tx_m)
        moved = radar._replace(
            channel_gain=radar.channel_gain * gain,
            tx_pattern=radar.tx_pattern + theta.pattern[:count],
            rx_pattern=radar.rx_pattern + theta.pattern[count:],
            slope_hz_per_s=radar.slope_hz_per_s * (1 + theta.slope),
            start_frequency_hz=radar.start_frequency_hz * (1 + theta.start_frequency),
        ).moved(theta.radar_m, theta.radar_rad)
        panels = tuple(
            panel._replace(
                corner_m=panel.corner_m + theta.wall_m[i] * panel.normal,
                medium=_changed(panel.medium, theta.walls[i]),
            )
            for i, panel in enumerate(inputs.panels)
        )
        times_s = self.plan.world.moving[0].times_s
        vertices = self.agent.vertices_of(theta.body, times_s)
        return SceneInputs(moved, panels, (vertices,), (_changed(inputs.media[0], theta.skin),))

    def start(self) -> Theta:
        """The scene as it was traced."""
        radar = self.inputs.radar
        walls = len(self.inputs.panels)
        antennas = len(radar.tx_m) + len(radar.rx_m)
        return Theta(
            jnp.zeros(3),
            jnp.zeros(3),
            jnp.zeros((2, *radar.channel_gain.shape)),
            jnp.zeros((antennas, 2)),
            jnp.zeros(()),
            jnp.zeros(()),
            jnp.zeros(walls),
            jnp.zeros((walls, 4)),
            jnp.zeros(4),
            self.agent.parameters(),
        )


def _changed(medium: Medium, relative: Float[Array, "4"]) -> Medium:
    return Medium(*(leaf * (1 + relative[i]) for i, leaf in enumerate(medium)))


def device() -> RadarConfig:
    """Two transmitters and four receivers, a short frame."""
    return preset("awr1843_gait").replace(
        chirps_per_frame=8,
        samples_per_chirp=64,
        sample_rate_hz=2e6,
        pose=Pose(position_m=(0.0, 0.0, 1.0)),
    )


@cache
def problem(bounces: int = 1) -> Problem:
    """Traces the scene; call inside `jax.enable_x64(True)`.

    Args:
        bounces: 0 leaves the wall out of the person's return.
    """
    text = "a person stands still in the empty room for 1 second"
    spec = scenes.parse(text, seed=0)
    person = spec.agents[0].model_copy(update={"body": BodySpec(faces=2000)})
    agent = scenes.populate(spec.model_copy(update={"agents": (person,)})).agents[0]
    times_s = np.linspace(0.0, 0.1, 7)
    centre = np.asarray(agent.vertices(times_s[:1]))[0].mean(axis=0)
    radar = device()
    place = Pose(position_m=(float(centre[0] - 2.2), float(centre[1] + 0.2), 1.0))
    mesh = MovingMesh("person", agent.faces, times_s, agent.vertices(times_s), agent.material)
    # Its end is near the reflection points, so that the edge has a part in it.
    end = centre[:2] + np.array([-1.25, 0.7])
    wall = Wall("side", np.array([*end, -0.5]), np.array([[6.0, 0, 0], [0, 0, 3.5]]), "plastic")
    options = SimulationOptions(
        bounces=bounces, threshold_db=-13.0, room_bounces=bounces, furniture=False
    )
    tracer = SionnaTracer(World((wall,), (), (mesh,)), radar.center_frequency_hz)
    plan = trace(tracer, radar.replace(pose=place), 1, options)
    return Problem(agent, plan, planned_inputs(plan))


LOSSES = ("adc", "cube", "heatmap")


def loss_function(made: Problem) -> Callable[[Theta], Float[Array, "loss"]]:
    """Scalars of the ADC, of the complex cube and of a log heatmap, all of order one."""
    radar = made.plan.radar
    seed = np.random.default_rng(0)
    real, imaginary = seed.normal(size=(2, *radar.frame_shape))
    weights = jnp.asarray(real + 1j * imaginary)
    heat = jnp.asarray(seed.normal(size=(radar.chirps_per_frame, radar.samples_per_chirp)))
    scale = float(jnp.linalg.norm(render(made.plan, made.inputs, 0, precision=jnp.float64)))

    def of(theta: Theta) -> Float[Array, "loss"]:
        samples = render(made.plan, made.at(theta), 0, precision=jnp.float64) / scale
        cube = radar_cube(samples[None], radar)[0]
        power = jnp.log(jnp.sum(jnp.abs(cube) ** 2, axis=(1, 2)) + 1e-3)
        adc, doppler = (jnp.sum(jnp.real(jnp.conj(weights) * x)) for x in (samples, cube))
        return jnp.stack([adc, doppler, jnp.sum(heat * power)])

    return of


def errors(
    made: Problem, names: Iterable[str] = tuple(SCALES)
) -> dict[str, Float[np.ndarray, "loss"]]:
    """Relative difference between gradient and central difference, for each leaf and loss.

    In each leaf along a random direction; relative to the slope there, or to a hundredth of what
    the gradient's size would allow, where the direction happens to be all but level. The gradients
    of all losses come from one reverse pass under `jit` that `vmap` runs for each of them.
    """
    loss, start = loss_function(made), made.start()
    gradient = jax.jit(jax.jacrev(loss))(start)
    value = jax.jit(loss)
    found = {}
    for name in names:
        direction = _direction(start, name)
        leaf, way = _leaf(gradient, name), _leaf(direction, name)
        axes = tuple(range(1, leaf.ndim))
        slope = jnp.sum(leaf * way, axis=axes)
        difference = _difference(value, start, direction)
        least = 1e-2 * jnp.sqrt(jnp.sum(leaf**2, axis=axes)) * jnp.linalg.norm(way)
        off = jnp.abs(slope - difference)
        found[name] = np.asarray(off / jnp.maximum(jnp.abs(slope), least))
    return found


def _difference(
    value: Callable[[Theta], Float[Array, "loss"]], start: Theta, direction: Theta
) -> Float[Array, "loss"]:
    """Central difference at the step where it changes least from one step to the next.

    The choice knows nothing of the gradient (Ridders 1982, *Advances in Engineering Software* 4).
    """
    found = []
    for step in _STEPS:
        up, down = (value(_along(start, direction, sign * step)) for sign in (1, -1))
        found.append((up - down) / (2 * step))
    by_step = jnp.stack(found)
    steadiest = jnp.argmin(jnp.abs(jnp.diff(by_step, axis=0)), axis=0)
    return jnp.take_along_axis(by_step[1:], steadiest[None], axis=0)[0]


def _leaf(theta: Theta, name: str) -> Array:
    value: Any = theta
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _direction(start: Theta, name: str) -> Theta:
    """Zero but for one leaf, in which it is random with the leaf's scale."""
    chosen = _leaf(start, name)
    seed = np.random.default_rng(list(SCALES).index(name))
    random = jnp.asarray(seed.normal(size=chosen.shape)) * SCALES[name]
    return jax.tree.map(lambda leaf: random if leaf is chosen else jnp.zeros_like(leaf), start)


def _along(start: Theta, direction: Theta, step: float) -> Theta:
    return jax.tree.map(lambda leaf, way: leaf + step * way, start, direction)


def rows() -> tuple[Row, ...]:
    """The worst of the three losses for each leaf."""
    with jax.enable_x64(True):
        found = errors(problem())
    return tuple(
        Row.at_most(f"gradient to {name}", float(off.max()), 1e-3, "")
        for name, off in found.items()
    )


def draw(figure: "Figure") -> None:
    """The person beside the wall, and every leaf's error."""
    with jax.enable_x64(True):
        made = problem()
        found = errors(made)
    scene = figure.add_subplot(1, 2, 1, projection="3d")
    body = made.plan.world.moving[0]
    scene.plot_trisurf(*np.asarray(body.vertices_m[0]).T, triangles=body.faces, color="0.8")
    wall, radar = made.plan.world.walls[0], np.asarray(made.plan.radar.pose.position_m)
    corners = wall.corner_m + np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) @ wall.edges_m
    scene.plot(*corners.T, "C0")
    scene.plot(*radar[:, None], "r^")
    scene.set(xlabel="x / m", ylabel="y / m", zlabel="z / m", aspect="equal")
    plot = figure.add_subplot(1, 2, 2)
    names = list(found)
    plot.barh(range(len(names)), [off.max() for off in found.values()], log=True)
    plot.axvline(1e-3, color="k", linestyle="--")
    plot.set_yticks(range(len(names)), [name.removeprefix("body.") for name in names], fontsize=5)
    plot.set(xlabel="relative error of the gradient")
