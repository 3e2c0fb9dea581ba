"""`radar_cube`: raw samples to range, Doppler and channels in one pass."""

from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Complex, Inexact

from mmwave_sim.cube._options import DEFAULT_OPTIONS, CubeOptions, fft_size
from mmwave_sim.cube._transforms import (
    compensate_tdm,
    constant,
    doppler_fft,
    range_fft,
    remove_offset,
    remove_static,
    shifting_window,
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

    The same as `remove_static`, `range_fft`, `doppler_fft` and `compensate_tdm` in turn, with both
    windows and the Doppler shift in one product and both transforms in one FFT. Unnormalised: a
    tone of amplitude A at the centre of a bin reads A x chirps x samples.

    Args:
        samples: Complex or real raw samples.
        radar: The radar that took them; only its slot timing matters here.
        options: Tapers, sizes, clutter removal.

    Returns:
        Cube with zero Doppler at bin `doppler // 2` and ranges as `range_axis_m` says.

    Raises:
        InputError: An FFT size is smaller than its axis.
    """
    if options.remove_offset:
        samples = remove_offset(samples)
    samples = remove_static(samples, options.static)
    if jnp.iscomplexobj(samples):
        cube = _fused(samples, options)
    else:
        profiles = range_fft(samples, options.range_window, options.range_size)
        cube = doppler_fft(profiles, options.doppler_window, options.doppler_size)
    return compensate_tdm(cube, radar) if options.tdm_compensation else cube


def _fused(
    samples: Complex[Array, "*batch frame chirp tx rx sample"], options: CubeOptions
) -> Complex[Array, "*batch frame doppler tx rx range"]:
    """`range_fft` and `doppler_fft` in one, 1.3 times as fast."""
    chirps, length = samples.shape[-4], samples.shape[-1]
    sizes = (
        fft_size(options.doppler_size, chirps, "Doppler"),
        fft_size(options.range_size, length, "range"),
    )
    over_chirps = shifting_window(options.doppler_window, chirps, sizes[0])
    taper = over_chirps[:, None, None, None] * window(options.range_window, length)
    return jnp.fft.fft2(samples * constant(taper, samples), s=sizes, axes=(-4, -1))
