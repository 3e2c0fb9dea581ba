"""How much a draw changes a radar, what it is fed and its receiver."""

import cmath
import math

import jax
import numpy as np
import pytest

from mmwave_sim.radar import parameters, preset
from mmwave_sim.randomization import (
    Draw,
    FrontEndSpread,
    Normal,
    Randomization,
    apply_to_inputs,
    apply_to_options,
    apply_to_radar,
    draw,
)
from mmwave_sim.receiver import Interferer, Leakage, PhaseNoise, ReceiverOptions
from mmwave_sim.simulation import SimulationOptions
from tests.randomization.world import Everything


def test_amounts_of_the_radar(before: Everything) -> None:
    radar = apply_to_radar(
        Draw(0, (("front_end.tx_power_db", 3.0), ("front_end.noise_figure_db", -2.0))), before.radar
    )
    assert radar.tx_power_w == pytest.approx(before.radar.tx_power_w * 10**0.3)
    assert radar.noise_figure_db == before.radar.noise_figure_db - 2.0
    quiet = apply_to_radar(Draw(0, (("front_end.noise_figure_db", -40.0),)), before.radar)
    assert quiet.noise_figure_db == 0.0


def test_channel_errors_are_products_of_both_ends(before: Everything) -> None:
    values = (
        ("front_end.tx_gain_db", (0.0, 6.0, 0.0)),
        ("front_end.tx_phase_rad", (0.3, 0.0, 0.0)),
        ("front_end.rx_gain_db", (0.0, 0.0, -6.0, 0.0)),
        ("front_end.rx_phase_rad", (0.0, 0.4, 0.0, 0.0)),
    )
    found = apply_to_inputs(Draw(0, values), before.inputs, before.radar).radar.channel_gain
    tx = np.array([cmath.exp(0.3j), 10**0.3, 1.0])
    rx = np.array([1.0, cmath.exp(0.4j), 10**-0.3, 1.0])
    assert np.allclose(found, tx[:, None] * rx, rtol=1e-12)


def test_channel_errors_follow_the_antenna_and_not_the_slot(before: Everything) -> None:
    """RadHAR's radar sends from antennas 0, 2, 1: slot 1 has antenna 2's error."""
    radar = preset("iwr1443_radhar")
    with jax.enable_x64(True):
        inputs = before.inputs._replace(radar=parameters(radar))
    values = (("front_end.tx_gain_db", (0.0, 0.0, 20.0)),)
    gain = apply_to_inputs(Draw(0, values), inputs, radar).radar.channel_gain
    assert np.allclose(np.abs(gain[:, 0]), [1.0, 10.0, 1.0])


def test_statistics_of_channel_errors(before: Everything) -> None:
    """Both ends' errors add: a channel's variance is the sum of theirs."""
    spread = FrontEndSpread(
        tx_gain_db=Normal(0, 0.5),
        rx_gain_db=Normal(0, 0.5),
        tx_phase_rad=Normal(0, 0.2),
        rx_phase_rad=Normal(0, 0.2),
    )
    gains = np.array(
        [
            np.asarray(
                apply_to_inputs(
                    draw(Randomization(front_end=spread), seed), before.inputs, before.radar
                ).radar.channel_gain
            )[0, 0]
            for seed in range(300)
        ]
    )
    for values, deviation in ((20 * np.log10(np.abs(gains)), 0.5), (np.angle(gains), 0.2)):
        expected = 2 * deviation**2
        # An estimate of a normal variable's variance v has the variance 2 v^2 / n.
        assert abs(values.var() - expected) < 4 * expected * math.sqrt(2 / len(values))
        assert abs(values.mean()) < 4 * math.sqrt(expected / len(values))


def test_amounts_of_materials(before: Everything) -> None:
    values = (
        ("materials.wall_permittivity", 0.01),
        ("materials.wall_thickness", 2.0),
        ("materials.skin_conductivity", 3.0),
    )
    found = apply_to_inputs(Draw(0, values), before.inputs, before.radar)
    for old, new in zip(before.inputs.panels, found.panels, strict=True):
        assert float(new.medium.relative_permittivity) == 1.0
        assert float(new.medium.thickness_m) == 2 * float(old.medium.thickness_m)
    ratio = found.media[0].conductivity_s_per_m / before.inputs.media[0].conductivity_s_per_m
    assert float(ratio) == pytest.approx(3.0)


def test_amounts_of_waveform_errors(before: Everything) -> None:
    values = (("front_end.start_frequency_error", 1e-4), ("front_end.slope_error", -1e-3))
    found = apply_to_inputs(Draw(0, values), before.inputs, before.radar).radar
    assert float(found.start_frequency_hz) == pytest.approx(77e9 * (1 + 1e-4), rel=1e-14)
    assert float(found.slope_hz_per_s) == pytest.approx(70e12 * (1 - 1e-3), rel=1e-14)


def test_inputs_stay_differentiable(before: Everything) -> None:
    made = Draw(0, (("materials.skin_permittivity", 1.5), ("front_end.slope_error", 1e-3)))

    def total(inputs: object) -> jax.Array:
        found = apply_to_inputs(made, inputs, before.radar)  # type: ignore[arg-type]
        return found.media[0].relative_permittivity + found.radar.slope_hz_per_s

    with jax.enable_x64(True):
        gradient = jax.grad(total, allow_int=True)(before.inputs)
    assert float(gradient.media[0].relative_permittivity) == pytest.approx(1.5)
    assert float(gradient.radar.slope_hz_per_s) == pytest.approx(1 + 1e-3)


def test_amounts_of_receiver_effects() -> None:
    radar = preset("awr1843_mmclip")
    values = (
        ("receiver.phase_noise_db", 3.0),
        ("receiver.leakage_isolation_db", 33.0),
        ("receiver.iq_gain_db", 0.3),
        ("receiver.compression_dbm", -8.0),
        ("receiver.dc_q_counts", 5.0),
        ("receiver.if_filter", False),
    )
    own = ReceiverOptions(leakage=Leakage(20.0, 1e-9), phase_noise=PhaseNoise((1e5,), (-80.0,)))
    found = apply_to_options(Draw(0, values), SimulationOptions(receiver=own), radar).receiver
    assert found.phase_noise == PhaseNoise((1e5,), (-77.0,))
    assert found.leakage == Leakage(33.0, 1e-9)
    assert found.iq_imbalance is not None and found.iq_imbalance.gain_db == 0.3
    assert found.compression is not None
    assert found.compression.input_1db_w == pytest.approx(10**-3.8)
    assert found.dc_offset is not None and found.dc_offset.q_counts == 5.0
    assert found.if_filter is None


def test_real_samples_get_no_iq_errors() -> None:
    made = Draw(0, (("receiver.iq_gain_db", 0.3),))
    options = apply_to_options(made, SimulationOptions(), preset("bgt60tr13c"))
    assert options.receiver.iq_imbalance is None


@pytest.mark.parametrize("count", [0, 2])
def test_drawn_interferers_come_after_ones_own(count: int) -> None:
    own = Interferer(77e9, 60e12, 60e-6, 50e-6, 1e-9)
    options = SimulationOptions(receiver=ReceiverOptions(interferers=(own,)))
    made = Draw(0, (("interference.count", count),))
    found = apply_to_options(made, options, preset("awr1843_mmclip")).receiver.interferers
    assert found[0] == own
    assert len(found) == 1 + count


@pytest.mark.parametrize("falling", [False, True])
def test_an_interferer_sweeps_the_radars_band(falling: bool) -> None:
    radar = preset("awr1843_mmclip")
    values = (
        ("interference.count", 1),
        ("interference.slope_ratio", (2.0,)),
        ("interference.falling", (falling,)),
        ("interference.power_dbm", (-60.0,)),
    )
    (one,) = apply_to_options(Draw(0, values), SimulationOptions(), radar).receiver.interferers
    ends = sorted(
        (one.start_frequency_hz, one.start_frequency_hz + one.slope_hz_per_s * one.ramp_s)
    )
    last_hz = radar.start_frequency_hz + radar.slope_hz_per_s * radar.ramp_end_time_s
    assert ends == pytest.approx([radar.start_frequency_hz, last_hz])
    assert one.slope_hz_per_s == (-2 if falling else 2) * radar.slope_hz_per_s
    assert one.power_w == pytest.approx(1e-9)
