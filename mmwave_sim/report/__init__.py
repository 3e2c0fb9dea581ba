"""Pictures of what a radar sees."""

from mmwave_sim.report._findings import Findings, analyse, findings_json
from mmwave_sim.report._html import Section, write_html
from mmwave_sim.report._pictures import pictures
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
from mmwave_sim.report._simulation import WrittenReport, write_report

__all__ = [
    "Findings",
    "Section",
    "WrittenReport",
    "analyse",
    "findings_json",
    "pictures",
    "plot_displacement",
    "plot_point_cloud",
    "plot_range_azimuth",
    "plot_range_doppler",
    "plot_range_profile",
    "plot_time_azimuth",
    "plot_time_doppler",
    "plot_time_range",
    "save_figure",
    "write_html",
    "write_report",
]
