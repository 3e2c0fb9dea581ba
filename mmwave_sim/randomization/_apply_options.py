"""A draw applied to the options of a simulation: the receiver's effects, and how it is done."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mmwave_sim.radar import RadarConfig
from mmwave_sim.randomization._draw import Draw
from mmwave_sim.receiver import (
    Compression,
    DcOffset,
    IfFilter,
    Interferer,
    IqImbalance,
    Leakage,
    PhaseNoise,
    ReceiverOptions,
)
from mmwave_sim.simulation import SimulationOptions


def apply_to_options(
    draw: Draw, options: SimulationOptions, radar: RadarConfig
) -> SimulationOptions:
    """The options with the drawn effects of the receiver and choices of the simulation.

    Args:
        draw: What was drawn.
        options: What was asked for; what was not drawn stays.
        radar: The radar; real samples have no I and Q errors, and drawn interferers, which come
            after one's own, share its band.
    """
    names = ("scattering", "diffuse", "threshold_db", "bounces")
    chosen = {name: draw.value(f"simulation.{name}", getattr(options, name)) for name in names}
    return replace(options, **chosen, receiver=_receiver(draw, options.receiver, radar))


def _receiver(draw: Draw, options: ReceiverOptions, radar: RadarConfig) -> ReceiverOptions:
    changes: dict[str, Any] = {}
    shift_db = draw.value("receiver.phase_noise_db")
    if shift_db is not None:
        changes["phase_noise"] = (options.phase_noise or PhaseNoise()).shifted(shift_db)
    isolation_db = draw.value("receiver.leakage_isolation_db")
    if isolation_db is not None:
        leakage = options.leakage or Leakage()
        changes["leakage"] = replace(leakage, isolation_db=isolation_db)
    level_dbm = draw.value("receiver.compression_dbm")
    if level_dbm is not None:
        changes["compression"] = Compression(_watts(level_dbm))
    if draw.value("receiver.if_filter") is not None:
        on = draw.value("receiver.if_filter")
        changes["if_filter"] = (options.if_filter or IfFilter()) if on else None
    if draw.value("interference.count") is not None:
        changes["interferers"] = (*options.interferers, *_interferers(draw, radar))
    return replace(options, **changes, **_iq(draw, options, radar), **_dc(draw, options))


def _iq(draw: Draw, options: ReceiverOptions, radar: RadarConfig) -> dict[str, Any]:
    own = options.iq_imbalance or IqImbalance()
    gain_db = draw.value("receiver.iq_gain_db", own.gain_db)
    phase_rad = draw.value("receiver.iq_phase_rad", own.phase_rad)
    if not radar.complex_samples or IqImbalance(gain_db, phase_rad) == own:
        return {}
    return {"iq_imbalance": IqImbalance(gain_db, phase_rad)}


def _dc(draw: Draw, options: ReceiverOptions) -> dict[str, Any]:
    own = options.dc_offset or DcOffset(0.0)
    i_counts = draw.value("receiver.dc_i_counts", own.i_counts)
    q_counts = draw.value("receiver.dc_q_counts", own.q_counts)
    offset = DcOffset(i_counts, q_counts)
    return {} if offset == own else {"dc_offset": offset}


def _interferers(draw: Draw, radar: RadarConfig) -> Iterator[Interferer]:
    """Radars that sweep the band of this one's ramp, some faster, some downwards."""
    count = draw.value("interference.count")
    usual = {
        "power_dbm": -70.0,
        "slope_ratio": 1.5,
        "falling": False,
        "offset_hz": 0.0,
        "start_s": 0.0,
        "azimuth_rad": 0.0,
    }
    columns = [draw.each(f"interference.{name}", count, one) for name, one in usual.items()]
    for row in zip(*columns, strict=True):
        yield _interferer(radar, *row)


def _interferer(
    radar: RadarConfig,
    power_dbm: float,
    slope_ratio: float,
    falling: bool,
    offset_hz: float,
    start_s: float,
    azimuth_rad: float,
) -> Interferer:
    first_hz = radar.start_frequency_hz + offset_hz
    swept_hz = radar.slope_hz_per_s * radar.ramp_end_time_s
    slope = radar.slope_hz_per_s * slope_ratio
    return Interferer(
        start_frequency_hz=first_hz + (swept_hz if falling else 0.0),
        slope_hz_per_s=-slope if falling else slope,
        chirp_interval_s=radar.chirp_interval_s / slope_ratio,
        ramp_s=radar.ramp_end_time_s / slope_ratio,
        power_w=_watts(power_dbm),
        start_s=start_s,
        azimuth_rad=azimuth_rad,
    )


def _watts(level_dbm: float) -> float:
    return float(10 ** (level_dbm / 10 - 3))
