"""`mmwave radar info`: what a radar can tell apart, how it spends its time, what it breaks."""

import math
from typing import Annotated

import tyro
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mmwave_sim.io import resolve_radar
from mmwave_sim.radar import RadarConfig, TxSchedule, Violation, check_constraints

Rows = list[tuple[str, str, str]]


def info(
    radar: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="PRESET|FILE")], /
) -> None:
    """Print a radar's derived properties and the constraints that it breaks.

    Args:
        radar: Name of a preset, or a configuration file (TI .cfg, mmWave Studio or Infineon JSON).
    """
    config = resolve_radar(radar)
    console = Console()
    console.print(_table(config))
    for line in _verdict(check_constraints(config)):
        console.print(line, soft_wrap=True)


def _table(radar: RadarConfig) -> Table:
    table = Table(title=escape(radar.name), title_justify="left", show_header=False)
    table.add_column("property")
    table.add_column("value", justify="right")
    table.add_column("unit")
    for rows in (_resolves(radar), _frame(radar), _waveform(radar), _timing(radar)):
        for row in rows:
            table.add_row(*row)
        table.add_section()
    return table


def _resolves(radar: RadarConfig) -> Rows:
    angle_rad = radar.angular_resolution_rad
    angle = "none" if angle_rad >= math.pi else _number(math.degrees(angle_rad))
    return [
        ("range resolution", _number(radar.range_resolution_m * 1e3), "mm"),
        ("maximum range", _number(radar.max_range_m), "m"),
        ("velocity resolution", _number(radar.velocity_resolution_m_per_s), "m/s"),
        ("maximum velocity (+/-)", _number(radar.max_velocity_m_per_s), "m/s"),
        ("azimuth resolution, boresight", angle, "deg"),
    ]


def _frame(radar: RadarConfig) -> Rows:
    kind = "complex" if radar.complex_samples else "real"
    shape = " x ".join(map(str, radar.frame_shape))
    return [
        ("frame shape", shape, "chirp x tx x rx x sample"),
        ("samples", f"{kind}, {radar.adc_bits}", "bit a component"),
        _schedule(radar.tx_schedule),
        ("data rate", _number(radar.data_rate_bit_per_s / 1e6), "Mbit/s"),
        ("duty cycle", _number(radar.duty_cycle * 100), "%"),
    ]


def _schedule(schedule: TxSchedule) -> tuple[str, str, str]:
    order, kind = ", ".join(map(str, schedule.order)), schedule.kind.upper()
    if schedule.kind == "tdm":
        return "transmitters by slot", order, f"({kind})"
    if schedule.kind == "bpm":
        return "transmitters, all in each slot", order, f"({kind}, {schedule.slots} slots)"
    return "transmitters, all at once", order, f"({kind}, {schedule.subbands} subbands)"


def _waveform(radar: RadarConfig) -> Rows:
    return [
        ("start frequency", _number(radar.start_frequency_hz / 1e9), "GHz"),
        ("centre of the sampled band", _number(radar.center_frequency_hz / 1e9), "GHz"),
        ("wavelength there", _number(radar.wavelength_m * 1e3), "mm"),
        ("slope", _number(radar.slope_hz_per_s / 1e12), "MHz/us"),
        ("sampled bandwidth", _number(radar.bandwidth_hz / 1e6), "MHz"),
        ("sample rate", _number(radar.sample_rate_hz / 1e6), "Msps"),
    ]


def _timing(radar: RadarConfig) -> Rows:
    return [
        ("idle time", _number(radar.idle_time_s * 1e6), "us"),
        ("ADC start, after the ramp's", _number(radar.adc_start_time_s * 1e6), "us"),
        ("sampling time", _number(radar.sampling_time_s * 1e6), "us"),
        ("ramp end", _number(radar.ramp_end_time_s * 1e6), "us"),
        ("chirp interval", _number(radar.chirp_interval_s * 1e6), "us"),
        ("loop interval (slow time)", _number(radar.loop_interval_s * 1e6), "us"),
        ("active frame time", _number(radar.active_frame_time_s * 1e3), "ms"),
        ("frame period", _number(radar.frame_period_s * 1e3), "ms"),
    ]


def _verdict(violations: tuple[Violation, ...]) -> list[str]:
    if not violations:
        return ["All constraints hold."]
    return [f"[bold]{item.name}[/bold]: {escape(item.message)}" for item in violations]


def _number(value: float) -> str:
    return f"{value:.6g}"
