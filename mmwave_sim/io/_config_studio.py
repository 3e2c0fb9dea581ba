"""TI mmWave Studio configuration: `*.mmwave.json`, and the `*.setup.json` that names it.

Source: mmWave Studio User Guide, "JSON configuration"; the structures are mmWaveLink's.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration, IqOrder
from mmwave_sim.io._config_ti import (
    ChirpRange,
    FrontEnd,
    Profile,
    build_configuration,
    check_waveform_kind,
)
from mmwave_sim.io._files import quote
from mmwave_sim.io._json import Json, element, integer, mask, member, number, read_json, wrong

WAVEFORM_KINDS = {"legacyFrameChirp": "frame", "advancedFrameChirp": "sub-frame"}
CHIRP_VARIATIONS: Final = (
    "startFreqVar_MHz",
    "freqSlopeVar_KHz_usec",
    "idleTimeVar_usec",
    "adcStartTimeVar_usec",
)

Value = TypeVar("Value")


def is_studio(document: Json) -> bool:
    """Whether a JSON document is mmWave Studio's front-end configuration."""
    return isinstance(document, dict) and _devices_key(document) is not None


def is_studio_setup(document: Json) -> bool:
    """Whether a JSON document is mmWave Studio's set-up, which names a configuration."""
    return isinstance(document, dict) and isinstance(document.get("configUsed"), str)


def read_studio_setup(document: Json, path: Path) -> Configuration:
    """Reads the configuration, beside the set-up, that a `*.setup.json` names.

    Raises:
        InputError: It is missing or as `load_studio`.
    """
    name = document["configUsed"].replace("\\", "/").rsplit("/", 1)[-1]
    platform = document.get("mmWaveDevice", "")
    if not isinstance(platform, str):
        raise wrong("the name of a device", platform, "mmWaveDevice")
    target = path.with_name(name) if name not in ("", ".", "..") else path
    if target == path or "\0" in name:
        raise wrong("the name of a configuration file", name, "configUsed")
    return load_studio(read_json(target), target, platform)


def load_studio(document: Json, path: Path, platform: str = "") -> Configuration:
    """Reads the configuration of the one device in a `*.mmwave.json`.

    Raises:
        InputError: A field is missing or ill-typed, several devices are cascaded, or the scheme
            is not TDM with one profile.
    """
    devices = document[_devices_key(document)]
    device = element(devices, 0, "mmWaveDevices")
    if len(devices) > 1:
        raise InputError(
            expected="one device in mmWaveDevices",
            found=f"{len(devices)} cascaded ones",
            do="cascaded radars cannot be read; give the configuration of a single chip",
        )
    rf = member(device, "rfConfig", "mmWaveDevices[0]")
    waveform = rf.get("waveformType", "legacyFrameChirp") if isinstance(rf, dict) else rf
    check_waveform_kind(WAVEFORM_KINDS.get(str(waveform), quote(waveform, 40)), path.name)
    channel, adc_format, frame = _parts(rf)
    lanes = _lanes(device)
    return build_configuration(
        FrontEnd(
            name=path.name.removesuffix(".json").removesuffix(".mmwave"),
            platform=platform,
            profiles=dict(_profile(p) for p in _items(rf, "rlProfiles", "rlProfileCfg_t")),
            chirps=tuple(_chirp(c) for c in _items(rf, "rlChirps", "rlChirpCfg_t")),
            first_chirp=_of(frame, "chirpStartIdx", integer),
            last_chirp=_of(frame, "chirpEndIdx", integer),
            loops=_of(frame, "numLoops", integer),
            frame_period_s=_of(frame, "framePeriodicity_msec", number) / 1e3,
            tx_enabled=_of(channel, "txChannelEn", mask),
            rx_enabled=_of(channel, "rxChannelEn", mask),
            complex_samples=_of(adc_format, "b2AdcOutFmt", integer) != 0,
            adc_bits_code=_of(adc_format, "b2AdcBits", integer),
            iq_order=_iq_order(device),
            lanes=2 if lanes == 2 else 4 if lanes == 4 else None,
            refusal="" if lanes in (None, 2, 4) else f"{lanes} LVDS lanes, not 2 or 4",
        )
    )


def _devices_key(document: dict[str, Json]) -> str | None:
    return next((key for key in document if key.lower() == "mmwavedevices"), None)


def _parts(rf: Json) -> tuple[Json, Json, Json]:
    adc = member(rf, "rlAdcOutCfg_t", "rfConfig")
    return (
        member(rf, "rlChanCfg_t", "rfConfig"),
        member(adc, "fmt", "rlAdcOutCfg_t"),
        member(rf, "rlFrameCfg_t", "rfConfig"),
    )


def _of(parent: Json, key: str, kind: Callable[[Json, str], Value]) -> Value:
    return kind(member(parent, key, "rfConfig"), key)


def _items(rf: Json, key: str, kind: str) -> list[Json]:
    items = member(rf, key, "rfConfig")
    if not isinstance(items, list):
        raise wrong("an array", items, key)
    return [member(item, kind, key) for item in items]


def _profile(item: Json) -> tuple[int, Profile]:
    return _of(item, "profileId", integer), Profile(
        start_frequency_hz=_of(item, "startFreqConst_GHz", number) * 1e9,
        idle_time_s=_of(item, "idleTimeConst_usec", number) / 1e6,
        adc_start_time_s=_of(item, "adcStartTimeConst_usec", number) / 1e6,
        ramp_end_time_s=_of(item, "rampEndTime_usec", number) / 1e6,
        slope_hz_per_s=_of(item, "freqSlopeConst_MHz_usec", number) * 1e12,
        samples_per_chirp=_of(item, "numAdcSamples", integer),
        sample_rate_hz=_of(item, "digOutSampleRate", number) * 1e3,
        receiver_gain_code=_of(item, "rxGain_dB", mask),
    )


def _chirp(item: Json) -> ChirpRange:
    return ChirpRange(
        first=_of(item, "chirpStartIdx", integer),
        last=_of(item, "chirpEndIdx", integer),
        profile=_of(item, "profileId", integer),
        tx_mask=_of(item, "txEnable", mask),
        varies=any(number(item.get(key, 0), key) for key in CHIRP_VARIATIONS),
    )


def _capture_part(device: Json, kind: str, key: str) -> int | None:
    raw = device.get("rawDataCaptureConfig")
    part = raw.get(kind) if isinstance(raw, dict) else None
    return None if part is None else mask(member(part, key, kind), key)


def _iq_order(device: Json) -> IqOrder | None:
    swap = _capture_part(device, "rlDevDataFmtCfg_t", "iqSwapSel")
    return None if swap is None else ("q_first" if swap else "i_first")


def _lanes(device: Json) -> int | None:
    mask_of_lanes = _capture_part(device, "rlDevLaneEnable_t", "laneEn")
    return None if mask_of_lanes is None else mask_of_lanes.bit_count()
