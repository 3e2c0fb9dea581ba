"""Writing recordings: DCA1000 bytes with their configuration, and HDF5."""

import json
from pathlib import Path

import numpy as np
from jaxtyping import Num

from mmwave_sim.io._atomic import replacing, writable_path
from mmwave_sim.io._capture import (
    Capture,
    IqOrder,
    Lanes,
    check_iq_order,
    check_lanes,
    default_lanes,
)
from mmwave_sim.io._config import write_configuration
from mmwave_sim.io._config_native import dump_configuration
from mmwave_sim.io._dca1000 import encode_samples, make_layout
from mmwave_sim.io._read_h5 import FORMAT, SAMPLES, VERSION
from mmwave_sim.recording import Recording, Samples

AXES = "frame chirp tx rx sample"


def write_dca1000(
    recording: Recording,
    path: str | Path,
    *,
    lanes: Lanes | None = None,
    iq_order: IqOrder = "i_first",
) -> tuple[Path, Path]:
    """Writes samples as the bytes that a DCA1000 would have written, and their configuration.

    Samples are rounded half to even and saturate at the ends of int16. The configuration goes
    beside them, under the same name with `.json`, so that `read_recording(path)` gives integer
    samples back exactly.

    Args:
        recording: What to write.
        path: Where to; it ends in `.bin`.
        lanes: LVDS lanes, 2 or 4; None takes those of the radar's chip.
        iq_order: Which of I and Q comes first.

    Returns:
        The paths of the samples and of the configuration.

    Raises:
        InputError: The samples hold NaN, do not fit the layout, or the path cannot be written.
    """
    path = writable_path(path, (".bin",))
    lanes = default_lanes(recording.radar) if lanes is None else check_lanes(lanes)
    layout = make_layout(recording.radar, lanes, check_iq_order(iq_order), None)
    words = encode_samples(recording.samples, layout)
    configuration = path.with_suffix(".json")
    with replacing(path) as aside:
        words.tofile(aside)
        write_configuration(recording.radar, Capture(layout.iq_order, lanes), configuration)
    return path, configuration


def write_hdf5(recording: Recording, path: str | Path) -> Path:
    """Writes samples, radar, source and warnings as HDF5; samples read back exactly.

    Integer samples within int16 are stored as such, complex ones with a trailing I/Q axis.

    Args:
        recording: What to write.
        path: Where to; it ends in `.h5` or `.hdf5`.

    Returns:
        The path.

    Raises:
        InputError: The path cannot be written.
    """
    import h5py

    path = writable_path(path, (".h5", ".hdf5"))
    stored = _compact(recording.samples)
    radar, warnings = dump_configuration(recording.radar), json.dumps(recording.warnings)
    with replacing(path) as aside, h5py.File(aside, "w") as file:
        dataset = file.create_dataset(SAMPLES, data=stored)
        dataset.attrs["axes"] = AXES + (" iq" if stored.ndim == 6 else "")
        file.attrs["version"] = VERSION
        texts = {"format": FORMAT, "radar": radar, "source": recording.source, "warnings": warnings}
        for name, text in texts.items():
            file.attrs[name] = np.bytes_(text.encode("utf-8", "replace") or b" ")
    return path


def _compact(samples: Samples) -> Num[np.ndarray, "..."]:
    parts = samples[..., None]
    if np.iscomplexobj(samples):
        parts = np.stack([samples.real, samples.imag], axis=-1)
    limits = np.iinfo(np.int16)
    with np.errstate(invalid="ignore"):
        words = np.clip(parts, limits.min, limits.max).astype(np.int16)
    if not np.array_equal(words, parts):
        return samples
    return words if np.iscomplexobj(samples) else words[..., 0]
