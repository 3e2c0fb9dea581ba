"""Infineon radar SDK configuration: `config.json` of a recording, or an acquisition file."""

from typing import Final

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration
from mmwave_sim.io._json import Json, integer, member, number, wrong
from mmwave_sim.radar import RadarConfig, preset

FRONT_END_GAIN_DB: Final = 14.0
"""Gain of the BGT60TR13C ahead of its IF amplifier, dB (its preset is at 23 dB of IF gain)."""

WHERE: Final = "device_config.fmcw_single_shape"


def is_infineon(document: Json) -> bool:
    """Whether a JSON document is an Infineon configuration."""
    return isinstance(document, dict) and isinstance(document.get("device_config"), dict)


def load_infineon(document: Json) -> Configuration:
    """Reads a `fmcw_single_shape`; what it does not state comes from the preset `bgt60tr13c`.

    The ramp is taken to be as long as the samples: the SDK gives the sampled band.

    Raises:
        InputError: A field is missing or ill-typed, or several transmitters are used.
    """
    shape = member(document["device_config"], "fmcw_single_shape", "device_config")
    start_hz, end_hz = _band(shape)
    samples = integer(member(shape, "num_samples_per_chirp", WHERE), "num_samples_per_chirp")
    rate_hz = number(member(shape, "sample_rate_Hz", WHERE), "sample_rate_Hz")
    if samples <= 0 or rate_hz <= 0:
        raise wrong("positive num_samples_per_chirp and sample_rate_Hz", [samples, rate_hz], WHERE)
    interval_s = _number(shape, "chirp_repetition_time_s")
    try:
        return Configuration(_radar(shape, start_hz, end_hz, samples, rate_hz, interval_s))
    except InputError:
        raise
    except ValueError as error:
        raise InputError(
            expected="a waveform that can exist", found=str(error), do="correct the configuration"
        ) from error


def _radar(
    shape: Json, start_hz: float, end_hz: float, samples: int, rate_hz: float, interval_s: float
) -> RadarConfig:
    base = preset("bgt60tr13c")
    ramp_s = samples / rate_hz
    if_gain_db = _number(shape, "if_gain_dB")
    _one_transmitter(shape)
    receivers = _receivers(shape, len(base.rx_positions_m))
    return base.replace(
        start_frequency_hz=start_hz,
        slope_hz_per_s=(end_hz - start_hz) / ramp_s,
        idle_time_s=interval_s - ramp_s,
        ramp_end_time_s=ramp_s,
        sample_rate_hz=rate_hz,
        samples_per_chirp=samples,
        chirps_per_frame=integer(
            member(shape, "num_chirps_per_frame", WHERE), "num_chirps_per_frame"
        ),
        frame_period_s=_number(shape, "frame_repetition_time_s"),
        rx_positions_m=tuple(base.rx_positions_m[i - 1] for i in receivers),
        receiver_gain_db=FRONT_END_GAIN_DB + if_gain_db,
    )


def _band(shape: Json) -> tuple[float, float]:
    """Both spellings: `start_frequency_Hz` of the present SDK, `lower_frequency_Hz` of the old."""
    if isinstance(shape, dict) and "lower_frequency_Hz" in shape:
        return _number(shape, "lower_frequency_Hz"), _number(shape, "upper_frequency_Hz")
    return _number(shape, "start_frequency_Hz"), _number(shape, "end_frequency_Hz")


def _number(shape: Json, key: str) -> float:
    return number(member(shape, key, WHERE), key)


def _antennas(shape: Json, key: str) -> list[int]:
    antennas = member(shape, key, WHERE)
    if not isinstance(antennas, list) or not antennas:
        raise wrong("an array of antenna numbers", antennas, key)
    return [integer(antenna, key) for antenna in antennas]


def _one_transmitter(shape: Json) -> None:
    if len(_antennas(shape, "tx_antennas")) > 1 or shape.get("mimo_mode", "off") != "off":
        raise InputError(
            expected="one transmitter",
            found=f"mimo_mode {shape.get('mimo_mode', 'off')!r:.40}",
            do="only single-transmitter Infineon recordings can be read",
        )


def _receivers(shape: Json, available: int) -> list[int]:
    receivers = _antennas(shape, "rx_antennas")
    if not all(1 <= i <= available for i in receivers) or len(set(receivers)) < len(receivers):
        raise wrong(f"different numbers from 1 to {available}", receivers, "rx_antennas")
    return receivers
