"""Candidate ways from the radar to the bodies, and the routes that are strong enough to keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float

from mmwave_sim.materials import material
from mmwave_sim.radar import (
    RadarConfig,
    RadarParameters,
    antenna_field,
    parameters,
    sample_wavenumbers,
)
from mmwave_sim.rays import (
    EDGE_REACH,
    Bounce,
    Chain,
    Panel,
    Screen,
    Sides,
    Sight,
    Wall,
    Way,
    coplanar,
    joined_sides,
    leg,
    look,
    panel,
    reaches,
)
from mmwave_sim.scattering import FREQUENCY_NODES, Route
from mmwave_sim.simulation._options import SimulationOptions

_INNER_ECHOES = 2
"""Passes to a sheet's back and again that may become ways of their own."""


@dataclass(frozen=True)
class Candidate:
    """A way and how strong it is.

    Attributes:
        way: The way.
        power: Power at each probe for unit power, antenna and spreading included; 0 where the way
            does not reach.
    """

    way: Way
    power: Float[np.ndarray, "time probe"]


def candidate_ways(
    chains: Sequence[Chain],
    walls: tuple[Wall, ...],
    radar: RadarConfig,
    probes_m: Float[np.ndarray, "time probe 3"],
    options: SimulationOptions,
) -> tuple[Candidate, ...]:
    """Every way along some chains, with the sheets' echoes and the screens that it meets.

    Args:
        chains: Wall chains that mirror.
        walls: All walls.
        radar: The radar.
        probes_m: Points spread over a body at several times, m.
        options: The threshold below which detail is left out.
    """
    source, flat = np.asarray(radar.pose.position_m), probes_m.reshape(-1, 3)
    bare: list[tuple[Candidate, _Probe]] = []
    for chain in chains:
        sight = look(None, walls, chain, source, flat, radar.wavelength_m)
        for way in _variants(chain, sight, walls):
            reached = reaches(way, sight).reshape(probes_m.shape[:-1])
            probe = _Probe(walls, radar, probes_m, reached)
            bare.append((Candidate(way, probe.power(way)), probe))
    # Together with the strongest way a weaker one makes the strongest route that it can.
    strength = [one.power.mean(axis=1) for one, _ in bare]
    kept = [bare[place] for place in _strong(_shares(strength), options.threshold_db)]
    return tuple(c for one, probe in kept for c in _with_echoes(one, probe, options))


def strong_routes(
    candidates: Sequence[Candidate], options: SimulationOptions
) -> dict[Route, float]:
    """Pairs of ways whose share of what is strongest at each time is in the mean above a threshold.

    A route counts by the product of its ways at each probe, since what one way reaches another may
    not. So a body that is behind a wall for a tenth of the time keeps the route through it, however
    near it was before.

    Returns:
        The routes, strongest first, with their amplitude relative to the strongest one's.
    """
    pairs = list(product(candidates, repeat=2))
    share = _shares([(tx.power * rx.power).mean(axis=1) for tx, rx in pairs])
    return {
        Route(pairs[place][0].way, pairs[place][1].way): float(np.sqrt(share[place]))
        for place in _strong(share, options.threshold_db)
    }


def _shares(strength: Sequence[Float[np.ndarray, "time"]]) -> Float[np.ndarray, " one"]:
    """Mean share of each of the strongest at each time."""
    if not strength:
        return np.zeros(0)
    levels = np.array(strength)
    best = levels.max(axis=0, initial=0.0)
    return np.mean(levels / np.where(best > 0, best, 1.0), axis=1)


def _strong(share: Float[np.ndarray, " one"], threshold_db: float) -> list[int]:
    """Places of the shares above a threshold, best first."""
    least = 10 ** (threshold_db / 10)
    return [int(i) for i in np.argsort(-share, kind="stable") if share[i] >= least and share[i] > 0]


def _variants(chain: Chain, sight: Sight, walls: tuple[Wall, ...]) -> Iterator[Way]:
    """The chain with edges where they are near, and with every way past what stands across."""
    near = (np.abs(sight.on_walls) < EDGE_REACH) & sight.clear
    # In a corner the two orders of its walls share the field: there edges stay sharp.
    edges = len(chain.walls) == 1 and bool(near.any())
    joined = joined_sides(walls)
    bounces = tuple(Bounce(w, edges=edges, joined=joined[w] if edges else ()) for w in chain.walls)
    choices = []
    for piece, group in _groups(sight, walls):
        past = _around(sight, piece, group, joined)
        thin = (w for w in group if _is_thin(walls[w]))
        past += [(Screen((w,), piece, "through", joined=(joined[w],)),) for w in thin]
        choices.append(past)
    for screens in product(*choices):
        yield Way(bounces, sum(screens, start=()))


def _around(
    sight: Sight, piece: int, group: tuple[int, ...], joined: tuple[Sides, ...]
) -> list[tuple[Screen, ...]]:
    """What gets past walls where they are not met: an edge's wave, or where none is near nothing.

    Empty if they stand across every way.
    """
    depth = np.max([sight.across[piece, wall] for wall in group], axis=0)
    if np.all(depth >= EDGE_REACH):
        return []
    if not np.any(np.isfinite(depth) & (depth > -EDGE_REACH)):
        return [()]
    return [(Screen(group, piece, "around", joined=tuple(joined[wall] for wall in group)),)]


def _groups(sight: Sight, walls: tuple[Wall, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Coplanar walls that stand across, by piece of the way."""
    left = sorted(sight.across)
    while left:
        piece, first = left[0]
        group = tuple(w for p, w in left if p == piece and coplanar(walls[first], walls[w]))
        left = [key for key in left if key[0] != piece or key[1] not in group]
        yield piece, group


def _is_thin(wall: Wall) -> bool:
    return material(wall.material).thickness_m > 0


@dataclass(frozen=True)
class _Probe:
    """Points at which ways are weighed.

    Attributes:
        walls: All walls.
        radar: The radar.
        at_m: The points at several times, m.
        reached: Those that a way reaches.
    """

    walls: tuple[Wall, ...]
    radar: RadarConfig
    at_m: Float[np.ndarray, "time probe 3"]
    reached: Bool[np.ndarray, "time probe"]

    def power(self, way: Way) -> Float[np.ndarray, "time probe"]:
        """Power at the points by a way, antenna and spreading included, mean over the chirp."""
        if not self.reached.any():
            return np.zeros(self.reached.shape)
        number = {wall: place for place, wall in enumerate(dict.fromkeys(way.walls))}
        with jax.enable_x64(True):
            panels = tuple(panel(self.walls[w], self.radar.center_frequency_hz) for w in number)
            params = parameters(self.radar)
            k = sample_wavenumbers(params, self.radar, FREQUENCY_NODES)
            power = _power(params, jnp.asarray(self.at_m), panels, k, way.renumbered(number))
        return np.asarray(power) * self.reached


@partial(jax.jit, static_argnames="way")
def _power(
    params: RadarParameters,
    point_m: Float[Array, "time probe 3"],
    panels: tuple[Panel, ...],
    wavenumber: Float[Array, "frequency"],
    way: Way,
) -> Float[Array, "time probe"]:
    one = leg(params.tx_m[:1], params.polarization, point_m, way, panels, wavenumber)
    gain = antenna_field(params, params.tx_pattern[:1], one.at_antenna) / one.length_m
    field = one.field[..., 0, :] * gain
    return jnp.mean(jnp.sum(jnp.abs(field) ** 2, axis=-1), axis=0)


def _with_echoes(bare: Candidate, probe: _Probe, options: SimulationOptions) -> list[Candidate]:
    """The way's echoes inside sheets that are strong enough to be told apart."""
    least, way = bare.power.sum() * 10 ** (options.threshold_db / 10), bare.way
    sheets = [("bounces", i) for i, b in enumerate(way.bounces) if _is_thin(probe.walls[b.wall])]
    sheets += [("screens", i) for i, s in enumerate(way.screens) if s.part == "through"]
    ways = [way]
    for kind, index in sheets:
        count = _echo_count(way, kind, index, least, probe)
        ways = [_echo(one, kind, index, m, m == count) for one in ways for m in range(count + 1)]
    return [Candidate(one, probe.power(one)) for one in ways] if len(ways) > 1 else [bare]


def _echo_count(bare: Way, kind: str, index: int, least: float, probe: _Probe) -> int:
    for count in range(1, _INNER_ECHOES + 1):
        if probe.power(_echo(bare, kind, index, count, True)).sum() < least:
            return count - 1
    return _INNER_ECHOES


def _echo(way: Way, kind: str, index: int, echo: int, last: bool) -> Way:
    items: list = list(getattr(way, kind))
    items[index] = replace(items[index], echo=echo, last=last)
    return Way(tuple(items), way.screens) if kind == "bounces" else Way(way.bounces, tuple(items))
