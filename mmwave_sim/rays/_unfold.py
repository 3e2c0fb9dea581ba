"""The corner points of a mirrored way: unfolding a chain of walls."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from mmwave_sim.rays._walls import Chain, Wall


class Unfolded(NamedTuple):
    """A mirrored way from a source to several points.

    Attributes:
        corners_m: Source, reflection points in order, end point, m.
        on_walls: Whether every reflection point lies on its wall, and the way meets the walls
            in order.
        crosses: The same for walls that have no ends.
    """

    corners_m: Float[np.ndarray, "corner point 3"]
    on_walls: Bool[np.ndarray, "point"]
    crosses: Bool[np.ndarray, "point"]


def unfold(
    chain: Chain,
    walls: tuple[Wall, ...],
    source_m: Float[np.ndarray, "3"],
    points_m: Float[np.ndarray, "point 3"],
) -> Unfolded:
    """Finds where the ways from the source to the points meet the walls of a chain."""
    images = [source_m]
    for index in chain.walls:
        images.append(_mirror(images[-1], walls[index]))
    corners = [points_m]
    on_walls, crosses = np.ones((2, len(points_m)), dtype=bool)
    for index, image in zip(reversed(chain.walls), reversed(images), strict=False):
        hit, met = _meet(walls[index], image, corners[-1])
        corners.append(hit)
        crosses &= met
        on_walls &= walls[index].contains(hit)
    corners.append(np.broadcast_to(source_m, points_m.shape))
    return Unfolded(np.stack(corners[::-1]), on_walls & crosses, crosses)


def image_in(
    chain: Chain, walls: tuple[Wall, ...], source_m: Float[np.ndarray, "3"]
) -> Float[np.ndarray, "3"]:
    """Image of a source in a chain of walls: the ways seem to come straight from there."""
    for index in chain.walls:
        source_m = _mirror(source_m, walls[index])
    return source_m


def _mirror(point_m: Float[np.ndarray, "3"], wall: Wall) -> Float[np.ndarray, "3"]:
    return point_m - 2 * ((point_m - wall.corner_m) @ wall.normal) * wall.normal


def _meet(
    wall: Wall, image_m: Float[np.ndarray, "3"], points_m: Float[np.ndarray, "point 3"]
) -> tuple[Float[np.ndarray, "point 3"], Bool[np.ndarray, "point"]]:
    """Where the segments from the image to the points cross the wall's plane, and whether so."""
    of_image = (image_m - wall.corner_m) @ wall.normal
    of_points = (points_m - wall.corner_m) @ wall.normal
    crosses = of_image * of_points < 0
    share = of_image / np.where(crosses, of_image - of_points, 1.0)
    hit = image_m + np.clip(share, 0.0, 1.0)[:, None] * (points_m - image_m)
    return hit, crosses
