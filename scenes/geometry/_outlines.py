"""Level outlines: ellipses and rectangles with round corners."""

import numpy as np
from jaxtyping import Float

Outline = Float[np.ndarray, "point 2"]


def ellipse(
    half_x_m: float,
    half_y_m: float,
    points: int = 12,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> Outline:
    """Outline of an ellipse, counter-clockwise; of four points, a rhombus."""
    angle = np.arange(points) * 2 * np.pi / points
    unit = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return unit * np.array([half_x_m, half_y_m]) + np.array(centre_m)


def rounded(
    half_x_m: float,
    half_y_m: float,
    corner_m: float,
    steps: int = 3,
    centre_m: tuple[float, float] = (0.0, 0.0),
) -> Outline:
    """Outline of a rectangle with round corners, `4 steps` points, counter-clockwise.

    Args:
        half_x_m: Half its extent along x, m.
        half_y_m: Half its extent along y, m.
        corner_m: Radius of the corners, at most half the shorter side, m.
        steps: Points of each corner; 1 keeps it sharp, 2 cuts it off.
        centre_m: Its middle, m.
    """
    if steps == 1:
        signs = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)], dtype=float)
        return signs * np.array([half_x_m, half_y_m]) + np.array(centre_m)
    corner = min(corner_m, 0.999 * half_x_m, 0.999 * half_y_m)
    quarter = np.linspace(0.0, np.pi / 2, steps)
    angles = np.concatenate([quarter + i * np.pi / 2 for i in range(4)])
    sign_x, sign_y = np.repeat([1, -1, -1, 1], steps), np.repeat([1, 1, -1, -1], steps)
    x = sign_x * (half_x_m - corner) + corner * np.cos(angles)
    y = sign_y * (half_y_m - corner) + corner * np.sin(angles)
    return np.stack([x, y], axis=1) + np.array(centre_m)
