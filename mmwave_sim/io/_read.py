"""`read_recording`: any known file of raw samples, as a `Recording`."""

import stat
from collections.abc import Callable
from pathlib import Path

from mmwave_sim._errors import InputError
from mmwave_sim.io._capture import Configuration, IqOrder, Lanes
from mmwave_sim.io._config import resolve_configuration
from mmwave_sim.io._files import quote, reading
from mmwave_sim.io._folder import recording_in_folder
from mmwave_sim.io._limits import SAMPLES_BYTES
from mmwave_sim.io._options import Options
from mmwave_sim.io._read_h5 import read_h5
from mmwave_sim.io._read_mat import read_mat
from mmwave_sim.io._read_npy import read_npy
from mmwave_sim.io._read_stream import read_bin, read_pcap
from mmwave_sim.io._sidecar import find_sidecar
from mmwave_sim.radar import RadarConfig, check_constraints
from mmwave_sim.recording import Recording

READERS: dict[str, Callable[[Path, Options], Recording]] = {
    ".bin": read_bin,
    ".pcap": read_pcap,
    ".pcapng": read_pcap,
    ".npy": read_npy,
    ".mat": read_mat,
    ".h5": read_h5,
    ".hdf5": read_h5,
}
"""Readers by suffix."""

STREAMS = (".bin", ".pcap", ".pcapng")
SINGLE = (*STREAMS, ".npy")
SELF_DESCRIBING = (".h5", ".hdf5")
"""Formats that may carry their radar, whose reader looks for a sidecar only when they do not."""

TIMING = ("samples_fit_ramp", "chirps_fit_frame")
"""Constraints that no radar which recorded anything can break."""


def read_recording(
    path: str | Path,
    *,
    radar: RadarConfig | str | Path | None = None,
    iq_order: IqOrder | None = None,
    lanes: Lanes | None = None,
    variable: str | None = None,
    transposed: bool | None = None,
    drop_partial: bool = False,
    max_bytes: int = SAMPLES_BYTES,
) -> Recording:
    """Reads a recording of raw ADC samples; `docs/formats.md` describes each format.

    Args:
        path: A `.bin`, `.pcap`, `.pcapng`, `.npy`, `.mat`, `.h5` file, or a folder with one.
        radar: The radar that recorded it: a configuration, a preset's name, or the path of a
            configuration file. None looks beside the recording, then for the only preset whose
            shape fits.
        iq_order: Which of I and Q comes first, `"i_first"` or `"q_first"`. None takes it from
            the configuration file for byte streams, and else I first.
        lanes: LVDS lanes of a DCA1000 stream, 2 or 4. None takes them from the configuration
            file, or else from the chip.
        variable: Name of the array in a `.mat` or `.h5` file. None takes the only one that fits.
        transposed: Whether the axes of an array lie in reverse (MATLAB's order). None tries it
            for `.mat` files.
        drop_partial: Whether to leave out the last part of a stream that is no whole frame.
        max_bytes: Largest decoded recording, bytes.

    Returns:
        The recording; what the user should know is in its `warnings`.

    Raises:
        InputError: The file cannot be used; the message says what was expected and found.
    """
    path = _locate(Path(path))
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            expected=f"a recording that ends in one of {', '.join(READERS)}",
            found=quote(path.name),
            do="convert it, or name it after its format",
        )
    configuration = _configuration(path, radar)
    options = Options(
        configuration, iq_order, lanes, variable, transposed, drop_partial, max_bytes
    ).checked()
    options.refuse(path, *_inapplicable(path.suffix.lower()))
    return _noted(reader(path, options))


def _noted(recording: Recording) -> Recording:
    """Adds what is doubtful about the samples or about the radar they were read with."""
    lines = [v.message for v in check_constraints(recording.radar) if v.name in TIMING]
    if not recording.samples.any():
        lines.append("all samples are zero")
    for line in lines:
        if line not in recording.warnings:
            recording = recording.with_warning(line)
    return recording


def _locate(path: Path) -> Path:
    with reading(path, "a recording"):
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    return recording_in_folder(path, frozenset(READERS)) if is_folder else path


def _configuration(path: Path, radar: RadarConfig | str | Path | None) -> Configuration | None:
    if isinstance(radar, RadarConfig):
        return Configuration(radar)
    if radar is not None:
        return resolve_configuration(radar)
    return None if path.suffix.lower() in SELF_DESCRIBING else find_sidecar(path)


def _inapplicable(suffix: str) -> tuple[str, ...]:
    array_only = ("transposed",) if suffix in STREAMS else ("lanes", "drop_partial")
    return (*array_only, *(("variable",) if suffix in SINGLE else ()))
