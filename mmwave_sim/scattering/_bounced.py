"""Several bounces between surfaces: physical optics at the last, mirrors before it."""

from itertools import pairwise
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Complex, Float, Int

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.materials import Bistatic, Medium, bistatic, complex_permittivity
from mmwave_sim.radar import RadarConfig, RadarParameters, sample_wavenumbers
from mmwave_sim.rays import STRAIGHT, Leg, Tubes, leg, mirror_direction, mirror_point, transverse
from mmwave_sim.scattering._facets import Facets
from mmwave_sim.scattering._model import Illumination
from mmwave_sim.scattering._nodes import FREQUENCY_NODES, PathNodes, link_budget, parabola
from mmwave_sim.scattering._physical_optics import PhysicalOptics

_SMALLEST_COSINE = 1e-2
"""Least cosine of incidence that is divided by; tubes are traced to twice that."""


class Surfaces(NamedTuple):
    """All meshes between which waves bounce, as one; a pytree.

    Attributes:
        vertices_m: World positions at each node time, m.
        velocity_m_per_s: Velocities of the vertices, m/s.
        faces: Vertex indices of each triangle, counter-clockwise from its front.
        media: The media, each leaf with an axis over them.
        made_of: Which medium each face is made of.
    """

    vertices_m: Float[Array, "node vertex 3"]
    velocity_m_per_s: Float[Array, "node vertex 3"]
    faces: Int[Array, "face 3"]
    media: Medium
    made_of: Int[Array, "face"]


class _Mirror(NamedTuple):
    """The plane of one face of every tube, and what that is made of (leaves: tube)."""

    corner_m: Float[Array, "node tube 3"]
    normal: Float[Array, "node tube 3"]
    medium: Medium


class _Unfolded(NamedTuple):
    """Tubes as straight ones from images of the transmitters.

    Attributes:
        image_m: Image of each transmitter in all faces but the last.
        footprint_m: Corners of the tube's footprint on the last face, m.
    """

    image_m: Float[Array, "node tube tx 3"]
    footprint_m: Float[Array, "node tube 3 3"]


def bounced_nodes(
    surfaces: Surfaces,
    tubes: Tubes,
    params: RadarParameters,
    radar: RadarConfig,
    precision: type = jnp.float32,
) -> PathNodes:
    """Paths over two or more faces of moving meshes, one for each tube.

    Shooting and bouncing rays: every face but the last mirrors as if it were endless, by its
    Fresnel coefficients and the loss of a rough surface, exp(-(2 k s cos)^2 / 2); the tube's
    footprint on the last face scatters by `PhysicalOptics`. Between planes a tube from an image
    spreads as in free space, so the bistatic radar equation holds with the whole way from the image
    as R_t. Every transmitter has its own images. The footprints are those of the array's middle:
    they only divide the last face, so that any division adds up to the same integral, but for
    where the lit part ends.

    Args:
        surfaces: The meshes, for which the tubes were traced.
        tubes: From `rays.trace_tubes`; two or more bounces.
        params: The radar's continuous properties.
        radar: Its shapes and timing.
        precision: Type of the amplitudes; lengths keep that of the positions.

    Returns:
        The paths; their last bounce is the scatterer.
    """
    wavenumber = sample_wavenumbers(params, radar, FREQUENCY_NODES).astype(precision)

    def lengths(vertices_m: Float[Array, "node vertex 3"]) -> tuple[Array, _Unfolded]:
        moved = surfaces._replace(vertices_m=vertices_m)
        way = _unfold(_mirrors(moved, tubes), _start(moved, tubes), params)
        middle = jnp.mean(way.footprint_m, axis=2)
        out, back = (_distance(middle[:, :, None] - end) for end in (way.image_m, params.rx_m))
        return out[..., :, None] + back[..., None, :], way

    length_m, rate, way = jax.jvp(
        lengths, (surfaces.vertices_m,), (surfaces.velocity_m_per_s,), has_aux=True
    )
    amplitude = _amplitude(_mirrors(surfaces, tubes), way, tubes.weight, params, wavenumber)
    return PathNodes(length_m, rate, parabola(amplitude))


def _amplitude(
    mirrors: list[_Mirror],
    way: _Unfolded,
    weight: Float[Array, "*node tube"] | Float[np.ndarray, "*node tube"],
    params: RadarParameters,
    wavenumber: Float[Array, "frequency"],
) -> Complex[Array, "frequency node tube tx rx"]:
    last, kind = mirrors[-1], wavenumber.dtype
    middle = jnp.mean(way.footprint_m, axis=2)
    out = _bouncing_leg(mirrors[:-1], way.image_m, middle, params, wavenumber)
    back = leg(params.rx_m, params.polarization, middle, STRAIGHT, (), wavenumber)
    surface = _footprint(way.footprint_m, last.normal)
    model = PhysicalOptics(Medium(*(leaf[:, None, None] for leaf in last.medium)))
    length = model.scattering_length(
        Facets(*(part.astype(kind) for part in surface)),
        Illumination(out.at_point, back.at_point, out.field, back.field),
        wavenumber,
    )
    budget = link_budget(out, back, params) * jnp.asarray(weight, kind)[..., None, None]
    return budget * length * (2 * jnp.pi / wavenumber)[:, None, None, None, None]


def _mirrors(surfaces: Surfaces, tubes: Tubes) -> list[_Mirror]:
    """The faces of all tubes, bounce by bounce."""
    faces = jnp.asarray(tubes.faces)
    mirrors = []
    for bounce in range(faces.shape[1]):
        corners = surfaces.vertices_m[:, surfaces.faces[faces[:, bounce]]]
        a, b, c = jnp.moveaxis(corners, 2, 0)
        normal = jnp.cross(b - a, c - a)
        normal = normal / _distance(normal)[..., None]
        made_of = surfaces.made_of[faces[:, bounce]]
        mirrors.append(_Mirror(a, normal, Medium(*(leaf[made_of] for leaf in surfaces.media))))
    return mirrors


def _start(surfaces: Surfaces, tubes: Tubes) -> Float[Array, "node tube 3 3"]:
    """Corners of the start triangles, m."""
    corners = surfaces.vertices_m[:, surfaces.faces[jnp.asarray(tubes.faces)[:, 0]]]
    return jnp.einsum("tvc,ntcd->ntvd", jnp.asarray(tubes.barycentric, corners.dtype), corners)


def _unfold(
    mirrors: list[_Mirror], start_m: Float[Array, "node tube 3 3"], params: RadarParameters
) -> _Unfolded:
    """Mirrors the transmitters in face after face and projects the start triangles along."""
    tx_m = jnp.concatenate([params.tx_m, jnp.mean(params.tx_m, axis=0, keepdims=True)])
    image_m = jnp.broadcast_to(tx_m, (*start_m.shape[:2], *tx_m.shape))
    footprint_m = start_m
    for here, there in pairwise(mirrors):
        image_m = mirror_point(image_m, here.corner_m[:, :, None], here.normal[:, :, None])
        footprint_m = _project(image_m[:, :, -1:], footprint_m, there)
    return _Unfolded(image_m[:, :, :-1], footprint_m)


def _project(
    image_m: Float[Array, "node tube 1 3"], points_m: Float[Array, "node tube 3 3"], onto: _Mirror
) -> Float[Array, "node tube 3 3"]:
    """Where the rays from an image through points meet a plane, m."""
    ray = points_m - image_m
    normal = onto.normal[:, :, None]
    closing = jnp.sum(ray * normal, axis=-1, keepdims=True)
    height = jnp.sum((onto.corner_m[:, :, None] - points_m) * normal, axis=-1, keepdims=True)
    meets = jnp.abs(closing) > _SMALLEST_COSINE * _distance(ray)[..., None]
    return points_m + jnp.where(meets, height / jnp.where(meets, closing, 1.0), 0.0) * ray


def _footprint(
    corners_m: Float[Array, "node tube 3 3"], normal: Float[Array, "node tube 3"]
) -> Facets:
    """The footprints as facets, their area vectors along the face's normal."""
    a, b, c = jnp.moveaxis(corners_m, 2, 0)
    area_m2 = jnp.abs(jnp.sum(jnp.cross(b - a, c - a) * normal, axis=-1, keepdims=True)) / 2
    middle = jnp.mean(corners_m, axis=2)
    return Facets(middle, area_m2 * normal, corners_m - middle[:, :, None])


def _bouncing_leg(
    mirrors: list[_Mirror],
    image_m: Float[Array, "node tube tx 3"],
    point_m: Float[Array, "node tube 3"],
    params: RadarParameters,
    wavenumber: Float[Array, "frequency"],
) -> Leg:
    """The legs from the transmitters over the mirrors to the footprints' middles."""
    kind = wavenumber.dtype
    straight = point_m[:, :, None] - image_m
    length_m = _distance(straight)
    directions = [(straight / length_m[..., None]).astype(kind)]
    for mirror in reversed(mirrors):
        normal = mirror.normal[:, :, None].astype(kind)
        directions.insert(0, mirror_direction(directions[0], normal))
    field = transverse(params.polarization.astype(kind), directions[0])[None]
    for mirror, (incoming, outgoing) in zip(mirrors, pairwise(directions), strict=True):
        field = _reflected(field, incoming, outgoing, mirror, wavenumber)
    return Leg(length_m, directions[0], directions[-1], field)


def _reflected(
    field: Complex[Array, "frequency node tube tx 3"] | Float[Array, "frequency node tube tx 3"],
    incoming: Float[Array, "node tube tx 3"],
    outgoing: Float[Array, "node tube tx 3"],
    mirror: _Mirror,
    wavenumber: Float[Array, "frequency"],
) -> Complex[Array, "frequency node tube tx 3"]:
    """The field after a mirror: `materials.bistatic` for every field that may be received."""
    normal = mirror.normal[:, :, None].astype(wavenumber.dtype)
    cosine = jnp.maximum(-jnp.sum(incoming * normal, axis=-1), _SMALLEST_COSINE)
    made_of = Medium(*(leaf.astype(wavenumber.dtype)[:, None] for leaf in mirror.medium))
    k = wavenumber[:, None, None, None]
    echo = _coefficients(made_of, cosine, k)
    smooth = jnp.exp(-((2 * k * made_of.roughness_m * cosine) ** 2) / 2)
    lean = jnp.sum(field * outgoing, axis=-1, keepdims=True)
    across = field - lean * outgoing
    along = incoming - jnp.sum(incoming * outgoing, axis=-1, keepdims=True) * outgoing
    return smooth[..., None] * (echo.te[..., None] * across - echo.turn[..., None] * lean * along)


def _coefficients(
    made_of: Medium, cosine: Float[Array, "node tube tx"], k: Float[Array, "frequency 1 1 1"]
) -> Bistatic:
    epsilon = complex_permittivity(made_of, k * (SPEED_OF_LIGHT / (2 * jnp.pi)))
    return bistatic(epsilon, cosine, made_of.thickness_m, k)


def _distance(way_m: Float[Array, "*shape 3"]) -> Float[Array, "*shape"]:
    return jnp.sqrt(jnp.sum(way_m**2, axis=-1) + 1e-30)
