"""`RadarConfig`: everything that fixes what an FMCW MIMO radar records."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from jaxtyping import Float

from mmwave_sim._constants import SPEED_OF_LIGHT
from mmwave_sim._errors import InputError
from mmwave_sim._numbers import check_finite
from mmwave_sim.radar._pose import Pose
from mmwave_sim.radar._schedule import TxSchedule

Vector = tuple[float, float, float]


@dataclass(frozen=True)
class RadarConfig:
    """An FMCW MIMO radar, in SI units.

    A frame is `chirps_per_frame` loops; a loop is one chirp for each slot of `tx_schedule`, in
    which one transmitter radiates (TDM) or all do (BPM, DDM), each at its full power; a
    chirp is `idle_time_s` of silence, then a ramp of `ramp_end_time_s` that starts at
    `start_frequency_hz`. Sampling begins `adc_start_time_s` after the ramp does. Antennas are
    given in the radar's local frame: +x is boresight, +y left, +z up.

    Attributes:
        name: Name for tables and files.
        device: Chip name, used to look up hardware limits ("" when unknown).
        start_frequency_hz: Carrier at the start of the ramp, Hz.
        slope_hz_per_s: Chirp slope, Hz/s.
        idle_time_s: Pause before each ramp, s.
        adc_start_time_s: From the start of the ramp to the first sample, s.
        ramp_end_time_s: Length of the ramp, s.
        sample_rate_hz: ADC rate, samples/s (complex or real, see `complex_samples`).
        samples_per_chirp: ADC samples kept of each ramp.
        chirps_per_frame: Loops in a frame, that is, chirps of each slot.
        frame_period_s: From the start of one frame to the start of the next, s.
        tx_positions_m: Local position of each transmitting antenna, m.
        rx_positions_m: Local position of each receiving antenna, m.
        tx_schedule: Which transmitters are on in which slot, and with which codes.
        complex_samples: Whether the ADC delivers I and Q.
        adc_bits: Resolution of one ADC component, bits.
        adc_full_scale_v: Peak input voltage of one ADC component, V.
        tx_power_w: Power delivered to one transmitting antenna, W.
        antenna_gain_db: Peak gain of one antenna, transmitting or receiving, dBi.
        antenna_pattern: `"isotropic"`, or `"cosine"` (power falls with the cosine off boresight).
        noise_figure_db: Receiver noise figure, dB.
        receiver_gain_db: Voltage gain from the antenna port to the ADC, dB (50 ohm).
        pose: Where the radar stands and looks.
    """

    name: str
    start_frequency_hz: float
    slope_hz_per_s: float
    idle_time_s: float
    adc_start_time_s: float
    ramp_end_time_s: float
    sample_rate_hz: float
    samples_per_chirp: int
    chirps_per_frame: int
    frame_period_s: float
    tx_positions_m: tuple[Vector, ...]
    rx_positions_m: tuple[Vector, ...]
    tx_schedule: TxSchedule
    device: str = ""
    complex_samples: bool = True
    adc_bits: int = 16
    adc_full_scale_v: float = 1.0
    tx_power_w: float = 0.0158
    antenna_gain_db: float = 9.0
    antenna_pattern: str = "cosine"
    noise_figure_db: float = 15.0
    receiver_gain_db: float = 44.0
    pose: Pose = field(default_factory=Pose)

    def __post_init__(self) -> None:
        _require_positive(self)
        for name in ("antenna_gain_db", "noise_figure_db", "receiver_gain_db"):
            check_finite(**{name: getattr(self, name)})
        if max(self.tx_schedule.order) >= len(self.tx_positions_m):
            raise ValueError(
                f"tx_schedule uses transmitter {max(self.tx_schedule.order)}, but only "
                f"{len(self.tx_positions_m)} tx_positions_m are given"
            )
        if self.antenna_pattern not in ("isotropic", "cosine"):
            raise ValueError(
                f"antenna_pattern must be 'isotropic' or 'cosine', not {self.antenna_pattern!r}"
            )

    # --- shapes -----------------------------------------------------------------------------

    @property
    def slots(self) -> int:
        """TX slots in a loop: the length of the raw data's tx axis."""
        return self.tx_schedule.slots

    @property
    def emissions(self) -> tuple[tuple[int, int], ...]:
        """Slot and antenna of everything that radiates in a loop (see `TxSchedule.emissions`)."""
        return self.tx_schedule.emissions

    @property
    def transmitters(self) -> int:
        """Transmitters told apart by demodulation: the length of a cube's tx axis."""
        return self.tx_schedule.transmitters

    @property
    def receivers(self) -> int:
        """Receiving antennas."""
        return len(self.rx_positions_m)

    @property
    def frame_shape(self) -> tuple[int, int, int, int]:
        """Shape of one raw frame: (chirp, tx, rx, sample), where tx counts slots."""
        return (self.chirps_per_frame, self.slots, self.receivers, self.samples_per_chirp)

    @property
    def range_bins(self) -> int:
        """Bins of an unpadded range FFT (half of it for real samples)."""
        return self.samples_per_chirp if self.complex_samples else self.samples_per_chirp // 2

    @property
    def doppler_bins(self) -> int:
        """Bins of a cube's unpadded Doppler axis: loops, or in DDM a subband's share of them.

        Raises:
            InputError: The subbands do not divide the loops of a frame.
        """
        bins, rest = divmod(self.chirps_per_frame, self.tx_schedule.period)
        if rest:
            raise InputError(
                expected=f"chirps_per_frame to be a multiple of {self.tx_schedule.period}, the "
                f"subbands of the DDM schedule",
                found=str(self.chirps_per_frame),
                do="change chirps_per_frame or subbands",
            )
        return bins

    # --- time -------------------------------------------------------------------------------

    @property
    def chirp_interval_s(self) -> float:
        """From the start of one chirp to the next, of any slot, s."""
        return self.idle_time_s + self.ramp_end_time_s

    @property
    def loop_interval_s(self) -> float:
        """From one chirp of a slot to its next, s."""
        return self.slots * self.chirp_interval_s

    @property
    def doppler_interval_s(self) -> float:
        """Slow-time sampling interval of one transmitter alone, s.

        The loop interval; in DDM that times the subbands, which share the Doppler span.
        """
        return self.tx_schedule.period * self.loop_interval_s

    @property
    def active_frame_time_s(self) -> float:
        """Time from the first chirp of a frame to the end of its last, s."""
        return self.chirps_per_frame * self.loop_interval_s

    @property
    def sampling_time_s(self) -> float:
        """Length of the sampled part of a ramp, s."""
        return self.samples_per_chirp / self.sample_rate_hz

    @property
    def duty_cycle(self) -> float:
        """Share of the frame period in which a ramp is on."""
        ramps = self.chirps_per_frame * self.slots * self.ramp_end_time_s
        return ramps / self.frame_period_s

    @property
    def data_rate_bit_per_s(self) -> float:
        """Average raw data rate, bit/s (16 bits stored for each component)."""
        components = 2 if self.complex_samples else 1
        return float(np.prod(self.frame_shape)) * components * 16 / self.frame_period_s

    @property
    def half_span_s(self) -> float:
        """Half the time from the first to the last sample of a chirp, s."""
        return (self.samples_per_chirp - 1) / self.sample_rate_hz / 2

    # --- frequency --------------------------------------------------------------------------

    @property
    def bandwidth_hz(self) -> float:
        """Sampled bandwidth, Hz."""
        return self.slope_hz_per_s * self.sampling_time_s

    @property
    def center_frequency_hz(self) -> float:
        """Centre of the sampled band, Hz."""
        to_first = self.slope_hz_per_s * self.adc_start_time_s
        return self.start_frequency_hz + to_first + self.bandwidth_hz / 2

    @property
    def wavelength_m(self) -> float:
        """Wavelength at the centre of the sampled band, m."""
        return SPEED_OF_LIGHT / self.center_frequency_hz

    # --- what the radar can tell apart ------------------------------------------------------

    @property
    def range_resolution_m(self) -> float:
        """Width of one range bin, c / 2B, m."""
        return SPEED_OF_LIGHT / (2 * self.bandwidth_hz)

    @property
    def max_range_m(self) -> float:
        """Range of the highest positive beat frequency that the FFT holds, m."""
        return self.range_resolution_m * self.range_bins

    @property
    def max_velocity_m_per_s(self) -> float:
        """Largest unambiguous radial speed, lambda / 4 T, m/s, with T the Doppler interval."""
        return self.wavelength_m / (4 * self.doppler_interval_s)

    @property
    def velocity_resolution_m_per_s(self) -> float:
        """Width of one Doppler bin, lambda / (2 x active frame time), m/s."""
        return self.wavelength_m / (2 * self.active_frame_time_s)

    @cached_property
    def virtual_positions_m(self) -> Float[np.ndarray, "tx rx 3"]:
        """Sum of the local positions of each transmitter of the schedule and each receiver, m."""
        tx = np.asarray(self.tx_positions_m)[list(self.tx_schedule.order)]
        return tx[:, None, :] + np.asarray(self.rx_positions_m)[None, :, :]

    @property
    def angular_resolution_rad(self) -> float:
        """Azimuth beam width at boresight, lambda / (aperture + one element), rad (pi if none)."""
        y = np.unique(np.round(self.virtual_positions_m[..., 1], 9))
        if len(y) < 2:
            return float(np.pi)
        aperture = float(y[-1] - y[0]) * len(y) / (len(y) - 1)
        return min(float(np.pi), self.wavelength_m / aperture)

    def replace(self, **changes: object) -> "RadarConfig":
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def without_place(self) -> "RadarConfig":
        """A copy without name and pose: all that compiled code depends on."""
        return self.replace(name="", pose=Pose())

    def single_channel(self, transmitter: int = 0, receiver: int = 0) -> "RadarConfig":
        """A radar of one transmitter and receiver whose cube is this one's, cut to that channel.

        The rest of each Doppler interval (the other slots, and in DDM the other loops) becomes
        silence, so velocities and their limits do not change. In TDM its raw samples are one
        slot's and one receiver's; in BPM and DDM raw samples hold all transmitters at once.

        Args:
            transmitter: Index in the schedule's order.
            receiver: Index of the receiver.
        """
        silent = self.slots * self.tx_schedule.period - 1
        return self.replace(
            name=f"{self.name}:tx{transmitter}rx{receiver}",
            idle_time_s=self.idle_time_s + silent * self.chirp_interval_s,
            chirps_per_frame=self.doppler_bins,
            tx_schedule=TxSchedule.tdm((self.tx_schedule.order[transmitter],)),
            rx_positions_m=(self.rx_positions_m[receiver],),
        )


def _require_positive(config: RadarConfig) -> None:
    names = (
        "start_frequency_hz slope_hz_per_s ramp_end_time_s sample_rate_hz samples_per_chirp "
        "chirps_per_frame frame_period_s adc_bits adc_full_scale_v tx_power_w"
    )
    for name in names.split():
        value = getattr(config, name)
        if not (np.isfinite(value) and value > 0):
            raise ValueError(f"{name} must be positive and finite, not {value}")
    for name in ("idle_time_s", "adc_start_time_s"):
        value = getattr(config, name)
        if not (np.isfinite(value) and value >= 0):
            raise ValueError(f"{name} must be zero or more, not {value}")
    if not (config.tx_positions_m and config.rx_positions_m):
        raise ValueError("tx_positions_m and rx_positions_m must name at least one antenna each")
