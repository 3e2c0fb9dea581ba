"""Validation problem: a flat metal plate, far away and so near that the wave front is curved."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from jaxtyping import Float, Int

from benchmarks._report import Row
from benchmarks.physics._echo import conductor, scattered, wavelength, wavenumber
from mmwave_sim.motion import MovingMesh
from mmwave_sim.simulation._divide import divide_mesh

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SMALL: Final = 2.5
"""Side in wavelengths at which 10 and 30 degrees both lie within 20 dB of the pattern's peak."""
LARGE: Final = 15.0
FAR: Final = (10.0, 16.0, 32.0)
"""Distances in L^2 / lambda; the issue asks for more than 8."""
NEAR_SIDE_M: Final = 0.1
NEAR_M: Final = 1.0
WINDOWS: Final = {
    "plate normal": (-5.0, 5.0),
    "plate tilted 10 degrees": (5.0, 15.0),
    "plate tilted 30 degrees": (20.0, 40.0),
}
WHOLE: Final = (1, 1)
PARTS: Final = (8, 8)
TWO_THOUSAND: Final = (40, 25)
"""Cells of two triangles each."""
_UP = np.array([0.0, 0.0, 1.0])
_LEFT = np.array([0.0, 1.0, 0.0])

Cells = tuple[int, int]
Mesh = tuple[Float[np.ndarray, "vertex 3"], Int[np.ndarray, "face 3"]]


@dataclass(frozen=True)
class Sweep:
    """Radar cross-section over the tilt of a plate.

    Attributes:
        tilt_rad: Angle between the plate's normal and the radar, rad.
        measured_dbsm: From the simulator, dBsm.
        expected_dbsm: Closed form or surface integral, dBsm.
    """

    tilt_rad: Float[np.ndarray, "tilt"]
    measured_dbsm: Float[np.ndarray, "tilt"]
    expected_dbsm: Float[np.ndarray, "tilt"]

    def error_db(self, low_deg: float = -90.0, high_deg: float = 90.0) -> float:
        """Largest difference between two tilts, within 20 dB of the whole sweep's peak."""
        tilt_deg = np.rad2deg(self.tilt_rad)
        strong = self.expected_dbsm > self.expected_dbsm.max() - 20
        chosen = strong & (tilt_deg >= low_deg) & (tilt_deg <= high_deg)
        return float(np.abs(self.measured_dbsm - self.expected_dbsm)[chosen].max())


def plate(side_m: float, cells: Cells = WHOLE) -> Mesh:
    """A square in the y-z plane that looks along +x; every cell is two triangles."""
    lines = (np.linspace(-side_m / 2, side_m / 2, count + 1) for count in cells)
    y, z = np.meshgrid(*lines, indexing="ij")
    number = np.arange(y.size).reshape(y.shape)
    a, b, c, d = number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]
    faces = np.stack([[a, b, c], [a, c, d]], axis=-1).reshape(3, -1).T
    return np.stack([np.zeros_like(y), y, z], axis=-1).reshape(-1, 3), faces


def divided(mesh: Mesh, distance_m: float) -> Mesh:
    """The mesh as the simulator divides it for a radar at a distance."""
    vertices, faces = mesh
    moving = MovingMesh("plate", faces, np.zeros(1), vertices[None], "metal")
    finer = divide_mesh(moving, np.array([distance_m, 0.0, 0.0]), wavelength())
    return np.asarray(finer.vertices_m)[0], finer.faces


def around(tilt_rad: Float[np.ndarray, "tilt"], distance_m: float) -> Float[np.ndarray, "tilt 3"]:
    """Places of the radar as the plate turns about z, in the plate's frame, m."""
    flat = np.zeros_like(tilt_rad)
    return distance_m * np.stack([np.cos(tilt_rad), np.sin(tilt_rad), flat], axis=1)


def cross_section_dbsm(
    mesh: Mesh, radar_m: Float[np.ndarray, "tilt 3"], polarization: Float[np.ndarray, "3"]
) -> Float[np.ndarray, "tilt"]:
    """Radar cross-section that the simulator's metal plate has, dBsm."""
    length = scattered(*mesh, conductor(), radar_m, radar_m, polarization)
    return 20 * np.log10(np.abs(length))


def closed_form_dbsm(
    tilt_rad: Float[np.ndarray, "tilt"], side_m: float
) -> Float[np.ndarray, "tilt"]:
    """4 pi A^2 / lambda^2 cos^2 sinc^2(k L sin): physical optics of a square plate, dBsm."""
    turn = wavenumber() * side_m * np.sin(tilt_rad)
    pattern = (np.cos(tilt_rad) * np.sinc(turn / np.pi)) ** 2
    return 10 * np.log10(4 * np.pi * side_m**4 / wavelength() ** 2 * pattern + 1e-30)


def surface_integral_dbsm(
    side_m: float,
    radar_m: Float[np.ndarray, "tilt 3"],
    polarization: Float[np.ndarray, "3"],
    nodes: int = 96,
) -> Float[np.ndarray, "tilt"]:
    """The surface integral of physical optics with spherical waves, by quadrature, dBsm.

    The current 2 n x H of the incident wave is projected on the field that the receiver would
    send, at every point of the plate with its own directions and distances (Balanis 2012, section
    7.10). Gauss and Legendre, float64.
    """
    node, weight = np.polynomial.legendre.leggauss(nodes)
    line, share = node * side_m / 2, weight * side_m / 2
    y, z = np.meshgrid(line, line, indexing="ij")
    point = np.stack([np.zeros_like(y), y, z], axis=-1)
    area = share[:, None] * share
    found = [_integral(point, area, place, polarization) for place in radar_m]
    return 20 * np.log10(np.abs(found))


def far(
    side_wavelengths: float,
    distance: float,
    tilt_rad: Float[np.ndarray, "tilt"],
    cells: Cells | None,
    polarization: Float[np.ndarray, "3"] = _UP,
) -> Sweep:
    """The plate from a distance in L^2 / lambda; without cells the simulator divides it."""
    side_m = side_wavelengths * wavelength()
    distance_m = distance * side_m**2 / wavelength()
    mesh = plate(side_m, cells) if cells else divided(plate(side_m), distance_m)
    measured = cross_section_dbsm(mesh, around(tilt_rad, distance_m), polarization)
    return Sweep(tilt_rad, measured, closed_form_dbsm(tilt_rad, side_m))


def near(cells: Cells, tilt_rad: Float[np.ndarray, "tilt"], divide: bool = True) -> Sweep:
    """The 10 cm plate at 1 m, which the simulator may divide further."""
    mesh = plate(NEAR_SIDE_M, cells)
    radar_m = around(tilt_rad, NEAR_M)
    measured = cross_section_dbsm(divided(mesh, NEAR_M) if divide else mesh, radar_m, _UP)
    return Sweep(tilt_rad, measured, surface_integral_dbsm(NEAR_SIDE_M, radar_m, _UP))


def small_plate_errors_db() -> dict[str, float]:
    """Largest error in every window of tilts: all distances, both fields, whole and in parts."""
    tilt = np.deg2rad(np.linspace(-45, 45, 181))
    cases = [(WHOLE, _UP), (WHOLE, _LEFT), (PARTS, _UP), (PARTS, _LEFT)]
    sweeps = [far(SMALL, distance, tilt, *case) for distance in FAR for case in cases]
    return {name: max(s.error_db(*window) for s in sweeps) for name, window in WINDOWS.items()}


def large_plate_error_db() -> float:
    """The same for a plate of 15 wavelengths, all lobes within 20 dB."""
    tilt = np.deg2rad(np.linspace(-12, 12, 121))
    return max(far(LARGE, distance, tilt, cells=None).error_db() for distance in FAR)


def near_plate_error_db(cells: Cells) -> float:
    """Largest error of the near plate over tilts of 0 to 12 degrees."""
    return near(cells, np.deg2rad(np.linspace(0, 12, 49))).error_db()


def rows() -> tuple[Row, ...]:
    """The figures of this problem."""
    found = {name: (value, 0.5) for name, value in small_plate_errors_db().items()}
    found["plate of 15 wavelengths, lobes"] = (large_plate_error_db(), 0.5)
    found["10 cm plate at 1 m, 2 triangles"] = (near_plate_error_db(WHOLE), 0.3)
    found["10 cm plate at 1 m, 2,000 triangles"] = (near_plate_error_db(TWO_THOUSAND), 0.3)
    return tuple(Row.at_most(name, value, limit, "dB") for name, (value, limit) in found.items())


def draw(figure: "Figure") -> None:
    """The near plate in plan, its echo over tilt, and the far plate's pattern."""
    scene, close, distant = figure.subplots(1, 3, width_ratios=(1.1, 1.5, 1.5))
    for tilt_deg in (0, 10, 30):
        tilt = np.deg2rad(tilt_deg)
        half = NEAR_SIDE_M / 2 * np.array([np.sin(tilt), np.cos(tilt)])
        x, y = np.array([[NEAR_M], [0.0]]) + half[:, None] * np.array([-1.0, 1.0])
        scene.plot(x, y, label=f"{tilt_deg} degrees")
    scene.plot(0, 0, "ks", label="radar")
    scene.set(aspect="equal", ylim=(-0.5, 0.5), title="plan", xlabel="x / m", ylabel="y / m")
    scene.legend(fontsize=6)
    tilt = np.deg2rad(np.linspace(0, 12, 97))
    sweep, coarse = near(WHOLE, tilt), near(WHOLE, tilt, divide=False)
    _plot(close, sweep, "surface integral")
    close.plot(np.rad2deg(tilt), coarse.measured_dbsm, "C3:", label="2 triangles, not divided")
    close.set(title="10 cm at 1 m", ylim=(sweep.expected_dbsm.max() - 25, None))
    tilt = np.deg2rad(np.linspace(-45, 45, 181))
    _plot(distant, far(SMALL, FAR[0], tilt, PARTS), "closed form")
    distant.set(title=f"{SMALL:g} wavelengths, far", ylim=(-75, None))
    for axes in (close, distant):
        axes.set(xlabel="tilt / degrees", ylabel="cross-section / dBsm")
        axes.legend(fontsize=6)


def _plot(axes: "Axes", sweep: Sweep, reference: str) -> None:
    tilt = np.rad2deg(sweep.tilt_rad)
    axes.plot(tilt, sweep.expected_dbsm, color="0.6", linewidth=3, label=reference)
    axes.plot(tilt, sweep.measured_dbsm, "C0", linewidth=1, label="simulated")


def _integral(
    point_m: Float[np.ndarray, "y z 3"],
    area_m2: Float[np.ndarray, "y z"],
    radar_m: Float[np.ndarray, "3"],
    polarization: Float[np.ndarray, "3"],
) -> complex:
    """sqrt(4 pi) / lambda times the integral of f.(n x (s x e)) exp(2 i k R) R0^2 / R^2, m."""
    way = point_m - radar_m
    distance = np.linalg.norm(way, axis=-1)
    travel = way / distance[..., None]
    field = polarization - (travel @ polarization)[..., None] * travel
    field /= np.linalg.norm(field, axis=-1, keepdims=True)
    current = np.cross([1.0, 0.0, 0.0], np.cross(travel, field))
    middle_m = np.linalg.norm(radar_m)
    phase = np.exp(2j * wavenumber() * (distance - middle_m))
    drive = np.sum(current * field, axis=-1) * (middle_m / distance) ** 2
    return complex(np.sqrt(4 * np.pi) / wavelength() * np.sum(drive * phase * area_m2))
