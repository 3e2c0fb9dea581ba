"""The IF filter on paths, before they become samples."""

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.receiver import IfFilter
from mmwave_sim.scattering import PathNodes


def filtered(
    nodes: PathNodes, if_filter: IfFilter | None, params: RadarParameters, radar: RadarConfig
) -> PathNodes:
    """The paths as the IF filter leaves them: each has a beat frequency of its own."""
    if if_filter is None:
        return nodes
    gain = if_filter.response(params.slope_hz_per_s * nodes.length_m / SPEED_OF_LIGHT, radar)
    return nodes._replace(amplitude=nodes.amplitude * gain.astype(nodes.amplitude.dtype))
