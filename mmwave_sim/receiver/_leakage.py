"""Leakage: what couples from the transmitters straight into the receivers."""

from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Complex

from mmwave_sim._numbers import check_finite, check_not_negative
from mmwave_sim.adc import beat, multiplex, sample_offsets_s
from mmwave_sim.radar import RadarConfig, RadarParameters
from mmwave_sim.receiver._echo import Echo


@dataclass(frozen=True)
class Leakage:
    """Coupling from every transmitter to every receiver, on the chip and along the board.

    Attributes:
        isolation_db: Power fed to a transmitting antenna over the power that appears at a
            receiving antenna's port, dB.
        delay_s: Delay of the coupling path, s.
    """

    isolation_db: float = 30.0
    delay_s: float = 0.5e-9

    def __post_init__(self) -> None:
        check_finite(isolation_db=self.isolation_db)
        check_not_negative(delay_s=self.delay_s)


def leakage_echo(leakage: Leakage, params: RadarParameters, radar: RadarConfig) -> Echo:
    """The coupled signal as an echo.

    For each emission the amplitude sqrt(P_tx 10^(-isolation / 10)) and the phase
    2 pi (f0 tau + S t tau - S tau^2 / 2), times the gain of its channel; those that share a slot
    are added up with their codes.

    Args:
        leakage: Strength and delay of the coupling.
        params: Waveform, transmitted amplitude and gain of the channels.
        radar: Shapes and timing.

    Returns:
        Beat samples `chirp tx rx sample`, sqrt(W); chirp is 1 unless the codes change from loop to
        loop.
    """
    delay_s = jnp.asarray(leakage.delay_s)
    ramp_s = jnp.asarray(radar.adc_start_time_s + radar.half_span_s + sample_offsets_s(radar))
    amplitude = params.tx_amplitude * 10 ** (-jnp.asarray(leakage.isolation_db) / 20)
    tone: Complex[Array, " sample"] = amplitude * beat(delay_s, ramp_s, params)
    emitted = params.channel_gain[..., None] * tone
    loops = radar.chirps_per_frame if radar.tx_schedule.period > 1 else 1
    return Echo(multiplex(jnp.broadcast_to(emitted, (loops, *emitted.shape)), radar), delay_s)
