"""Synthesis for arrays of any size: channels that are near one another share their paths."""

from collections.abc import Callable, Sequence
from typing import Final

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Complex, Float

from mmwave_sim.adc._bands import Bands
from mmwave_sim.adc._synthesis import synthesize
from mmwave_sim.adc._timing import FrameTiming
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.scattering import SharedPaths

WIDEST_WAVELENGTHS: Final = 3.0
"""Antennas of a part of an array are no further apart, so that what they share is the same to some
1e-3, see `shared_paths`."""


def synthesize_array(
    paths_of: Callable[[RadarParameters], SharedPaths],
    params: RadarParameters,
    radar: RadarConfig,
    timing: FrameTiming,
    bands: Bands,
    shown: Bool[Array, " path"] | None = None,
) -> Complex[Array, "chirp emission rx sample"]:
    """`synthesize` for each pair of a part of the transmitters and a part of the receivers.

    Args:
        paths_of: Paths for the antennas of some parameters.
        params: The radar's continuous properties.
        radar: Shapes and timing.
        timing: Times inside the frame.
        bands: How paths are taken together.
        shown: Paths that have an amplitude at some time; all if left out.
    """
    emitters = np.asarray(radar.tx_positions_m)[[antenna for _, antenna in radar.emissions]]
    tx_parts = near_parts(emitters, radar.wavelength_m)
    rx_parts = near_parts(np.asarray(radar.rx_positions_m), radar.wavelength_m)
    rows = []
    for tx in tx_parts:
        row = []
        for rx in rx_parts:
            some = params.of_channels(tx, rx)
            row.append(synthesize(paths_of(some), some, radar, timing.of(tx), bands, shown))
        rows.append(jnp.concatenate(row, axis=2))
    joined = jnp.concatenate(rows, axis=1)
    return joined[:, _places(tx_parts)][:, :, _places(rx_parts)]


def is_one_part(radar: RadarConfig) -> bool:
    """Whether all antennas, of both kinds, are near one another."""
    antennas = np.array([*radar.tx_positions_m, *radar.rx_positions_m])
    return len(near_parts(antennas, radar.wavelength_m)) == 1


def near_parts(
    position_m: Float[np.ndarray, "antenna 3"], wavelength_m: float
) -> tuple[tuple[int, ...], ...]:
    """Antennas in groups in which no two are further apart than `WIDEST_WAVELENGTHS`."""
    parts: list[list[int]] = []
    for antenna, place in enumerate(position_m):
        for part in parts:
            away = np.linalg.norm(position_m[part] - place, axis=1)
            if away.max() <= WIDEST_WAVELENGTHS * wavelength_m:
                part.append(antenna)
                break
        else:
            parts.append([antenna])
    return tuple(tuple(part) for part in parts)


def _places(parts: Sequence[Sequence[int]]) -> list[int]:
    """Where each antenna is among the parts, one after another."""
    order = [antenna for part in parts for antenna in part]
    return [int(place) for place in np.argsort(order)]
