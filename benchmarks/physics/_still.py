"""Still scenes for validation: one isotropic antenna pair, walls, one small scatterer."""

from collections.abc import Iterable
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Complex, Float

from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import AnalyticTracer, Wall, World
from mmwave_sim.simulation import (
    RoutePlan,
    SceneInputs,
    SimulationOptions,
    TracePlan,
    render,
    scene_inputs,
    trace,
)

C = 299_792_458.0
PLATE_M = 2e-5
"""Edge of the small scatterer: its phase varies by under 0.1 rad, so it is a point."""


def radar(
    position_m: tuple[float, float, float], yaw_rad: float = 0.0, samples: int = 64
) -> RadarConfig:
    """One isotropic transmitter and, 2 cm to its left, one receiver; 77.4 to 80.8 GHz; one chirp.

    Args:
        position_m: The transmitter's place, m.
        yaw_rad: Turn of the radar about the vertical.
        samples: ADC samples; the band does not depend on them.
    """
    device = preset("awr1843_mmclip")
    return device.replace(
        antenna_pattern="isotropic",
        tx_positions_m=((0.0, 0.0, 0.0),),
        rx_positions_m=((0.0, 0.02, 0.0),),
        tx_schedule=type(device.tx_schedule).tdm((0,)),
        chirps_per_frame=1,
        samples_per_chirp=samples,
        sample_rate_hz=device.sample_rate_hz * samples / device.samples_per_chirp,
        pose=Pose(position_m=position_m, yaw_rad=yaw_rad),
    )


def antennas_m(device: RadarConfig) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"]]:
    """Places of the transmitter and the receiver, m."""
    tx, rx = (np.asarray(p) for p in (device.tx_positions_m, device.rx_positions_m))
    return device.pose.to_world(tx)[0], device.pose.to_world(rx)[0]


def carrier_hz(device: RadarConfig) -> Float[np.ndarray, "sample"]:
    """Carrier at every sample, Hz."""
    return device.start_frequency_hz + device.slope_hz_per_s * ramp_s(device)


def ramp_s(device: RadarConfig) -> Float[np.ndarray, "sample"]:
    """Time of every sample from the start of the ramp, s."""
    return device.adc_start_time_s + np.arange(device.samples_per_chirp) / device.sample_rate_hz


def beat(length_m: float, device: RadarConfig) -> Complex[np.ndarray, "sample"]:
    """The unit beat of a path: phase 2 pi (f0 tau + S t tau - S tau^2 / 2)."""
    tau = length_m / C
    cycles = carrier_hz(device) * tau - device.slope_hz_per_s * tau**2 / 2
    return np.exp(2j * np.pi * cycles)


def plate(at_m: Float[np.ndarray, "3"]) -> MovingMesh:
    """A tiny metal triangle that stands still and looks along -x."""
    turn = 2 * np.pi * np.arange(3) / 3
    corners = np.stack([np.zeros(3), -np.cos(turn), np.sin(turn)], axis=1) * PLATE_M / np.sqrt(3)
    return still("plate", corners + at_m, np.array([[0, 1, 2]]))


def plate_area_m2() -> float:
    """Area of the small scatterer, m^2."""
    return float(np.sqrt(3) / 4 * PLATE_M**2)


def still(name: str, vertices_m: Float[np.ndarray, "vertex 3"], faces: np.ndarray) -> MovingMesh:
    """A metal mesh that does not move."""
    times_s = np.linspace(0.0, 0.2, 4)
    return MovingMesh(name, faces, times_s, np.stack([vertices_m] * len(times_s)), "metal")


def plan(
    walls: tuple[Wall, ...], body: MovingMesh | None, device: RadarConfig, **options: object
) -> TracePlan:
    """One frame of the scene as the analytic tracer sees it, nothing left out for weakness."""
    chosen = SimulationOptions(
        **{"furniture": False, "diffuse": False, "threshold_db": -100.0, "room_bounces": 0}
        | options  # type: ignore[arg-type]
    )
    world = World(walls, (), (body,) if body else ())
    return trace(AnalyticTracer(world), device, 1, chosen)


def smooth_inputs(traced: TracePlan) -> SceneInputs:
    """The inputs with smooth walls and smooth, perfectly conducting bodies, as closed forms are."""
    inputs = scene_inputs(traced)
    with jax.enable_x64(True):
        smooth = jnp.zeros(())
        panels = tuple(
            p._replace(medium=p.medium._replace(roughness_m=smooth)) for p in inputs.panels
        )
        metal = {"conductivity_s_per_m": jnp.asarray(1e15), "roughness_m": smooth}
        bodies = tuple(m._replace(**metal) for m in inputs.media)
        return inputs._replace(panels=panels, media=bodies)


def received(traced: TracePlan) -> Complex[np.ndarray, "sample"]:
    """The beat samples of the one chirp, in double precision, sqrt(W)."""
    frame = render(traced, smooth_inputs(traced), 0, precision=jnp.float64)
    return np.asarray(frame)[0, 0, 0]


def only(traced: TracePlan, routes: Iterable[RoutePlan]) -> TracePlan:
    """The plan with some of its routes, and without the room's own return."""
    return replace(traced, routes=tuple(routes), room_ways=(), room_open=traced.room_open[..., :0])
