"""Validation problem: two people who walk at once, each found where the log says.

One comes nearer on the left, the other goes away on the right. A person's cell is the strongest one
of the range-Doppler-azimuth cube among those of the right side and direction of walking; nothing
else of the truth is used. Around it the mean weighted by power is compared with the mean over the
person's visible skin, weighted by the power that each facet returns.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

import scenes
from benchmarks._report import Row
from benchmarks.physics._walkers import CLEAN, open_air, scene_of, skin_m, surface_returns
from mmwave_sim.cube import (
    CubeOptions,
    azimuth_axis_rad,
    azimuth_fft,
    radar_cube,
    range_axis_m,
    velocity_axis_m_per_s,
)
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.rays import SionnaTracer
from mmwave_sim.recording import Recording
from mmwave_sim.simulation import SimulationOptions, TracePlan, plan_scene, record, scene_inputs

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FRAMES = 10
_AZIMUTHS = 128
_NEAR = {"doppler": 3, "azimuth": 8, "range": 3}
"""Cells on either side of the strongest one over which means are taken: about a main lobe."""
_DIRECTIONS = (("ann", 1, -1), ("bob", -1, 1))
"""Who is on which side (1 left), and the sign of the radial velocity."""


@dataclass(frozen=True)
class Places:
    """Where each person is in each frame: range (m), velocity (m/s) and azimuth (rad).

    Attributes:
        found: Read off the cube.
        truth: Of the visible skin.
    """

    found: Float[np.ndarray, "person frame 3"]
    truth: Float[np.ndarray, "person frame 3"]

    def median_errors(self) -> Float[np.ndarray, "person 3"]:
        """Median over the frames of the absolute difference."""
        return np.median(np.abs(self.found - self.truth), axis=1)


def radar() -> RadarConfig:
    """The gait radar, 2 TX by TDM and 4 RX: 8 elements side by side; range to 5.6 m."""
    device = preset("awr1843_gait")
    return device.replace(
        samples_per_chirp=128, sample_rate_hz=device.sample_rate_hz / 2, frame_period_s=0.1
    )


@cache
def walk(frames: int = FRAMES, walls: bool = True) -> TracePlan:
    """Both people, in a bare room or by the line of sight."""
    ann = scenes.AgentSpec(
        name="ann",
        position_m=(4.6, 1.5),
        heading_rad=np.pi,
        activity=scenes.Walk(speed_m_per_s=1.1),
    )
    bob = scenes.AgentSpec(
        name="bob",
        position_m=(2.0, -1.0),
        activity=scenes.Walk(speed_m_per_s=0.9),
        body=scenes.BodySpec(gender=1.0),
    )
    device = radar()
    reach = {} if walls else {"bounces": 0, "room_bounces": 0}
    return plan_scene(
        scene_of(ann, bob, duration_s=frames * device.frame_period_s + 0.1),
        device,
        frames=frames,
        options=SimulationOptions(furniture=False, receiver=CLEAN, **reach),  # type: ignore[arg-type]
        make_tracer=SionnaTracer if walls else open_air,
    )


def spectrum(
    recording: Recording,
) -> Float[np.ndarray, "frame doppler azimuth range"]:
    """Power over range, Doppler and azimuth, what stands still in a frame taken out."""
    device = recording.radar
    cube = radar_cube(jnp.asarray(recording.samples), device, CubeOptions(static="frame"))
    return np.abs(np.asarray(azimuth_fft(cube, device, "hann", _AZIMUTHS))) ** 2


def read(recording: Recording) -> Float[np.ndarray, "person frame 3"]:
    """Range, velocity and azimuth of each person in each frame."""
    device, power = recording.radar, spectrum(recording)
    axes = _axes(device)
    found = []
    for _, side, sign in _DIRECTIONS:
        own = (sign * axes[0] > 0)[:, None, None] & (side * axes[1] > 0)[:, None]
        found.append([_around_peak(frame, frame * own, axes) for frame in power])
    return np.array(found)


def truth(plan: TracePlan) -> Float[np.ndarray, "person frame 3"]:
    """Means over each person's visible skin, weighted by the power of its facets."""
    inputs = scene_inputs(plan)

    def mean(person: int, frame: int) -> list[float]:
        skin = surface_returns(plan, inputs, frame, person)
        values = (skin.range_m, skin.velocity_m_per_s, skin.azimuth_rad)
        return [float(np.average(value, weights=skin.power_w)) for value in values]

    people = range(len(_DIRECTIONS))
    return np.array([[mean(p, frame) for frame in range(plan.frames)] for p in people])


@cache
def places(frames: int = FRAMES, walls: bool = True) -> Places:
    """Records the walk and reads both people off it."""
    plan = walk(frames, walls)
    return Places(read(record(plan)), truth(plan))


def rows(frames: int = FRAMES, walls: bool = True) -> tuple[Row, ...]:
    """The worse of both people, in bins and in beamwidths."""
    device = radar()
    off = places(frames, walls).median_errors().max(axis=0)
    return (
        Row.at_most("two people: range", off[0] / device.range_resolution_m, 1.0, "bin"),
        Row.at_most("two people: speed", off[1] / device.velocity_resolution_m_per_s, 1.0, "bin"),
        Row.at_most("two people: angle", off[2] / device.angular_resolution_rad, 0.25, "beamwidth"),
    )


def draw(figure: "Figure") -> None:
    """The room from above with both people, and their tracks as read and as logged."""
    above, plot = figure.subplots(1, 2)
    plan, found = walk(), places()
    for person in range(len(_DIRECTIONS)):
        body = skin_m(plan, person, np.zeros(1))[0]
        above.plot(body[:, 1], body[:, 0], ",", color=f"C{person}")
        for where, style in ((found.found, "o"), (found.truth, "-")):
            range_m, _, azimuth = where[person].T
            above.plot(
                range_m * np.sin(azimuth), range_m * np.cos(azimuth), style, color="0.3", ms=3
            )
            name = f"{_DIRECTIONS[person][0]}, {'cube' if style == 'o' else 'skin'}"
            plot.plot(range_m, where[person, :, 1], style, color=f"C{person}", ms=4, label=name)
    above.plot(0.0, 0.0, "k^")
    above.invert_xaxis()
    above.set(xlabel="to the left / m", ylabel="ahead / m", aspect="equal")
    plot.set(xlabel="range / m", ylabel="radial velocity / (m/s)")
    plot.legend(fontsize=8)


def _axes(device: RadarConfig) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Velocity, azimuth and range of the cells."""
    return (
        velocity_axis_m_per_s(device),
        azimuth_axis_rad(device, _AZIMUTHS),
        range_axis_m(device),
    )


def _around_peak(
    power: Float[np.ndarray, "doppler azimuth range"],
    own: Float[np.ndarray, "doppler azimuth range"],
    axes: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> list[float]:
    """Range, velocity and azimuth around the strongest of one's own cells."""
    peak = np.unravel_index(own.argmax(), own.shape)
    near = [
        slice(max(0, int(at) - reach), int(at) + reach + 1)
        for at, reach in zip(peak, _NEAR.values(), strict=True)
    ]
    part = power[near[0], near[1], near[2]]
    means = [
        np.average(axis[cut], weights=part.sum(axis=tuple({0, 1, 2} - {i})))
        for i, (axis, cut) in enumerate(zip(axes, near, strict=True))
    ]
    return [float(means[2]), float(means[0]), float(means[1])]
