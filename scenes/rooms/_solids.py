"""Turned boxes in space, and how deep they are inside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int
from scipy.spatial.transform import Rotation

from scenes.rooms._panels import Panel
from scenes.spec import ObjectSpec


@dataclass(frozen=True)
class Solids:
    """Boxes.

    Attributes:
        centre_m: Middles, m.
        axes: Unit vectors along the edges, as rows.
        half_m: Half the extent along each axis, m.
    """

    centre_m: Float[np.ndarray, "box 3"]
    axes: Float[np.ndarray, "box 3 3"]
    half_m: Float[np.ndarray, "box 3"]

    def reach_m(self) -> Float[np.ndarray, "box 3"]:
        """Half the extents along the world's axes, m."""
        return np.einsum("nij,ni->nj", np.abs(self.axes), self.half_m)

    def corners_m(self) -> Float[np.ndarray, "box corner 3"]:
        """The eight corners of each, m."""
        signs = np.array([[i >> 2 & 1, i >> 1 & 1, i & 1] for i in range(8)]) * 2 - 1
        return self.centre_m[:, None] + (signs * self.half_m[:, None]) @ self.axes

    def __len__(self) -> int:
        return len(self.centre_m)


def object_solids(objects: Sequence[ObjectSpec]) -> Solids:
    """The box of each object: tilted about its middle, then turned."""
    size = np.array([item.size_m for item in objects], dtype=float).reshape(-1, 3)
    centre = np.array([item.position_m for item in objects], dtype=float).reshape(-1, 3)
    centre = centre + np.array([0.0, 0.0, 0.5]) * size
    axes = [
        (Rotation.from_euler("z", item.yaw_rad) * Rotation.from_rotvec(item.tilt_rad)).as_matrix().T
        for item in objects
    ]
    return Solids(centre, np.array(axes, dtype=float).reshape(-1, 3, 3), size / 2)


def panel_solids(panels: Sequence[Panel], thick_m: float = 0.0) -> Solids:
    """Walls as boxes; the second axis is their normal."""
    rows = [_panel(panel, thick_m) for panel in panels]
    table = np.array(rows, dtype=float).reshape(-1, 15)
    return Solids(table[:, :3], table[:, 3:12].reshape(-1, 3, 3), table[:, 12:])


def _panel(panel: Panel, thick_m: float) -> list[float]:
    start, end = np.array(panel.start_m), np.array(panel.end_m)
    length = float(np.hypot(*(end - start)))
    ux, uy = (end - start) / length
    x, y = (start + end) / 2
    middle, half = (panel.bottom_m + panel.top_m) / 2, (panel.top_m - panel.bottom_m) / 2
    return [x, y, middle, ux, uy, 0, -uy, ux, 0, 0, 0, 1, length / 2, thick_m / 2, half]


def depths_m(
    one: Solids, other: Solids, pairs: Int[np.ndarray, "pair 2"]
) -> Float[np.ndarray, " pair"]:
    """How far the boxes of each pair would have to move apart, negative where they are apart, m.

    Boxes are apart if and only if they are along one of the 15 axes of Gottschalk, Lin and Manocha
    (OBBTree, SIGGRAPH 1996): the normals of both and the cross products of their edges.
    """
    i, j = pairs.T
    a, b = one.axes[i], other.axes[j]
    crossed = np.cross(a[:, :, None], b[:, None, :]).reshape(-1, 9, 3)
    axes = np.concatenate([a, b, crossed], axis=1)
    length = np.linalg.norm(axes, axis=2)
    unit = axes / np.maximum(length, 1e-9)[..., None]
    apart = np.abs(np.einsum("pk,pak->pa", other.centre_m[j] - one.centre_m[i], unit))
    reach = _reach(a, one.half_m[i], unit) + _reach(b, other.half_m[j], unit)
    return np.where(length > 1e-6, reach - apart, np.inf).min(axis=1, initial=np.inf)


def _reach(
    axes: Float[np.ndarray, "pair 3 3"],
    half_m: Float[np.ndarray, "pair 3"],
    along: Float[np.ndarray, "pair axis 3"],
) -> Float[np.ndarray, "pair axis"]:
    """Half the extent of boxes along some directions, m."""
    return np.einsum("pai,pi->pa", np.abs(np.einsum("pak,pik->pai", along, axes)), half_m)


def near_pairs(one: Solids, other: Solids) -> Int[np.ndarray, "pair 2"]:
    """Pairs of boxes whose upright bounds overlap."""
    low = one.centre_m - one.reach_m(), other.centre_m - other.reach_m()
    high = one.centre_m + one.reach_m(), other.centre_m + other.reach_m()
    met = (low[0][:, None] < high[1]) & (low[1] < high[0][:, None])
    return np.argwhere(met.all(axis=2))
