"""TI mmWave SDK configuration: the `.cfg` of commands that is sent to a demo over its UART.

Source: MMWAVE SDK User Guide, "Configuration (.cfg) File Format".
"""

import math
import re
from collections.abc import Callable
from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration, IqOrder, Lanes
from mmwave_sim.io._config_ti import (
    ChirpRange,
    FrontEnd,
    Profile,
    build_configuration,
    check_waveform_kind,
)
from mmwave_sim.io._files import quote, read_small
from mmwave_sim.io._limits import CONFIG_BYTES

ARGUMENTS = {
    "dfeDataOutputMode": (1,),
    "channelCfg": (3,),
    "adcCfg": (2,),
    "adcbufCfg": (4, 5),
    "profileCfg": (14,),
    "chirpCfg": (8,),
    "frameCfg": (7,),
    "bpmCfg": (4,),
    "lvdsStreamCfg": (4,),
}
"""The commands that shape raw data, and how many numbers follow each."""

WAVEFORM_KINDS = {1: "frame", 2: "continuous", 3: "sub-frame"}

WHAT = "a TI .cfg configuration"

CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
"""Bytes that no text holds (form feed and the end mark 0x1a of old editors may be there)."""

Command = tuple[str, tuple[float, ...]]


def read_ti_cfg(path: Path) -> Configuration:
    """Reads an SDK `.cfg`; commands that do not shape raw data (`lowPower`, ...) are passed over.

    Raises:
        InputError: It is no such file, a command is malformed or missing, or the scheme is not
            TDM with one profile.
    """
    text = _text(path)
    commands = [c for i, line in enumerate(text.splitlines(), 1) for c in _command(line, i)]
    last = dict(commands)
    _refuse_unsupported(last, path)
    profiles = {_whole(a[0], "profileCfg"): _profile(a) for n, a in commands if n == "profileCfg"}
    chirps = tuple(_chirp(a) for n, a in commands if n == "chirpCfg")
    channel, adc, frame = (_required(last, n, path) for n in ("channelCfg", "adcCfg", "frameCfg"))
    platform = re.search(r"%\s*platform\s*:?\s*(\S+)", text, re.IGNORECASE)
    return build_configuration(
        FrontEnd(
            name=path.stem,
            platform=platform[1] if platform else "",
            profiles=profiles,
            chirps=chirps,
            first_chirp=_whole(frame[0], "frameCfg"),
            last_chirp=_whole(frame[1], "frameCfg"),
            loops=_whole(frame[2], "frameCfg"),
            frame_period_s=frame[4] / 1e3,
            tx_enabled=_whole(channel[1], "channelCfg"),
            rx_enabled=_whole(channel[0], "channelCfg"),
            complex_samples=_complex(adc, last),
            adc_bits_code=_whole(adc[0], "adcCfg"),
            iq_order=_iq_order(last),
            lanes=_lanes(last),
            refusal=_refusal(last),
        )
    )


def _text(path: Path) -> str:
    """The commands; comments may be in any encoding, but control characters are in no text."""
    content = read_small(path, CONFIG_BYTES, WHAT)
    if CONTROL.search(content):
        raise InputError(
            expected=WHAT,
            found=f"bytes that are not text in {quote(path.name)}",
            do="give the file of commands that was sent to the radar",
        )
    return content.decode("utf-8", "replace")


def _command(line: str, number: int) -> list[Command]:
    words = re.split(r"[%#]", line)[0].split()
    if not words or words[0] not in ARGUMENTS:
        return []
    values = [_number(word) for word in words[1:]]
    if len(values) not in ARGUMENTS[words[0]] or any(value is None for value in values):
        raise InputError(
            expected=f"{words[0]} with {' or '.join(map(str, ARGUMENTS[words[0]]))} numbers",
            found=f"{quote(' '.join(words[1:]))} in line {number}",
            do="correct the line",
        )
    return [(words[0], tuple(value for value in values if value is not None))]


def _number(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 2**53 else None


def _whole(value: float, command: str) -> int:
    if not value.is_integer():
        raise InputError(
            expected=f"an integer in {command}", found=f"{value:g}", do="correct the line"
        )
    return int(value)


def _required(last: dict[str, tuple[float, ...]], name: str, path: Path) -> tuple[float, ...]:
    if name not in last:
        raise InputError(
            expected=f"the command {name} in a TI .cfg configuration",
            found=f"none in {quote(path.name)}",
            do="add it, or check that this is the radar's configuration",
        )
    return last[name]


def _refuse_unsupported(last: dict[str, tuple[float, ...]], path: Path) -> None:
    for name in ("profileCfg", "chirpCfg"):
        _required(last, name, path)
    mode = last.get("dfeDataOutputMode", (1.0,))[0]
    check_waveform_kind(WAVEFORM_KINDS.get(int(mode), f"mode {mode:g}"), path.name)
    if last.get("bpmCfg", (0.0, 0.0))[1]:
        raise InputError(
            expected="one transmitter for each chirp (TDM)",
            found="bpmCfg switched on",
            do="use a TDM configuration; other schemes cannot be read",
        )


def _profile(a: tuple[float, ...]) -> Profile:
    return Profile(
        start_frequency_hz=a[1] * 1e9,
        idle_time_s=a[2] / 1e6,
        adc_start_time_s=a[3] / 1e6,
        ramp_end_time_s=a[4] / 1e6,
        slope_hz_per_s=a[7] * 1e12,
        samples_per_chirp=_whole(a[9], "profileCfg"),
        sample_rate_hz=a[10] * 1e3,
        receiver_gain_code=_whole(a[13], "profileCfg"),
    )


def _chirp(a: tuple[float, ...]) -> ChirpRange:
    whole: Callable[[int], int] = lambda i: _whole(a[i], "chirpCfg")  # noqa: E731
    return ChirpRange(whole(0), whole(1), whole(2), whole(7), varies=any(a[3:7]))


def _complex(adc: tuple[float, ...], last: dict[str, tuple[float, ...]]) -> bool:
    """`adcCfg` has 0 for real, 1 and 2 for complex; `adcbufCfg` has 0 for complex, 1 for real."""
    is_complex = adc[1] != 0
    buffer = last.get("adcbufCfg")
    if buffer is not None and (buffer[-4] == 0) != is_complex:
        raise InputError(
            expected="adcCfg and adcbufCfg to agree on complex or real samples",
            found=f"output formats {adc[1]:g} and {buffer[-4]:g}",
            do="correct one of them",
        )
    return is_complex


def _iq_order(last: dict[str, tuple[float, ...]]) -> IqOrder | None:
    """SampleSwap 0 puts I into the low half of a little-endian word, so it comes first."""
    buffer = last.get("adcbufCfg")
    if buffer is None:
        return None
    return "q_first" if buffer[-3] else "i_first"


def _lanes(last: dict[str, tuple[float, ...]]) -> Lanes | None:
    """Only the four-lane chips interleave channels (ChanInterleave 0)."""
    buffer = last.get("adcbufCfg")
    return 4 if buffer is not None and buffer[-2] == 0 else None


def _refusal(last: dict[str, tuple[float, ...]]) -> str:
    _, header, data_format, software = last.get("lvdsStreamCfg", (0, 0, 0, 0))
    if data_format and header:
        return "HSI headers between the chirps (lvdsStreamCfg enableHeader)"
    if data_format > 1:
        return "chirp parameters between the samples (lvdsStreamCfg dataFmt)"
    return "user data between the frames (lvdsStreamCfg enableSW)" if software else ""
