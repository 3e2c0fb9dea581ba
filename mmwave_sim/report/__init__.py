"""Pictures of what a radar sees."""

from mmwave_sim.report._plots import (
    plot_displacement,
    plot_point_cloud,
    plot_range_azimuth,
    plot_range_doppler,
    plot_range_profile,
    plot_time_azimuth,
    plot_time_doppler,
    plot_time_range,
    save_figure,
)

__all__ = [
    "plot_displacement",
    "plot_point_cloud",
    "plot_range_azimuth",
    "plot_range_doppler",
    "plot_range_profile",
    "plot_time_azimuth",
    "plot_time_doppler",
    "plot_time_range",
    "save_figure",
]
