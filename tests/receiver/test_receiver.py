"""The chain: levels, order, keys, gradients, and what it refuses."""

from collections.abc import Callable
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig, preset
from mmwave_sim.receiver import (
    Compression,
    DcOffset,
    Echo,
    IfFilter,
    Interferer,
    IqImbalance,
    Leakage,
    PhaseNoise,
    ReceiverOptions,
    counts_per_root_watt,
    quantize,
    receive,
)

RADAR = preset("awr1843_mmclip").replace(chirps_per_frame=8)
QUIET = ReceiverOptions(thermal_noise=False, quantization=False)
# In step with the radar's own ramps and 1 MHz below, so that it is heard all the time.
OTHER = Interferer(77e9 - 1e6, 70e12, 63e-6, 56e-6, 1e-9, start_s=7e-6)


def tone(radar: RadarConfig, bin_: float = 40.0, amplitude: float = 1e-5) -> jax.Array:
    samples = np.arange(radar.samples_per_chirp) / radar.samples_per_chirp
    beat = amplitude * np.exp(2j * np.pi * bin_ * samples)
    return jnp.broadcast_to(jnp.asarray(beat, jnp.complex64), radar.frame_shape)


def test_gain_turns_port_power_into_counts() -> None:
    # 1e-10 W into 50 ohm is 70.7 uV; 44 dB make 11.2 mV, of a full scale of 1 V in 2^15 counts.
    counts = receive(tone(RADAR), RADAR, None, QUIET)
    expected = np.sqrt(50 * 1e-10) * 10 ** (44 / 20) * 2**15
    np.testing.assert_allclose(np.abs(counts), expected, rtol=1e-5)


def test_a_real_receiver_keeps_the_power() -> None:
    radar = preset("bgt60tr13c")
    counts = receive(tone(radar, 10), radar, None, QUIET)
    assert not jnp.iscomplexobj(counts)
    power = float(jnp.mean(counts**2)) / counts_per_root_watt(radar) ** 2
    assert power == pytest.approx(1e-10, rel=1e-4)


def test_quantisation_noise_is_a_twelfth_of_a_count() -> None:
    rng = np.random.default_rng(0)
    values = jnp.asarray(rng.uniform(-100, 100, 100_000) + 1j * rng.uniform(-100, 100, 100_000))
    error = quantize(values, 16) - values
    # The square of a uniform variable spreads by 0.9 of its mean: 200,000 of them know it to 0.2 %.
    assert float(jnp.mean(error.real**2)) == pytest.approx(1 / 12, rel=0.01)
    assert float(jnp.mean(error.imag**2)) == pytest.approx(1 / 12, rel=0.01)


def test_quantisation_noise_of_the_whole_chain() -> None:
    """A tone with thermal noise of more than a count: what rounding adds is white and 1/12."""
    key, beat = jax.random.key(3), tone(RADAR)
    exact = receive(beat, RADAR, key, ReceiverOptions(quantization=False))
    error = receive(beat, RADAR, key) - exact
    assert float(jnp.mean(jnp.abs(error) ** 2)) == pytest.approx(2 / 12, rel=0.02)
    assert float(jnp.abs(jnp.mean(error))) < 0.01


def test_saturation_holds_at_the_ends_of_the_range() -> None:
    loud = jnp.array([1e9 - 1e9j, -1e9 + 0j])
    np.testing.assert_array_equal(quantize(loud, 12), [2047 - 2048j, -2048 + 0j])


def test_offset_is_added_in_counts() -> None:
    options = replace(QUIET, dc_offset=DcOffset(12.0, -3.0))
    nothing = jnp.zeros(RADAR.frame_shape, jnp.complex64)
    np.testing.assert_array_equal(receive(nothing, RADAR, None, options), 12 - 3j)
    infineon = preset("bgt60tr13c")
    nothing = jnp.zeros(infineon.frame_shape, jnp.complex64)
    np.testing.assert_array_equal(receive(nothing, infineon, None, options), 12)


def test_echoes_add_up_and_may_share_a_chirp() -> None:
    still, moving = tone(RADAR, 20)[:1], tone(RADAR, 50)
    counts = receive([Echo(still, 1e-8), Echo(moving, 2e-8)], RADAR, None, QUIET)
    np.testing.assert_allclose(counts, receive(still + moving, RADAR, None, QUIET), atol=1e-3)
    assert receive([Echo(still, 1e-8)], RADAR, None, QUIET).shape == RADAR.frame_shape


def test_a_batch_axis_passes_through() -> None:
    """Each element keeps its own samples and draws its own phase noise; interferers are shared."""
    options = replace(QUIET, phase_noise=PhaseNoise(), interferers=(OTHER,))
    beat = jnp.stack([tone(RADAR), 2 * tone(RADAR)])
    counts = receive([Echo(beat, 1e-6)], RADAR, jax.random.key(0), options)
    alone = receive(
        jnp.zeros_like(beat), RADAR, jax.random.key(0), replace(options, phase_noise=None)
    )
    np.testing.assert_array_equal(alone[0], alone[1])
    turned = (counts - alone) / (beat * counts_per_root_watt(RADAR))
    np.testing.assert_allclose(jnp.abs(turned), 1, rtol=1e-4)
    assert float(jnp.std(jnp.angle(turned[0] / turned[1]))) > 0.01


def test_order_of_effects() -> None:
    """Compression before imbalance before offset, each on what the one before it delivers."""
    compression, imbalance = Compression(2e-10), IqImbalance(1.0, 0.1)
    options = replace(
        QUIET, compression=compression, iq_imbalance=imbalance, dc_offset=DcOffset(5.0, 5.0)
    )
    by_hand = imbalance.apply(compression.apply(tone(RADAR))) * counts_per_root_watt(RADAR)
    counts = receive(tone(RADAR), RADAR, None, options)
    np.testing.assert_allclose(counts, by_hand + (5 + 5j), rtol=1e-5, atol=1e-3)


@pytest.mark.parametrize(
    "more",
    [
        {"phase_noise": PhaseNoise()},
        {"interferers": (OTHER,)},
        {"leakage": Leakage()},
        {"phase_noise": PhaseNoise(), "interferers": (OTHER, OTHER)},
    ],
)
def test_effects_do_not_change_each_others_draws(more: dict) -> None:
    """Thermal noise is the same with and without the rest, which is there."""
    echoes, key = [Echo(tone(RADAR), 2e-8)], jax.random.key(1)
    noise = [
        receive(echoes, RADAR, key, replace(options, thermal_noise=True))
        - receive(echoes, RADAR, key, options)
        for options in (QUIET, replace(QUIET, **more))
    ]
    scale = float(jnp.max(jnp.abs(receive(echoes, RADAR, key, replace(QUIET, **more)))))
    np.testing.assert_allclose(noise[0], noise[1], atol=1e-6 * scale)
    plain, full = (receive(echoes, RADAR, key, o) for o in (QUIET, replace(QUIET, **more)))
    assert float(jnp.min(jnp.mean(jnp.abs(full - plain), axis=-1))) > 0


def test_same_key_same_samples() -> None:
    options = ReceiverOptions(phase_noise=PhaseNoise(), interferers=(OTHER,))
    echoes = [Echo(tone(RADAR), 2e-8)]
    first, again, other = (
        receive(echoes, RADAR, jax.random.key(seed), options) for seed in (0, 0, 1)
    )
    np.testing.assert_array_equal(first, again)
    assert float(jnp.mean(jnp.abs(first - other))) > 1


def test_gradients_reach_the_parameters_of_all_that_is_not_random() -> None:
    """Against central differences in float64, and none of them zero."""
    with jax.enable_x64(True):
        radar = RADAR.replace(chirps_per_frame=1, samples_per_chirp=16)
        beat = tone(radar, 3).astype(complex)

        @jax.jit
        def level(values: jax.Array) -> jax.Array:
            isolation_db, corner_hz, full_dbw, gain_db, phase_rad, receiver_gain_db = values
            options = ReceiverOptions(
                thermal_noise=False,
                leakage=Leakage(isolation_db, 1e-9),
                if_filter=IfFilter((corner_hz,)),
                compression=Compression(10 ** (full_dbw / 10)),
                iq_imbalance=IqImbalance(gain_db, phase_rad),
                quantization=False,
            )
            counts = receive(beat, radar.replace(receiver_gain_db=receiver_gain_db), None, options)
            return jnp.log(jnp.sum(jnp.abs(counts) ** 3))

        values = jnp.array([80.0, 2e5, -100.0, 0.5, 0.1, 40.0])
        slopes = jax.grad(level)(values)
        for step, slope in zip(jnp.diag(1e-5 * values), slopes, strict=True):
            difference = (level(values + step) - level(values - step)) / (2 * jnp.sum(step))
            assert float(jnp.sum(slope * step)) != 0
            assert float(slope) == pytest.approx(float(difference), rel=1e-5)


def test_gradients_of_the_random_effects_levels() -> None:
    """Power grows by ln(10) / 10 of itself a decibel, for a given draw."""
    silent, key = jnp.zeros(RADAR.frame_shape, jnp.complex64), jax.random.key(0)

    def noise(figure_db: jax.Array) -> jax.Array:
        noisy = RADAR.replace(noise_figure_db=figure_db)
        options = replace(QUIET, thermal_noise=True)
        return jnp.mean(jnp.abs(receive(silent, noisy, key, options)) ** 2)

    def interference(power_dbw: jax.Array) -> jax.Array:
        other = replace(OTHER, power_w=10 ** (power_dbw / 10))
        options = replace(QUIET, interferers=(other,))
        return jnp.mean(jnp.abs(receive(silent, RADAR, key, options)) ** 2)

    for power, at in ((noise, 15.0), (interference, -90.0)):
        value, slope = jax.value_and_grad(power)(at)
        assert float(slope / value) == pytest.approx(np.log(10) / 10, rel=1e-4)


def test_random_effects_without_a_key_are_refused() -> None:
    nothing = jnp.zeros(RADAR.frame_shape, jnp.complex64)
    with pytest.raises(ValueError, match=r"random key.*thermal_noise"):
        receive(nothing, RADAR, None)
    with pytest.raises(ValueError, match=r"random key.*phase_noise, interferers"):
        options = replace(QUIET, phase_noise=PhaseNoise(), interferers=(OTHER,))
        receive([Echo(nothing, 0.0)], RADAR, None, options)


def test_phase_noise_without_delays_is_refused() -> None:
    options = replace(QUIET, phase_noise=PhaseNoise())
    with pytest.raises(ValueError, match="pass a sequence of Echo"):
        receive(tone(RADAR), RADAR, jax.random.key(0), options)


def test_an_echo_alone_is_a_list_of_one() -> None:
    echo = Echo(tone(RADAR), 2e-8)
    options = replace(QUIET, phase_noise=PhaseNoise())
    one, several = (receive(e, RADAR, jax.random.key(0), options) for e in (echo, [echo]))
    np.testing.assert_array_equal(one, several)


def test_what_is_no_random_key_is_refused() -> None:
    for wrong in (3, np.int64(3), jnp.zeros(2), jax.random.split(jax.random.key(0), 2)):
        with pytest.raises(InputError, match="one random key"):
            receive(tone(RADAR), RADAR, wrong)  # type: ignore[arg-type]
    old, new = jax.random.PRNGKey(1), jax.random.key(1)
    np.testing.assert_array_equal(*(receive(tone(RADAR), RADAR, key) for key in (old, new)))


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: Compression(0.0), "input_1db_w"),
        (lambda: Compression(float("inf")), "input_1db_w"),
        (lambda: Leakage(isolation_db=float("nan")), "isolation_db"),
        (lambda: Leakage(delay_s=-1e-9), "delay_s"),
        (lambda: IqImbalance(gain_db=float("inf")), "gain_db"),
        (lambda: IqImbalance(phase_rad="much"), "phase_rad"),  # type: ignore[arg-type]
        (lambda: DcOffset(float("nan")), "i_counts"),
        (lambda: DcOffset(0.0, float("inf")), "q_counts"),
        (lambda: replace(OTHER, power_w=0.0), "power_w"),
        (lambda: replace(OTHER, start_frequency_hz=0.0), "start_frequency_hz"),
        (lambda: replace(OTHER, chirp_interval_s=float("inf")), "chirp_interval_s"),
        (lambda: replace(OTHER, slope_hz_per_s=float("nan")), "slope_hz_per_s"),
        (lambda: replace(OTHER, azimuth_rad=None), "azimuth_rad"),  # type: ignore[arg-type]
        (lambda: RADAR.replace(noise_figure_db=float("nan")), "noise_figure_db"),
        (lambda: RADAR.replace(receiver_gain_db=float("inf")), "receiver_gain_db"),
        (lambda: RADAR.replace(antenna_gain_db=float("-inf")), "antenna_gain_db"),
    ],
)
def test_figures_that_cannot_be_are_refused_by_their_name(
    make: Callable[[], object], name: str
) -> None:
    with pytest.raises(InputError, match=f"expected {name} to be a finite number"):
        make()


def test_imbalance_of_a_real_receiver_is_refused() -> None:
    radar = preset("bgt60tr13c")
    with pytest.raises(ValueError, match="complex samples for iq_imbalance"):
        receive(tone(radar), radar, None, replace(QUIET, iq_imbalance=IqImbalance(1.0)))


def test_samples_of_another_radar_are_refused() -> None:
    with pytest.raises(ValueError, match=r"8 or 1, 3, 4, 256.*found \(8, 2, 4, 256\)"):
        receive(tone(RADAR)[:, :2], RADAR, None, QUIET)


def test_a_gradient_through_rounding_is_refused_instead_of_being_zero() -> None:
    def power(level: jax.Array) -> jax.Array:
        return jnp.sum(jnp.abs(quantize(level * jnp.ones(4), 12)) ** 2)

    with pytest.raises(InputError, match="quantization=False"):
        jax.grad(power)(jnp.asarray(100.3))
    assert float(power(jnp.asarray(100.3))) == 4 * 100.0**2
