"""Small radars, recordings with integer samples, and configuration files as vendors write them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.recording import Recording

TI_CFG = """\
% ***************************************************************
% Created for SDK ver:03.05
% Platform:xWR18xx
% ***************************************************************
sensorStop
flushCfg
dfeDataOutputMode 1
channelCfg 15 7 0
adcCfg 2 1
adcbufCfg -1 0 1 1 1
profileCfg 0 77 7 5 56 0 0 70 1 256 5209 0 0 30
chirpCfg 0 0 0 0 0 0 0 1
chirpCfg 1 1 0 0 0 0 0 4
chirpCfg 2 2 0 0 0 0 0 2
frameCfg 0 2 128 0 100 1 0
lowPower 0 0
guiMonitor -1 1 1 0 0 0 1
lvdsStreamCfg -1 0 0 0
bpmCfg -1 0 0 1
sensorStart
"""


def studio_document() -> dict[str, Any]:
    """An AWR1642 in mmWave Studio: 2 TX, 4 RX, 128 loops, Q first on two lanes."""
    chirps = [
        {
            "rlChirpCfg_t": {
                "chirpStartIdx": i,
                "chirpEndIdx": i,
                "profileId": 0,
                "startFreqVar_MHz": 0.0,
                "freqSlopeVar_KHz_usec": 0.0,
                "idleTimeVar_usec": 0.0,
                "adcStartTimeVar_usec": 0.0,
                "txEnable": f"0x{1 << i:X}",
            }
        }
        for i in range(2)
    ]
    profile = {
        "profileId": 0,
        "pfVcoSelect": "0x2",
        "startFreqConst_GHz": 77.4201,
        "idleTimeConst_usec": 30.0,
        "adcStartTimeConst_usec": 6.0,
        "rampEndTime_usec": 62.0,
        "txOutPowerBackoffCode": "0x0",
        "txPhaseShifter": "0x0",
        "freqSlopeConst_MHz_usec": 60.0,
        "txStartTime_usec": 0.0,
        "numAdcSamples": 128,
        "digOutSampleRate": 2500.0,
        "hpfCornerFreq1": 0,
        "hpfCornerFreq2": 0,
        "rxGain_dB": "0x1E",
    }
    frame = {
        "chirpEndIdx": 1,
        "chirpStartIdx": 0,
        "numLoops": 128,
        "numFrames": 8,
        "numAdcSamples": 256,
        "framePeriodicity_msec": 40.0,
        "triggerSelect": 1,
    }
    rf = {
        "waveformType": "legacyFrameChirp",
        "MIMOScheme": "TDM",
        "rlChanCfg_t": {"rxChannelEn": "0xF", "txChannelEn": "0x3", "cascading": 0},
        "rlAdcOutCfg_t": {"fmt": {"b2AdcBits": 2, "b8FullScaleReducFctr": 0, "b2AdcOutFmt": 1}},
        "rlLowPowerModeCfg_t": {"lpAdcMode": 0},
        "rlProfiles": [{"rlProfileCfg_t": profile}],
        "rlChirps": chirps,
        "rlFrameCfg_t": frame,
    }
    raw = {
        "rlDevDataFmtCfg_t": {"iqSwapSel": 1, "chInterleave": 1},
        "rlDevLaneEnable_t": {"laneEn": "0x3"},
    }
    device = {"mmWaveDeviceId": 0, "rfConfig": rf, "rawDataCaptureConfig": raw}
    return {
        "configGenerator": {"createdBy": "mmWaveStudio", "isConfigIntermediate": 1},
        "mmWaveDevices": [device],
    }


@pytest.fixture
def ti_cfg() -> str:
    """An xWR18xx `.cfg`: three TX in the order 0, 2, 1, Q first."""
    return TI_CFG


@pytest.fixture
def studio() -> dict[str, Any]:
    """A `*.mmwave.json` document."""
    return studio_document()


@pytest.fixture
def radar() -> RadarConfig:
    """Complex, 2 TX x 4 RX, 4 loops of 16 samples: no axis has the length of another."""
    return preset("awr1642_openradar").replace(
        name="small", samples_per_chirp=16, chirps_per_frame=5, frame_period_s=1e-3
    )


@pytest.fixture
def real_radar() -> RadarConfig:
    """Real, 1 TX x 3 RX, 4 loops of 16 samples."""
    return preset("bgt60tr13c").replace(
        name="small_real", samples_per_chirp=16, chirps_per_frame=4, device=""
    )


@pytest.fixture
def make() -> Callable[..., Recording]:
    """Makes a recording of random integers, most of them at positive beats if complex."""

    def build(radar: RadarConfig, frames: int = 3, seed: int = 0) -> Recording:
        rng = np.random.default_rng(seed)
        shape = (frames, *radar.frame_shape)
        noise = rng.integers(-40, 41, (2, *shape))
        if not radar.complex_samples:
            return Recording(noise[0].astype(np.float32), radar, "made")
        turns = np.arange(radar.samples_per_chirp) * 3 / radar.samples_per_chirp
        tone = 2000 * np.exp(2j * np.pi * (turns + 0.1 * np.arange(shape[1])[:, None, None, None]))
        samples = np.rint(tone.real) + noise[0] + 1j * (np.rint(tone.imag) + noise[1])
        return Recording(samples.astype(np.complex64), radar, "made")

    return build


@pytest.fixture
def write_json(tmp_path: Path) -> Callable[[str, Any], Path]:
    """Writes a document as JSON into the test's folder."""

    def write(name: str, document: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return write
