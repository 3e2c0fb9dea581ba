"""How much a file of motion capture may ask of the machine, and how it is opened."""

from pathlib import Path
from typing import Final

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError

FILE_BYTES: Final = 256 * 2**20
"""Largest file that is read, bytes."""

JOINTS: Final = 1000
"""Most joints of a skeleton."""

DEPTH: Final = 100
"""Longest chain of joints from the root."""

FRAMES: Final = 1_000_000
"""Most frames of a clip: more than two hours at 120 Hz."""

JOINT_FRAMES: Final = 10_000_000
"""Most joints times frames of a clip; its arrays then take some 1 GB."""

RATE_HZ: Final = (1.0, 2000.0)
"""Slowest and fastest frame rate that is believed, Hz."""

LARGEST: Final = 1e9
"""Largest number that is believed in a clip."""


def read_bytes(path: Path, what: str) -> bytes:
    """The content of a file of bounded size.

    Raises:
        InputError: It is missing, no file, unreadable or larger than `FILE_BYTES`.
    """
    check_file(path, what)
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, what, error.strerror or type(error).__name__) from error


def read_lines(path: Path, what: str) -> list[str]:
    """The lines of a text file of bounded size; bytes that are not UTF-8 become marks.

    Raises:
        InputError: As `read_bytes`.
    """
    return read_bytes(path, what).decode("utf-8-sig", errors="replace").splitlines()


def check_file(path: Path, what: str) -> None:
    """Refuses what is no file, or too large.

    Raises:
        InputError: It is missing, no file, or larger than `FILE_BYTES`.
    """
    try:
        found, size = path.is_file(), path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(path, what, "no such file") from error
    if not found:
        raise _unreadable(path, what, "something that is not a file")
    if size > FILE_BYTES:
        raise InputError(
            expected=f"{what} of at most {FILE_BYTES // 2**20} MB",
            found=f"{size / 2**20:.0f} MB in {path.name!r}",
            do="cut it into shorter clips",
        )


def check_rate(rate_hz: float, where: str) -> float:
    """A frame rate within `RATE_HZ`, made whole where it is a whole number to 1 in 2,000.

    Files round the frame time: 0.0083333 s means 120 Hz.

    Raises:
        InputError: It is outside, or not a number.
    """
    if not RATE_HZ[0] <= rate_hz <= RATE_HZ[1]:
        raise InputError(
            expected=f"a frame rate of {RATE_HZ[0]:g} to {RATE_HZ[1]:g} Hz",
            found=f"{rate_hz:g} Hz {where}",
            do="correct the frame time",
        )
    whole = float(round(rate_hz))
    return whole if abs(rate_hz - whole) < whole / 2000 else rate_hz


def check_size(frames: int, joints: int, where: str) -> None:
    """Refuses a clip with no frame, or with more than the limits allow.

    Raises:
        InputError: It has too few or too many frames or joints.
    """
    if frames < 1 or frames > FRAMES or joints > JOINTS or frames * joints > JOINT_FRAMES:
        raise InputError(
            expected=f"1 to {FRAMES:,} frames of at most {JOINTS:,} joints, "
            f"and at most {JOINT_FRAMES:,} of both multiplied",
            found=f"{frames:,} frames of {joints:,} joints {where}",
            do="cut it into shorter clips",
        )


def check_finite(array: Float[np.ndarray, "time *rest"], where: str) -> None:
    """Refuses NaN, infinity, and numbers beyond `LARGEST`.

    Raises:
        InputError: There is one; the message has its frame.
    """
    good = (np.abs(array) < LARGEST).all(axis=tuple(range(1, array.ndim)))
    if not good.all():
        raise InputError(
            expected="finite numbers",
            found=f"NaN, infinity or a huge one in frame {int(np.argmin(good))} in {where}",
            do="fill the gap or cut it out",
        )


def _unreadable(path: Path, what: str, found: str) -> InputError:
    return InputError(expected=what, found=f"{found} at {str(path)!r}", do="check the path")
