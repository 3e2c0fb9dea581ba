"""Facets in motion: whole at a few times, their corners at every node."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._shared import beat_wavenumbers


class FacetMotion(NamedTuple):
    """Facets in motion while a frame lasts.

    Attributes:
        surface: They at the slow nodes.
        corners_m: World positions of their corners at every node, counter-clockwise from outside,
            m (float64).
        velocity_m_per_s: Velocity of their centroids, m/s.
    """

    surface: Facets
    corners_m: Float[Array, "corner node 3 facet"]
    velocity_m_per_s: Float[Array, "node 3 facet"]

    def at_nodes(self) -> Facets:
        """The facets at every node."""
        corners = jnp.transpose(self.corners_m, (1, 3, 0, 2))
        centroid = jnp.mean(corners, axis=-2)
        edges = corners[..., 1:, :] - corners[..., :1, :]
        area = jnp.cross(edges[..., 0, :], edges[..., 1, :]) / 2
        return Facets(centroid, area, corners - centroid[..., None, :])


def still_motion(surface: Facets, nodes: int, slow: int) -> FacetMotion:
    """The motion of facets, known once, that stay where they are."""
    corners = surface.corners_m + surface.centroid_m[:, None]
    by_corner = jnp.transpose(corners, (1, 2, 0))[:, None]
    places = jnp.broadcast_to(by_corner, (3, nodes, *by_corner.shape[2:]))
    known = (jnp.broadcast_to(leaf, (slow, *leaf.shape)) for leaf in surface)
    return FacetMotion(Facets(*known), places, jnp.zeros_like(places[0]))


def motion_of(surface: Facets, velocity_m_per_s: Float[Array, "node facet 3"]) -> FacetMotion:
    """The motion of facets that are known at every node, which are then slow nodes as well."""
    corners = surface.corners_m + surface.centroid_m[..., None, :]
    by_corner = jnp.transpose(corners, (2, 0, 3, 1))
    return FacetMotion(surface, by_corner, jnp.moveaxis(velocity_m_per_s, -1, 1))


class Followed(NamedTuple):
    """What turns quickly, at every node.

    Attributes:
        length_m: Length of the path over each facet, m (float64).
        rate_m_per_s: Its time derivative, m/s.
        corners_m: How much longer it is over the first two corners than over the centroid, m.
    """

    length_m: Float[Array, "node facet"]
    rate_m_per_s: Float[Array, "node facet"]
    corners_m: Float[Array, "2 node facet"]


def follow(
    motion: FacetMotion, ends_m: list[Float[Array, "3"]], precision: type = jnp.float32
) -> Followed:
    """Straight paths from one (image) end over moving facets to another.

    The length is the mean over the facet: to first order that over its centroid; the curvature of
    the wave fronts adds the mean of |r across|^2 / 2R on each leg, with the mean of r r^T over a
    triangle a twelfth of the sum over its corners.
    """
    places = tuple(motion.corners_m)
    centroid = (places[0] + places[1] + places[2]) / 3
    corners = [(place - centroid).astype(precision) for place in places]
    velocity = motion.velocity_m_per_s.astype(precision)
    square = sum((_dot(one, one) for one in corners), jnp.zeros((), precision))
    length, rate = jnp.zeros(()), jnp.zeros((), precision)
    along = [jnp.zeros((), precision)] * 2
    for end in ends_m:
        straight = centroid - end[:, None]
        leg_m = jnp.sqrt(_dot(straight, straight))
        direction = (straight / leg_m[:, None]).astype(precision)
        slope = [_dot(one, direction) for one in corners]
        across = square - slope[0] ** 2 - slope[1] ** 2 - slope[2] ** 2
        length = length + leg_m + across / (24 * leg_m.astype(precision))
        along = [before + one for before, one in zip(along, slope, strict=False)]
        rate = rate + _dot(direction, velocity)
    return Followed(length, rate, jnp.stack(along))


def _dot(a: Float[Array, "node 3 facet"], b: Float[Array, "node 3 facet"]) -> Array:
    """Written out: sums over an axis that is not the last do not vectorise on a CPU."""
    return a[:, 0] * b[:, 0] + a[:, 1] * b[:, 1] + a[:, 2] * b[:, 2]


class Bundles(NamedTuple):
    """Facets taken together as one path.

    Attributes:
        length_m: Mean of their lengths, m (float64).
        rate_m_per_s: Mean of their rates, m/s.
        turns: How far each is behind that, in cycles of the beat, at `FREQUENCY_NODES`.
    """

    length_m: Float[Array, "node path"]
    rate_m_per_s: Float[Array, "node path"]
    turns: Float[Array, "node frequency facet"]


def bundled(found: Followed, together: int, params: RadarParameters, radar: RadarConfig) -> Bundles:
    """Takes facets together: of `together * path` facets those that leave the same rest by path."""
    kind = found.rate_m_per_s.dtype
    by_member = (len(found.length_m), together, -1)
    length_m = jnp.mean(found.length_m.reshape(by_member), axis=1)
    rate = jnp.mean(found.rate_m_per_s.reshape(by_member), axis=1)
    beyond_m = (found.length_m.reshape(by_member) - length_m[:, None]).astype(kind)
    turns_per_m = (beat_wavenumbers(length_m, params, radar) / (2 * jnp.pi)).astype(kind)
    turns = jnp.swapaxes(turns_per_m, 0, 1)[:, :, None] * beyond_m[:, None]
    return Bundles(length_m, rate, turns.reshape(*turns.shape[:2], -1))
