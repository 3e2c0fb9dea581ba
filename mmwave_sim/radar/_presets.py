"""Radars of published work and of common boards, by name."""

from collections.abc import Callable

from mmwave_sim._errors import InputError
from mmwave_sim.radar._antennas import half_wavelength_m, row, ti_boost_transmitters
from mmwave_sim.radar._config import RadarConfig
from mmwave_sim.radar._schedule import TxSchedule


def awr1843_mmclip() -> RadarConfig:
    """MmCLIP (Cao et al., SenSys 2024): 77 to 80.9 GHz, 3 TX x 4 RX, 128 loops, 10 frames/s.

    The paper fixes band, shape and frame rate; the timing inside the chirp is ours.
    """
    return RadarConfig(
        name="awr1843_mmclip",
        device="awr1843",
        start_frequency_hz=77e9,
        slope_hz_per_s=70e12,
        idle_time_s=7e-6,
        adc_start_time_s=5e-6,
        ramp_end_time_s=56e-6,
        sample_rate_hz=5.209e6,
        samples_per_chirp=256,
        chirps_per_frame=128,
        frame_period_s=0.1,
        tx_positions_m=ti_boost_transmitters(79e9),
        rx_positions_m=row(4, half_wavelength_m(79e9)),
        tx_schedule=TxSchedule(order=(0, 1, 2)),
    )


def awr1843_gait() -> RadarConfig:
    """An AWR1843 set for gait: two azimuth transmitters, 80 loops, 20 frames/s, +/-7.5 m/s."""
    outer = ti_boost_transmitters(79e9)[::2]
    return awr1843_mmclip().replace(
        name="awr1843_gait",
        chirps_per_frame=80,
        frame_period_s=0.05,
        tx_positions_m=outer,
        tx_schedule=TxSchedule(order=(0, 1)),
    )


def iwr1843_mmexpert() -> RadarConfig:
    """MmExpert (Yan et al., MobiHoc 2025): 70 MHz/us, 5.209 Msps, 128 chirps, 20 ms frames.

    Three transmitters at 56 us do not fit a 20 ms frame, so this is read as one transmitter.
    """
    return RadarConfig(
        name="iwr1843_mmexpert",
        device="iwr1843",
        start_frequency_hz=77e9,
        slope_hz_per_s=70e12,
        idle_time_s=3e-6,
        adc_start_time_s=3e-6,
        ramp_end_time_s=53e-6,
        sample_rate_hz=5.209e6,
        samples_per_chirp=256,
        chirps_per_frame=128,
        frame_period_s=0.02,
        tx_positions_m=ti_boost_transmitters(79e9)[:1],
        rx_positions_m=row(4, half_wavelength_m(79e9)),
        tx_schedule=TxSchedule(order=(0,)),
    )


def iwr1443_radhar() -> RadarConfig:
    """RadHAR's sensor (Singh et al., mmNets 2019), read off its point clouds.

    Range bins of 43.6 mm, 16 chirps for each of three transmitters in turn, 198 us a loop,
    30 frames/s. The slope and the split of the chirp are ours.
    """
    return RadarConfig(
        name="iwr1443_radhar",
        device="iwr1443",
        start_frequency_hz=77e9,
        slope_hz_per_s=70e12,
        idle_time_s=10e-6,
        adc_start_time_s=5e-6,
        ramp_end_time_s=56e-6,
        sample_rate_hz=2.605e6,
        samples_per_chirp=128,
        chirps_per_frame=16,
        frame_period_s=1 / 30,
        tx_positions_m=ti_boost_transmitters(79e9),
        rx_positions_m=row(4, half_wavelength_m(79e9)),
        tx_schedule=TxSchedule(order=(0, 2, 1)),
    )


def iwr6843() -> RadarConfig:
    """A TI IWR6843ISK board at 60 to 63.9 GHz, 3 TX x 4 RX, 64 loops, 20 frames/s."""
    return RadarConfig(
        name="iwr6843",
        device="iwr6843",
        start_frequency_hz=60e9,
        slope_hz_per_s=70e12,
        idle_time_s=7e-6,
        adc_start_time_s=5e-6,
        ramp_end_time_s=56e-6,
        sample_rate_hz=5.209e6,
        samples_per_chirp=256,
        chirps_per_frame=64,
        frame_period_s=0.05,
        tx_positions_m=ti_boost_transmitters(62e9),
        rx_positions_m=row(4, half_wavelength_m(62e9)),
        tx_schedule=TxSchedule(order=(0, 1, 2)),
        antenna_gain_db=7.0,
    )


def awr1642_openradar() -> RadarConfig:
    """The capture settings of OpenRadar's example frames: 2 TX (TDM) x 4 RX, 60 MHz/us."""
    frequency_hz = 79e9
    d = half_wavelength_m(frequency_hz)
    return RadarConfig(
        name="awr1642_openradar",
        device="",
        start_frequency_hz=77.4201e9,
        slope_hz_per_s=60e12,
        idle_time_s=30e-6,
        adc_start_time_s=6e-6,
        ramp_end_time_s=62e-6,
        sample_rate_hz=2.5e6,
        samples_per_chirp=128,
        chirps_per_frame=128,
        frame_period_s=0.1,
        tx_positions_m=((0.0, 0.0, 0.0), (0.0, -4 * d, 0.0)),
        rx_positions_m=row(4, d),
        tx_schedule=TxSchedule(order=(0, 1)),
    )


def bgt60tr13c() -> RadarConfig:
    """Infineon BGT60TR13C: 58 to 63.5 GHz, one TX, three RX in an L, real 12-bit samples."""
    d = half_wavelength_m(60.75e9)
    return RadarConfig(
        name="bgt60tr13c",
        device="bgt60tr13c",
        start_frequency_hz=58e9,
        slope_hz_per_s=5.5e9 / 32e-6,
        idle_time_s=0.000591125 - 32e-6,
        adc_start_time_s=0.0,
        ramp_end_time_s=32e-6,
        sample_rate_hz=2e6,
        samples_per_chirp=64,
        chirps_per_frame=8,
        frame_period_s=0.07726884633302689,
        tx_positions_m=((0.0, 3 * d, 0.0),),
        rx_positions_m=((0.0, 0.0, d), (0.0, -d, 0.0), (0.0, 0.0, 0.0)),
        tx_schedule=TxSchedule(order=(0,)),
        complex_samples=False,
        adc_bits=12,
        adc_full_scale_v=0.6,
        tx_power_w=3.2e-3,
        antenna_gain_db=6.0,
        noise_figure_db=12.0,
        receiver_gain_db=37.0,
    )


PRESETS: dict[str, Callable[[], RadarConfig]] = {
    build.__name__: build
    for build in (
        awr1843_mmclip,
        awr1843_gait,
        iwr1843_mmexpert,
        iwr1443_radhar,
        iwr6843,
        awr1642_openradar,
        bgt60tr13c,
    )
}
"""Builders of the known radars, by name."""


def preset(name: str) -> RadarConfig:
    """The radar of this name.

    Raises:
        InputError: There is no such preset.
    """
    if name not in PRESETS:
        raise InputError(
            expected=f"one of the presets {', '.join(PRESETS)}",
            found=repr(name),
            do="choose one of them or give a configuration file",
        )
    return PRESETS[name]()
