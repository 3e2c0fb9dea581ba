"""Visibility that may have a gradient: averaged over a ball about the antennas."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from mmwave_sim.rays import Chain, Wall

Looker = Callable[[Float[np.ndarray, "3"]], list[Bool[np.ndarray, "face"]]]


class Seen(NamedTuple):
    """How far the faces of a mesh are seen by a way.

    Attributes:
        weight: From 0 (hidden) to 1.
        slope: Its change as the (image) antenna moves relative to the face, 1/m; None if sharp.
    """

    weight: Float[np.ndarray, "face"]
    slope: Float[np.ndarray, "face 3"] | None


def averaged_sight(sees: Looker, source_m: Float[np.ndarray, "3"], radius_m: float) -> list[Seen]:
    """What is seen from a source, for several ways at once.

    Sharp visibility is piecewise constant: its gradient is zero almost everywhere and misses what
    appears and disappears. Averaged over the antenna's place in a ball it is the convolution of the
    sharp one, whose slope is the least-squares one over the same places. The price is that shadows
    are blurred: a face counts by its share of the places, so the error of the return is at most
    that of the faces that are seen from some places and not from others.

    Args:
        sees: What is seen from a place, a mask for each way.
        source_m: The radar's place, m.
        radius_m: Radius of the ball, m; 0 for sharp visibility.
    """
    if radius_m == 0:
        return [Seen(mask.astype(float), None) for mask in sees(source_m)]
    offsets = radius_m * _icosahedron()
    masks = np.array([sees(source_m + offset) for offset in offsets], dtype=float)
    moment = np.sum(offsets**2) / 3
    return [
        Seen(way.mean(axis=0), (way - way.mean(axis=0)).T @ offsets / moment)
        for way in np.moveaxis(masks, 1, 0)
    ]


def seen_from_image(seen: Seen, chain: Chain, walls: tuple[Wall, ...]) -> Seen:
    """The same with the slope for moves of the antenna's image instead of the antenna."""
    if seen.slope is None:
        return seen
    slope = seen.slope
    for index in chain.walls:
        normal = walls[index].normal
        slope = slope - 2 * (slope @ normal)[:, None] * normal
    return Seen(seen.weight, slope)


def _icosahedron() -> Float[np.ndarray, "12 3"]:
    """Twelve directions spread evenly."""
    golden = (1 + 5**0.5) / 2
    base = np.array([[0.0, s, t * golden] for s in (-1, 1) for t in (-1, 1)])
    points = np.concatenate([np.roll(base, shift, axis=1) for shift in range(3)])
    return points / np.linalg.norm(points[0])
