"""From radiance to files: development, noise, words, PNG."""

from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from scenes import InputError
from scenes.render import captioned, png_bytes, save_png, side_by_side
from scenes.render._denoise import Guides, denoised
from scenes.render._picture import srgb_bytes

GRADIENT = (np.indices((32, 48)).sum(0)[..., None] * (1, 2, 3) % 256).astype(np.uint8)


def test_light_is_developed_by_the_curve_of_srgb() -> None:
    """IEC 61966-2-1: 0.5 becomes 188, 0.18 becomes 118, and 0.002 lies on the straight part."""
    grey = np.array([0.0, 0.002, 0.18, 0.5])[:, None, None] * np.ones((1, 1, 3))
    assert srgb_bytes(grey)[:, 0, 0].tolist() == [0, round(0.002 * 12.92 * 255), 118, 188]
    bright = srgb_bytes(np.linspace(0.5, 20, 50)[:, None, None] * np.ones((1, 1, 3)))[:, 0, 0]
    assert (np.diff(bright.astype(int)) >= 0).all() and bright.max() == 255


def test_noise_is_smoothed_and_edges_stay() -> None:
    """Two planes that meet in a corner, one lit half as much, with noise of a tenth."""
    shape = (64, 64)
    left = np.broadcast_to(np.arange(64) < 32, shape)
    normal = np.where(left[..., None], (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)).astype(np.float32)
    row, column = np.indices(shape)
    ahead = np.where(left, 0.0, column - 32.0)
    aside = np.where(left, column - 32.0, 0.0)
    position = np.stack([aside * 0, aside + ahead * 0, row], -1) * 0.01
    position[..., 0], position[..., 1] = ahead * 0.01 * ~left, aside * 0.01 * left
    albedo = np.full((*shape, 3), 0.5, dtype=np.float32)
    truth = np.where(left[..., None], 0.4, 0.2) * np.ones(3)
    noisy = truth * np.random.default_rng(0).normal(1.0, 0.1, (*shape, 1))
    noisy[10, 10] = 50.0
    eye = np.array([3.0, 3.0, 0.3], dtype=np.float32)
    clean = denoised(noisy, Guides(albedo, normal, position.astype(np.float32), eye))
    error = np.abs(clean / truth - 1)[..., 0]
    assert np.sqrt(np.mean(np.delete(error.ravel(), 10 * 64 + 10) ** 2)) < 0.03
    assert error[:, 31:33].max() < 0.12 and clean[10, 10, 0] < 2.0 * 0.4


def test_a_png_holds_the_picture(tmp_path: Path) -> None:
    path = save_png(GRADIENT, tmp_path / "a.png")
    assert (np.round(imread(path)[..., :3] * 255) == GRADIENT).all()
    assert [file.name for file in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize(
    "picture",
    [
        GRADIENT.astype(float),
        GRADIENT[..., 0],
        GRADIENT[..., :2],
        GRADIENT[:0],
        GRADIENT.tolist(),
        None,
    ],
)
def test_what_is_no_picture_is_refused(picture: object, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="expected a picture"):
        save_png(picture, tmp_path / "a.png")
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    for path in (tmp_path / "folder.png", tmp_path / "missing" / "a.png"):
        with pytest.raises(InputError, match="expected a file that can be written"):
            save_png(GRADIENT, path)
    assert [file.name for file in tmp_path.iterdir()] == ["folder.png"]


def test_words_stand_below_where_they_belong() -> None:
    """Two texts: the line below is dark around a quarter and three quarters, white in between."""
    wide = np.full((120, 400, 3), 90, dtype=np.uint8)
    labelled = captioned(wide, ["0.5 s", "$1.0 s"])
    line = labelled[120:].min((0, 2))
    assert (labelled[:120] == wide).all() and labelled.shape[1:] == wide.shape[1:]
    assert line[85:115].min() < 100 and line[285:315].min() < 100 and line[180:220].min() > 250


def test_texts_without_a_place_are_refused() -> None:
    with pytest.raises(InputError, match="one text of up to 200 characters for each place"):
        captioned(GRADIENT, ["a", "b"], [3.0])
    with pytest.raises(InputError, match="one text of up to 200 characters"):
        captioned(GRADIENT, ["x" * 201])


def test_pictures_side_by_side_have_white_between_them() -> None:
    row = side_by_side([GRADIENT, GRADIENT], gap_px=4)
    assert row.shape == (32, 100, 3) and (row[:, 48:52] == 255).all()
    assert png_bytes(row).startswith(b"\x89PNG")
