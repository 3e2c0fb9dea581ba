"""Floors laid with boards or tiles, so that one sees how far things are."""

from collections.abc import Iterator, Sequence

import numpy as np
from jaxtyping import Float

from scenes.geometry import Mesh
from scenes.render._paint import Colour

LAID: dict[str, tuple[float, float]] = {"wood": (1.6, 0.16), "ceramic": (0.45, 0.45)}
"""Length along x and breadth along y of what a floor of a material is laid with, m."""

CONTRAST = {"wood": 0.16, "ceramic": 0.05}
"""By how much boards differ in brightness, as a share."""

MOST = 20_000
"""A floor of more boards than this stays plain."""

Polygon = list[tuple[float, float]]


def laid(
    mesh: Mesh, material: str, colour: Colour
) -> tuple[Mesh, Float[np.ndarray, "face 3"]] | None:
    """A level floor cut into boards of slightly different colours.

    Args:
        mesh: The floor.
        material: What it is made of.
        colour: Linear RGB.

    Returns:
        The boards and the colour of each triangle; None where such a floor is plain.
    """
    vertices, faces = mesh
    if material not in LAID or np.ptp(vertices[:, 2]) > 1e-6:
        return None
    (length, breadth), low, high = LAID[material], vertices.min(0), vertices.max(0)
    if np.prod((high - low)[:2] / (length, breadth)) * len(faces) > MOST:
        return None
    corners, colours = [], []
    for board, tone in _boards(low, high, length, breadth, CONTRAST[material]):
        for triangle in vertices[faces][:, :, :2]:
            piece = _common(triangle.tolist(), board)
            fan = [(piece[0], piece[i], piece[i + 1]) for i in range(1, len(piece) - 1)]
            corners += fan
            colours += [np.array(colour) * tone] * len(fan)
    flat = np.array(corners).reshape(-1, 2)
    placed = np.c_[flat, np.full(len(flat), low[2])]
    return (placed, np.arange(len(placed)).reshape(-1, 3)), np.array(colours)


def _boards(
    low: Sequence[float], high: Sequence[float], length: float, breadth: float, contrast: float
) -> Iterator[tuple[tuple[float, float, float, float], float]]:
    """Lowest and highest x and y of each board, and its brightness."""
    random = np.random.default_rng(0)
    for row in range(int(np.ceil((high[1] - low[1]) / breadth))):
        y = low[1] + row * breadth
        x = low[0] - (random.uniform(0, length) if length != breadth else 0.0)
        while x < high[0]:
            tone = 1.0 + contrast * random.uniform(-1.0, 1.0)
            yield (x, y, x + length, y + breadth), tone
            x += length


def _common(
    polygon: Sequence[Sequence[float]], board: tuple[float, float, float, float]
) -> Polygon:
    """What a polygon and a rectangle share (Sutherland and Hodgman, 1974)."""
    x0, y0, x1, y1 = board
    kept: Polygon = [(point[0], point[1]) for point in polygon]
    for axis, bound, sign in ((0, x0, 1.0), (1, y0, 1.0), (0, x1, -1.0), (1, y1, -1.0)):
        kept = _half(kept, axis, bound, sign)
    return kept


def _half(polygon: Polygon, axis: int, bound: float, sign: float) -> Polygon:
    """What of a polygon has `sign * (coordinate - bound)` above zero."""
    kept: Polygon = []
    for start, end in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        first, second = sign * (start[axis] - bound), sign * (end[axis] - bound)
        if first >= 0:
            kept.append(start)
        if first * second < 0:
            share = first / (first - second)
            x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
            kept.append((x, y))
    return kept
