"""Pictures as bytes of sRGB, and as PNG files."""

import io
import os
from pathlib import Path

import numpy as np
from jaxtyping import Float, UInt8

from scenes._errors import InputError

Picture = UInt8[np.ndarray, "height width 3"]
"""sRGB of each pixel, the upper left one first."""

SHOULDER = 0.7
"""Light above this is compressed towards 1, so that highlights keep their colour."""


def srgb_bytes(radiance: Float[np.ndarray, "height width 3"]) -> Picture:
    """Linear radiance as sRGB (IEC 61966-2-1), highlights compressed."""
    over = np.maximum(radiance - SHOULDER, 0.0) / (1 - SHOULDER)
    light = np.minimum(radiance, SHOULDER) + (1 - SHOULDER) * (1 - np.exp(-over))
    bent = 1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055
    srgb = np.where(light <= 0.0031308, 12.92 * light, bent)
    return np.round(np.clip(srgb, 0.0, 1.0) * 255).astype(np.uint8)


def png_bytes(picture: Picture) -> bytes:
    """A picture as the content of a PNG file.

    Raises:
        InputError: It is not an array `(height, width, 3)` of bytes.
    """
    from matplotlib.image import imsave

    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8 or picture.ndim != 3:
        found = f"{getattr(picture, 'dtype', type(picture).__name__)}"
        raise InputError(expected="a picture of bytes", found=found, do="pass what render returns")
    if picture.shape[2] != 3 or not picture.size:
        found = f"the shape {picture.shape}"
        raise InputError(expected="a picture (height, width, 3)", found=found, do="change it")
    content = io.BytesIO()
    imsave(content, picture, format="png")
    return content.getvalue()


def save_png(picture: Picture, path: Path) -> Path:
    """Writes a picture as PNG, aside first and then renamed, and returns the path.

    Raises:
        InputError: It is no picture, or the file cannot be written.
    """
    content = png_bytes(picture)
    path = Path(path)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(content)
        return aside.replace(path)
    except OSError as error:
        found = f"{path} ({error.strerror or 'an error'})"
        raise InputError(
            expected="a file that can be written", found=found, do="name another"
        ) from error
    finally:
        aside.unlink(missing_ok=True)
