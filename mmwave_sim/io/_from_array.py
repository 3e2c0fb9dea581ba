"""The last step of every array format: an array that fits becomes a `Recording`."""

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
from jaxtyping import Num

from mmwave_sim._errors import InputError
from mmwave_sim.io._arrange import Fit, Found, arrange, choose, reverse_axes
from mmwave_sim.io._counts import to_samples
from mmwave_sim.io._files import quote
from mmwave_sim.io._iq_check import warn_if_swapped
from mmwave_sim.io._options import Options, check_size
from mmwave_sim.recording import Recording

Load = Callable[[Found], Num[np.ndarray, "..."]]
"""Reads one of the arrays that were found."""


def recording_from_arrays(
    arrays: list[Found], load: Load, path: Path, options: Options
) -> Recording:
    """Chooses among a file's arrays by the radar's shape, reads the one and converts it.

    Raises:
        InputError: None fits, or more than one does, it is too large, or its values are no
            samples.
    """
    if options.variable is not None:
        chosen = [found for found in arrays if found.name == options.variable]
        if not chosen:
            names = ", ".join(quote(found.name, 40) for found in arrays[:8])
            raise InputError(
                expected=f"an array named {quote(options.variable, 40)} in {quote(path.name)}",
                found=names or "no numeric array",
                do="pass one of these as variable= (--variable)",
            )
        arrays = chosen
    fit = choose(arrays, options.configuration, options.transposed)
    check_size(_decoded_bytes(fit), options, path)
    recording = _convert(load(fit.found), fit, path, options)
    return warn_if_swapped(recording, options.iq_order or "i_first")


def _convert(array: Num[np.ndarray, "..."], fit: Fit, path: Path, options: Options) -> Recording:
    radar = fit.radar
    if options.iq_order is not None and not radar.complex_samples:
        raise InputError(
            expected=f"no iq_order for the real samples of {radar.name}",
            found=options.iq_order,
            do="leave it out",
        )
    oriented = reverse_axes(array) if fit.transposed else array
    samples, warnings = to_samples(
        arrange(oriented, radar),
        complex_samples=radar.complex_samples,
        adc_bits=radar.adc_bits,
        iq_order=options.iq_order or "i_first",
    )
    return Recording(samples, radar, path.name, (*fit.warnings, *warnings))


def _decoded_bytes(fit: Fit) -> int:
    """Memory of the samples, at most: an I/Q axis counts as if it were one of samples."""
    return 8 * math.prod(fit.found.shape)
