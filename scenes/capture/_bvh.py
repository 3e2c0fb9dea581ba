"""BVH, the format of Biovision.

M. Meredith and S. Maddock, "Motion capture file formats explained", Technical Report CS-01-11,
University of Sheffield, 2001.
"""

import logging
import re
from pathlib import Path

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.capture._axes import Up, to_metres
from scenes.capture._bvh_tree import FORMAT, Hierarchy, parse_hierarchy
from scenes.capture._clip import SkeletonClip
from scenes.capture._limits import check_rate, check_size, read_lines
from scenes.capture._text import number, wrong

_log = logging.getLogger(__name__)


def read_bvh(path: str | Path, *, scale: float | None = None, up: Up | None = None) -> SkeletonClip:
    """Reads a BVH file of any dialect: one skeleton, and the angles of its joints over time.

    A number of frames that does not agree with the lines that follow is logged, and the lines
    count. The positions of the root replace its offset; those of any other joint do so too where
    they are nearer to its offset than to zero, and are added to it otherwise.

    Args:
        path: The file.
        scale: Length of its unit, m; chosen from the length of the legs if left out.
        up: Its vertical axis; chosen from where the shoulders are if left out.

    Raises:
        InputError: It is not such a file; the message has the number of the line.
    """
    path = Path(path)
    source = repr(path.name)
    lines = read_lines(path, FORMAT)
    tree, after = parse_hierarchy(lines, source)
    rate_hz, rows = _motion(lines, after, tree, source)
    return to_metres(_clip(tree, rate_hz, rows, source), scale, up)


def _motion(
    lines: list[str], after: int, tree: Hierarchy, source: str
) -> tuple[float, Float[np.ndarray, "time channel"]]:
    """The frame rate (Hz) and the numbers of every frame."""
    filled = [(line, text) for line, text in enumerate(lines, start=1) if text.strip()]
    filled = [(line, text) for line, text in filled if line > after]
    end = (len(lines), "the end of the file")
    line, text = filled[0] if filled else end
    told = _headed(r"frames\s*:?\s*(\S+)", "Frames: and how many", line, text, source)
    line, text = filled[1] if len(filled) > 1 else end
    frame_s = _headed(r"frame\s+time\s*:?\s*(\S+)", "Frame Time: in seconds", line, text, source)
    if frame_s <= 0:
        raise wrong("a positive frame time", text.strip(), line, source)
    if len(filled) < 3:
        raise wrong("a line of numbers for each frame", "none", line, source)
    check_size(len(filled) - 2, len(tree.names), f"in {source}")
    rows = [_row(text, len(tree.channels), line, source) for line, text in filled[2:]]
    if told != len(rows):
        _log.warning("%s holds %d frames and says %g", source, len(rows), told)
    return check_rate(1 / frame_s, f"on line {line} of {source}"), np.array(rows)


def _headed(pattern: str, expected: str, line: int, text: str, source: str) -> float:
    match = re.fullmatch(pattern, text.strip(), re.IGNORECASE)
    if match is None:
        raise wrong(expected, repr(text.strip()), line, source)
    return number(match[1], line, source)


def _row(text: str, width: int, line: int, source: str) -> Float[np.ndarray, " channel"]:
    words = text.split()
    if len(words) != width:
        raise wrong(f"{width} numbers, one for each channel", f"{len(words)}", line, source)
    try:
        row = np.array(words, dtype=np.float64)
    except ValueError:
        row = np.array([number(word, line, source) for word in words])
    if not np.isfinite(row).all():
        raise wrong("finite numbers", repr(words[int(np.argmin(np.isfinite(row)))]), line, source)
    return row


def _clip(
    tree: Hierarchy, rate_hz: float, rows: Float[np.ndarray, "time channel"], source: str
) -> SkeletonClip:
    """The clip in the file's own unit and axes."""
    frames, joints = len(rows), len(tree.names)
    turned = [Rotation.identity(frames) for _ in range(joints)]
    places = np.tile(tree.offsets, (frames, 1, 1))
    moved: dict[int, list[int]] = {}
    for column, channel in enumerate(tree.channels):
        if channel.turns:
            axis = np.eye(3)[channel.axis]
            turn = Rotation.from_rotvec(np.deg2rad(rows[:, column, None]) * axis)
            turned[channel.joint] = turned[channel.joint] * turn
        else:
            places[:, channel.joint, channel.axis] = rows[:, column]
            moved.setdefault(channel.joint, []).append(channel.axis)
    slides = places - tree.offsets
    for joint, axes in moved.items():
        if joint > 0:
            slides[:, joint] = _slide(places[:, joint], tree.offsets[joint], axes)
    still = np.concatenate([np.zeros((1, 3)), tree.offsets[1:]])
    slides[:, 0] = 0.0
    return SkeletonClip(
        names=tree.names,
        parents=tree.parents,
        rate_hz=rate_hz,
        source=source,
        offsets_m=still,
        rotations=np.stack([turn.as_rotvec() for turn in turned], axis=1),
        root_m=places[:, 0],
        slides_m=slides if slides.any() else None,
    )


def _slide(
    places: Float[np.ndarray, "time 3"], offset: Float[np.ndarray, "3"], axes: list[int]
) -> Float[np.ndarray, "time 3"]:
    """How far a joint leaves its offset, whether its file writes the place or the change."""
    given = np.zeros_like(places)
    given[:, axes] = places[:, axes]
    kept = np.zeros(3)
    kept[axes] = offset[axes]
    replaces = np.abs(given - kept).mean() <= np.abs(given).mean()
    return given - kept if replaces else given
