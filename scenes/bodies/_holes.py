"""Closes the holes of a triangle mesh."""

from itertools import pairwise

import numpy as np
from jaxtyping import Int


def without_holes(faces: Int[np.ndarray, "face 3"]) -> Int[np.ndarray, "more 3"]:
    """The faces with a fan of triangles over each hole, on the vertices that there are.

    Meant for small, nearly flat holes: SMPL-X is open at the eyes and the mouth.
    """
    fans = [
        (loop[0], second, third) for loop in _loops(faces) for second, third in pairwise(loop[1:])
    ]
    return np.concatenate([faces, np.array(fans, faces.dtype).reshape(-1, 3)])


def _loops(faces: Int[np.ndarray, "face 3"]) -> list[list[int]]:
    """The rim of each hole, in the sense in which a face on it runs."""
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    here = {(a, b) for a, b in edges.tolist()}
    after = {b: a for a, b in here if (b, a) not in here}
    loops = []
    while after:
        start, place = after.popitem()
        loop = [start]
        while place != start and place in after:
            loop.append(place)
            place = after.pop(place)
        loops.append(loop)
    return loops
