"""Raw samples to radar cube, angles, detections, points and heatmaps, in JAX."""

from mmwave_sim.cube._array import angle_fft, azimuth_fft, azimuth_rows
from mmwave_sim.cube._axes import (
    azimuth_axis_rad,
    chirp_times_s,
    elevation_axis_rad,
    frame_times_s,
    range_axis_m,
    velocity_axis_m_per_s,
)
from mmwave_sim.cube._beams import (
    azimuth_covariance,
    azimuth_steering,
    bartlett,
    bartlett_power,
    capon,
    steering,
)
from mmwave_sim.cube._cfar import CfarOptions, Detections, cfar
from mmwave_sim.cube._cube import radar_cube
from mmwave_sim.cube._demodulate import demodulate
from mmwave_sim.cube._direction import direction_cosines, phase_slope
from mmwave_sim.cube._displacement import Displacement, displacement_frequency, is_slow
from mmwave_sim.cube._gate import moving_gate
from mmwave_sim.cube._heatmap import Axis, Heatmap
from mmwave_sim.cube._maps import (
    MapOptions,
    range_azimuth,
    range_doppler,
    time_azimuth,
    time_range,
)
from mmwave_sim.cube._options import CubeOptions, StaticRemoval
from mmwave_sim.cube._points import PointCloud, point_cloud
from mmwave_sim.cube._returns import (
    Return,
    StrongestReturns,
    direct_bins,
    static_profile,
    strongest_returns,
)
from mmwave_sim.cube._stft import Stft, default_stft, time_doppler
from mmwave_sim.cube._stream import RecordingMaps, recording_maps, recording_stft
from mmwave_sim.cube._track import Track, strongest_track
from mmwave_sim.cube._transforms import compensate_tdm, doppler_fft, range_fft, remove_static
from mmwave_sim.cube._windows import WINDOWS, WindowName, window

__all__ = [
    "WINDOWS",
    "Axis",
    "CfarOptions",
    "CubeOptions",
    "Detections",
    "Displacement",
    "Heatmap",
    "MapOptions",
    "PointCloud",
    "RecordingMaps",
    "Return",
    "StaticRemoval",
    "Stft",
    "StrongestReturns",
    "Track",
    "WindowName",
    "angle_fft",
    "azimuth_axis_rad",
    "azimuth_covariance",
    "azimuth_fft",
    "azimuth_rows",
    "azimuth_steering",
    "bartlett",
    "bartlett_power",
    "capon",
    "cfar",
    "chirp_times_s",
    "compensate_tdm",
    "default_stft",
    "demodulate",
    "direct_bins",
    "direction_cosines",
    "displacement_frequency",
    "doppler_fft",
    "elevation_axis_rad",
    "frame_times_s",
    "is_slow",
    "moving_gate",
    "phase_slope",
    "point_cloud",
    "radar_cube",
    "range_axis_m",
    "range_azimuth",
    "range_doppler",
    "range_fft",
    "recording_maps",
    "recording_stft",
    "remove_static",
    "static_profile",
    "steering",
    "strongest_returns",
    "strongest_track",
    "time_azimuth",
    "time_doppler",
    "time_range",
    "velocity_axis_m_per_s",
    "window",
]
