"""From the terms of TI's front end (`rlProfileCfg_t`, masks, loops) to a `RadarConfig`."""

from collections.abc import Mapping
from dataclasses import dataclass

from mmwave_sim._errors import InputError
from mmwave_sim.io._boards import (
    bits,
    find_board,
    receiver_positions,
    transmitter_positions,
)
from mmwave_sim.io._capture import Capture, Configuration, IqOrder, Lanes, default_lanes
from mmwave_sim.io._limits import TI_CHIRPS
from mmwave_sim.radar import RadarConfig, TxSchedule

RX_GAIN_BITS = 0x3F
"""Bits of TI's `rxGain` that hold the gain in dB; the upper ones choose the RF gain target."""

ADC_BITS = {0: 12, 1: 14, 2: 16}
"""Bits by TI's `numADCBits` code."""


@dataclass(frozen=True)
class Profile:
    """A chirp profile in SI units.

    Attributes:
        start_frequency_hz: Carrier at the start of the ramp, Hz.
        slope_hz_per_s: Slope, Hz/s.
        idle_time_s: Pause before the ramp, s.
        adc_start_time_s: From the start of the ramp to the first sample, s.
        ramp_end_time_s: Length of the ramp, s.
        sample_rate_hz: ADC rate, samples/s.
        samples_per_chirp: Samples of a chirp.
        receiver_gain_code: TI's `rxGain`.
    """

    start_frequency_hz: float
    slope_hz_per_s: float
    idle_time_s: float
    adc_start_time_s: float
    ramp_end_time_s: float
    sample_rate_hz: float
    samples_per_chirp: int
    receiver_gain_code: int


@dataclass(frozen=True)
class ChirpRange:
    """Chirps `first` to `last` of a loop.

    Attributes:
        first: First chirp index.
        last: Last chirp index, included.
        profile: Identity of their profile.
        tx_mask: Transmitters that are on.
        varies: Whether they deviate from their profile.
    """

    first: int
    last: int
    profile: int
    tx_mask: int
    varies: bool


@dataclass(frozen=True)
class FrontEnd:
    """Everything that a TI configuration file says about the front end.

    Attributes:
        name: Name of the radar.
        platform: Board or chip, as the file names it ("" if it does not).
        profiles: Profiles by identity.
        chirps: Chirp definitions.
        first_chirp: First chirp of the loop.
        last_chirp: Last chirp of the loop, included.
        loops: Loops in a frame.
        frame_period_s: Frame period, s.
        tx_enabled: Mask of the enabled transmitters.
        rx_enabled: Mask of the enabled receivers.
        complex_samples: Whether the ADC delivers I and Q.
        adc_bits_code: TI's code of the ADC resolution.
        iq_order: Order of I and Q in the stream, None if not stated.
        lanes: LVDS lanes, None if not stated.
        refusal: Why its raw stream cannot be read, "" if it can.
    """

    name: str
    platform: str
    profiles: Mapping[int, Profile]
    chirps: tuple[ChirpRange, ...]
    first_chirp: int
    last_chirp: int
    loops: int
    frame_period_s: float
    tx_enabled: int
    rx_enabled: int
    complex_samples: bool
    adc_bits_code: int
    iq_order: IqOrder | None
    lanes: Lanes | None
    refusal: str = ""


def build_configuration(front_end: FrontEnd) -> Configuration:
    """The radar that a TI front end makes, with TDM over the chirps of its loop.

    Raises:
        InputError: It is not TDM with one profile, or names what the board does not have.
    """
    chirps = _loop(front_end)
    profile = _only_profile(front_end, chirps)
    slots = tuple(_transmitter(front_end, chirp) for chirp in chirps)
    board = find_board(front_end.platform, _positive(profile))
    try:
        radar = RadarConfig(
            name=front_end.name,
            device=board.device,
            start_frequency_hz=profile.start_frequency_hz,
            slope_hz_per_s=profile.slope_hz_per_s,
            idle_time_s=profile.idle_time_s,
            adc_start_time_s=profile.adc_start_time_s,
            ramp_end_time_s=profile.ramp_end_time_s,
            sample_rate_hz=profile.sample_rate_hz,
            samples_per_chirp=profile.samples_per_chirp,
            chirps_per_frame=front_end.loops,
            frame_period_s=front_end.frame_period_s,
            tx_positions_m=transmitter_positions(board, front_end.tx_enabled),
            rx_positions_m=receiver_positions(board, front_end.rx_enabled),
            tx_schedule=TxSchedule(order=tuple(map(bits(front_end.tx_enabled).index, slots))),
            complex_samples=front_end.complex_samples,
            adc_bits=_adc_bits(front_end),
            antenna_gain_db=board.antenna_gain_db,
            receiver_gain_db=float(profile.receiver_gain_code & RX_GAIN_BITS),
        )
    except InputError:
        raise
    except ValueError as error:
        raise InputError(
            expected="a waveform that can exist", found=str(error), do="correct the configuration"
        ) from error
    lanes = front_end.lanes or default_lanes(radar)
    receivers = bits(front_end.rx_enabled)
    return Configuration(radar, Capture(front_end.iq_order, lanes, receivers, front_end.refusal))


def check_waveform_kind(kind: str, where: str) -> None:
    """Refuses what is not frames of one kind of loop.

    Raises:
        InputError: The waveform is continuous or made of sub-frames.
    """
    if kind != "frame":
        raise InputError(
            expected=f"plain frames in {where}",
            found=f"{kind} output",
            do="capture with frames of one loop (dfeDataOutputMode 1, legacyFrameChirp)",
        )


def _loop(front_end: FrontEnd) -> tuple[ChirpRange, ...]:
    if len(front_end.chirps) > TI_CHIRPS:
        raise InputError(
            expected=f"at most {TI_CHIRPS} chirp definitions",
            found=str(len(front_end.chirps)),
            do="remove those that the frame does not use",
        )
    first, last = front_end.first_chirp, front_end.last_chirp
    if not 0 <= first <= last < TI_CHIRPS:
        raise InputError(
            expected=f"a loop of chirps between 0 and {TI_CHIRPS - 1}",
            found=f"{first} to {last}",
            do="correct the frame configuration",
        )
    return tuple(_definition(front_end, index) for index in range(first, last + 1))


def _definition(front_end: FrontEnd, index: int) -> ChirpRange:
    for chirp in reversed(front_end.chirps):
        if chirp.first <= index <= chirp.last:
            return chirp
    raise InputError(
        expected=f"a definition of chirp {index}, which the frame uses",
        found="none",
        do="add its chirpCfg or correct the frame configuration",
    )


def _only_profile(front_end: FrontEnd, chirps: tuple[ChirpRange, ...]) -> Profile:
    used = sorted({chirp.profile for chirp in chirps})
    if len(used) > 1 or any(chirp.varies for chirp in chirps):
        raise InputError(
            expected="chirps that all follow one profile",
            found=f"profiles {used}" if len(used) > 1 else "chirps that deviate from it",
            do="capture with a single profile and no variation",
        )
    if used[0] not in front_end.profiles:
        raise InputError(
            expected=f"profile {used[0]}, which the chirps use",
            found=f"profiles {sorted(front_end.profiles)}",
            do="add it",
        )
    return front_end.profiles[used[0]]


def _transmitter(front_end: FrontEnd, chirp: ChirpRange) -> int:
    on = bits(chirp.tx_mask)
    if len(on) != 1:
        raise InputError(
            expected="one transmitter for each chirp (TDM)",
            found=f"chirp {chirp.first} with {len(on)} of them (mask {chirp.tx_mask:#x})",
            do="use a TDM configuration; other schemes cannot be read",
        )
    if not front_end.tx_enabled >> on[0] & 1:
        raise InputError(
            expected=f"chirp {chirp.first} to use an enabled transmitter",
            found=f"mask {chirp.tx_mask:#x}, enabled are {front_end.tx_enabled:#x}",
            do="correct the channel or the chirp configuration",
        )
    return on[0]


def _adc_bits(front_end: FrontEnd) -> int:
    if front_end.adc_bits_code not in ADC_BITS:
        raise InputError(
            expected="an ADC resolution code of 0, 1 or 2 (12, 14, 16 bits)",
            found=str(front_end.adc_bits_code),
            do="correct the ADC configuration",
        )
    return ADC_BITS[front_end.adc_bits_code]


def _positive(profile: Profile) -> float:
    if profile.start_frequency_hz <= 0:
        raise InputError(
            expected="a start frequency above 0",
            found=f"{profile.start_frequency_hz:g} Hz",
            do="correct the profile",
        )
    return profile.start_frequency_hz
