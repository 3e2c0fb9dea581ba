"""The default synthesis against the exact sum over every path, chirp, channel and sample."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from mmwave_sim.adc import Bands, frame_timing, synthesize, synthesize_exact
from mmwave_sim.radar import RadarConfig, RadarParameters, parameters, preset
from mmwave_sim.scattering import PathNodes, point_nodes, shared_paths

POINTS = 80


def _radar() -> RadarConfig:
    return preset("awr1843_mmclip").replace(chirps_per_frame=16, antenna_pattern="isotropic")


def _cloud(seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    position = rng.uniform([2.7, -0.5, -1.0], [3.3, 0.5, 1.0], size=(POINTS, 3))
    return position, rng.normal(scale=1.5, size=(POINTS, 3))


def _nodes(
    position: jax.Array, velocity: np.ndarray, times: np.ndarray, params: RadarParameters
) -> PathNodes:
    at = position + velocity * jnp.asarray(times)[:, None, None]
    rate = jnp.broadcast_to(jnp.asarray(velocity), at.shape)
    return point_nodes(at, rate, jnp.ones(POINTS), params, _radar())


@jax.jit
def _exact(position: jax.Array, velocity: np.ndarray, params: RadarParameters) -> jax.Array:
    radar = _radar()
    timing, x = frame_timing(radar), jnp.linspace(-1, 1, radar.samples_per_chirp)
    slots = []
    for slot in range(radar.slots):
        nodes = _nodes(position, velocity, timing.chirp_s[:, slot], params)
        amplitude = sum(nodes.amplitude[k][..., None] * x**k for k in range(3))
        one = slice(slot, slot + 1)
        slots.append(
            synthesize_exact(
                nodes.length_m[:, :, one],
                nodes.rate_m_per_s[:, :, one],
                amplitude[:, :, one],
                params,
                radar,
            )
        )
    return jnp.concatenate(slots, axis=1)


@partial(jax.jit, static_argnames="radar")
def _fast(
    position: jax.Array,
    velocity: np.ndarray,
    params: RadarParameters,
    radar: RadarConfig = _radar(),  # noqa: B008
) -> jax.Array:
    timing = frame_timing(radar)
    nodes = _nodes(position, velocity, timing.node_s, params)
    return synthesize(shared_paths(nodes, params, radar), params, radar, timing, Bands(32, 64))


def test_synthesis_stays_within_its_error_bound() -> None:
    # 1.5 m/s cross 2.3 mm in half a block, 0.06 range bins: (pi 0.06)^3 / 6 = 1e-3 at the ends of a
    # chirp, which falls with x^3 towards its middle (a root mean square of 1 / sqrt 7).
    position, velocity = _cloud(0)
    with jax.enable_x64(True):
        params = parameters(_radar())
        exact = np.asarray(_exact(jnp.asarray(position), velocity, params))
        fast = np.asarray(_fast(jnp.asarray(position), velocity, params))
    assert np.linalg.norm(fast - exact) < 4e-4 * np.linalg.norm(exact)


def test_gradient_to_positions_agrees_with_that_of_the_exact_sum() -> None:
    position, velocity = _cloud(1)
    weights = np.random.default_rng(2).normal(size=(2, *_radar().frame_shape))
    with jax.enable_x64(True):
        params = parameters(_radar())

        def loss(make, shift: jax.Array) -> jax.Array:  # type: ignore[no-untyped-def]
            frame = make(jnp.asarray(position) + shift, velocity, params) * 1e5
            return jnp.sum(weights[0] * frame.real + weights[1] * frame.imag)

        exact = jax.jit(jax.grad(lambda s: loss(_exact, s)))(jnp.zeros(3))
        fast = jax.jit(jax.grad(lambda s: loss(_fast, s)))(jnp.zeros(3))
    assert np.linalg.norm(fast - exact) < 5e-3 * np.linalg.norm(exact)


def test_timing_follows_the_tx_schedule() -> None:
    radar = _radar()
    timing = frame_timing(radar, loops_per_block=8)
    np.testing.assert_allclose(np.diff(timing.chirp_s[:, 0]), radar.loop_interval_s)
    np.testing.assert_allclose(np.diff(timing.chirp_s[0]), radar.chirp_interval_s)
    assert len(timing.node_s) == radar.chirps_per_frame // 8 + 1
    assert np.all((timing.block_share > 0) & (timing.block_share < 1))


def test_a_frame_that_is_no_whole_number_of_blocks_is_cut_off() -> None:
    position, velocity = _cloud(3)
    with jax.enable_x64(True):
        whole = np.asarray(_fast(jnp.asarray(position), velocity, parameters(_radar())))
        radar = _radar().replace(chirps_per_frame=13)
        assert len(frame_timing(radar).node_s) == 3
        part = np.asarray(_fast(jnp.asarray(position), velocity, parameters(radar), radar))
    assert part.shape == radar.frame_shape
    np.testing.assert_allclose(part, whole[:13], rtol=0, atol=1e-6 * np.abs(whole).max())
