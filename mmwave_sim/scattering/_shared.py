"""`SharedPaths`: paths whose phase all channels share but for an amplitude that varies slowly."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._phasor import cosine_sine
from mmwave_sim.radar import RadarConfig, RadarParameters, sample_wavenumbers
from mmwave_sim.scattering._nodes import FREQUENCY_NODES, PathNodes, parabola


class SharedPaths(NamedTuple):
    """Paths by way of one place amid the antennas, and what each channel makes of them.

    Attributes:
        length_m: Length at the node times, m (float64: it carries the phase).
        rate_m_per_s: Its time derivative, m/s.
        amplitude: Amplitude of each channel relative to a unit echo of that length, sqrt(W), as
            coefficients of 1, x, x^2, where x runs from -1 to 1 over the samples of a chirp. Zero
            where a path does not exist. Real and imaginary part are apart: compilers vectorise
            real arrays, and not complex ones.
    """

    length_m: Float[Array, "node path"]
    rate_m_per_s: Float[Array, "node path"]
    amplitude: Float[Array, "part order node tx rx path"]


def shared_paths(nodes: PathNodes, params: RadarParameters, radar: RadarConfig) -> SharedPaths:
    """Moves what the channels' lengths differ by into their amplitudes.

    The parabola over the samples follows exp(i k d), for a difference d of lengths, to (B d)^3 / 40
    in the root mean square, the third Legendre term of the series, where B is half the band in
    rad/m: 5e-5 for 4 GHz and 3 mm, 2e-3 for 1 cm.
    """
    length_m = jnp.mean(nodes.length_m, axis=(2, 3))
    kind = nodes.amplitude.real.dtype
    beyond_m = (nodes.length_m - length_m[..., None, None]).astype(kind)
    constant, linear, quadratic = nodes.amplitude
    values = []
    for k, x in zip(beat_wavenumbers(length_m, params, radar), FREQUENCY_NODES, strict=True):
        cosine, sine = cosine_sine(k.astype(kind)[..., None, None] / (2 * jnp.pi) * beyond_m)
        value = constant + linear * float(x) + quadratic * float(x) ** 2
        values.append(value * (cosine + 1j * sine))
    amplitude = jnp.moveaxis(parabola(jnp.stack(values)), 2, -1)
    amplitude = jnp.stack([amplitude.real, amplitude.imag])
    return SharedPaths(length_m, jnp.mean(nodes.rate_m_per_s, axis=(2, 3)), amplitude)


def beat_wavenumbers(
    length_m: Float[Array, "node path"], params: RadarParameters, radar: RadarConfig
) -> Float[Array, "frequency node path"]:
    """How fast the phase of the beat grows with the length at `FREQUENCY_NODES`, rad/m.

    The derivative of 2 pi (f tau - S tau^2 / 2) is the wavenumber less 2 pi S tau / c.
    """
    carrier = sample_wavenumbers(params, radar, FREQUENCY_NODES)
    lag = 2 * jnp.pi * params.slope_hz_per_s * length_m / SPEED_OF_LIGHT**2
    return carrier[:, None, None] - lag
