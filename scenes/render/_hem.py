"""Cuts triangles along the line where a function of their corners is zero."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int, Shaped


@dataclass(frozen=True)
class Cut:
    """New vertices on edges of a mesh.

    Attributes:
        edges: The two ends of each edge.
        shares: How far from the first end to the second each new vertex lies.
    """

    edges: Int[np.ndarray, "edge 2"]
    shares: Float[np.ndarray, " edge"]

    def between(self, values: Shaped[np.ndarray, "vertex any"]) -> Float[np.ndarray, "edge any"]:
        """What the new vertices have, from what all vertices so far have."""
        first, second = values[self.edges[:, 0]], values[self.edges[:, 1]]
        return first + self.shares[:, None] * (second - first)


def cut_along(
    faces: Int[np.ndarray, "face 3"], values: Float[np.ndarray, " vertex"]
) -> tuple[Cut, Int[np.ndarray, "piece 3"], Bool[np.ndarray, " piece"], Int[np.ndarray, " piece"]]:
    """Cuts each triangle whose corners differ in sign into three, along a straight line.

    Args:
        faces: Triangles.
        values: A number for each vertex, linear along edges.

    Returns:
        The new vertices, which follow the old ones; the triangles after the cut, turned as before;
        on which of them the values are positive; and which old triangle each is a piece of.
    """
    inside = values > 0
    count = inside[faces].sum(1)
    mixed = np.flatnonzero((count == 1) | (count == 2))
    whole = np.flatnonzero((count == 0) | (count == 3))
    lone, second, third = _alone_first(faces[mixed], inside).T
    edges = np.sort(np.concatenate([np.c_[lone, second], np.c_[lone, third]]), axis=1)
    edges, place = np.unique(edges, axis=0, return_inverse=True)
    at_start, at_end = values[edges].T
    cut = Cut(edges, at_start / np.where(at_start == at_end, 1.0, at_start - at_end))
    on_second, on_third = (place.ravel() + len(values)).reshape(2, -1)
    pieces = [
        faces[whole],
        np.c_[lone, on_second, on_third],
        np.c_[on_second, second, third],
        np.c_[on_second, third, on_third],
    ]
    sides = [inside[faces[whole, 0]], inside[lone], inside[second], inside[second]]
    origin = np.concatenate([whole, mixed, mixed, mixed])
    return cut, np.concatenate(pieces), np.concatenate(sides), origin


def _alone_first(
    faces: Int[np.ndarray, "face 3"], inside: Bool[np.ndarray, " vertex"]
) -> Int[np.ndarray, "face 3"]:
    """Corners turned so that the one whose sign the other two do not share comes first."""
    signs = inside[faces]
    alone = signs == (signs.sum(1) == 1)[:, None]
    turn = (alone.argmax(1)[:, None] + np.arange(3)) % 3
    return np.take_along_axis(faces, turn, axis=1)
