"""A leg: the way between an antenna and a point, straight or by walls."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Complex, Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim.materials import Echo, complex_permittivity, reflected_echo, transmitted_echo
from mmwave_sim.rays._edges import Crossing, Share, around, window
from mmwave_sim.rays._panel import Panel
from mmwave_sim.rays._walls import Chain, mirror_direction, mirror_point
from mmwave_sim.rays._way import Bounce, Screen, Way

Field = Complex[Array, "frequency *points antenna 3"] | Float[Array, "frequency *points antenna 3"]


class Leg(NamedTuple):
    """Everything about the way from each antenna to each point.

    Attributes:
        length_m: Length of the way, delays in sheets and around edges included, m (float64).
        at_antenna: Unit direction in which it leaves the antenna.
        at_point: Unit direction in which it arrives at the point.
        field: Field at the point for a unit field at the antenna, walls and edges included but
            not the spreading; real on a straight way. The phase of the length is not in it.
    """

    length_m: Float[Array, "*points antenna"]
    at_antenna: Float[Array, "*points antenna 3"]
    at_point: Float[Array, "*points antenna 3"]
    field: Field


def image_of(
    antenna_m: Float[Array, "antenna 3"], chain: Chain, panels: tuple[Panel, ...]
) -> Float[Array, "antenna 3"]:
    """Image of the antennas in a chain of walls: the straight way from it has the leg's length."""
    for index in chain.walls:
        antenna_m = mirror_point(antenna_m, panels[index].corner_m, panels[index].normal)
    return antenna_m


def leg(
    antenna_m: Float[Array, "antenna 3"],
    polarization: Float[Array, "3"],
    point_m: Float[Array, "*points 3"],
    way: Way,
    panels: tuple[Panel, ...],
    wavenumber: Float[Array, "frequency"],
) -> Leg:
    """Traces the way from every antenna to every point.

    The image method is exact for planes: no plane-wave shortcut, every antenna has its own image.
    Sheets are evaluated at every incidence angle and frequency, edges by Fresnel's integral.
    Whether anything else stands in the way is the tracer's to say.

    Args:
        antenna_m: World positions of the antennas, m.
        polarization: Direction of the antennas' electric field at boresight, world frame.
        point_m: World positions of the points, m.
        way: What the waves meet, seen from the antenna.
        panels: All walls.
        wavenumber: Wavenumbers at which the field is evaluated, rad/m. Lengths keep the precision
            of the positions; directions and fields take that of the wavenumbers.
    """
    kind = wavenumber.dtype
    straight = point_m[..., None, :] - image_of(antenna_m, way.chain, panels)
    length_m = jnp.sqrt(jnp.sum(straight**2, axis=-1))
    at_point = (straight / length_m[..., None]).astype(kind)
    at_antenna = at_point
    for bounce in reversed(way.bounces):
        at_antenna = mirror_direction(at_antenna, panels[bounce.wall].normal.astype(kind))
    field = transverse(polarization.astype(kind), at_antenna)[None]
    if way.plain:
        return Leg(length_m, at_antenna, at_point, field)
    journey = _Journey(antenna_m, point_m, way, panels, at_antenna, length_m.astype(kind))
    field, extra_m = journey.carry(field, wavenumber)
    return Leg(length_m + extra_m, at_antenna, at_point, field)


def transverse(
    polarization: Float[Array, "3"], direction: Float[Array, "... 3"]
) -> Float[Array, "... 3"]:
    """Unit field across the direction of travel, as near to the antenna's as it can be."""
    along = jnp.sum(polarization * direction, axis=-1, keepdims=True)
    across = polarization - along * direction
    return across / jnp.sqrt(jnp.sum(across**2, axis=-1, keepdims=True) + 1e-12)


class _Journey:
    """Takes a field along a way, wall by wall."""

    def __init__(
        self,
        antenna_m: Float[Array, "antenna 3"],
        point_m: Float[Array, "*points 3"],
        way: Way,
        panels: tuple[Panel, ...],
        at_antenna: Float[Array, "*points antenna 3"],
        length_m: Float[Array, "*points antenna"],
    ) -> None:
        self.way, self.panels, self.kind = way, panels, length_m.dtype
        self.direction, self.length_m = at_antenna, length_m
        self.start = jnp.broadcast_to(antenna_m, (*point_m.shape[:-1], *antenna_m.shape))
        self.done_m = jnp.zeros_like(length_m)

    def carry(
        self, field: Field, wavenumber: Float[Array, "frequency"]
    ) -> tuple[Field, Float[Array, "*points antenna"]]:
        """The field at the way's end, and how much longer walls and edges make the way, m."""
        extra_m = jnp.zeros_like(self.length_m)
        for piece in range(len(self.way.bounces) + 1):
            for screen in (s for s in self.way.screens if s.piece == piece):
                field, more_m = self._past(screen, piece, field, wavenumber)
                extra_m = extra_m + more_m
            if piece < len(self.way.bounces):
                field, more_m = self._bounce(self.way.bounces[piece], field, wavenumber)
                extra_m = extra_m + more_m
        return field, extra_m

    def _bounce(
        self, bounce: Bounce, field: Field, wavenumber: Float[Array, "frequency"]
    ) -> tuple[Field, Float[Array, "*points antenna"]]:
        panel = self.panels[bounce.wall]
        met = self._meet(panel)
        share = window(panel, met, wavenumber, bounce.joined) if bounce.edges else None
        sheet = self._sheet(panel, wavenumber)
        echo = _settled(reflected_echo(*sheet, bounce.echo, bounce.last), wavenumber)
        normal = panel.normal.astype(self.kind)
        outgoing = mirror_direction(self.direction, normal)
        field = _through_plane(field, self.direction, outgoing, normal, echo)
        self.start, self.done_m, self.direction = met.at_m, met.before_m, outgoing
        return _weigh(field * self._smooth(panel, sheet)[..., None], echo, share)

    def _smooth(self, panel: Panel, sheet: tuple[Array, ...]) -> Float[Array, "..."]:
        """Share of the field that a rough wall still mirrors: exp(-(2 k s cos)^2 / 2).

        Ament (1953), *Toward a theory of reflection by a rough surface*.
        """
        _, cosine, _, wavenumber = sheet
        roughness_m = panel.medium.roughness_m.astype(self.kind)
        return jnp.exp(-((2 * wavenumber * roughness_m * cosine) ** 2) / 2)

    def _past(
        self, screen: Screen, piece: int, field: Field, wavenumber: Float[Array, "frequency"]
    ) -> tuple[Field, Float[Array, "*points antenna"]]:
        panels = tuple(self.panels[wall] for wall in screen.walls)
        met = self._meet(panels[0])
        if screen.part == "around":
            share = around(panels, met, wavenumber, screen.joined)
            return field * share.factor[..., None], share.extra_m
        (panel,) = panels
        sheet = self._sheet(panel, wavenumber)
        echo = _settled(transmitted_echo(*sheet, screen.echo, screen.last), wavenumber)
        normal = panel.normal.astype(self.kind)
        field = _through_plane(field, self.direction, self.direction, normal, echo)
        return _weigh(field, echo, window(panel, met, wavenumber, screen.joined_of(0)))

    def _meet(self, panel: Panel) -> Crossing:
        """Where the present piece of the way, drawn on, crosses a panel's plane."""
        kind, normal = self.kind, panel.normal
        height = jnp.sum((self.start - panel.corner_m) * normal, axis=-1).astype(kind)
        closing = -jnp.sum(self.direction * normal.astype(kind), axis=-1)
        parallel = jnp.abs(closing) < 1e-9
        ahead_m = height / jnp.where(parallel, 1.0, closing)
        before_m = self.done_m + ahead_m
        after_m = self.length_m - before_m
        met = (~parallel) & (ahead_m > 0) & (after_m > 0)
        return Crossing(
            self.start.astype(kind) + ahead_m[..., None] * self.direction,
            self.direction,
            before_m,
            after_m,
            met.astype(kind),
        )

    def _sheet(
        self, panel: Panel, wavenumber: Float[Array, "frequency"]
    ) -> tuple[Array, Array, Array, Array]:
        """Permittivity, cosine of incidence, thickness and wavenumber, ready to broadcast."""
        made_of = type(panel.medium)(*(leaf.astype(self.kind) for leaf in panel.medium))
        cosine = jnp.abs(jnp.sum(self.direction * panel.normal.astype(self.kind), axis=-1))
        k = wavenumber.reshape(-1, *(1,) * cosine.ndim)
        epsilon = complex_permittivity(made_of, k * (SPEED_OF_LIGHT / (2 * jnp.pi)))
        return epsilon, cosine, made_of.thickness_m, k


def _through_plane(
    field: Field,
    incoming: Float[Array, "*points antenna 3"],
    outgoing: Float[Array, "*points antenna 3"],
    normal: Float[Array, "3"],
    echo: Echo,
) -> Field:
    """Applies an echo's TE and TM coefficients to a field."""
    across = jnp.cross(incoming, normal)
    size = jnp.sqrt(jnp.sum(across**2, axis=-1, keepdims=True) + 1e-18)
    # At normal incidence TE and TM agree but for sign, so any direction across will do.
    side = jnp.where(size > 1e-6, across / size, _any_across(normal))
    te = jnp.sum(field * side, axis=-1) * echo.te
    tm = jnp.sum(field * jnp.cross(side, incoming), axis=-1) * echo.tm
    return te[..., None] * side + tm[..., None] * jnp.cross(side, outgoing)


def _settled(echo: Echo, wavenumber: Float[Array, "frequency"]) -> Echo:
    """The echo with the delay of the middle frequency, what others differ by in its factors."""
    middle = len(wavenumber) // 2
    k = wavenumber.reshape(-1, *(1,) * (echo.te.ndim - 1))
    if echo.extra_m.ndim < echo.te.ndim:
        return echo
    rest = jnp.exp(1j * k * (echo.extra_m - echo.extra_m[middle]))
    return Echo(echo.te * rest, echo.tm * rest, echo.extra_m[middle])


def _weigh(
    field: Field, echo: Echo, share: Share | None
) -> tuple[Field, Float[Array, "*points antenna"]]:
    if share is None:
        return field, echo.extra_m
    return field * share.factor[..., None], echo.extra_m + share.extra_m


def _any_across(normal: Float[Array, "3"]) -> Float[Array, "3"]:
    helper = jnp.where(jnp.abs(normal[2]) < 0.9, jnp.array([0.0, 0, 1]), jnp.array([1.0, 0, 0]))
    across = jnp.cross(helper.astype(normal.dtype), normal)
    return across / jnp.sqrt(jnp.sum(across**2))
