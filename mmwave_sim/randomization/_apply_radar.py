"""A draw applied to a radar: its configuration, and the continuous values behind it."""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex

from mmwave_sim.materials import Medium
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.randomization._draw import Draw
from mmwave_sim.simulation import SceneInputs


def apply_to_radar(draw: Draw, radar: RadarConfig) -> RadarConfig:
    """The radar with its drawn pose, transmitted power and noise figure.

    A simulation takes position, yaw and pitch from the scene (see `apply_to_scene`), and only the
    roll from here.
    """
    pose = radar.pose
    x_m, y_m, z_m = pose.position_m
    place = (
        x_m + draw.value("pose.offset_x_m", 0.0),
        y_m + draw.value("pose.offset_y_m", 0.0),
        draw.value("pose.height_m", z_m),
    )
    noise_figure_db = radar.noise_figure_db + draw.value("front_end.noise_figure_db", 0.0)
    return radar.replace(
        tx_power_w=radar.tx_power_w * 10 ** (draw.value("front_end.tx_power_db", 0.0) / 10),
        noise_figure_db=max(0.0, noise_figure_db),
        pose=replace(
            pose,
            position_m=place,
            yaw_rad=pose.yaw_rad + draw.value("pose.yaw_rad", 0.0),
            pitch_rad=pose.pitch_rad + draw.value("pose.pitch_rad", 0.0),
            roll_rad=pose.roll_rad + draw.value("pose.roll_rad", 0.0),
        ),
    )


def apply_to_inputs(draw: Draw, inputs: SceneInputs, radar: RadarConfig) -> SceneInputs:
    """The continuous values with drawn channels, antenna patterns, waveform errors and materials.

    Args:
        draw: What was drawn.
        inputs: From `scene_inputs`; its leaves may be traced.
        radar: The radar that they belong to.

    Raises:
        InputError: The draw was made for fewer antennas than the radar has.
    """
    with jax.enable_x64(True):
        walls = (p._replace(medium=_medium(draw, p.medium, "wall")) for p in inputs.panels)
        return inputs._replace(
            radar=_front_end(draw, inputs.radar, radar),
            panels=tuple(walls),
            media=tuple(_medium(draw, one, "skin") for one in inputs.media),
        )


def _front_end(draw: Draw, params: RadarParameters, radar: RadarConfig) -> RadarParameters:
    carrier = 1.0 + draw.value("front_end.start_frequency_error", 0.0)
    slope = 1.0 + draw.value("front_end.slope_error", 0.0)
    patterns = {"tx_pattern": params.tx_pattern, "rx_pattern": params.rx_pattern}
    for axis, name in enumerate(("azimuth", "elevation")):
        exponent = draw.value(f"front_end.pattern_{name}")
        if exponent is not None:
            patterns = {key: p.at[:, axis].set(exponent) for key, p in patterns.items()}
    return params._replace(
        start_frequency_hz=params.start_frequency_hz * carrier,
        slope_hz_per_s=params.slope_hz_per_s * slope,
        channel_gain=params.channel_gain * _channels(draw, radar, params.channel_gain),
        **patterns,
    )


def _channels(
    draw: Draw, radar: RadarConfig, like: Complex[Array, "tx rx"]
) -> Complex[Array, "tx rx"]:
    """Complex gain error of each emission and receiver: the product of its two ends."""
    tx = _ends(draw, "tx", len(radar.tx_positions_m))[[antenna for _, antenna in radar.emissions]]
    return jnp.asarray(np.outer(tx, _ends(draw, "rx", radar.receivers)), like.dtype)


def _ends(draw: Draw, end: str, count: int) -> np.ndarray:
    gain_db = np.array(draw.each(f"front_end.{end}_gain_db", count, 0.0))
    phase_rad = np.array(draw.each(f"front_end.{end}_phase_rad", count, 0.0))
    return 10 ** (gain_db / 20) * np.exp(1j * phase_rad)


def _medium(draw: Draw, medium: Medium, what: str) -> Medium:
    """A medium with the factors that were drawn for walls or skin."""
    fields = {
        "permittivity": "relative_permittivity",
        "conductivity": "conductivity_s_per_m",
        "roughness": "roughness_m",
        "thickness": "thickness_m",
    }
    for name, field in fields.items():
        factor = draw.value(f"materials.{what}_{name}")
        if factor is not None:
            medium = medium._replace(**{field: getattr(medium, field) * factor})
    if draw.value(f"materials.{what}_permittivity") is not None:
        floor = jnp.maximum(medium.relative_permittivity, 1.0)
        medium = medium._replace(relative_permittivity=floor)
    return medium
