"""`Camera`: where a picture is taken from, and where a point of the world lies in it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError

Vector = tuple[float, float, float]
CutAway = Literal["nothing", "house", "subject"]

NARROWEST_RAD, WIDEST_RAD = np.radians([0.5, 150.0])


@dataclass(frozen=True)
class Camera:
    """A pinhole camera, or an orthographic one, in world coordinates.

    Attributes:
        eye_m: Where it stands, m.
        target_m: What is in the middle of the picture, m.
        up: Direction that is upright in the picture.
        field_of_view_rad: Angle from the lower to the upper edge of the picture, rad.
        height_m: Extent from the lower to the upper edge of an orthographic picture, m; None for a
            pinhole camera.
        cut_away: Which walls are cut down to see behind them: none, and the ceiling stays; those
            with a room behind them ("house"); or those between the eye and the target ("subject").
    """

    eye_m: Vector
    target_m: Vector
    up: Vector = (0.0, 0.0, 1.0)
    field_of_view_rad: float = np.radians(30.0)
    height_m: float | None = None
    cut_away: CutAway = "house"

    def __post_init__(self) -> None:
        """Refuses a camera that looks nowhere."""
        numbers = np.array([*self.eye_m, *self.target_m, *self.up], dtype=float)
        if numbers.shape != (9,) or not np.isfinite(numbers).all():
            raise _refusal("finite eye_m, target_m and up", f"{self.eye_m}, {self.target_m}")
        if np.linalg.norm(np.cross(self.forward, self.up)) < 1e-6 * np.linalg.norm(self.up) + 1e-12:
            raise _refusal("a target_m apart from eye_m and not straight along up", f"{self}")
        if not NARROWEST_RAD <= self.field_of_view_rad <= WIDEST_RAD:
            raise _refusal("field_of_view_rad from 0.01 to 2.6", f"{self.field_of_view_rad}")
        if self.height_m is not None and not 0.01 <= self.height_m <= 1e4:
            raise _refusal("height_m from 0.01 to 10000", f"{self.height_m}")

    @property
    def forward(self) -> Float[np.ndarray, "3"]:
        """Unit vector from the eye to the target (zero where they coincide)."""
        way = np.subtract(self.target_m, self.eye_m).astype(float)
        return way / max(float(np.linalg.norm(way)), 1e-12)

    @property
    def axes(self) -> Float[np.ndarray, "3 3"]:
        """Rows: unit vectors to the right, upwards and forwards in the picture."""
        right = np.cross(self.forward, self.up)
        right /= np.linalg.norm(right)
        return np.stack([right, np.cross(right, self.forward), self.forward])

    def project(
        self, points_m: Float[np.ndarray, "point 3"], width: int, height: int
    ) -> Float[np.ndarray, "point 2"]:
        """Column and row of points in a picture, pixels from its upper left corner.

        With (x, y, z) the point to the right, upwards and forwards of the eye, H the picture's
        height and v the field of view, the column is `width / 2 + k x` and the row
        `H / 2 - k y`, where k is `H / (2 z tan(v / 2))`, or `H / height_m` if orthographic.
        Points behind a pinhole camera are NaN.
        """
        right, up, depth = self.axes @ (np.asarray(points_m, dtype=float) - self.eye_m).T
        if self.height_m is None:
            ahead = np.where(depth > 0, depth, np.nan)
            scale = height / (2 * ahead * np.tan(self.field_of_view_rad / 2))
        else:
            scale = np.full_like(depth, height / self.height_m)
        return np.stack([width / 2 + scale * right, height / 2 - scale * up], axis=-1)


def fitted(
    points_m: Float[np.ndarray, "point 3"],
    direction: Float[np.ndarray, "3"],
    aspect: float,
    field_of_view_rad: float,
    margin: float = 0.06,
) -> Camera:
    """The nearest pinhole camera that looks along a direction and sees all points.

    Args:
        points_m: What is to be seen, m.
        direction: From the eye to the target.
        aspect: Width of the picture over its height.
        field_of_view_rad: Angle from the lower to the upper edge, rad.
        margin: Free share of the picture at each edge.
    """
    towards = np.asarray(direction, dtype=float) / np.linalg.norm(direction)
    target = (points_m.min(0) + points_m.max(0)) / 2
    half = np.tan(field_of_view_rad / 2) * (1 - 2 * margin) * np.array([aspect, 1.0])
    for _ in range(8):
        axes = Camera(_vector(target - towards), _vector(target)).axes
        across, depth = (points_m - target) @ axes[:2].T, (points_m - target) @ axes[2]
        distance = float((np.abs(across) / half - depth[:, None]).max())
        seen = across / (depth[:, None] + distance)
        target = target + distance * (seen.min(0) + seen.max(0)) / 2 @ axes[:2]
    return Camera(
        _vector(target - towards * distance), _vector(target), field_of_view_rad=field_of_view_rad
    )


def _vector(values: Float[np.ndarray, "3"]) -> Vector:
    x, y, z = (float(value) for value in values)
    return x, y, z


def _refusal(expected: str, found: str) -> InputError:
    return InputError(expected=f"a camera with {expected}", found=found[:200], do="change it")
