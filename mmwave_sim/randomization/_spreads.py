"""What can be random: one optional distribution for each quantity, in groups."""

from dataclasses import dataclass, replace
from typing import Annotated, get_args, get_type_hints

from mmwave_sim.randomization._distributions import Distribution
from mmwave_sim.randomization._quantity import Quantity, flag, number, one_of, whole
from mmwave_sim.simulation import SimulationOptions
from scenes import RoomSpec

Maybe = Distribution | None

_MATERIALS = get_args(RoomSpec.model_fields["walls"].annotation)
_LAWS = get_args(get_type_hints(SimulationOptions)["scattering"])


@dataclass(frozen=True)
class PoseSpread:
    """Where the radar stands and looks.

    Attributes:
        height_m: Height above the floor, m.
        offset_x_m: Shift along the world's x, m.
        offset_y_m: Shift along the world's y, m.
        yaw_rad: Further turn to the left, rad.
        pitch_rad: Further tilt downwards, rad.
        roll_rad: Further roll about boresight, rad.
    """

    height_m: Annotated[Maybe, number(0.05, 20.0)] = None
    offset_x_m: Annotated[Maybe, number(-10.0, 10.0)] = None
    offset_y_m: Annotated[Maybe, number(-10.0, 10.0)] = None
    yaw_rad: Annotated[Maybe, number(-3.15, 3.15)] = None
    pitch_rad: Annotated[Maybe, number(-1.6, 1.6)] = None
    roll_rad: Annotated[Maybe, number(-3.15, 3.15)] = None


@dataclass(frozen=True)
class FrontEndSpread:
    """How the radar's analogue side departs from its data sheet.

    Attributes:
        tx_power_db: Change of the transmitted power, dB.
        noise_figure_db: Change of the noise figure, which stays at 0 dB or more, dB.
        tx_gain_db: Gain error of each transmitting channel, dB.
        tx_phase_rad: Phase error of each transmitting channel, rad.
        rx_gain_db: Gain error of each receiving channel, dB.
        rx_phase_rad: Phase error of each receiving channel, rad.
        pattern_azimuth: Exponent a of the antennas' field cos(azimuth)^a cos(elevation)^b.
        pattern_elevation: Exponent b.
        start_frequency_error: Error of the carrier relative to itself; the configuration does not
            know of it.
        slope_error: Error of the slope relative to itself; the configuration does not know of it.
    """

    tx_power_db: Annotated[Maybe, number(-60.0, 60.0)] = None
    noise_figure_db: Annotated[Maybe, number(-60.0, 60.0)] = None
    tx_gain_db: Annotated[Maybe, number(per="transmitter")] = None
    tx_phase_rad: Annotated[Maybe, number(per="transmitter")] = None
    rx_gain_db: Annotated[Maybe, number(per="receiver")] = None
    rx_phase_rad: Annotated[Maybe, number(per="receiver")] = None
    pattern_azimuth: Annotated[Maybe, number(0.0, 50.0)] = None
    pattern_elevation: Annotated[Maybe, number(0.0, 50.0)] = None
    start_frequency_error: Annotated[Maybe, number(-0.1, 0.1)] = None
    slope_error: Annotated[Maybe, number(-0.1, 0.1)] = None


@dataclass(frozen=True)
class ReceiverSpread:
    """Effects of the receiver; a value switches its effect on.

    Attributes:
        phase_noise_db: Shift of the oscillator's mask, dB.
        leakage_isolation_db: Isolation of receivers from transmitters, dB.
        iq_gain_db: Gain of Q over I, dB; nothing for real samples.
        iq_phase_rad: Phase error of Q, rad; nothing for real samples.
        compression_dbm: Input power at which the gain is 1 dB low, dBm.
        dc_i_counts: Constant of I, or of the only component, ADC counts.
        dc_q_counts: Constant of Q, ADC counts.
        if_filter: Whether there is an IF filter.
    """

    phase_noise_db: Annotated[Maybe, number(-100.0, 100.0)] = None
    leakage_isolation_db: Annotated[Maybe, number(0.0, 200.0)] = None
    iq_gain_db: Annotated[Maybe, number(-20.0, 20.0)] = None
    iq_phase_rad: Annotated[Maybe, number(-1.5, 1.5)] = None
    compression_dbm: Annotated[Maybe, number(-120.0, 60.0)] = None
    dc_i_counts: Annotated[Maybe, number()] = None
    dc_q_counts: Annotated[Maybe, number()] = None
    if_filter: Annotated[Maybe, flag()] = None


@dataclass(frozen=True)
class InterferenceSpread:
    """Other radars of the same band; each sweeps as much of it as this one.

    Attributes:
        count: How many.
        power_dbm: Power of each at the port of a receiving antenna, dBm (-70 if left out).
        slope_ratio: Steepness of each over this radar's (1.5 if left out).
        falling: Whether its frequency falls (no if left out).
        offset_hz: Shift of its band, Hz (0 if left out).
        start_s: When one of its ramps begins, s (0 if left out).
        azimuth_rad: Its direction, positive to the left, rad (0 if left out).
    """

    count: Annotated[Maybe, whole(0, 16)] = None
    power_dbm: Annotated[Maybe, number(-200.0, 30.0, per="interferer")] = None
    slope_ratio: Annotated[Maybe, number(0.05, 20.0, per="interferer")] = None
    falling: Annotated[Maybe, flag(per="interferer")] = None
    offset_hz: Annotated[Maybe, number(-5e9, 5e9, per="interferer")] = None
    start_s: Annotated[Maybe, number(0.0, 1.0, per="interferer")] = None
    azimuth_rad: Annotated[Maybe, number(-3.15, 3.15, per="interferer")] = None


@dataclass(frozen=True)
class MaterialsSpread:
    """Factors on what walls (floor and ceiling too) and moving bodies are made of.

    Attributes:
        wall_permittivity: Factor on the real relative permittivity, which stays at 1 or more.
        wall_conductivity: Factor on the conductivity.
        wall_roughness: Factor on the height of the roughness.
        wall_thickness: Factor on the thickness; what is opaque stays so.
        skin_permittivity: As of walls.
        skin_conductivity: As of walls.
        skin_roughness: As of walls.
    """

    wall_permittivity: Annotated[Maybe, number(0.01, 100.0)] = None
    wall_conductivity: Annotated[Maybe, number(0.0, 1e4)] = None
    wall_roughness: Annotated[Maybe, number(0.0, 1e3)] = None
    wall_thickness: Annotated[Maybe, number(0.01, 100.0)] = None
    skin_permittivity: Annotated[Maybe, number(0.01, 100.0)] = None
    skin_conductivity: Annotated[Maybe, number(0.0, 1e4)] = None
    skin_roughness: Annotated[Maybe, number(0.0, 1e3)] = None


@dataclass(frozen=True)
class RoomSpread:
    """The room and its furniture.

    Attributes:
        length: Factor on the extent along x; the wall at low x stays.
        width: Factor on the extent along y, to both sides alike.
        height: Factor on the height.
        walls: Material of the walls.
        floor: Material of the floor.
        ceiling: Material of the ceiling.
        furniture_seed: Seed of another furnishing; rooms of unknown kind keep theirs.
    """

    length: Annotated[Maybe, number(0.2, 10.0)] = None
    width: Annotated[Maybe, number(0.2, 10.0)] = None
    height: Annotated[Maybe, number(0.2, 10.0)] = None
    walls: Annotated[Maybe, one_of(_MATERIALS)] = None
    floor: Annotated[Maybe, one_of(_MATERIALS)] = None
    ceiling: Annotated[Maybe, one_of(_MATERIALS)] = None
    furniture_seed: Annotated[Maybe, whole(0, 2**32 - 1)] = None


@dataclass(frozen=True)
class BodySpread:
    """Changes of the shape of each person, on the scales of `BodySpec`; results stay in 0 to 1.

    Attributes:
        gender: Towards female.
        age: Towards old.
        muscle: Towards muscular.
        weight: Towards heavy.
        height: Towards tall.
        proportions: Towards ideal proportions.
    """

    gender: Annotated[Maybe, number(-1.0, 1.0, per="person")] = None
    age: Annotated[Maybe, number(-1.0, 1.0, per="person")] = None
    muscle: Annotated[Maybe, number(-1.0, 1.0, per="person")] = None
    weight: Annotated[Maybe, number(-1.0, 1.0, per="person")] = None
    height: Annotated[Maybe, number(-1.0, 1.0, per="person")] = None
    proportions: Annotated[Maybe, number(-1.0, 1.0, per="person")] = None


@dataclass(frozen=True)
class VitalsSpread:
    """Breath and heartbeat of each person, as far as the scene leaves them open.

    Attributes:
        breathing_m: Displacement of the chest, peak to peak, m.
        breathing_hz: Breaths per second, Hz.
        inhale_share: Share of the cycle spent inhaling.
        heartbeat_m: Displacement of the skin above the heart, peak to peak, m.
        heartbeat_hz: Beats per second, Hz.
        heartbeat_sharpness: Each harmonic's share of the one below it.
    """

    breathing_m: Annotated[Maybe, number(0.0, 0.03, per="person")] = None
    breathing_hz: Annotated[Maybe, number(0.05, 1.0, per="person")] = None
    inhale_share: Annotated[Maybe, number(0.1, 0.9, per="person")] = None
    heartbeat_m: Annotated[Maybe, number(0.0, 0.002, per="person")] = None
    heartbeat_hz: Annotated[Maybe, number(0.4, 4.0, per="person")] = None
    heartbeat_sharpness: Annotated[Maybe, number(0.0, 0.9, per="person")] = None


@dataclass(frozen=True)
class PlaceSpread:
    """Where people are and how they begin.

    Attributes:
        offset_x_m: Shift of each person along x, m.
        offset_y_m: Shift of each person along y, m.
        heading_rad: Further turn of each person to the left, rad.
        motion_seed: Seed of what the scene leaves open: phases of gait, sway, breath, heartbeat.
    """

    offset_x_m: Annotated[Maybe, number(-10.0, 10.0, per="person")] = None
    offset_y_m: Annotated[Maybe, number(-10.0, 10.0, per="person")] = None
    heading_rad: Annotated[Maybe, number(-3.15, 3.15, per="person")] = None
    motion_seed: Annotated[Maybe, whole(0, 2**32 - 1)] = None


@dataclass(frozen=True)
class ClutterSpread:
    """Small boxes at the walls of the room, standing still.

    Attributes:
        count: How many.
        edge_m: Length of the edges of each, m (0.1 if left out).
        along: Where along the walls, as a share of the way around (0.5 if left out).
        height: Where between floor and ceiling, as a share (0.5 if left out).
        yaw_rad: Turn about the vertical, rad (0 if left out).
        material: What each is made of (metal if left out).
    """

    count: Annotated[Maybe, whole(0, 64)] = None
    edge_m: Annotated[Maybe, number(0.005, 0.5, per="piece")] = None
    along: Annotated[Maybe, number(0.0, 1.0, per="piece")] = None
    height: Annotated[Maybe, number(0.0, 1.0, per="piece")] = None
    yaw_rad: Annotated[Maybe, number(-3.15, 3.15, per="piece")] = None
    material: Annotated[Maybe, one_of(_MATERIALS, per="piece")] = None


@dataclass(frozen=True)
class SimulationSpread:
    """How the simulation is done.

    Attributes:
        scattering: Law of scattering of the bodies.
        diffuse: Whether rough surfaces also scatter what they do not mirror.
        threshold_db: Level down to which a body's returns by walls are kept, dB.
        bounces: Most walls that mirror in each leg of a body's return.
    """

    scattering: Annotated[Maybe, one_of(_LAWS)] = None
    diffuse: Annotated[Maybe, flag()] = None
    threshold_db: Annotated[Maybe, number(-200.0, 0.0)] = None
    bounces: Annotated[Maybe, whole(0, 3)] = None


GROUPS: dict[str, type] = {
    "pose": PoseSpread,
    "front_end": FrontEndSpread,
    "receiver": ReceiverSpread,
    "interference": InterferenceSpread,
    "materials": MaterialsSpread,
    "room": RoomSpread,
    "place": PlaceSpread,
    "body": BodySpread,
    "vitals": VitalsSpread,
    "clutter": ClutterSpread,
    "simulation": SimulationSpread,
}
"""Groups by the names that they have in `Randomization`."""

QUANTITIES: dict[str, Quantity] = {
    f"{group}.{field}": replace(hint.__metadata__[0], name=f"{group}.{field}")
    for group, spread in GROUPS.items()
    for field, hint in get_type_hints(spread, include_extras=True).items()
}
"""All that can be random, by `group.field`."""
