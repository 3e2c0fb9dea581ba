"""Acclaim's motion: an AMC file turns the bones of an ASF file."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from jaxtyping import Float
from scipy.spatial.transform import Rotation

from scenes.capture._asf import FORMAT as ASF
from scenes.capture._asf import ROOT, Acclaim, Bone, parse_asf
from scenes.capture._axes import UNITS_M, Up, to_metres
from scenes.capture._clip import SkeletonClip
from scenes.capture._limits import check_rate, check_size, read_lines
from scenes.capture._text import END, number, wrong

FORMAT = "an AMC file (Acclaim motion)"
RATE_HZ = 120.0
"""Frame rate of the CMU database, Hz; the file does not say."""

Frame = dict[str, list[float]]


def read_asf_amc(
    asf: str | Path,
    amc: str | Path,
    *,
    rate_hz: float = RATE_HZ,
    scale: float | None = None,
    up: Up | None = None,
) -> SkeletonClip:
    """Reads a skeleton and its motion.

    A bone turns by `C M C^-1` against its parent, where `C` are its axes and `M` the angles of the
    frame. Each joint is where a bone begins, and has the bone's name; a bone on which nothing hangs
    ends in one more joint. Limits of joints are not applied.

    Args:
        asf: The skeleton.
        amc: The motion, fully specified.
        rate_hz: Frames a second.
        scale: Length of the unit, m; chosen from the length of the legs if left out, an inch over
            the file's own `length` among the units.
        up: The vertical axis; chosen from where the shoulders are if left out.

    Raises:
        InputError: A file is not of its format, or they do not fit; the message has the line.
    """
    asf, amc = Path(asf), Path(amc)
    skeleton = parse_asf(read_lines(asf, ASF), repr(asf.name))
    source = repr(amc.name)
    frames = _frames(read_lines(amc, FORMAT), skeleton, source)
    check_size(len(frames), 2 * len(skeleton.bones), f"in {source}")
    turn = np.pi / 180 if skeleton.degrees else 1.0
    clip = _clip(skeleton, frames, turn, check_rate(rate_hz, "given"), source)
    return to_metres(clip, scale, up, (0.0254 / skeleton.length, *UNITS_M))


def _frames(lines: list[str], skeleton: Acclaim, source: str) -> list[Frame]:
    """The numbers of each bone in each frame."""
    frames: list[Frame] = []
    moving = {name for name, bone in skeleton.bones.items() if bone.dof}
    last = 0
    for line, text in enumerate(lines, start=1):
        words = text.split("#")[0].split()
        if not words or words[0].startswith(":"):
            continue
        if len(words) == 1 and words[0].isdigit():
            _check_whole(frames, moving, last, source)
            frames.append({})
        elif frames:
            _take(frames[-1], words, skeleton.bones, line, source)
        else:
            raise wrong(f"{FORMAT}: the number of a frame", repr(text.strip()), line, source)
        last = line
    if not frames:
        raise wrong("at least one frame", "none", len(lines), source)
    _check_whole(frames, moving, last, source)
    return frames


def _take(
    frame: Frame, words: list[str], bones: Mapping[str, Bone], line: int, source: str
) -> None:
    name, numbers = words[0], words[1:]
    if name not in bones or name in frame:
        raise wrong("each bone of the skeleton once in a frame", repr(name), line, source)
    if len(numbers) != len(bones[name].dof):
        dof = " ".join(bones[name].dof) or "no number"
        raise wrong(f"{dof} of {name}", f"{len(numbers)} numbers", line, source)
    frame[name] = [number(word, line, source) for word in numbers]


def _check_whole(frames: list[Frame], moving: set[str], line: int, source: str) -> None:
    missing = moving - set(frames[-1]) if frames else set()
    if missing:
        raise wrong("every bone in each frame", f"none of {sorted(missing)[:5]}", line, source)


def _clip(
    skeleton: Acclaim, frames: list[Frame], turn: float, rate_hz: float, source: str
) -> SkeletonClip:
    """The clip in the file's own unit and axes."""
    names = [ROOT, *skeleton.parents]
    parents = [-1, *(names.index(skeleton.parents[name]) for name in names[1:])]
    offsets = [np.zeros(3), *(skeleton.bones[skeleton.parents[name]].vector for name in names[1:])]
    rotations = [_turned(skeleton.bones[name], _numbers(frames, name), turn) for name in names]
    for joint in [j for j in range(len(names)) if j not in parents]:
        offsets.append(skeleton.bones[names[joint]].vector)
        parents.append(joint)
        names.append(f"{names[joint]}_{END}")
        rotations.append(np.zeros((len(frames), 3)))
    root = _numbers(frames, ROOT)
    columns = [skeleton.bones[ROOT].dof.index(key) for key in ("tx", "ty", "tz")]
    return SkeletonClip(
        names=tuple(names),
        parents=tuple(parents),
        rate_hz=rate_hz,
        source=source,
        offsets_m=np.array(offsets),
        rotations=np.stack(rotations, axis=1),
        root_m=root[:, columns],
    )


def _numbers(frames: list[Frame], name: str) -> Float[np.ndarray, "time dof"]:
    return np.array([frame.get(name, []) for frame in frames])


def _turned(
    bone: Bone, numbers: Float[np.ndarray, "time dof"], turn: float
) -> Float[np.ndarray, "time 3"]:
    """Rotation of a bone against its parent, as vectors, rad."""
    angles = {axis: np.zeros(len(numbers)) for axis in "xyz"}
    for column, dof in enumerate(bone.dof):
        if dof.startswith("r"):
            angles[dof[1]] = turn * numbers[:, column]
    moved = Rotation.identity(len(numbers))
    for axis in bone.order:
        moved = Rotation.from_rotvec(angles[axis][:, None] * np.eye(3)["xyz".index(axis)]) * moved
    still = Rotation.from_euler(bone.order, bone.axis_rad)
    return (still * moved * still.inv()).as_rotvec()
