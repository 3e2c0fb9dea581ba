"""The law of scattering that the options ask for, for one mesh."""

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from mmwave_sim.materials import Medium
from mmwave_sim.scattering import Lambertian, PhysicalOptics, QuasiSpecular, ScatteringModel
from mmwave_sim.simulation._options import Scattering

_LOBE_WIDTH_RAD = 0.35
"""Width of the quasi-specular lobe: amplitude 1/e at 20 degrees."""


def law_of(
    scattering: Scattering, diffuse: bool, medium: Medium, speckle_rad: Float[Array, "facet"]
) -> ScatteringModel:
    """The law of scattering for a surface.

    Args:
        scattering: Which law.
        diffuse: Whether physical optics keeps what roughness takes from its coherent return.
        medium: What the surface is made of.
        speckle_rad: Phase of each facet's diffuse return, rad.
    """
    if scattering == "quasi-specular":
        return QuasiSpecular(medium, jnp.asarray(_LOBE_WIDTH_RAD))
    if scattering == "lambertian":
        return Lambertian(medium, speckle_rad)
    return PhysicalOptics(medium, speckle_rad if diffuse else None)


def speckle_rad(mesh: int, face: Int[np.ndarray, "..."]) -> Float[np.ndarray, "..."]:
    """A phase that belongs to a face of a mesh, spread evenly over the circle, rad."""
    golden = 0.6180339887498949
    count = int(np.max(face, initial=0)) + 1
    phases = np.random.default_rng([mesh, 2_718_281]).random(count)
    return 2 * np.pi * ((phases + golden * mesh) % 1.0)[face]
