"""`Label`: what somebody wrote about a stretch of a clip; and windows that carry labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from scenes._errors import InputError
from scenes.capture._clip import JointClip, SkeletonClip

AnyClip = TypeVar("AnyClip", JointClip, SkeletonClip)

OVERLAP = 0.5
"""Share of a window, or of a label shorter than it, that the two must have in common."""


@dataclass(frozen=True)
class Label:
    """A text about a stretch of time.

    Attributes:
        text: What was done.
        start_s: When it begins, s.
        end_s: When it ends, s, or None for the end of the clip.
        categories: Names of its classes, where the set has classes.
    """

    text: str
    start_s: float = 0.0
    end_s: float | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window(Generic[AnyClip]):
    """A piece of a clip and what is said about it.

    Attributes:
        clip: The piece; its time begins at 0.
        labels: What holds in it, with times of the piece, s.
        start_s: Where it lay in the whole clip, s.
    """

    clip: AnyClip
    labels: tuple[Label, ...]
    start_s: float


def windows(
    clip: AnyClip,
    labels: Iterable[Label],
    length_s: float,
    *,
    step_s: float | None = None,
) -> tuple[Window[AnyClip], ...]:
    """Cuts a clip into windows of equal length, each with the labels that hold in it.

    A label holds where it shares at least `OVERLAP` of the window, or of itself if it is shorter.
    Windows without a label, and what is left over at the end, are dropped; a clip shorter than a
    window gives none.

    Args:
        clip: The whole clip.
        labels: Labels of the whole clip.
        length_s: Length of a window, s.
        step_s: Time from one window to the next, s; the length if left out.

    Raises:
        InputError: A length is not positive, or shorter than two frames.
    """
    length, step = (
        _frames(clip.rate_hz, span_s, least)
        for span_s, least in ((length_s, 2), (length_s if step_s is None else step_s, 1))
    )
    labels = tuple(labels)
    cut = []
    for first in range(0, clip.frames - length + 1, step):
        start = first / clip.rate_hz
        said = _within(labels, start, start + length / clip.rate_hz, clip.frames / clip.rate_hz)
        if said:
            cut.append(Window(clip.only(slice(first, first + length)), said, start))
    return tuple(cut)


def _frames(rate_hz: float, span_s: float, least: int) -> int:
    if not least <= span_s * rate_hz < 1e9:
        raise InputError(
            expected=f"at least {least / rate_hz:.3f} s ({least} frames)",
            found=f"{span_s!r} s",
            do="give a longer window or step",
        )
    return round(span_s * rate_hz)


def _within(
    labels: tuple[Label, ...], start_s: float, end_s: float, whole_s: float
) -> tuple[Label, ...]:
    said = []
    for label in labels:
        last = whole_s if label.end_s is None else min(label.end_s, whole_s)
        first = max(label.start_s, 0.0)
        shared = min(last, end_s) - max(first, start_s)
        if shared >= OVERLAP * min(last - first, end_s - start_s) and shared > 0:
            begin = max(first, start_s) - start_s
            said.append(Label(label.text, begin, begin + shared, label.categories))
    return tuple(said)
