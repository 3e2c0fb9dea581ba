"""Finding the recording in a folder, such as the one that Infineon's recorder writes."""

from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._files import quote, reading
from mmwave_sim.io._limits import FOLDER_ENTRIES

ARRAY = "radar.npy"


def recording_in_folder(folder: Path, suffixes: frozenset[str]) -> Path:
    """The recording in a folder.

    That is `radar.npy`, in the folder or in its only sub-folder that has one (as Infineon's
    recorder writes it), or else the only file of a known format.

    Raises:
        InputError: There is none, or more than one.
    """
    with reading(folder, "a folder that can be listed"):
        entries = sorted(folder.iterdir())[:FOLDER_ENTRIES]
        arrays = [path / ARRAY for path in (folder, *entries) if (path / ARRAY).is_file()]
        others = [p for p in entries if p.suffix.lower() in suffixes and p.is_file()]
    found = arrays[:1] if folder / ARRAY in arrays else arrays or others
    if len(found) != 1:
        names = ", ".join(quote(str(path.relative_to(folder)), 40) for path in found[:4])
        raise InputError(
            expected=f"one recording ({ARRAY} or {', '.join(sorted(suffixes))}) in the folder",
            found=names or f"none in {quote(str(folder))}",
            do="give the path of the recording",
        )
    return found[0]
