"""Named checks of a radar configuration against time and hardware."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from mmwave_sim.radar._config import RadarConfig


@dataclass(frozen=True)
class Violation:
    """A constraint that a configuration breaks.

    Attributes:
        name: Name of the check.
        message: What is wrong and what to change.
    """

    name: str
    message: str


@dataclass(frozen=True)
class DeviceLimits:
    """What a radar chip can do (manufacturers' data sheets).

    Attributes:
        band_hz: Lowest and highest carrier, Hz.
        slope_hz_per_s: Steepest chirp, Hz/s.
        sample_rate_hz: Fastest ADC rate for the sample type in use, samples/s.
    """

    band_hz: tuple[float, float]
    slope_hz_per_s: float
    sample_rate_hz: float


DEVICES: dict[str, DeviceLimits] = {
    "iwr1443": DeviceLimits((76e9, 81e9), 100e12, 18.75e6),
    "awr1642": DeviceLimits((76e9, 81e9), 100e12, 12.5e6),
    "awr1843": DeviceLimits((76e9, 81e9), 266e12, 12.5e6),
    "iwr1843": DeviceLimits((76e9, 81e9), 266e12, 12.5e6),
    "iwr6843": DeviceLimits((60e9, 64e9), 266e12, 12.5e6),
    "bgt60tr13c": DeviceLimits((57e9, 64e9), 400e12, 4e6),
}
"""Hardware limits by chip name."""


def samples_fit_ramp(radar: RadarConfig) -> str | None:
    """Sampling must end before the ramp does."""
    end = radar.adc_start_time_s + radar.sampling_time_s
    if end <= radar.ramp_end_time_s * (1 + 1e-9):
        return None
    return (
        f"sampling ends {end * 1e6:.2f} us after the ramp starts, the ramp ends at "
        f"{radar.ramp_end_time_s * 1e6:.2f} us: lengthen ramp_end_time_s, or lower "
        f"samples_per_chirp or adc_start_time_s"
    )


def chirps_fit_frame(radar: RadarConfig) -> str | None:
    """All chirps of a frame must fit its period."""
    if radar.active_frame_time_s <= radar.frame_period_s:
        return None
    return (
        f"{radar.chirps_per_frame} loops x {radar.slots} slots x "
        f"{radar.chirp_interval_s * 1e6:.1f} us = {radar.active_frame_time_s * 1e3:.2f} ms do not "
        f"fit the frame period of {radar.frame_period_s * 1e3:.2f} ms: lower chirps_per_frame, use "
        f"fewer TX slots, or lengthen frame_period_s"
    )


def loops_fill_subbands(radar: RadarConfig) -> str | None:
    """In Doppler division each subband must hold a whole number of Doppler bins."""
    period = radar.tx_schedule.period
    if radar.chirps_per_frame % period == 0:
        return None
    return (
        f"{radar.chirps_per_frame} loops cannot be shared by {period} Doppler subbands: make "
        f"chirps_per_frame a multiple of {period}, or change subbands"
    )


def ramp_in_band(radar: RadarConfig) -> str | None:
    """The ramp must stay inside the chip's band."""
    limits = DEVICES.get(radar.device)
    end = radar.start_frequency_hz + radar.slope_hz_per_s * radar.ramp_end_time_s
    if limits is None:
        return None
    low, high = limits.band_hz
    if radar.start_frequency_hz >= low and end <= high * (1 + 1e-9):
        return None
    return (
        f"the ramp runs from {radar.start_frequency_hz / 1e9:.3f} to {end / 1e9:.3f} GHz, "
        f"{radar.device} covers {low / 1e9:g} to {high / 1e9:g} GHz: change start_frequency_hz, "
        f"slope_hz_per_s or ramp_end_time_s"
    )


def slope_within_device(radar: RadarConfig) -> str | None:
    """The chirp must not be steeper than the chip's synthesiser allows."""
    limits = DEVICES.get(radar.device)
    if limits is None or radar.slope_hz_per_s <= limits.slope_hz_per_s:
        return None
    return (
        f"slope of {radar.slope_hz_per_s / 1e12:.1f} MHz/us, {radar.device} reaches "
        f"{limits.slope_hz_per_s / 1e12:g}: lower slope_hz_per_s"
    )


def sample_rate_within_device(radar: RadarConfig) -> str | None:
    """The ADC must not be asked to sample faster than it can."""
    limits = DEVICES.get(radar.device)
    if limits is None or radar.sample_rate_hz <= limits.sample_rate_hz:
        return None
    return (
        f"sample rate of {radar.sample_rate_hz / 1e6:.2f} Msps, {radar.device} reaches "
        f"{limits.sample_rate_hz / 1e6:g}: lower sample_rate_hz"
    )


def antennas_spaced(radar: RadarConfig) -> str | None:
    """Neighbouring virtual elements further than a wavelength apart alias in angle."""
    y = sorted(set(radar.virtual_positions_m[..., 1].round(9).ravel().tolist()))
    if len(y) < 2:
        return None
    gap = min(b - a for a, b in pairwise(y)) / radar.wavelength_m
    if gap <= 1.0:
        return None
    return (
        f"virtual elements are {gap:.2f} wavelengths apart, so azimuths alias: bring "
        f"rx_positions_m within a wavelength"
    )


CONSTRAINTS: dict[str, Callable[[RadarConfig], str | None]] = {
    check.__name__: check
    for check in (
        samples_fit_ramp,
        chirps_fit_frame,
        loops_fill_subbands,
        ramp_in_band,
        slope_within_device,
        sample_rate_within_device,
        antennas_spaced,
    )
}
"""Checks by name; each returns a message or None."""


def check_constraints(radar: RadarConfig) -> tuple[Violation, ...]:
    """Every constraint that the configuration breaks, in a fixed order."""
    found = ((name, check(radar)) for name, check in CONSTRAINTS.items())
    return tuple(Violation(name, message) for name, message in found if message is not None)
