"""Image theory in NumPy for axis-parallel planes, written apart from the simulator.

Reflection comes from the impedance that a wave meets (transmission lines, Pozar, *Microwave
Engineering*, 2012, sections 2.3 and 2.4), fields from vectors; time dependence exp(-i w t).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Complex, Float

from benchmarks.physics._still import C, carrier_hz, plate_area_m2
from mmwave_sim.materials import material
from mmwave_sim.radar import RadarConfig

_VACUUM_PERMITTIVITY = 8.8541878128e-12


@dataclass(frozen=True)
class Plane:
    """A plane at a coordinate of one axis.

    Attributes:
        axis: Axis of its normal.
        offset_m: Where it crosses that axis, m.
        made_of: Name in the materials table.
    """

    axis: int
    offset_m: float
    made_of: str

    def mirrored(self, point_m: Float[np.ndarray, "3"]) -> Float[np.ndarray, "3"]:
        """The image of a point, m."""
        image = point_m.copy()
        image[self.axis] = 2 * self.offset_m - point_m[self.axis]
        return image

    def permittivity(self, device: RadarConfig) -> Complex[np.ndarray, "sample"]:
        """Complex relative permittivity; permittivity and conductivity are the band centre's."""
        table = material(self.made_of)
        sigma = table.conductivity(device.center_frequency_hz)
        loss = sigma / (2 * np.pi * carrier_hz(device) * _VACUUM_PERMITTIVITY)
        return table.permittivity(device.center_frequency_hz).real + 1j * loss


class ImageLeg(NamedTuple):
    """The way from an antenna to a point by some planes.

    Attributes:
        length_m: Its length, m.
        direction: Unit direction in which it arrives.
        field: Field there for a unit field at the antenna, at every sample.
    """

    length_m: float
    direction: Float[np.ndarray, "3"]
    field: Complex[np.ndarray, "sample 3"]


def image_leg(
    antenna_m: Float[np.ndarray, "3"],
    point_m: Float[np.ndarray, "3"],
    planes: tuple[Plane, ...],
    device: RadarConfig,
) -> ImageLeg:
    """The way from a vertical antenna to a point; planes in the order in which they are met."""
    image = antenna_m
    for plane in planes:
        image = plane.mirrored(image)
    way = point_m - image
    length_m = float(np.linalg.norm(way))
    arriving = way / length_m
    direction = arriving.copy()
    for plane in planes:
        direction[plane.axis] *= -1
    field = np.tile(vertical(direction).astype(complex), (device.samples_per_chirp, 1))
    for plane in planes:
        field = reflected(field, direction, plane, device)
        direction = direction.copy()
        direction[plane.axis] *= -1
    return ImageLeg(length_m, arriving, field)


def vertical(direction: Float[np.ndarray, "3"]) -> Float[np.ndarray, "3"]:
    """Unit field of a vertical antenna in a direction: across it, in the vertical plane."""
    across = np.array([0.0, 0.0, 1.0]) - direction[2] * direction
    return across / np.linalg.norm(across)


def reflected(
    field: Complex[np.ndarray, "sample 3"],
    direction: Float[np.ndarray, "3"],
    plane: Plane,
    device: RadarConfig,
) -> Complex[np.ndarray, "sample 3"]:
    """A field after a plane: TE and TM parts, each times what its impedance reflects.

    A perfect conductor turns E into 2 (n.E) n - E; its tangential field is reflected with -1.
    """
    normal = np.eye(3)[plane.axis]
    side = np.cross(normal, direction)
    size = np.linalg.norm(side)
    side = side / size if size > 1e-9 else np.roll(normal, 1)
    te = (field @ side)[:, None] * side
    tm = field - te
    conductor = 2 * (tm @ normal)[:, None] * normal - tm
    of_te, of_tm = tangential_reflection(abs(direction[plane.axis]), plane, device)
    return of_te[:, None] * te - of_tm[:, None] * conductor


def tangential_reflection(
    cosine: float, plane: Plane, device: RadarConfig
) -> tuple[Complex[np.ndarray, "sample"], Complex[np.ndarray, "sample"]]:
    """Reflection (TE, TM) of the tangential electric field by a sheet in air or a half space.

    (Z - Z0) / (Z + Z0) with wave impedances relative to free space: 1 / cos in TE and cos in TM,
    and inside 1 / q and q / eps, q = sqrt(eps - sin^2). A sheet shows the front of a line of length
    d that ends in air: Z = Z1 (Z0 - i Z1 t) / (Z1 - i Z0 t), t = tan(k d q).
    """
    epsilon = plane.permittivity(device)
    inside = np.sqrt(epsilon - (1 - cosine**2))
    thickness_m = material(plane.made_of).thickness_m
    found = []
    for outer, inner in ((1 / cosine, 1 / inside), (cosine, inside / epsilon)):
        shown = inner
        if thickness_m > 0:
            turn = np.tan(2 * np.pi * carrier_hz(device) / C * thickness_m * inside)
            shown = inner * (outer - 1j * inner * turn) / (inner - 1j * outer * turn)
        found.append((shown - outer) / (shown + outer))
    return found[0], found[1]


def plate_echo(out: ImageLeg, back: ImageLeg, device: RadarConfig) -> Complex[np.ndarray, "sample"]:
    """Amplitude of the tiny metal plate's echo, sqrt(W), without the phase of its path.

    Radar equation with the physical-optics scattering length of a small conducting plate that
    looks along -x: -i k A (cos + cos') / (2 sqrt pi), and the mirror that halves the two ways.
    """
    wavelength = C / carrier_hz(device)
    halving = -(out.direction + back.direction)
    halving /= np.linalg.norm(halving)
    mirrored = 2 * (out.field @ halving)[:, None] * halving - out.field
    alike = np.sum(mirrored * back.field, axis=-1)
    cosine = (out.direction[0] + back.direction[0]) / 2
    scattering_m = -1j * np.sqrt(4 * np.pi) / wavelength * plate_area_m2() * cosine * alike
    gain = 10 ** (device.antenna_gain_db / 10)
    spreading = (4 * np.pi) ** 1.5 * out.length_m * back.length_m
    return np.sqrt(device.tx_power_w) * gain * wavelength * scattering_m / spreading


def link(one: ImageLeg, device: RadarConfig) -> Complex[np.ndarray, "sample"]:
    """Amplitude of a way that ends at a vertical antenna, sqrt(W), by Friis 1946."""
    gain = 10 ** (device.antenna_gain_db / 10)
    arriving = one.field @ vertical(one.direction)
    wavelength = C / carrier_hz(device)
    return np.sqrt(device.tx_power_w) * gain * wavelength * arriving / (4 * np.pi * one.length_m)
