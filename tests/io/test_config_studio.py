"""mmWave Studio's JSON."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_radar_config, read_recording
from mmwave_sim.io._capture import Capture
from mmwave_sim.io._config import read_configuration
from mmwave_sim.radar import preset

Write = Callable[[str, Any], Path]


def at(document: Any, *keys: str | int) -> Any:
    for key in keys:
        document = document[key]
    return document


def test_the_openradar_capture_settings(studio: dict[str, Any], write_json: Write) -> None:
    path = write_json("take1.mmwave.json", studio)
    configuration = read_configuration(path)
    expected = preset("awr1642_openradar").replace(
        name="take1", frame_period_s=0.04, receiver_gain_db=30.0
    )
    assert np.allclose(
        configuration.radar.virtual_positions_m, expected.virtual_positions_m, atol=1e-12
    )
    positions = {
        "tx_positions_m": expected.tx_positions_m,
        "rx_positions_m": expected.rx_positions_m,
    }
    assert configuration.radar.replace(**positions) == expected
    assert configuration.capture == Capture("q_first", 2, (0, 1, 2, 3))


def test_lower_case_key_and_integer_masks(studio: dict[str, Any], write_json: Write) -> None:
    studio["mmwaveDevices"] = studio.pop("mmWaveDevices")
    at(studio, "mmwaveDevices", 0, "rfConfig", "rlChanCfg_t")["rxChannelEn"] = 3
    assert read_radar_config(write_json("a.json", studio)).receivers == 2


@pytest.mark.parametrize(("mask", "lanes"), [("0x3", 2), ("0xF", 4), (15, 4)])
def test_lanes(studio: dict[str, Any], write_json: Write, mask: str | int, lanes: int) -> None:
    studio["mmWaveDevices"][0]["rawDataCaptureConfig"]["rlDevLaneEnable_t"]["laneEn"] = mask
    assert read_configuration(write_json("a.json", studio)).capture.lanes == lanes


def test_another_number_of_lanes_spoils_only_the_stream(
    studio: dict[str, Any], write_json: Write, tmp_path: Path
) -> None:
    studio["mmWaveDevices"][0]["rawDataCaptureConfig"]["rlDevLaneEnable_t"]["laneEn"] = "0x1"
    assert read_radar_config(write_json("a.mmwave.json", studio)).receivers == 4
    (tmp_path / "a.bin").write_bytes(bytes(128 * 2 * 4 * 128 * 4))
    with pytest.raises(InputError, match="1 LVDS lanes, not 2 or 4"):
        read_recording(tmp_path / "a.bin")


def test_layout_is_unstated_without_capture_settings(
    studio: dict[str, Any], write_json: Write
) -> None:
    del studio["mmWaveDevices"][0]["rawDataCaptureConfig"]
    assert read_configuration(write_json("a.json", studio)).capture.iq_order is None


def test_setup_names_configuration_and_device(studio: dict[str, Any], write_json: Write) -> None:
    write_json("take1.mmwave.json", studio)
    setup = {"mmWaveDevice": "awr1843", "configUsed": "C:\\ti\\captures\\take1.mmwave.json"}
    radar = read_radar_config(write_json("take1.setup.json", setup))
    assert (radar.name, radar.device) == ("take1", "iwr1843")
    assert radar.tx_positions_m[1][2] > 0  # the 1843's second transmitter is the raised one


@pytest.mark.parametrize("name", ["", "..", "take1.setup.json", "a\0b", "missing.mmwave.json"])
def test_setup_leads_nowhere_else(name: str, write_json: Write) -> None:
    path = write_json("take1.setup.json", {"configUsed": name})
    with pytest.raises(InputError):
        read_radar_config(path)


RF = ("mmWaveDevices", 0, "rfConfig")
CASES: list[tuple[tuple[str | int, ...], Any, str]] = [
    ((*RF, "waveformType"), "advancedFrameChirp", "sub-frame"),
    ((*RF, "waveformType"), ["?"], "output"),
    ((*RF, "rlChirps", 1, "rlChirpCfg_t", "txEnable"), "0x3", "chirp 1 with 2 of them"),
    ((*RF, "rlChirps", 1, "rlChirpCfg_t", "txEnable"), "seven", "a bit mask in txEnable"),
    ((*RF, "rlChirps", 1, "rlChirpCfg_t", "idleTimeVar_usec"), 1.0, "deviate"),
    ((*RF, "rlChirps", 1), 5, "an object in rlChirps"),
    ((*RF, "rlChirps"), {}, "an array in rlChirps"),
    ((*RF, "rlProfiles", 0, "rlProfileCfg_t", "numAdcSamples"), "128", "a number in numAdcSamples"),
    (
        (*RF, "rlProfiles", 0, "rlProfileCfg_t", "numAdcSamples"),
        12.5,
        "an integer in numAdcSamples",
    ),
    ((*RF, "rlProfiles", 0, "rlProfileCfg_t", "digOutSampleRate"), True, "a number in digOut"),
    ((*RF, "rlFrameCfg_t", "numLoops"), -1, "chirps_per_frame must be positive"),
    ((*RF, "rlFrameCfg_t"), None, "an object in rfConfig"),
    ((*RF, "rlChanCfg_t", "txChannelEn"), "0xFF", "enabled transmitters"),
    ((*RF, "rlAdcOutCfg_t"), {}, "the field rlAdcOutCfg_t.fmt"),
    (("mmWaveDevices",), [], "an array of at least 1 in mmWaveDevices"),
    (("mmWaveDevices",), "x", "an array of at least 1 in mmWaveDevices"),
    (("mmWaveDevices", 0), 1, r"an object in mmWaveDevices\[0\]"),
]


@pytest.mark.parametrize(("keys", "value", "message"), CASES)
def test_what_cannot_be_is_refused(
    studio: dict[str, Any],
    write_json: Write,
    keys: tuple[str | int, ...],
    value: object,
    message: str,
) -> None:
    at(studio, *keys[:-1])[keys[-1]] = value
    with pytest.raises(InputError, match=message):
        read_radar_config(write_json("a.mmwave.json", studio))


def test_cascades_are_refused(studio: dict[str, Any], write_json: Write) -> None:
    studio["mmWaveDevices"] *= 4
    with pytest.raises(InputError, match="4 cascaded"):
        read_radar_config(write_json("a.mmwave.json", studio))
