"""Noise, gain and quantisation."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim.radar import preset
from mmwave_sim.receiver import (
    ReceiverOptions,
    counts_per_root_watt,
    noise_power_w,
    quantize,
    receive,
)

SHAPE = (64, 3, 4, 256)


def test_noise_floor_is_kTBF() -> None:
    # -173.98 dBm/Hz + 10 log10(5.209 MHz) + 15 dB = -91.8 dBm.
    radar = preset("awr1843_mmclip")
    expected_dbm = -173.975 + 10 * np.log10(5.209e6) + 15
    assert 10 * np.log10(noise_power_w(radar) * 1e3) == pytest.approx(expected_dbm, abs=0.01)
    options = ReceiverOptions(quantization=False)
    counts = receive(jnp.zeros(SHAPE, jnp.complex64), radar, jax.random.key(0), options)
    power = jnp.mean(jnp.abs(counts) ** 2) / counts_per_root_watt(radar) ** 2
    # 200,000 samples of an exponential variable: the mean is known to 0.2 %, 0.01 dB.
    assert 10 * np.log10(float(power) * 1e3) == pytest.approx(expected_dbm, abs=0.05)


def test_real_receivers_see_half_the_bandwidth() -> None:
    radar = preset("bgt60tr13c")
    complex_one = radar.replace(complex_samples=True)
    assert noise_power_w(radar) == pytest.approx(noise_power_w(complex_one) / 2)
    counts = receive(jnp.ones((8, 1, 3, 64), jnp.complex64), radar, jax.random.key(0))
    assert not jnp.iscomplexobj(counts)


def test_quantisation_noise_is_a_twelfth_of_a_count() -> None:
    rng = np.random.default_rng(0)
    values = jnp.asarray(rng.uniform(-100, 100, 100_000) + 1j * rng.uniform(-100, 100, 100_000))
    error = quantize(values, 16) - values
    assert float(jnp.mean(jnp.abs(error) ** 2)) == pytest.approx(2 / 12, rel=0.02)


def test_saturation_holds_at_the_ends_of_the_range() -> None:
    loud = jnp.array([1e9 - 1e9j, -1e9 + 0j])
    np.testing.assert_array_equal(quantize(loud, 12), [2047 - 2048j, -2048 + 0j])


def test_noise_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="random key"):
        receive(jnp.zeros(SHAPE, jnp.complex64), preset("awr1843_mmclip"), None)
