"""Real and simulated recordings, radar configurations, and the files that hold them."""

from mmwave_sim.io._axes import from_matlab, from_xwr, to_matlab, to_xwr
from mmwave_sim.io._catalogue import CATALOGUE, PublicFile, PublicRecording
from mmwave_sim.io._config import (
    radar_from_json,
    radar_to_json,
    read_radar_config,
    resolve_radar,
    write_radar_config,
)
from mmwave_sim.io._fetch import Fetched, fetch
from mmwave_sim.io._read import read_recording
from mmwave_sim.io._write import write_dca1000, write_hdf5

__all__ = [
    "CATALOGUE",
    "Fetched",
    "PublicFile",
    "PublicRecording",
    "fetch",
    "from_matlab",
    "from_xwr",
    "radar_from_json",
    "radar_to_json",
    "read_radar_config",
    "read_recording",
    "resolve_radar",
    "to_matlab",
    "to_xwr",
    "write_dca1000",
    "write_hdf5",
    "write_radar_config",
]
