"""Validation problem: the shadow behind a door edge against Fresnel's integral."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float
from scipy.special import fresnel

from benchmarks._report import Row
from benchmarks.physics._image_theory import image_leg, plate_echo
from benchmarks.physics._still import C, antennas_m, carrier_hz, plan, plate, radar, received
from mmwave_sim.rays import Screen, Wall, Way, leg, panel
from mmwave_sim.simulation import TracePlan

if TYPE_CHECKING:
    from matplotlib.figure import Figure

RADAR_M = (0.0, 0.3, 1.0)
EDGE_X_M, TARGET_X_M = 2.0, 5.0
"""The edge is the vertical line through (2, 0) m; the wall lies on its right."""
_FAR_M = 400.0
"""The wall's other edges are so far that they add less than 0.01 dB at -25 dB."""
_EDGE_M = np.array([EDGE_X_M, 0.0, RADAR_M[2]])


def door() -> Wall:
    """An opaque wall with a free vertical edge."""
    corner = np.array([EDGE_X_M, -_FAR_M, -_FAR_M / 2])
    return Wall("wall", corner, np.array([[0, _FAR_M, 0], [0, 0, _FAR_M]]), "concrete")


def diffraction_parameter(
    antenna_m: Float[np.ndarray, "3"],
    point_m: Float[np.ndarray, "*point 3"],
    frequency_hz: Float[np.ndarray, "*point"] | float,
) -> Float[np.ndarray, "*point"]:
    """The parameter nu, from how much longer the way by the edge is; positive in shadow.

    nu = 2 sqrt(excess / wavelength), of which h sqrt(2 / wavelength (1/d1 + 1/d2)) is the first
    order. The shortest way by the edge is straight once the two half planes that hold it and one
    end each are turned into one (Keller 1962).
    """
    way = point_m - antenna_m
    aside = [np.linalg.norm(end[..., :2] - _EDGE_M[:2], axis=-1) for end in (antenna_m, point_m)]
    by_edge = np.hypot(aside[0] + aside[1], way[..., 2])
    excess_m = np.maximum(by_edge - np.linalg.norm(way, axis=-1), 0.0)
    share = (EDGE_X_M - antenna_m[0]) / way[..., 0]
    in_shadow = antenna_m[1] + share * way[..., 1] < 0
    size = 2 * np.sqrt(excess_m * frequency_hz / C)
    return np.where(in_shadow, size, -size)


def loss_db(nu: Float[np.ndarray, "*point"]) -> Float[np.ndarray, "*point"]:
    """Loss of one way past a knife edge against free space, dB.

    Recommendation ITU-R P.526-15 (2019), section 4.1, equation 30.
    """
    sine, cosine = fresnel(nu)
    real, imaginary = 1 - cosine - sine, cosine - sine
    return -20 * np.log10(np.sqrt(real**2 + imaginary**2) / 2)


def targets(nu: Float[np.ndarray, "point"]) -> Float[np.ndarray, "point 3"]:
    """Points behind the edge with these parameters, to first order, m."""
    wavelength = radar(RADAR_M).wavelength_m
    near_m, far_m = EDGE_X_M - RADAR_M[0], TARGET_X_M - EDGE_X_M
    height_m = nu / np.sqrt(2 / wavelength * (1 / near_m + 1 / far_m))
    y = RADAR_M[1] + (-height_m - RADAR_M[1]) * (near_m + far_m) / near_m
    return np.stack([np.full_like(y, TARGET_X_M), y, np.full_like(y, RADAR_M[2])], axis=-1)


def aslant(
    offset_m: Float[np.ndarray, "point"],
) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "point 3"]]:
    """A radar high up and aside, and points that it sees past the edge by such offsets, m."""
    azimuth, elevation = np.deg2rad(45.0), np.deg2rad(-40.0)
    level = np.cos(elevation)
    towards = np.array([level * np.cos(azimuth), -level * np.sin(azimuth), np.sin(elevation)])
    antenna_m = _EDGE_M - 2.0 * towards
    passed_m = _EDGE_M - offset_m[:, None] * np.array([0.0, 1.0, 0.0])
    return antenna_m, antenna_m + 2.5 * (passed_m - antenna_m)


def one_way(
    point_m: Float[np.ndarray, "point 3"],
    antenna_m: Sequence[float] | Float[np.ndarray, "3"] = RADAR_M,
) -> tuple[Float[np.ndarray, "point"], Float[np.ndarray, "point"]]:
    """Loss of the way past the edge by `leg` and by the closed form, dB."""
    device = radar(RADAR_M)
    way = Way((), (Screen((0,), 0, "around"),))
    with jax.enable_x64(True):
        past = leg(
            jnp.asarray(antenna_m)[None],
            jnp.asarray([0.0, 0.0, 1.0]),
            jnp.asarray(point_m),
            way,
            (panel(door(), device.center_frequency_hz),),
            jnp.asarray([2 * np.pi / device.wavelength_m]),
        )
    field = np.linalg.norm(np.asarray(past.field)[0, :, 0], axis=-1)
    nu = diffraction_parameter(np.array(antenna_m), point_m, device.center_frequency_hz)
    return -20 * np.log10(field), loss_db(nu)


def planned(point_m: Float[np.ndarray, "3"]) -> TracePlan:
    """What the planner makes of a small scatterer behind the edge."""
    return plan((door(),), plate(point_m), radar(RADAR_M), bounces=0)


def two_way(
    point_m: Float[np.ndarray, "point 3"],
) -> tuple[Float[np.ndarray, "point"], Float[np.ndarray, "point"]]:
    """Loss of a small scatterer's whole echo, traced and rendered, and by the closed form, dB."""
    measured, expected = [], []
    for at_m in point_m:
        traced = planned(at_m)
        device = traced.radar
        middle = device.samples_per_chirp // 2
        tx, rx = antennas_m(device)
        out, back = (image_leg(antenna, at_m, (), device) for antenna in (tx, rx))
        free = np.abs(plate_echo(out, back, device)[middle])
        measured.append(-20 * np.log10(np.abs(received(traced)[middle]) / free))
        carrier = float(carrier_hz(device)[middle])
        losses = [loss_db(diffraction_parameter(end, at_m, carrier)) for end in (tx, rx)]
        expected.append(float(sum(losses)))
    return np.array(measured), np.array(expected)


def rows() -> tuple[Row, ...]:
    """Largest differences from the lit side to 25 dB of loss on each way."""
    measured, expected = one_way(targets(np.linspace(-6.0, 4.3, 401)))
    one = float(np.abs(measured - expected).max())
    radar_m, point_m = aslant(np.linspace(-0.25, 0.15, 201))
    measured, expected = one_way(point_m, radar_m)
    slant = float(np.abs(measured - expected).max())
    measured, expected = two_way(targets(np.linspace(-4.0, 4.0, 17)))
    two = float(np.abs(measured - expected).max())
    return (
        Row.at_most("knife edge, one way", one, 0.5, "dB"),
        Row.at_most("knife edge, one way aslant", slant, 0.5, "dB"),
        Row.at_most("knife edge, echo of a scatterer", two, 0.5, "dB"),
    )


def draw(figure: "Figure") -> None:
    """The edge from above, and the loss of one way and of the whole echo."""
    scene, plot = figure.subplots(1, 2)
    nu = np.linspace(-4.0, 4.0, 33)
    place_m = targets(nu)
    scene.plot([EDGE_X_M, EDGE_X_M], [-1.5, 0], color="0.3", linewidth=4)
    scene.plot(place_m[:, 0], place_m[:, 1], "C3.", markersize=3)
    scene.plot([RADAR_M[0]], [RADAR_M[1]], "ks")
    slope = -RADAR_M[1] / EDGE_X_M
    scene.plot([0, 5.5], [RADAR_M[1], RADAR_M[1] + 5.5 * slope], color="0.6", linestyle=":")
    scene.set(xlabel="x / m", ylabel="y / m", aspect="equal", title="from above; dotted: shadow")
    fine = np.linspace(-6.0, 4.2, 400)
    plot.plot(fine, -loss_db(fine), color="0.6", linewidth=3, label="Fresnel integral")
    measured, _ = one_way(targets(fine))
    plot.plot(fine, -measured, "C0", linewidth=1, label="leg, one way")
    measured, _ = two_way(place_m)
    device = radar(RADAR_M)
    carrier = device.center_frequency_hz
    both = [diffraction_parameter(end, place_m, carrier) for end in antennas_m(device)]
    plot.plot(np.mean(both, axis=0), -measured / 2, "C3.", label="echo, half of its loss")
    plot.set(xlabel="nu (echo: mean of both ways)", ylabel="field against free space / dB")
    plot.legend(fontsize="small")
