"""`read_motion`: any file of motion capture, told by its name and its content."""

from pathlib import Path

from scenes._errors import InputError
from scenes.capture._amass import read_amass, read_smpl_poses
from scenes.capture._amc import read_asf_amc
from scenes.capture._arrays import read_npy
from scenes.capture._bvh import read_bvh
from scenes.capture._clip import Clip
from scenes.capture._humanml3d import read_humanml3d
from scenes.capture._smpl_tree import smpl_names

FORMATS = "motion capture: .bvh, .amc beside its .asf, .npz of AMASS, .npy of HumanML3D or SMPL"


def read_motion(path: str | Path, *, skeleton: str | Path | None = None) -> Clip:
    """Reads a clip with the choices that its format's own reader makes by itself.

    Args:
        path: The file.
        skeleton: The `.asf` of an `.amc`; if left out, the one of the same name up to the first
            "_", or the only one beside it.

    Raises:
        InputError: It is of no known format, or its reader refuses it.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix == ".bvh":
        return read_bvh(path)
    if suffix == ".amc":
        return read_asf_amc(_skeleton_of(path) if skeleton is None else skeleton, path)
    if suffix == ".npz":
        return read_amass(path)
    if suffix == ".npy":
        return _read_array(path)
    raise InputError(expected=FORMATS, found=repr(path.name), do="give a file of one of them")


def _read_array(path: Path) -> Clip:
    array = read_npy(path)
    width = array.shape[1] if array.ndim == 2 else 0
    if width % 3 == 0 and smpl_names(width // 3) is not None:
        return read_smpl_poses(path)
    return read_humanml3d(path)


def _skeleton_of(path: Path) -> Path:
    stems = (path.stem, path.stem.split("_")[0])
    beside = sorted(p for p in path.parent.glob("*") if p.suffix.lower() == ".asf")
    for stem in stems:
        for found in beside:
            if found.stem.lower() == stem.lower():
                return found
    if len(beside) == 1:
        return beside[0]
    raise InputError(
        expected=f"the skeleton (.asf) of {path.name!r}",
        found=f"{len(beside)} of other names beside it",
        do="give skeleton=",
    )
