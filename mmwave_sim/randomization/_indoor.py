"""`INDOOR`: how indoor recordings with common boards differ from one another."""

from mmwave_sim.randomization._distributions import Choice, Constant, LogUniform, Uniform, Whole
from mmwave_sim.randomization._normal import Normal
from mmwave_sim.randomization._randomization import Randomization
from mmwave_sim.randomization._spreads import (
    BodySpread,
    ClutterSpread,
    FrontEndSpread,
    InterferenceSpread,
    MaterialsSpread,
    PlaceSpread,
    PoseSpread,
    ReceiverSpread,
    RoomSpread,
    VitalsSpread,
)

_ANY_SEED = Whole(0, 2**32 - 1)
_SHAPE = Choice((-0.15, 0.0, 0.15))

INDOOR = Randomization(
    pose=PoseSpread(
        height_m=Uniform(0.6, 1.8),
        offset_x_m=Uniform(-0.1, 0.3),
        offset_y_m=Uniform(-0.3, 0.3),
        yaw_rad=Uniform(-0.175, 0.175),
        pitch_rad=Normal(0.0, 0.05, -0.15, 0.15),
        roll_rad=Normal(0.0, 0.03, -0.09, 0.09),
    ),
    front_end=FrontEndSpread(
        tx_power_db=Normal(0.0, 1.0, -3.0, 3.0),
        noise_figure_db=Normal(0.0, 1.0, -3.0, 3.0),
        tx_gain_db=Normal(0.0, 0.5, -1.5, 1.5),
        tx_phase_rad=Normal(0.0, 0.2, -0.6, 0.6),
        rx_gain_db=Normal(0.0, 0.5, -1.5, 1.5),
        rx_phase_rad=Normal(0.0, 0.2, -0.6, 0.6),
        pattern_azimuth=Uniform(0.5, 2.8),
        pattern_elevation=Uniform(0.5, 6.0),
        start_frequency_error=Normal(0.0, 2e-5, -6e-5, 6e-5),
        slope_error=Normal(0.0, 1e-4, -3e-4, 3e-4),
    ),
    receiver=ReceiverSpread(
        phase_noise_db=Normal(0.0, 2.0, -6.0, 6.0),
        leakage_isolation_db=Uniform(30.0, 50.0),
        iq_gain_db=Normal(0.0, 0.2, -0.6, 0.6),
        iq_phase_rad=Normal(0.0, 0.02, -0.06, 0.06),
        compression_dbm=Uniform(-12.0, -4.0),
        dc_i_counts=Normal(0.0, 8.0, -24.0, 24.0),
        dc_q_counts=Normal(0.0, 8.0, -24.0, 24.0),
        if_filter=Constant(True),
    ),
    interference=InterferenceSpread(
        count=Choice((0, 1), (0.9, 0.1)),
        power_dbm=Uniform(-90.0, -65.0),
        slope_ratio=LogUniform(0.3, 3.0),
        falling=Choice((False, True)),
        offset_hz=Uniform(-0.5e9, 0.5e9),
        start_s=Uniform(0.0, 1e-3),
        azimuth_rad=Uniform(-1.0, 1.0),
    ),
    materials=MaterialsSpread(
        wall_permittivity=LogUniform(0.85, 1.18),
        wall_conductivity=LogUniform(0.5, 2.0),
        wall_roughness=LogUniform(0.5, 2.0),
        wall_thickness=LogUniform(0.8, 1.25),
        skin_permittivity=LogUniform(0.85, 1.18),
        skin_conductivity=LogUniform(0.7, 1.4),
        skin_roughness=LogUniform(0.5, 3.0),
    ),
    room=RoomSpread(
        length=Uniform(1.0, 1.3),
        width=Uniform(1.0, 1.3),
        height=Uniform(1.0, 1.2),
        walls=Choice(("plasterboard", "concrete", "wood"), (0.6, 0.25, 0.15)),
        floor=Choice(("wood", "ceramic", "concrete"), (0.6, 0.25, 0.15)),
        ceiling=Choice(("plasterboard", "concrete"), (0.7, 0.3)),
        furniture_seed=_ANY_SEED,
    ),
    place=PlaceSpread(
        offset_x_m=Uniform(-0.4, 0.4),
        offset_y_m=Uniform(-0.4, 0.4),
        heading_rad=Normal(0.0, 0.15, -0.45, 0.45),
        motion_seed=_ANY_SEED,
    ),
    body=BodySpread(muscle=_SHAPE, weight=_SHAPE, height=_SHAPE),
    vitals=VitalsSpread(
        breathing_m=Uniform(0.004, 0.012),
        breathing_hz=Uniform(0.17, 0.4),
        inhale_share=Uniform(0.35, 0.5),
        heartbeat_m=Uniform(0.0002, 0.0005),
        heartbeat_hz=Uniform(0.8, 1.7),
        heartbeat_sharpness=Uniform(0.3, 0.7),
    ),
    clutter=ClutterSpread(
        count=Whole(0, 4),
        edge_m=LogUniform(0.03, 0.2),
        along=Uniform(0.0, 1.0),
        height=Uniform(0.0, 1.0),
        yaw_rad=Uniform(-0.79, 0.79),
        material=Choice(("metal", "plastic", "wood", "glass", "ceramic")),
    ),
)
"""A room of usual size, a board that was put up by hand, resting adults; see docs/randomization.md.

Shapes of bodies are drawn from a few steps, because each new body is extracted once and kept.
"""
