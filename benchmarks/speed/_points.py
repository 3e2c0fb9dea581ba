"""A cloud of points in steady motion, and its beat by three ways: ours and two comparators."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.adc import Bands, FrameTiming, bands_for, frame_timing, synthesize_array
from mmwave_sim.radar import RadarConfig, RadarParameters, parameters, preset
from mmwave_sim.scattering import PathNodes, SharedPaths, shared_paths

_LOOPS_PER_BLOCK = 8


@dataclass(frozen=True)
class Cloud:
    """Points that scatter alike in all directions.

    Attributes:
        radar: The radar, at the origin.
        position_m: Places at the start of the frame, m.
        velocity_m_per_s: Velocities, m/s.
        amplitude: Amplitudes of their echoes.
    """

    radar: RadarConfig
    position_m: Float[np.ndarray, "point 3"]
    velocity_m_per_s: Float[np.ndarray, "point 3"]
    amplitude: Float[np.ndarray, " point"]

    @property
    def timing(self) -> FrameTiming:
        """Times inside the frame."""
        return frame_timing(self.radar, _LOOPS_PER_BLOCK)

    def at(self, time_s: Float[np.ndarray, " time"]) -> Float[np.ndarray, "time point 3"]:
        """Places at some times, m."""
        return self.position_m + time_s[:, None, None] * self.velocity_m_per_s


def cloud(points: int) -> Cloud:
    """As many points as asked for where a person would stand, at the speed of a person's parts."""
    rng = np.random.default_rng(points)
    place = np.array([3.0, 0.0, 0.0]) + rng.uniform(-1, 1, (points, 3)) * [0.4, 0.4, 0.9]
    speed = np.array([-1.2, 0.0, 0.0]) + rng.normal(0.0, 0.8, (points, 3))
    radar = preset("awr1843_mmclip").without_place()
    return Cloud(radar, place, speed, rng.uniform(0.5, 1.5, points))


def by_this_project(of: Cloud) -> Complex[Array, "chirp emission rx sample"]:
    """Lengths at the node times for every channel, then the synthesis that `simulate` uses."""
    with jax.enable_x64(True):
        place = of.at(of.timing.node_s)
        span_m = 2 * np.linalg.norm(place, axis=-1)
        bands = bands_for(span_m.min(axis=0), span_m.max(axis=0), of.radar)
        leaves = (jnp.asarray(leaf) for leaf in (place, of.velocity_m_per_s, of.amplitude))
        return _ours(*leaves, parameters(of.radar), radar=of.radar, bands=bands)


@partial(jax.jit, static_argnames=("radar", "bands"))
def _ours(
    place_m: Float[Array, "node point 3"],
    velocity_m_per_s: Float[Array, "point 3"],
    amplitude: Float[Array, " point"],
    params: RadarParameters,
    *,
    radar: RadarConfig,
    bands: Bands,
) -> Complex[Array, "chirp emission rx sample"]:
    def paths_of(part: RadarParameters) -> SharedPaths:
        legs = [_leg(antenna, place_m, velocity_m_per_s) for antenna in (part.tx_m, part.rx_m)]
        length_m, rate = (
            out[..., :, None] + back[..., None, :] for out, back in zip(*legs, strict=True)
        )
        size = jnp.broadcast_to(amplitude[:, None, None], length_m.shape).astype(jnp.complex64)
        nodes = PathNodes(length_m, rate, jnp.stack([size, 0 * size, 0 * size]))
        return shared_paths(nodes, part, radar)

    timing = frame_timing(radar, _LOOPS_PER_BLOCK)
    return synthesize_array(paths_of, params, radar, timing, bands)


def _leg(
    antenna_m: Float[Array, "antenna 3"],
    place_m: Float[Array, "node point 3"],
    velocity_m_per_s: Float[Array, "point 3"],
) -> tuple[Float[Array, "node point antenna"], Float[Array, "node point antenna"]]:
    way = place_m[:, :, None] - antenna_m
    length_m = jnp.sqrt(jnp.sum(way**2, axis=-1))
    return length_m, jnp.sum(way * velocity_m_per_s[:, None], axis=-1) / length_m


class Links(NamedTuple):
    """Delay of every point's echo for each chirp and channel, and its amplitude.

    Attributes:
        delay_s: Delay in the middle of the chirp, s.
        drift: Its time derivative.
        amplitude: Amplitude.
    """

    delay_s: Float[np.ndarray, "point chirp tx rx"]
    drift: Float[np.ndarray, "point chirp tx rx"]
    amplitude: Float[np.ndarray, " point"]


def links_of(of: Cloud) -> Links:
    """Geometry for the comparators, which is not timed."""
    emitters = np.asarray(of.radar.tx_positions_m)[[tx for _, tx in of.radar.emissions]]
    delay, drift = [], []
    for place, velocity in zip(of.position_m, of.velocity_m_per_s, strict=True):
        at_m = place + of.timing.chirp_s[..., None] * velocity
        out = at_m - emitters
        back = at_m[:, :, None] - np.asarray(of.radar.rx_positions_m)
        lengths = np.linalg.norm(out, axis=-1), np.linalg.norm(back, axis=-1)
        rates = (out @ velocity / lengths[0], back @ velocity / lengths[1])
        delay.append((lengths[0][..., None] + lengths[1]) / SPEED_OF_LIGHT)
        drift.append((rates[0][..., None] + rates[1]) / SPEED_OF_LIGHT)
    return Links(np.array(delay), np.array(drift), of.amplitude)


def by_numpy(of: Cloud, links: Links) -> Complex[np.ndarray, "chirp tx rx sample"]:
    """NumPy in complex128, one point at a time, as RF Genesis does it."""
    ramp_s, about_s = _sample_times(of.radar)
    start, slope = of.radar.start_frequency_hz, of.radar.slope_hz_per_s
    total = np.zeros((*links.delay_s.shape[1:], len(ramp_s)), np.complex128)
    for delay, drift, amplitude in zip(*links, strict=True):
        tau = delay[..., None] + drift[..., None] * about_s
        turns = start * tau + slope * ramp_s * tau - slope * tau**2 / 2
        total += amplitude * np.exp(2j * np.pi * turns)
    return total


def by_jit(of: Cloud, links: Links) -> Complex[Array, "chirp tx rx sample"]:
    """The same sum, compiled, with the phase in double and the samples in single precision."""
    with jax.enable_x64(True):
        return _compiled(*(jnp.asarray(leaf) for leaf in links), radar=of.radar)


@partial(jax.jit, static_argnames="radar")
def _compiled(
    delay_s: Float[Array, "point chirp tx rx"],
    drift: Float[Array, "point chirp tx rx"],
    amplitude: Float[Array, " point"],
    *,
    radar: RadarConfig,
) -> Complex[Array, "chirp tx rx sample"]:
    ramp_s, about_s = (jnp.asarray(one) for one in _sample_times(radar))
    start, slope = radar.start_frequency_hz, radar.slope_hz_per_s

    def add(total: Array, point: tuple[Array, Array, Array]) -> tuple[Array, None]:
        delay, speed, size = point
        tau = delay[..., None] + speed[..., None] * about_s
        turns = start * tau + slope * ramp_s * tau - slope * tau**2 / 2
        angle = (2 * jnp.pi * (turns - jnp.round(turns))).astype(jnp.float32)
        wave = jax.lax.complex(jnp.cos(angle), jnp.sin(angle))
        return total + size.astype(jnp.float32) * wave, None

    shape = (*delay_s.shape[1:], radar.samples_per_chirp)
    total, _ = jax.lax.scan(add, jnp.zeros(shape, jnp.complex64), (delay_s, drift, amplitude))
    return total


def _sample_times(
    radar: RadarConfig,
) -> tuple[Float[np.ndarray, " sample"], Float[np.ndarray, " sample"]]:
    """Of every sample: time since the ramp began, and time from the chirp's middle, s."""
    ramp_s = radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz
    return ramp_s, ramp_s - (radar.adc_start_time_s + radar.half_span_s)
