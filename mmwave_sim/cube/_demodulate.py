"""From slots to transmitters: undoing the codes of a MIMO schedule in the Doppler domain."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Int

from mmwave_sim.cube._transforms import constant, whole_periods
from mmwave_sim.radar import RadarConfig


@partial(jax.jit, static_argnames="radar")
def demodulate(
    spectra: Complex[Array, "*batch doppler tx rx range"], radar: RadarConfig
) -> Complex[Array, "*batch doppler tx rx range"]:
    """Tells the transmitters of every Doppler bin apart.

    A transmitter keeps the amplitude per chirp that it has alone, in all three schedules.

    - TDM: slots are transmitters; nothing is done.
    - BPM: the inverse of the Hadamard matrix, H^T / slots, over the slots, which `compensate_tdm`
      has made appear simultaneous. Noise falls by `slots` in power.
    - DDM: the n-th transmitter's spectrum is the n-th of D subbands, with its zero Doppler in the
      middle. It is divided by D, so that a tone of amplitude A reads A x bins here as well; noise
      falls by D in power. Targets faster than `radar.max_velocity_m_per_s` lie in the subband of
      another transmitter and are taken for that one's; empty subbands are thrown away.

    Args:
        spectra: From `doppler_fft` and `compensate_tdm`; the tx axis counts slots.
        radar: Its schedule holds the codes.

    Returns:
        Spectra whose tx axis counts transmitters in the schedule's order; in DDM with 1 / D of the
        Doppler bins.

    Raises:
        InputError: The subbands do not divide the Doppler bins.
    """
    schedule = radar.tx_schedule
    if schedule.kind == "tdm":
        return spectra
    if schedule.kind == "bpm":
        inverse = constant(schedule.signs.T / schedule.slots, spectra)
        highest = jax.lax.Precision.HIGHEST
        return jnp.einsum("ts,...srn->...trn", inverse, spectra, precision=highest)
    cut = subband_bins(spectra.shape[-4], schedule.transmitters, schedule.subbands)
    return jnp.take(spectra[..., 0, :, :], cut, axis=-3) / schedule.subbands


def subband_bins(
    size: int, transmitters: int, subbands: int
) -> Int[np.ndarray, "doppler transmitter"]:
    """Bins of a shifted spectrum that each transmitter's subband holds, zero Doppler in the middle.

    Raises:
        InputError: The subbands do not divide the spectrum.
    """
    width = whole_periods(size, subbands)
    bins = size // 2 - width // 2 + np.arange(width)[:, None]
    return (bins + width * np.arange(transmitters)) % size
