"""TI SDK `.cfg` files, checked against the values that are written in them."""

from pathlib import Path

import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import read_radar_config
from mmwave_sim.io._capture import Capture
from mmwave_sim.io._config import read_configuration
from mmwave_sim.radar import RadarConfig, preset


def read(text: str, folder: Path) -> RadarConfig:
    path = folder / "profile.cfg"
    path.write_text(text, encoding="utf-8")
    return read_radar_config(path)


def test_every_number_arrives_in_si(ti_cfg: str, tmp_path: Path) -> None:
    radar = read(ti_cfg, tmp_path)
    assert (radar.name, radar.device) == ("profile", "iwr1843")
    assert radar.start_frequency_hz == 77e9
    assert radar.slope_hz_per_s == 70e12
    assert (radar.idle_time_s, radar.adc_start_time_s) == (7e-6, 5e-6)
    assert (radar.ramp_end_time_s, radar.frame_period_s) == (56e-6, 0.1)
    assert (radar.sample_rate_hz, radar.samples_per_chirp) == (5.209e6, 256)
    assert radar.frame_shape == (128, 3, 4, 256)
    assert radar.tx_schedule.order == (0, 2, 1)
    assert radar.receiver_gain_db == 30.0
    assert radar.complex_samples
    assert radar.adc_bits == 16


def test_same_radar_as_the_preset_of_these_numbers(ti_cfg: str, tmp_path: Path) -> None:
    radar = read(ti_cfg, tmp_path)
    expected = preset("awr1843_mmclip")
    assert np.allclose(
        radar.replace(tx_schedule=expected.tx_schedule).virtual_positions_m,
        expected.virtual_positions_m,
        atol=1e-12,
    )
    assert radar.max_range_m == pytest.approx(expected.max_range_m)


def test_byte_layout_follows_sample_swap_and_platform(ti_cfg: str, tmp_path: Path) -> None:
    path = tmp_path / "profile.cfg"
    path.write_text(ti_cfg, encoding="utf-8")
    assert read_configuration(path).capture == Capture("q_first", 2, (0, 1, 2, 3))
    path.write_text(ti_cfg.replace("adcbufCfg -1 0 1", "adcbufCfg -1 0 0"), encoding="utf-8")
    assert read_configuration(path).capture.iq_order == "i_first"
    path.write_text(ti_cfg.replace("xWR18xx", "xWR14xx"), encoding="utf-8")
    assert read_configuration(path).capture.lanes == 4
    path.write_text(ti_cfg.replace("adcbufCfg -1 0 1 1 1", "adcbufCfg 0 0 0 1"), encoding="utf-8")
    assert read_configuration(path).capture.lanes == 4  # ChanInterleave 0, first SDK's four numbers


def test_two_transmitters_of_an_unknown_board_are_the_outer_two(
    ti_cfg: str, tmp_path: Path
) -> None:
    text = ti_cfg.replace("channelCfg 15 7 0", "channelCfg 15 3 0").replace(
        "frameCfg 0 2", "frameCfg 0 1"
    )
    text = text.replace("chirpCfg 1 1 0 0 0 0 0 4", "chirpCfg 1 1 0 0 0 0 0 2")
    unknown = read(text.replace("Platform:xWR18xx", "no platform"), tmp_path)
    assert unknown.device == ""
    assert np.allclose(
        unknown.virtual_positions_m, preset("awr1642_openradar").virtual_positions_m, atol=1e-12
    )
    known = read(text, tmp_path)  # the 1843's second transmitter is the raised middle one
    assert known.tx_positions_m[1][2] > 0


def test_masks_choose_antennas_by_position(ti_cfg: str, tmp_path: Path) -> None:
    text = ti_cfg.replace("channelCfg 15 7 0", "channelCfg 10 5 0").replace(
        "frameCfg 0 2", "frameCfg 0 1"
    )
    radar = read(text, tmp_path)
    row = preset("awr1843_mmclip")
    assert radar.rx_positions_m == (row.rx_positions_m[1], row.rx_positions_m[3])
    assert radar.tx_positions_m == (row.tx_positions_m[0], row.tx_positions_m[2])
    assert radar.tx_schedule.order == (0, 1)


def test_sixty_gigahertz_is_the_isk_board(ti_cfg: str, tmp_path: Path) -> None:
    text = ti_cfg.replace("profileCfg 0 77 ", "profileCfg 0 60 ").replace("Platform:xWR18xx", "")
    radar = read(text, tmp_path)
    assert (radar.device, radar.antenna_gain_db) == ("iwr6843", 7.0)


def test_real_samples_and_gain_target_bits(ti_cfg: str, tmp_path: Path) -> None:
    text = ti_cfg.replace("adcCfg 2 1", "adcCfg 1 0").replace("adcbufCfg -1 0", "adcbufCfg -1 1")
    radar = read(text.replace("5209 0 0 30", "5209 0 0 158"), tmp_path)
    assert not radar.complex_samples
    assert (radar.adc_bits, radar.receiver_gain_db) == (14, 30.0)


def test_one_definition_may_cover_several_chirps(ti_cfg: str, tmp_path: Path) -> None:
    text = ti_cfg.replace("chirpCfg 0 0 0 0 0 0 0 1", "chirpCfg 0 2 0 0 0 0 0 1")
    text = text.replace("chirpCfg 1 1", "% chirpCfg 1 1").replace("chirpCfg 2 2", "# chirpCfg 2 2")
    assert read(text, tmp_path).tx_schedule.order == (0, 0, 0)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("chirpCfg 1 1 0 0 0 0 0 4", "chirpCfg 1 1 0 0 0 0 0 5", "chirp 1 with 2 of them"),
        ("chirpCfg 1 1 0 0 0 0 0 4", "chirpCfg 1 1 0 0 0 0 0 0", "chirp 1 with 0 of them"),
        ("chirpCfg 1 1 0 0 0 0 0 4", "chirpCfg 1 1 1 0 0 0 0 4", r"profiles \[0, 1\]"),
        ("chirpCfg 1 1 0 0 0 0 0 4", "chirpCfg 1 1 0 0 0 3 0 4", "deviate"),
        ("chirpCfg 1 1 0 0 0 0 0 4", "", "a definition of chirp 1"),
        ("chirpCfg 1 1 0 0 0 0 0 4", "chirpCfg 1 1 0 0", "chirpCfg with 8 numbers"),
        ("channelCfg 15 7 0", "channelCfg 15 3 0", "enabled transmitter"),
        ("channelCfg 15 7 0", "channelCfg 0 7 0", "enabled receivers"),
        ("channelCfg 15 7 0", "channelCfg 255 7 0", "enabled receivers"),
        ("channelCfg 15 7 0", "", "the command channelCfg"),
        ("dfeDataOutputMode 1", "dfeDataOutputMode 3", "sub-frame"),
        ("dfeDataOutputMode 1", "dfeDataOutputMode 2", "continuous"),
        ("dfeDataOutputMode 1", "dfeDataOutputMode 9", "mode 9"),
        ("bpmCfg -1 0 0 1", "bpmCfg -1 1 0 1", "bpmCfg"),
        ("adcCfg 2 1", "adcCfg 2 0", "agree on complex or real"),
        ("adcCfg 2 1", "adcCfg 7 1", "resolution code"),
        ("profileCfg 0 77 7", "profileCfg 0 77 x", "in line 11"),
        ("profileCfg 0 77 7", "profileCfg 0 nan 7", "in line 11"),
        ("profileCfg 0 77 7", "profileCfg 3 77 7", "profile 0, which the chirps use"),
        ("profileCfg 0 77 7", "profileCfg 0 -1 7", "start frequency above 0"),
        ("1 256 5209", "1 256.5 5209", "an integer in profileCfg"),
        ("1 256 5209", "1 0 5209", "samples_per_chirp must be positive"),
        ("frameCfg 0 2 128", "frameCfg 2 0 128", "a loop of chirps"),
        ("frameCfg 0 2 128", "frameCfg 0 9999 128", "a loop of chirps"),
        ("frameCfg 0 2 128", "frameCfg 0 2 0", "chirps_per_frame must be positive"),
        ("Platform:xWR18xx", "Platform:xWR68xx_AOP", "antenna layout"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    ti_cfg: str, tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in ti_cfg
    with pytest.raises(InputError, match=message) as caught:
        read(ti_cfg.replace(old, new), tmp_path)
    assert "\n" not in str(caught.value)


def test_too_many_chirp_definitions_are_refused(ti_cfg: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="at most 512 chirp definitions"):
        read(ti_cfg + "chirpCfg 0 0 0 0 0 0 0 1\n" * 512, tmp_path)


@pytest.mark.parametrize("content", [b"hello\n", b"[metadata]\n"])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "setup.cfg"
    path.write_bytes(content)
    with pytest.raises(InputError, match="the command profileCfg"):
        read_radar_config(path)


@pytest.mark.parametrize(
    "content", [bytes(range(256)), b"sensorStop\n\x00", b"\x89PNG\r\n\x1a\n\x00"]
)
def test_bytes_are_not_text(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.cfg").write_bytes(content)
    with pytest.raises(InputError, match=r"bytes that are not text in 'a\.cfg'"):
        read_radar_config(tmp_path / "a.cfg")


def test_comments_may_be_in_any_encoding(ti_cfg: str, tmp_path: Path) -> None:
    (tmp_path / "a.cfg").write_bytes("% für\r\n".encode("latin-1") + ti_cfg.encode() + b"\x1a")
    assert read_radar_config(tmp_path / "a.cfg").samples_per_chirp == 256
