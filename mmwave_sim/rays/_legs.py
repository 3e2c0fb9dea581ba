"""A leg: the way between an antenna and a point, straight or by mirroring walls."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim.materials import material, sheet
from mmwave_sim.rays._walls import Chain, Wall, mirror_direction, mirror_point


class Mirror(NamedTuple):
    """One wall as the legs see it; a pytree, so that gradients reach the wall.

    Attributes:
        point_m: A point of its plane, m.
        normal: Its unit normal.
        permittivity: Its complex relative permittivity.
        thickness_m: Its thickness, m; 0 for a half space.
    """

    point_m: Float[Array, "3"]
    normal: Float[Array, "3"]
    permittivity: Complex[Array, ""]
    thickness_m: Float[Array, ""]


def mirror(wall: Wall, frequency_hz: float) -> Mirror:
    """A wall's plane and material as arrays, at one frequency."""
    made_of = material(wall.material)
    return Mirror(
        jnp.asarray(wall.corner_m),
        jnp.asarray(wall.normal),
        jnp.asarray(made_of.permittivity(frequency_hz)),
        jnp.asarray(made_of.thickness_m),
    )


class Leg(NamedTuple):
    """Everything about the way from each antenna to each point.

    Attributes:
        length_m: Length of the way, m.
        at_antenna: Unit direction in which it leaves the antenna.
        at_point: Unit direction in which it arrives at the point.
        polarization: Field at the point for a unit field at the antenna, walls included.
    """

    length_m: Float[Array, "*points antenna"]
    at_antenna: Float[Array, "*points antenna 3"]
    at_point: Float[Array, "*points antenna 3"]
    polarization: Complex[Array, "*points antenna 3"]


def image_of(
    antenna_m: Float[Array, "antenna 3"], chain: Chain, mirrors: tuple[Mirror, ...]
) -> Float[Array, "antenna 3"]:
    """Image of the antennas in a chain of walls: the straight way from it has the leg's length."""
    for index in chain.walls:
        antenna_m = mirror_point(antenna_m, mirrors[index].point_m, mirrors[index].normal)
    return antenna_m


def leg(
    antenna_m: Float[Array, "antenna 3"],
    polarization: Float[Array, "3"],
    point_m: Float[Array, "*points 3"],
    chain: Chain,
    mirrors: tuple[Mirror, ...],
    wavelength_m: Float[Array, ""] | float,
) -> Leg:
    """Traces the way from every antenna to every point along one chain of walls.

    The image method is exact for planes: no plane-wave shortcut, every antenna has its own image.
    Whether a wall is really met, and nothing stands in the way, is the tracer's to say.

    Args:
        antenna_m: World positions of the antennas, m.
        polarization: Direction of the antennas' electric field at boresight, world frame.
        point_m: World positions of the points, m.
        chain: Walls in the order in which the antenna's ray meets them.
        mirrors: All walls.
        wavelength_m: Wavelength at which sheets are evaluated, m.
    """
    way = point_m[..., None, :] - image_of(antenna_m, chain, mirrors)
    length_m = jnp.sqrt(jnp.sum(way**2, axis=-1))
    at_point = way / length_m[..., None]
    at_antenna = at_point
    for index in reversed(chain.walls):
        at_antenna = mirror_direction(at_antenna, mirrors[index].normal)
    field = _carry(transverse(polarization, at_antenna), at_antenna, chain, mirrors, wavelength_m)
    return Leg(length_m, at_antenna, at_point, field)


def transverse(
    polarization: Float[Array, "3"], direction: Float[Array, "... 3"]
) -> Float[Array, "... 3"]:
    """Unit field across the direction of travel, as near to the antenna's as it can be."""
    along = jnp.sum(polarization * direction, axis=-1, keepdims=True)
    across = polarization - along * direction
    return across / jnp.sqrt(jnp.sum(across**2, axis=-1, keepdims=True) + 1e-12)


def _carry(
    field: Float[Array, "... 3"],
    direction: Float[Array, "... 3"],
    chain: Chain,
    mirrors: tuple[Mirror, ...],
    wavelength_m: Float[Array, ""] | float,
) -> Complex[Array, "... 3"]:
    """Takes the field through every reflection of the chain."""
    carried = field + 0j
    for index in chain.walls:
        mirror = mirrors[index]
        across = jnp.cross(direction, mirror.normal)
        size = jnp.sqrt(jnp.sum(across**2, axis=-1, keepdims=True) + 1e-18)
        # At normal incidence TE and TM agree but for sign, so any direction across will do.
        side = jnp.where(size > 1e-6, across / size, _any_across(mirror.normal))
        cosine = jnp.abs(jnp.sum(direction * mirror.normal, axis=-1))
        te, tm = sheet(mirror.permittivity, cosine, mirror.thickness_m, wavelength_m)
        reflected = mirror_direction(direction, mirror.normal)
        te_part = jnp.sum(carried * side, axis=-1)
        tm_part = jnp.sum(carried * jnp.cross(side, direction), axis=-1)
        carried = (te * te_part)[..., None] * side + (tm * tm_part)[..., None] * jnp.cross(
            side, reflected
        )
        direction = reflected
    return carried


def _any_across(normal: Float[Array, "3"]) -> Float[Array, "3"]:
    helper = jnp.where(jnp.abs(normal[2]) < 0.9, jnp.array([0.0, 0, 1]), jnp.array([1.0, 0, 0]))
    across = jnp.cross(helper.astype(normal.dtype), normal)
    return across / jnp.sqrt(jnp.sum(across**2))
