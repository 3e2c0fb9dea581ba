"""The project's own configuration: exact, strict, bounded."""

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_radar_config, resolve_radar, write_radar_config
from mmwave_sim.io._limits import CONFIG_BYTES
from mmwave_sim.radar import PRESETS, Pose, RadarConfig, TxSchedule, preset

Write = Callable[[str, Any], Path]


@pytest.fixture
def document(radar: RadarConfig, tmp_path: Path) -> dict[str, Any]:
    write_radar_config(radar, tmp_path / "radar.json")
    return json.loads((tmp_path / "radar.json").read_text(encoding="utf-8"))


def schedule(order: list[int], kind: str = "tdm", subbands: object = 0) -> dict[str, object]:
    return {"order": order, "kind": kind, "subbands": subbands}


@pytest.mark.parametrize("name", PRESETS)
def test_presets_round_trip_exactly(name: str, tmp_path: Path) -> None:
    write_radar_config(preset(name), tmp_path / "r.json")
    assert read_radar_config(tmp_path / "r.json") == preset(name)


def test_every_bit_of_every_field_survives(radar: RadarConfig, tmp_path: Path) -> None:
    odd = radar.replace(
        name="h\u00f6rbar \u6ce2",
        slope_hz_per_s=60e12 / 3,
        frame_period_s=0.1 + 2**-54,
        noise_figure_db=-0.1,
        antenna_pattern="isotropic",
        pose=Pose((0.1, 1 / 3, -2e-300), 0.1, -0.2, 1e17),
    )
    write_radar_config(odd, tmp_path / "r.json")
    assert read_radar_config(tmp_path / "r.json") == odd
    written = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert set(written["radar"]) == {field.name for field in fields(RadarConfig)}


@pytest.mark.parametrize(
    "of", [TxSchedule.bpm((1, 0)), TxSchedule.ddm((0, 1)), TxSchedule.ddm((1, 0), 6)], ids=str
)
def test_schedules_round_trip(of: TxSchedule, radar: RadarConfig, tmp_path: Path) -> None:
    device = radar.replace(tx_schedule=of)
    write_radar_config(device, tmp_path / "r.json")
    assert read_radar_config(tmp_path / "r.json") == device


def test_version_1_had_only_time_division(
    radar: RadarConfig, document: dict[str, Any], write_json: Write
) -> None:
    del document["radar"]["tx_schedule"]["subbands"]
    assert read_radar_config(write_json("old.json", {**document, "version": 1})) == radar
    document["radar"]["tx_schedule"]["kind"] = "bpm"
    with pytest.raises(InputError, match=r"'tdm' in radar\.tx_schedule\.kind"):
        read_radar_config(write_json("new.json", {**document, "version": 1}))


@pytest.mark.parametrize("name", [field.name for field in fields(RadarConfig)])
def test_a_missing_field_is_named(name: str, document: dict[str, Any], write_json: Write) -> None:
    del document["radar"][name]
    with pytest.raises(InputError, match=rf"the field radar\.{name}"):
        read_radar_config(write_json("radar.json", document))


@pytest.mark.parametrize("name", [field.name for field in fields(RadarConfig)])
@pytest.mark.parametrize("value", [None, {"a": 1}, [[["x"]]], 1e999], ids=repr)
def test_an_ill_typed_field_is_named(
    name: str, value: object, document: dict[str, Any], write_json: Write
) -> None:
    document["radar"][name] = value
    with pytest.raises(InputError, match=f"radar.{name}" if value != 1e999 else "Infinity"):
        read_radar_config(write_json("radar.json", document))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("samples_per_chirp", True, "a number in radar.samples_per_chirp"),
        ("samples_per_chirp", 16.0, "an integer in radar.samples_per_chirp"),
        ("samples_per_chirp", 10**30, "reasonable size in radar.samples_per_chirp"),
        ("samples_per_chirp", 0, "samples_per_chirp must be positive"),
        ("complex_samples", 1, "true or false in radar.complex_samples"),
        ("slope_hz_per_s", "60e12", "a number in radar.slope_hz_per_s"),
        ("name", "a\nb", "printable text"),
        ("name", "x" * 201, "at most 200"),
        ("antenna_pattern", "horn", "antenna_pattern must be"),
        ("rx_positions_m", [[0, 0]], r"an array of 3 in radar.rx_positions_m\[0\]"),
        ("rx_positions_m", [], "must name at least one antenna"),
        ("tx_schedule", schedule([0], "fdm"), "'ddm' in radar.tx_schedule.kind"),
        ("tx_schedule", schedule([7]), "transmitter 7"),
        ("tx_schedule", schedule([-1]), "count from 0"),
        ("tx_schedule", schedule([]), "at least one transmitter"),
        ("tx_schedule", schedule([0, 0], "bpm"), "each transmitter once"),
        ("tx_schedule", schedule([0, 1], "ddm", 1), "a subband for each of 2"),
        ("tx_schedule", schedule([0], "ddm", 2.0), "an integer in radar.tx_schedule.subbands"),
        ("tx_schedule", schedule([0], "tdm", 2), "no subbands in a TDM schedule"),
        ("tx_schedule", {"order": [0]}, "radar.tx_schedule.kind"),
        ("tx_schedule", {"order": [0], "kind": "tdm"}, "radar.tx_schedule.subbands"),
        ("colour", "red", "also 'colour'"),
    ],
)
def test_what_cannot_be_is_refused(
    name: str, value: object, message: str, document: dict[str, Any], write_json: Write
) -> None:
    document["radar"][name] = value
    with pytest.raises(InputError, match=message):
        read_radar_config(write_json("radar.json", document))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 3}, "version 1 or 2"),
        ({"version": True}, "version 1 or 2"),
        ({"version": 1.5}, "version 1 or 2"),
        ({"version": 1}, "order and kind in radar.tx_schedule of version 1"),
        ({"extra": 1}, "also 'extra'"),
        ({"radar": []}, "an object in radar"),
        ({"capture": {"iq_order": "i_first"}}, "capture.lanes"),
        ({"capture": {"iq_order": "both", "lanes": 2}}, "i_first or q_first"),
        ({"capture": {"iq_order": None, "lanes": 3}}, "lanes 2 or 4"),
        ({"capture": {"iq_order": ["i_first"], "lanes": 2}}, "i_first or q_first"),
        ({"format": "other"}, "JSON of another kind"),
    ],
)
def test_the_envelope_is_checked(
    change: dict[str, Any], message: str, document: dict[str, Any], write_json: Write
) -> None:
    with pytest.raises(InputError, match=message):
        read_radar_config(write_json("radar.json", {**document, **change}))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "an empty file"),
        (b"{", r"text that is not JSON \(line 1 column 2: Expecting property name"),
        (b"not json", r"text that is not JSON \(line 1 column 1: Expecting value"),
        (b"\xff\xfe\x00", "bytes that are not UTF-8 text"),
        (b"[" * 100_000, "nested at most 32 deep"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "nested at most 32 deep"),
        (b'{"a": 1, "a": 2}', "appears twice"),
        (b'{"a": NaN}', "NaN is not a JSON number"),
        (b"1" * 5000, "JSON"),
        (b"[1, 2, 3]", "JSON of another kind"),
        (b'"[[[[' + b"[" * 100 + b'"', "JSON of another kind"),
        (b" " * (CONFIG_BYTES + 1), "at most"),
    ],
)
def test_files_that_are_no_configuration(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "radar.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        read_radar_config(path)
    assert "\n" not in str(caught.value)


def test_byte_order_mark_is_passed_over(document: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "bom.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(document).encode())
    assert read_radar_config(path).name == "small"


def test_nothing_not_finite_is_written(radar: RadarConfig, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="finite"):
        write_radar_config(radar.replace(pose=Pose((float("nan"), 0.0, 0.0))), tmp_path / "r.json")
    assert not list(tmp_path.iterdir())


def test_resolve_takes_presets_and_files(radar: RadarConfig, tmp_path: Path) -> None:
    write_radar_config(radar, tmp_path / "r.json")
    assert resolve_radar("iwr6843") == preset("iwr6843")
    assert resolve_radar(str(tmp_path / "r.json")) == radar
    assert resolve_radar(tmp_path / "r.json") == radar


@pytest.mark.parametrize("name", ["awr9999", "", "a\0b", "profile.txt", "/", "no.json", "x\0.cfg"])
def test_resolve_says_what_there_is(name: str) -> None:
    with pytest.raises(InputError, match=r"awr1843_mmclip|no such file|cannot exist"):
        resolve_radar(name)


@pytest.mark.parametrize("name", ["radar.txt", "radar", "no_folder/radar.json", "a\0.json"])
def test_write_refuses_what_could_not_be_read(
    name: str, radar: RadarConfig, tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        write_radar_config(radar, tmp_path / name)
    assert not list(tmp_path.iterdir())
