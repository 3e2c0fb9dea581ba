"""Infineon's `config.json`."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_radar_config
from mmwave_sim.radar import preset

Write = Callable[[str, Any], Path]
SHAPE: dict[str, Any] = {
    "chirp_repetition_time_s": 0.0005911249900236726,
    "end_frequency_Hz": 63500000000,
    "frame_repetition_time_s": 0.07726884633302689,
    "if_gain_dB": 23,
    "mimo_mode": "off",
    "num_chirps_per_frame": 8,
    "num_samples_per_chirp": 64,
    "rx_antennas": [1, 2, 3],
    "sample_rate_Hz": 2000000,
    "start_frequency_Hz": 58000000000,
    "tx_antennas": [1],
    "tx_power_level": 31,
}


def document(**changes: object) -> dict[str, Any]:
    return {"device_config": {"fmcw_single_shape": {**copy.deepcopy(SHAPE), **changes}}}


def test_the_recording_is_the_preset(shared_data: Path) -> None:
    radar = read_radar_config(shared_data / "infineon_breathing" / "config.json")
    expected = preset("bgt60tr13c")
    assert radar.idle_time_s == pytest.approx(expected.idle_time_s, rel=1e-6)
    assert radar.replace(idle_time_s=expected.idle_time_s) == expected


def test_numbers_and_antennas(write_json: Write) -> None:
    radar = read_radar_config(
        write_json("config.json", document(rx_antennas=[3, 1], if_gain_dB=33))
    )
    base = preset("bgt60tr13c")
    assert radar.bandwidth_hz == pytest.approx(5.5e9)
    assert radar.chirp_interval_s == pytest.approx(591.12499e-6)
    assert radar.rx_positions_m == (base.rx_positions_m[2], base.rx_positions_m[0])
    assert radar.receiver_gain_db == base.receiver_gain_db + 10


def test_older_names_of_the_band(write_json: Write) -> None:
    old = document(lower_frequency_Hz=61020098000, upper_frequency_Hz=61479902000)
    radar = read_radar_config(write_json("config.json", old))
    assert radar.bandwidth_hz == pytest.approx(459804000)


@pytest.mark.parametrize("name", sorted(set(SHAPE) - {"tx_power_level", "mimo_mode"}))
def test_each_field_is_needed(name: str, write_json: Write) -> None:
    broken = document()
    del broken["device_config"]["fmcw_single_shape"][name]
    with pytest.raises(InputError, match=f"the field .*{name}"):
        read_radar_config(write_json("config.json", broken))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tx_antennas": [1, 2]}, "one transmitter"),
        ({"mimo_mode": "tdm"}, "one transmitter"),
        ({"rx_antennas": [0]}, "from 1 to 3"),
        ({"rx_antennas": [2, 2]}, "from 1 to 3"),
        ({"rx_antennas": []}, "an array of antenna numbers"),
        ({"rx_antennas": "all"}, "an array of antenna numbers"),
        ({"end_frequency_Hz": 5}, "slope_hz_per_s must be positive"),
        ({"sample_rate_Hz": 0}, "positive num_samples_per_chirp"),
        ({"num_samples_per_chirp": 1e300}, "an integer in num_samples_per_chirp"),
        ({"chirp_repetition_time_s": 1e-6}, "idle_time_s must be zero or more"),
        ({"if_gain_dB": None}, "a number in if_gain_dB"),
    ],
)
def test_what_cannot_be_is_refused(
    changes: dict[str, Any], message: str, write_json: Write
) -> None:
    with pytest.raises(InputError, match=message):
        read_radar_config(write_json("config.json", document(**changes)))


def test_another_kind_of_acquisition_is_refused(write_json: Write) -> None:
    with pytest.raises(InputError, match="fmcw_single_shape"):
        read_radar_config(write_json("config.json", {"device_config": {"doppler": {}}}))
