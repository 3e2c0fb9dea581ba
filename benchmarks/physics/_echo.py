"""What a still mesh of one medium sends from a transmitter to a receiver, by `facet_nodes`."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.materials import Medium
from mmwave_sim.radar import RadarConfig, parameters, preset, sample_wavenumbers
from mmwave_sim.scattering import DIRECT_ROUTE, PhysicalOptics, facet_nodes, facets


def one_channel() -> RadarConfig:
    """A radar near 77 GHz with one isotropic transmitter and one isotropic receiver."""
    device = preset("awr1843_mmclip")
    return device.replace(
        antenna_pattern="isotropic",
        tx_positions_m=((0.0, 0.0, 0.0),),
        rx_positions_m=((0.0, 0.0, 0.0),),
        tx_schedule=type(device.tx_schedule).tdm((0,)),
    )


def wavenumber() -> float:
    """Wavenumber of that radar at the middle of its samples, rad/m."""
    device = one_channel()
    middle_s = device.adc_start_time_s + device.half_span_s
    frequency_hz = device.start_frequency_hz + device.slope_hz_per_s * middle_s
    return float(2 * np.pi * frequency_hz / SPEED_OF_LIGHT)


def wavelength() -> float:
    """The wavelength there, m."""
    return 2 * np.pi / wavenumber()


def smooth(
    permittivity: float, conductivity_s_per_m: float, thickness_m: float = 0.0, rough_m: float = 0.0
) -> Medium:
    """A medium by its figures; with thickness 0 it is a half space."""
    with jax.enable_x64(True):
        figures = (permittivity, conductivity_s_per_m, thickness_m, rough_m)
        return Medium(*(jnp.asarray(figure, jnp.float64) for figure in figures))


def conductor() -> Medium:
    """A metal whose reflection is within 0.02 dB of a perfect conductor's."""
    return smooth(1.0, 1e7)


def scattered(
    vertices_m: Float[np.ndarray, "vertex 3"],
    faces: Int[np.ndarray, "face 3"],
    made_of: Medium,
    tx_m: Float[np.ndarray, "aspect 3"],
    rx_m: Float[np.ndarray, "aspect 3"],
    polarization: Float[np.ndarray, "3"],
) -> Complex[np.ndarray, "aspect"]:
    """Complex length that each transmitter and receiver pair measures, m.

    It is the received amplitude over sqrt(P) G lambda / ((4 pi)^1.5 R_t R_r), with R measured from
    the origin, and with the phase k (R_t + R_r) of the way over the origin taken off. The square of
    its size is the radar cross-section where the pair is far away. Everything runs in float64, so
    that rounding is out of the question.

    Args:
        vertices_m: Vertices, m.
        faces: Triangles; only their fronts scatter, none hides another.
        made_of: Material of the surface.
        tx_m: Transmitters, one an aspect, m.
        rx_m: The receivers that belong to them, m.
        polarization: Electric field of both antennas.
    """
    with jax.enable_x64(True):
        found = _scattered(
            jnp.asarray(vertices_m),
            jnp.asarray(faces),
            made_of,
            jnp.asarray(tx_m),
            jnp.asarray(rx_m),
            jnp.asarray(polarization),
        )
        return np.asarray(found)


@jax.jit
def _scattered(
    vertices_m: Float[Array, "vertex 3"],
    faces: Int[Array, "face 3"],
    made_of: Medium,
    tx_m: Float[Array, "aspect 3"],
    rx_m: Float[Array, "aspect 3"],
    polarization: Float[Array, "3"],
) -> Complex[Array, "aspect"]:
    one = partial(_at_one_aspect, vertices_m, faces, made_of, polarization)
    return jax.lax.map(one, (tx_m, rx_m))


def _at_one_aspect(
    vertices_m: Float[Array, "vertex 3"],
    faces: Int[Array, "face 3"],
    made_of: Medium,
    polarization: Float[Array, "3"],
    ends: tuple[Float[Array, "3"], Float[Array, "3"]],
) -> Complex[Array, ""]:
    tx_m, rx_m = ends
    device = one_channel()
    params = parameters(device)._replace(
        tx_m=tx_m[None], rx_m=rx_m[None], polarization=polarization
    )
    surface = facets(vertices_m[None], faces)
    lit = jnp.ones((1, len(faces)))
    paths = facet_nodes(
        surface,
        jnp.zeros_like(surface.centroid_m),
        lit,
        DIRECT_ROUTE,
        (),
        PhysicalOptics(made_of),
        params,
        device,
        jnp.float64,
    )
    k = sample_wavenumbers(params, device, np.zeros(1))[0]
    out_m, back_m = jnp.linalg.norm(tx_m), jnp.linalg.norm(rx_m)
    phase = jnp.exp(1j * k * (paths.length_m - out_m - back_m))
    level = params.tx_amplitude * params.antenna_amplitude**2 * (2 * jnp.pi / k)
    budget = level / ((4 * jnp.pi) ** 1.5 * out_m * back_m)
    return jnp.sum(paths.amplitude[0] * phase) / budget
