"""HDF5: the project's own layout, and any file with a dataset that fits a radar.

Own layout: the dataset `samples`, (frame, chirp, tx, rx, sample), complex or real or int16 with
a trailing I/Q axis; attributes `format`, `version`, `radar` (the JSON of `write_radar_config`),
`source` and `warnings` (a JSON array), as text of fixed length.
"""

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from jaxtyping import Num

from mmwave_sim._errors import InputError
from mmwave_sim.io._arrange import Found
from mmwave_sim.io._capture import Configuration
from mmwave_sim.io._config_native import is_native, load_configuration
from mmwave_sim.io._files import parsing, quote, read_head
from mmwave_sim.io._from_array import recording_from_arrays
from mmwave_sim.io._h5_safe import H5, datasets, describe, read_dataset
from mmwave_sim.io._json import parse_json, wrong
from mmwave_sim.io._options import Options
from mmwave_sim.io._sidecar import find_sidecar
from mmwave_sim.recording import Recording

WHAT = "an HDF5 file (.h5)"
FORMAT: Final = "mmwave_sim.recording"
VERSION: Final = 1
SAMPLES: Final = "samples"


def read_h5(path: Path, options: Options) -> Recording:
    """Reads the project's own layout, or the one dataset that fits the radar.

    Raises:
        InputError: It is no HDF5, its values lie in other files, it is too large, or nothing
            fits.
    """
    read_head(path, 1, WHAT)
    if not is_hdf5(path):
        raise InputError(
            expected=WHAT, found=f"other content in {quote(path.name)}", do="check the file"
        )
    return read_foreign_h5(path, options, may_transpose=False)


def is_hdf5(path: Path) -> bool:
    """Whether a file has HDF5's signature, at its start or behind a user block."""
    import h5py

    return bool(h5py.is_hdf5(path))


def read_foreign_h5(path: Path, options: Options, *, may_transpose: bool) -> Recording:
    """Reads the dataset of an HDF5 file that fits; our own layout brings its radar with it.

    Raises:
        InputError: As `read_h5`.
    """
    import h5py

    with parsing(path, WHAT):
        file = h5py.File(path, "r")
    with file:
        with parsing(path, WHAT):
            plain = datasets(file, path)
            found = [describe(name, item, may_transpose) for name, item in plain.items()]
            is_own = _text(file, "format") == FORMAT
            stored = _warnings(file) if is_own else ()
            found = [f for f in found if f.name == SAMPLES] if is_own else found
            embedded = _embedded_radar(file) if is_own else None
        if options.configuration is None:
            options = replace(options, configuration=embedded or find_sidecar(path))

        def load(chosen: Found) -> Num[np.ndarray, "..."]:
            with parsing(path, WHAT):
                return read_dataset(plain[chosen.name], options.max_bytes, path)

        recording = recording_from_arrays(found, load, path, options)
    new = [line for line in recording.warnings if line not in stored]
    return replace(recording, warnings=(*stored, *new))


def _embedded_radar(file: H5) -> Configuration:
    version = file.attrs.get("version")
    if version != VERSION:
        raise wrong(f"version {VERSION} of {FORMAT}", version, "version")
    document = parse_json(_text(file, "radar"), "the attribute radar")
    if not is_native(document):
        raise wrong("a radar configuration", document, "the attribute radar")
    return Configuration(load_configuration(document).radar)


def _warnings(file: H5) -> tuple[str, ...]:
    lines = parse_json(_text(file, "warnings"), "the attribute warnings")
    if not isinstance(lines, list):
        raise wrong("an array of lines", lines, "the attribute warnings")
    if not all(isinstance(line, str) and line.isprintable() for line in lines):
        raise wrong("printable lines", lines, "the attribute warnings")
    return tuple(lines)


def _text(file: H5, name: str) -> str:
    """A text attribute of fixed length, "" when it is missing or anything else.

    Text of variable length is not read: it lies in HDF5's global heap, where libhdf5 can be kept
    in a loop by a broken file.
    """
    if name not in file.attrs:
        return ""
    attribute = file.attrs.get_id(name)
    if attribute.shape != () or attribute.dtype.kind != "S":
        return ""
    return bytes(file.attrs[name]).decode("utf-8", "replace")
