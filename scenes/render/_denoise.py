"""Removes the noise of few rays: an edge-avoiding a-trous filter.

After Dammertz, Sewtz, Hanika and Lensch (2010), "Edge-avoiding a-trous wavelet transform for fast
global illumination filtering", with the kernel applied along rows and columns in turn. It smooths
light, not colour: the radiance is divided by the reflectance before and multiplied after.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.ndimage import median_filter, uniform_filter

KERNEL = ((-2, 1 / 16), (-1, 4 / 16), (1, 4 / 16), (2, 1 / 16))
MIDDLE = 6 / 16
"""Weights of neighbours and of the pixel itself (a B3 spline)."""

LEVELS = 5
"""The last level reaches 2 * 2^(LEVELS - 1) pixels far."""

NOISE_FACTOR = 3.0
"""Light that differs by this many times the noise is an edge, at the first level."""

REGION, NOISIEST = 15, 3.0
"""Noise is measured over so many pixels, and up to so many times what is usual in the picture."""

NOISE_DECAY = 0.7
"""Factor on that from one level to the next."""

PLANE_SHARE = 0.004
"""A point off another's plane by this share of its distance lies on another surface."""

NORMAL_DOUBLINGS = 4
"""The cosine between normals is squared so many times."""

DARKEST = 0.02

STRAYS = ((5, 3.0), (3, 2.0))
"""Light above this many times the median over a square of so many pixels comes from a stray ray,
and is cut off there: before smoothing, and after it."""

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


@dataclass(frozen=True)
class Guides:
    """What a picture shows, without noise.

    Attributes:
        reflectance: Linear RGB of what is seen.
        normal: Unit normals, zero where nothing is seen.
        position_m: World positions, m.
        eye_m: Where the camera stands, m.
    """

    reflectance: Float[np.ndarray, "height width 3"]
    normal: Float[np.ndarray, "height width 3"]
    position_m: Float[np.ndarray, "height width 3"]
    eye_m: Float[np.ndarray, "3"]


def denoised(
    radiance: Float[np.ndarray, "height width 3"], guides: Guides
) -> Float[np.ndarray, "height width 3"]:
    """Radiance with its noise smoothed, edges of things and shadows kept."""
    reflectance = np.maximum(guides.reflectance, DARKEST).astype(np.float32)
    light = _without_strays((radiance / reflectance).astype(np.float32), *STRAYS[0])
    tolerance = NOISE_FACTOR * relative_noise(light)
    far_m = np.linalg.norm(guides.position_m - guides.eye_m, axis=-1)
    near_m = (PLANE_SHARE * far_m + 1e-6).astype(np.float32)
    for level in range(LEVELS):
        for axis in (0, 1):
            light = _smoothed(light, guides, near_m, tolerance, 2**level, axis)
        tolerance = tolerance * NOISE_DECAY
    return _without_strays(light, *STRAYS[1]) * reflectance


def _without_strays(light: np.ndarray, side: int, factor: float) -> np.ndarray:
    grey = light @ LUMINANCE
    limit = factor * median_filter(grey, side)
    return light * np.minimum(1.0, limit / np.maximum(grey, 1e-6))[..., None].astype(np.float32)


def relative_noise(
    light: Float[np.ndarray, "height width 3"],
) -> Float[np.ndarray, "height width"]:
    """Usual deviation of a pixel from its neighbours, as a share.

    It is smoothed over a region, and kept near the median over the picture, since edges are no
    noise.
    """
    grey = light @ LUMINANCE
    mean = uniform_filter(grey, 5)
    variance = np.maximum(uniform_filter(grey**2, 5) - mean**2, 0.0)
    share = np.sqrt(variance) / np.maximum(mean, 1e-3) + 1e-6
    usual = float(np.median(share))
    return np.clip(uniform_filter(share, REGION), usual, NOISIEST * usual).astype(np.float32)


def _smoothed(
    light: np.ndarray,
    guides: Guides,
    near_m: np.ndarray,
    tolerance: np.ndarray,
    step: int,
    axis: int,
) -> np.ndarray:
    """One pass along one axis, over neighbours `step` pixels apart."""
    grey = uniform_filter(light @ LUMINANCE, 3)
    total, weight = MIDDLE * light, np.full(grey.shape, MIDDLE, dtype=np.float32)
    plane = _dot(guides.position_m, guides.normal)
    for place, share in KERNEL:
        other, bright, normal, position = (
            np.roll(values, place * step, axis)
            for values in (light, grey, guides.normal, guides.position_m)
        )
        off = np.abs(_dot(position, guides.normal) - plane) / near_m
        unlike = (bright - grey) / (tolerance * np.maximum(np.maximum(bright, grey), 1e-3))
        alike = np.maximum(_dot(guides.normal, normal), 0.0)
        for _ in range(NORMAL_DOUBLINGS):
            alike *= alike
        here = share * np.exp(-off - unlike * unlike) * alike
        total += here[..., None] * other
        weight += here
    return total / weight[..., None]


def _dot(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    return np.einsum("ijk,ijk->ij", first, second)
