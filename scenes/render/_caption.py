"""Words under pictures."""

from collections.abc import Sequence

import numpy as np

from scenes._errors import InputError
from scenes.render._picture import Picture

INK = "#22262e"
PAPER = 255
LONGEST = 200


def captioned(
    picture: Picture, texts: Sequence[str], centres_px: Sequence[float] | None = None
) -> Picture:
    """A picture with a line of words below it.

    Args:
        picture: The picture.
        texts: What to write, from left to right.
        centres_px: Column of the middle of each; by default they share the width evenly.

    Raises:
        InputError: A text is too long, or there is not one place for each.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width = picture.shape[1]
    places = centres_px
    if places is None:
        places = [(number + 0.5) * width / max(len(texts), 1) for number in range(len(texts))]
    if len(places) != len(texts) or any(len(text) > LONGEST for text in texts):
        found = f"{len(texts)} texts for {len(places)} places"
        expected = f"one text of up to {LONGEST} characters for each place"
        raise InputError(expected=expected, found=found, do="change them")
    height = _line_height(picture)
    figure = Figure(figsize=(width / 100, height / 100), dpi=100, facecolor="white")
    for text, place in zip(texts, places, strict=True):
        figure.text(
            place / width, 0.5, text, ha="center", va="center", color=INK,
            fontsize=0.5 * height * 72 / 100, parse_math=False,
        )  # fmt: skip
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    line = np.asarray(canvas.buffer_rgba())[:height, :width, :3]
    return np.concatenate([picture, line])


def side_by_side(pictures: Sequence[Picture], gap_px: int = 6) -> Picture:
    """Pictures of the same height in a row, with white between them."""
    gap = np.full((pictures[0].shape[0], gap_px, 3), PAPER, dtype=np.uint8)
    row = [part for picture in pictures for part in (gap, picture)]
    return np.concatenate(row[1:], axis=1)


def _line_height(picture: Picture) -> int:
    return int(np.clip(picture.shape[0] // 12, 16, 60))
