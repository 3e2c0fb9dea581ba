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
from mmwave_sim.radar import RadarConfig, RadarParameters, antenna_field, parameters
from mmwave_sim.rays import (
    EDGE_REACH,
    Bounce,
    Chain,
    Panel,
    Screen,
    Sight,
    Wall,
    Way,
    leg,
    look,
    panel,
    reaches,
)
from mmwave_sim.scattering import Route
from mmwave_sim.simulation._options import SimulationOptions

_INNER_ECHOES = 2
"""Passes to a sheet's back and again that may become ways of their own."""


@dataclass(frozen=True)
class Candidate:
    """A way and how strong it is.

    Attributes:
        way: The way.
        level: Mean power at the probes for unit power, antenna and spreading included.
    """

    way: Way
    level: float


def candidate_ways(
    chains: Sequence[Chain],
    walls: tuple[Wall, ...],
    radar: RadarConfig,
    probes_m: Float[np.ndarray, "probe 3"],
    options: SimulationOptions,
) -> tuple[Candidate, ...]:
    """Every way along some chains, with the sheets' echoes and the screens that it meets.

    Args:
        chains: Wall chains that mirror.
        walls: All walls.
        radar: The radar.
        probes_m: Points spread over the bodies and over time, m.
        options: The threshold below which detail is left out.
    """
    bare: list[tuple[Candidate, _Probe]] = []
    for chain in chains:
        source = np.asarray(radar.pose.position_m)
        sight = look(None, walls, chain, source, probes_m, radar.wavelength_m)
        for way in _variants(chain, sight, walls):
            probe = _Probe(walls, radar, probes_m, reaches(way, sight))
            bare.append((Candidate(way, probe.level(way)), probe))
    # Together with the strongest way a weaker one makes the strongest route that it can.
    best = max((one.level for one, _ in bare), default=0.0)
    least = best * 10 ** (options.threshold_db / 10)
    kept = [(one, probe) for one, probe in bare if one.level > 0 and one.level >= least]
    found = [c for one, probe in kept for c in _with_echoes(one, probe, options)]
    return tuple(sorted(found, key=lambda c: -c.level))


def strong_routes(candidates: Sequence[Candidate], options: SimulationOptions) -> tuple[Route, ...]:
    """Pairs of ways whose product is within the threshold of the strongest, in falling order."""
    if not candidates:
        return ()
    best = max(c.level for c in candidates) ** 2
    least = best * 10 ** (options.threshold_db / 10)
    pairs = [(t.level * r.level, Route(t.way, r.way)) for t, r in product(candidates, repeat=2)]
    kept = [pair for pair in pairs if pair[0] >= least and pair[0] > 0]
    return tuple(route for _, route in sorted(kept, key=lambda pair: -pair[0]))


def _variants(chain: Chain, sight: Sight, walls: tuple[Wall, ...]) -> Iterator[Way]:
    """The chain with edges where they are near, and with every way past what stands across."""
    near = (np.abs(sight.on_walls) < EDGE_REACH) & sight.clear
    # In a corner the two orders of its walls share the field: there edges stay sharp.
    edges = len(chain.walls) == 1 and bool(near.any())
    bounces = tuple(Bounce(wall, edges=edges) for wall in chain.walls)
    choices = []
    for piece, group in _groups(sight, walls):
        members = [sight.across[piece, wall] for wall in group]
        deep = np.max(members, axis=0) >= EDGE_REACH
        past = [] if np.all(deep) else [Screen(group, piece, "around")]
        past += [Screen((w,), piece, "through") for w in group if _is_thin(walls[w])]
        choices.append(past)
    for screens in product(*choices):
        yield Way(bounces, screens)


def _groups(sight: Sight, walls: tuple[Wall, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Coplanar walls that stand across, by piece of the way."""
    left = sorted(sight.across)
    while left:
        piece, first = left[0]
        group = tuple(w for p, w in left if p == piece and _coplanar(walls[first], walls[w]))
        left = [key for key in left if key[0] != piece or key[1] not in group]
        yield piece, group


def _coplanar(a: Wall, b: Wall) -> bool:
    along = abs(float(a.normal @ b.normal))
    return along > 1 - 1e-9 and abs(float((b.corner_m - a.corner_m) @ a.normal)) < 1e-6


def _is_thin(wall: Wall) -> bool:
    return material(wall.material).thickness_m > 0


@dataclass(frozen=True)
class _Probe:
    """Points at which ways are weighed.

    Attributes:
        walls: All walls.
        radar: The radar.
        at_m: The points, m.
        reached: Those that a way reaches.
    """

    walls: tuple[Wall, ...]
    radar: RadarConfig
    at_m: Float[np.ndarray, "probe 3"]
    reached: Bool[np.ndarray, "probe"]

    def level(self, way: Way) -> float:
        """Mean power at the points by a way, antenna and spreading included."""
        if not self.reached.any():
            return 0.0
        number = {wall: place for place, wall in enumerate(dict.fromkeys(way.walls))}
        with jax.enable_x64(True):
            panels = tuple(panel(self.walls[w], self.radar.center_frequency_hz) for w in number)
            k = jnp.asarray([2 * np.pi / self.radar.wavelength_m])
            power = _power(
                parameters(self.radar), jnp.asarray(self.at_m), panels, k, way.renumbered(number)
            )
        return float(np.mean(np.asarray(power) * self.reached))


@partial(jax.jit, static_argnames="way")
def _power(
    params: RadarParameters,
    point_m: Float[Array, "probe 3"],
    panels: tuple[Panel, ...],
    wavenumber: Float[Array, "1"],
    way: Way,
) -> Float[Array, "probe"]:
    one = leg(params.tx_m[:1], params.polarization, point_m, way, panels, wavenumber)
    gain = antenna_field(params, params.tx_pattern[:1], one.at_antenna) / one.length_m
    return jnp.sum(jnp.abs(one.field[0, :, 0] * gain) ** 2, axis=-1)


def _with_echoes(bare: Candidate, probe: _Probe, options: SimulationOptions) -> list[Candidate]:
    """The way's echoes inside sheets that are strong enough to be told apart."""
    least, way = bare.level * 10 ** (options.threshold_db / 10), bare.way
    sheets = [("bounces", i) for i, b in enumerate(way.bounces) if _is_thin(probe.walls[b.wall])]
    sheets += [("screens", i) for i, s in enumerate(way.screens) if s.part == "through"]
    ways = [way]
    for kind, index in sheets:
        count = _echo_count(way, kind, index, least, probe)
        ways = [_echo(one, kind, index, m, m == count) for one in ways for m in range(count + 1)]
    return [Candidate(one, probe.level(one)) for one in ways] if len(ways) > 1 else [bare]


def _echo_count(bare: Way, kind: str, index: int, least: float, probe: _Probe) -> int:
    for count in range(1, _INNER_ECHOES + 1):
        if probe.level(_echo(bare, kind, index, count, True)) < least:
            return count - 1
    return _INNER_ECHOES


def _echo(way: Way, kind: str, index: int, echo: int, last: bool) -> Way:
    items: list = list(getattr(way, kind))
    items[index] = replace(items[index], echo=echo, last=last)
    return Way(tuple(items), way.screens) if kind == "bounces" else Way(way.bounces, tuple(items))
