"""`radar_cube`: raw samples to range, Doppler and channels in one pass."""

from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Inexact

from mmwave_sim.cube._demodulate import demodulate
from mmwave_sim.cube._options import DEFAULT_OPTIONS, CubeOptions, fft_size
from mmwave_sim.cube._transforms import (
    compensate_tdm,
    constant,
    doppler_fft,
    range_fft,
    remove_offset,
    remove_static,
    shifting_window,
    whole_periods,
)
from mmwave_sim.cube._windows import window
from mmwave_sim.radar import RadarConfig


@partial(jax.jit, static_argnames=("radar", "options"))
def radar_cube(
    samples: Inexact[Array, "*batch frame chirp tx rx sample"],
    radar: RadarConfig,
    options: CubeOptions = DEFAULT_OPTIONS,
) -> Complex[Array, "*batch frame doppler tx rx range"]:
    """The radar cube of each frame, for simulated and real samples alike.

    The same as `remove_static`, `range_fft`, `doppler_fft`, `compensate_tdm` and `demodulate` in
    turn, with both windows and the Doppler shift in one product and both transforms in one FFT.
    Unnormalised: where one transmitter alone leaves a tone of amplitude A at the centre of a bin,
    the cube reads A x chirps x samples there (in DDM A x chirps / subbands x samples, that is,
    always A x unpadded Doppler bins x samples).

    Args:
        samples: Complex or real raw samples; the tx axis counts slots.
        radar: The radar that took them; only its schedule and slot timing matter here.
        options: Tapers, sizes, clutter removal.

    Returns:
        Cube with zero Doppler at bin `doppler // 2` and ranges as `range_axis_m` says; its tx axis
        counts transmitters in the schedule's order.

    Raises:
        InputError: An FFT size is smaller than its axis, or the subbands of a DDM schedule do not
            divide the chirps.
    """
    period = radar.tx_schedule.period
    if options.remove_offset:
        samples = remove_offset(samples)
    samples = remove_static(samples, options.static, period)
    turns = whole_periods(samples.shape[-4], period)
    doppler_size = fft_size(options.doppler_size, turns, "Doppler") * period
    if jnp.iscomplexobj(samples):
        spectra = _fused(samples, options, doppler_size)
    else:
        profiles = range_fft(samples, options.range_window, options.range_size)
        spectra = doppler_fft(profiles, options.doppler_window, doppler_size)
    if options.tdm_compensation:
        spectra = compensate_tdm(spectra, radar)
    return demodulate(spectra, radar)


def _fused(
    samples: Complex[Array, "*batch frame chirp tx rx sample"],
    options: CubeOptions,
    doppler_size: int,
) -> Complex[Array, "*batch frame doppler tx rx range"]:
    """`range_fft` and `doppler_fft` in one, 1.3 times as fast."""
    chirps, length = samples.shape[-4], samples.shape[-1]
    sizes = (doppler_size, fft_size(options.range_size, length, "range"))
    over_chirps = shifting_window(options.doppler_window, chirps, doppler_size)
    taper = over_chirps[:, None, None, None] * window(options.range_window, length)
    return jnp.fft.fft2(samples * constant(taper, samples), s=sizes, axes=(-4, -1))
