"""Interference: the chirps of another FMCW radar, as they cross this one's band."""

from dataclasses import dataclass, fields
from types import ModuleType

import jax
import jax.numpy as jnp
import numpy as np
from jax.typing import DTypeLike
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._errors import InputError
from mmwave_sim._numbers import check_finite, check_positive, is_traced
from mmwave_sim.radar import RadarConfig
from mmwave_sim.receiver._if_filter import if_band_hz


@dataclass(frozen=True)
class Interferer:
    """Another radar that sends one ramp after the other, heard from far away.

    Gradients reach all but the chirp interval, which decides how many ramps are heard. They are
    those of amplitude and phase: when a ramp is heard is taken as constant.

    Attributes:
        start_frequency_hz: Its carrier at the start of its ramp, Hz.
        slope_hz_per_s: Its slope, of either sign, Hz/s.
        chirp_interval_s: From the start of one of its ramps to the next, s.
        ramp_s: Length of its ramp; it is silent for the rest of the interval, s.
        power_w: Its power at the port of one receiving antenna, W.
        start_s: When one of its ramps arrives at the array's origin, on the recording's clock, s.
        azimuth_rad: Its direction in the radar's frame, positive to the left, rad.
    """

    start_frequency_hz: float
    slope_hz_per_s: float
    chirp_interval_s: float
    ramp_s: float
    power_w: float
    start_s: float = 0.0
    azimuth_rad: float = 0.0

    def __post_init__(self) -> None:
        check_positive(
            start_frequency_hz=self.start_frequency_hz,
            chirp_interval_s=self.chirp_interval_s,
            ramp_s=self.ramp_s,
            power_w=self.power_w,
        )
        check_finite(
            slope_hz_per_s=self.slope_hz_per_s, start_s=self.start_s, azimuth_rad=self.azimuth_rad
        )
        both_s = (self.ramp_s, self.chirp_interval_s)
        if not is_traced(*both_s) and self.ramp_s > self.chirp_interval_s:
            raise InputError(
                expected="ramp_s of at most chirp_interval_s",
                found=f"{self.ramp_s:g} s of {self.chirp_interval_s:g} s",
                do="lengthen the interferer's chirp interval or shorten its ramp",
            )


def interference(
    interferer: Interferer,
    key: Array,
    like: Complex[Array, "*batch chirp tx rx sample"],
    radar: RadarConfig,
    start_s: Float[Array, ""] | float = 0.0,
) -> Complex[Array, "chirp tx rx sample"]:
    """What the mixer makes of the other radar's ramps, sqrt(W).

    The mixed phase is that of the difference of the two chirps, integrated from the start of each
    ramp. A sample hears it only while the difference lies in `if_band_hz`: a crossing of slopes S
    and S' lasts sample rate / |S - S'|. The two oscillators are not locked, so each ramp has a
    random phase in each chirp. Every element of a batch hears the same ramps.

    Args:
        interferer: The other radar.
        key: Random key of the phases.
        like: Samples whose number of chirps and precision to take.
        radar: This radar.
        start_s: Start of the frame on the recording's clock, s.

    Raises:
        InputError: The chirp interval is traced, or anything but the power is a value of JAX in
            32-bit mode.
    """
    begin_s = _ramp_begins_s(like.shape[-4], radar, start_s)
    heard = _crossings(interferer, begin_s, radar, _library(interferer, start_s), like.dtype)
    phase = 2 * jnp.pi * jax.random.uniform(key, heard.shape[:3], like.real.dtype)
    unit = jnp.einsum("kct,kctrs->ctrs", jnp.exp(1j * phase), jnp.asarray(heard, like.dtype))
    return jnp.sqrt(jnp.asarray(interferer.power_w, like.real.dtype)) * unit


def _library(other: Interferer, start_s: Float[Array, ""] | float) -> ModuleType:
    """What to compute phases with, in float64: NumPy, or JAX where it has made a value."""
    values = (getattr(other, field.name) for field in fields(other) if field.name != "power_w")
    if not any(isinstance(value, jax.Array) for value in (*values, start_s)):
        return np
    _check_arrays(other)
    return jnp


def _check_arrays(other: Interferer) -> None:
    """Refuses JAX values with which it would lose the phases, or could not count the ramps."""
    if not jax.config.read("jax_enable_x64"):
        raise InputError(
            expected="64-bit JAX for an interferer's chirps as JAX values",
            found="32-bit JAX",
            do="work inside `with jax.enable_x64(True):`, or trace power_w only",
        )
    if is_traced(other.chirp_interval_s):
        raise InputError(
            expected="chirp_interval_s of an interferer as a plain number",
            found="a traced value",
            do="differentiate with respect to something else",
        )


def _crossings(
    other: Interferer,
    begin_s: Float[Array, "chirp tx"] | Float[np.ndarray, "chirp tx"],
    radar: RadarConfig,
    xp: ModuleType,
    kind: DTypeLike,
) -> Complex[Array, "ramp chirp tx rx sample"]:
    """The unit beat of each ramp that may be heard during each chirp; zero while it is not.

    In float64, whatever its own type: the phase of each chirp alone is millions of cycles.
    """
    ramp_s = radar.adc_start_time_s + np.arange(radar.samples_per_chirp) / radar.sample_rate_hz
    at_s = begin_s[..., None, None] + ramp_s - _later_s(other, radar, xp)[:, None]
    first = xp.floor((begin_s + ramp_s[0] - other.start_s) / other.chirp_interval_s)
    ramps = 1 + int(np.ceil(radar.sampling_time_s / other.chirp_interval_s))
    origins_s = (other.start_s + (first + k) * other.chirp_interval_s for k in range(ramps))
    since_s = (at_s - origin_s[..., None, None] for origin_s in origins_s)
    return xp.stack([_one(other, since, ramp_s, radar, xp).astype(kind) for since in since_s])


def _one(
    other: Interferer,
    since_s: Float[Array, "chirp tx rx sample"],
    ramp_s: Float[np.ndarray, " sample"],
    radar: RadarConfig,
    xp: ModuleType,
) -> Complex[Array, "chirp tx rx sample"]:
    """Unit beat with a ramp of the interferer that began `since_s` ago."""
    own = (radar.start_frequency_hz + radar.slope_hz_per_s * ramp_s / 2) * ramp_s
    cycles = own - (other.start_frequency_hz + other.slope_hz_per_s * since_s / 2) * since_s
    frequency_hz = radar.start_frequency_hz + radar.slope_hz_per_s * ramp_s
    frequency_hz = frequency_hz - (other.start_frequency_hz + other.slope_hz_per_s * since_s)
    low_hz, high_hz = if_band_hz(radar)
    heard = (since_s >= 0) & (since_s < other.ramp_s)
    heard &= (frequency_hz >= low_hz) & (frequency_hz < high_hz)
    return xp.where(heard, xp.exp(2j * np.pi * (cycles % 1)), 0)


def _ramp_begins_s(
    chirps: int, radar: RadarConfig, start_s: Float[Array, ""] | float
) -> Float[Array, "chirp tx"] | Float[np.ndarray, "chirp tx"]:
    """Start of this radar's ramp in each chirp of each slot, on the recording's clock, s."""
    slot_s = np.arange(radar.slots) * radar.chirp_interval_s + radar.idle_time_s
    return start_s + np.arange(chirps)[:, None] * radar.loop_interval_s + slot_s


def _later_s(other: Interferer, radar: RadarConfig, xp: ModuleType) -> Float[Array, " rx"]:
    """How much later than at the array's origin the plane wave meets each receiver, s."""
    towards = xp.array([xp.cos(other.azimuth_rad), xp.sin(other.azimuth_rad), 0.0])
    return -(np.asarray(radar.rx_positions_m) @ towards) / SPEED_OF_LIGHT
