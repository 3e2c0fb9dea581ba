"""`ReceiverOptions`: which effects of the receiver are on."""

from dataclasses import dataclass

from mmwave_sim.receiver._compression import Compression
from mmwave_sim.receiver._converter import DcOffset
from mmwave_sim.receiver._if_filter import IfFilter
from mmwave_sim.receiver._interference import Interferer
from mmwave_sim.receiver._iq import IqImbalance
from mmwave_sim.receiver._leakage import Leakage
from mmwave_sim.receiver._phase_noise import PhaseNoise


@dataclass(frozen=True)
class ReceiverOptions:
    """Effects of the receiver; None leaves one out. docs/receiver.md gives their order.

    Attributes:
        phase_noise: Noise of the local oscillator on each echo, by its delay.
        leakage: Coupling from the transmitters to the receivers.
        interferers: Other radars.
        thermal_noise: Add noise of power k T0 B F.
        if_filter: Gain of the IF chain over beat frequency.
        compression: Soft saturation of the amplifiers.
        iq_imbalance: Gain and phase errors between I and Q; complex samples only.
        dc_offset: Constant of each converter.
        quantization: Round to integers and saturate at the ADC's range. Rounding has no gradient;
            leave it out to differentiate.
    """

    phase_noise: PhaseNoise | None = None
    leakage: Leakage | None = None
    interferers: tuple[Interferer, ...] = ()
    thermal_noise: bool = True
    if_filter: IfFilter | None = None
    compression: Compression | None = None
    iq_imbalance: IqImbalance | None = None
    dc_offset: DcOffset | None = None
    quantization: bool = True

    def random_effects(self) -> tuple[str, ...]:
        """Names of the effects that draw random numbers and are on."""
        names = ("phase_noise", "interferers", "thermal_noise")
        return tuple(name for name in names if getattr(self, name))
