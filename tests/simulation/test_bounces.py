"""Paths between surfaces in a whole simulation: a metal corner, still, moved, and hidden."""

from dataclasses import replace
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from benchmarks.physics._corner_forms import dihedral_closed_form
from benchmarks.physics.corners import dihedral
from mmwave_sim._errors import InputError
from mmwave_sim.motion import MovingMesh
from mmwave_sim.radar import Pose, RadarConfig, preset
from mmwave_sim.rays import AnalyticTracer, SionnaTracer, StillMesh, Tracer, Tubes, Wall, World
from mmwave_sim.simulation import (
    SimulationOptions,
    TracePlan,
    furniture_echoes,
    furniture_return,
    render,
    render_reference,
    scene_inputs,
    trace,
)
from mmwave_sim.simulation._bounces import _merged, _shares
from mmwave_sim.simulation._render import frame_echoes
from mmwave_sim.simulation._room import room_links

RANGE_M = 2.5
SPEED_M_PER_S = 2.0
TURN_RAD_PER_S = 2.0
WITH = SimulationOptions(surface_bounces=1, room_bounces=0)
WITHOUT = SimulationOptions(room_bounces=0)


def _radar(chirps: int = 8, idle_time_s: float | None = None) -> RadarConfig:
    """One isotropic transmitter and receiver, which see the corner halfway between its plates."""
    device = preset("awr1843_mmclip")
    if idle_time_s is not None:
        device = device.replace(idle_time_s=idle_time_s, frame_period_s=1.0)
    return device.replace(
        antenna_pattern="isotropic",
        tx_positions_m=((0.0, 0.0, 0.0),),
        rx_positions_m=((0.0, 0.0, 0.0),),
        tx_schedule=type(device.tx_schedule).tdm((0,)),
        chirps_per_frame=chirps,
        samples_per_chirp=64,
        pose=Pose(position_m=(0.0, 0.0, 1.0)),
        frame_period_s=chirps * device.chirp_interval_s,
    )


# Waves are plane enough over an edge with 8 L^2 < R lambda: the radar equation holds.
EDGE_M = 8 * _radar().wavelength_m


def _corner() -> tuple[np.ndarray, np.ndarray]:
    """A dihedral that opens towards the radar, its seam upright."""
    corner = dihedral(EDGE_M, EDGE_M)
    turn = np.array([[-1.0, -1.0, 0], [1.0, -1.0, 0], [0, 0, np.sqrt(2)]]) / np.sqrt(2)
    return corner.vertices_m @ turn.T + np.array([RANGE_M, 0.0, 1.0]), corner.faces


def _moving(speed_m_per_s: float = 0.0, turn_rad_per_s: float = 0.0) -> World:
    """The corner, coming nearer and turning about its seam."""
    vertices, faces = _corner()
    times_s = np.linspace(0.0, 0.2, 13)
    turn = turn_rad_per_s * (times_s - 0.08)
    x, y, z = (vertices - [RANGE_M, 0.0, 1.0]).T
    cosine, sine = np.cos(turn)[:, None], np.sin(turn)[:, None]
    turned = [cosine * x - sine * y + RANGE_M, sine * x + cosine * y, z + 1.0 + 0 * cosine]
    place = np.stack(turned, axis=-1)
    place[..., 0] -= speed_m_per_s * times_s[:, None]
    return World(moving=(MovingMesh("corner", faces, times_s, place, "metal"),))


def _still(*walls: Wall) -> World:
    return World(walls, (StillMesh("corner", *_corner(), "metal"),))


@cache
def _traced(surface_bounces: int, moving: bool) -> TracePlan:
    world = _moving() if moving else _still()
    options = WITH if surface_bounces else WITHOUT
    return trace(AnalyticTracer(world), _radar(), 1, options)


def _samples(plan: TracePlan) -> np.ndarray:
    inputs = scene_inputs(plan)
    still = furniture_echoes(plan, furniture_return(plan, inputs), 0)
    return np.asarray(render(plan, inputs, 0)) + sum(np.asarray(echo.beat) for echo in still)


def _power_w(plan: TracePlan) -> float:
    return float(np.mean(np.abs(_samples(plan)) ** 2))


def _radar_equation_w(
    area_m2: np.ndarray | float, range_m: np.ndarray | float = RANGE_M
) -> np.ndarray | float:
    radar = _radar()
    gain = 10 ** (radar.antenna_gain_db / 10)
    spread = (4 * np.pi) ** 3 * range_m**4
    return radar.tx_power_w * (gain * radar.wavelength_m) ** 2 * area_m2 / spread


@pytest.mark.parametrize("moving", [False, True], ids=["still", "moving"])
def test_a_corner_returns_as_its_closed_form_only_with_bounces(moving: bool) -> None:
    assert RANGE_M * _radar().wavelength_m > 8 * EDGE_M**2
    towards = np.array([1.0, 1.0, 0.0]) / np.sqrt(2)
    k = 2 * np.pi / _radar().wavelength_m
    expected_w = _radar_equation_w(dihedral_closed_form(towards, EDGE_M, EDGE_M, k))
    found_w, bare_w = (_power_w(_traced(bounces, moving)) for bounces in (1, 0))
    assert abs(10 * np.log10(found_w / expected_w)) < 1.5
    assert bare_w < 0.1 * found_w


def test_a_corner_returns_the_same_as_furniture_and_as_a_body() -> None:
    still, moving = (_samples(_traced(1, moving)) for moving in (False, True))
    # Furniture is divided more coarsely than bodies, which is 0.1 dB of what single faces return.
    assert np.linalg.norm(still - moving) < 0.02 * np.linalg.norm(still)


def test_a_corner_that_turns_and_comes_keeps_to_its_seam_from_look_to_look() -> None:
    # Over two bounces the way is as long as to the seam and back; what each plate returns itself
    # is at -25 dB at the most, 0.06 of the amplitude.
    radar = _radar(chirps=24, idle_time_s=3.2e-3)
    plan = trace(AnalyticTracer(_moving(SPEED_M_PER_S, TURN_RAD_PER_S)), radar, 2, WITH)
    weight = plan.bounced[0].weight
    assert np.any((weight.max(axis=1) == 1) & (weight.min(axis=1) == 0)), "tubes come and go"
    inputs, middle = scene_inputs(plan), radar.samples_per_chirp // 2
    beat = np.concatenate([np.asarray(render(plan, inputs, f))[:, 0, 0, middle] for f in (0, 1)])
    at_s = (plan.start_s[:, None] + plan.timing.chirp_s[:, 0]).ravel()
    range_m = RANGE_M - SPEED_M_PER_S * at_s
    k = 2 * np.pi / radar.wavelength_m
    turned = np.unwrap(np.angle(beat * np.exp(-2j * k * range_m)))
    assert np.ptp(turned) < 0.12
    angle = np.pi / 4 - TURN_RAD_PER_S * (at_s - 0.08)
    towards = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
    area_m2 = np.array([dihedral_closed_form(u, EDGE_M, EDGE_M, k) for u in towards])
    expected_w = _radar_equation_w(area_m2, range_m)
    assert np.abs(10 * np.log10(np.abs(beat) ** 2 / expected_w)).max() < 1.0


def test_the_gradient_to_a_corners_place_agrees_with_central_differences() -> None:
    # What single faces return has tests of its own.
    plan, step = replace(_traced(1, True), routes=()), 1e-6
    with jax.enable_x64(True):
        inputs, way = scene_inputs(plan), jnp.array([0.8, 0.5, 0.3])
        weight = jnp.asarray(np.random.default_rng(0).normal(size=plan.radar.frame_shape))

        @jax.jit
        @jax.value_and_grad
        def loss(shift_m: jax.Array) -> jax.Array:
            beat = render(plan, inputs.shift_bodies(shift_m * way), 0, precision=jnp.float64)
            return 1e7 * jnp.sum(weight * beat.real)

        slope = float(loss(jnp.asarray(0.0))[1])
        up, down = (float(loss(jnp.asarray(sign * step))[0]) for sign in (1.0, -1.0))
    central = (up - down) / (2 * step)
    assert abs(central) > 0
    assert slope == pytest.approx(central, rel=1e-3)


def test_echoes_for_phase_noise_hold_what_is_rendered() -> None:
    plan = _traced(1, True)
    inputs = scene_inputs(plan)
    echoes = frame_echoes(plan, inputs, room_links(plan, inputs), 0)
    delay_s = echoes[-1].delay_s
    assert delay_s == pytest.approx(2 * RANGE_M / 299792458.0, abs=1e-11)
    together = sum(np.asarray(echo.beat) for echo in echoes)
    np.testing.assert_allclose(together, np.asarray(render(plan, inputs, 0)), rtol=1e-5, atol=1e-12)


def _default(world: World) -> Tracer:
    return SionnaTracer(world, _radar().center_frequency_hz)


@pytest.mark.parametrize("tracer", [AnalyticTracer, _default], ids=["analytic", "sionna"])
def test_a_wall_before_one_plate_blocks_what_goes_over_both(tracer: type) -> None:
    screen = Wall("screen", np.array([2.0, 0.0, 0.0]), 2.0 * np.eye(3)[1:], "plasterboard")
    open_plan, blocked = (
        trace(tracer(_still(*walls)), _radar(), 1, WITH) for walls in ((), (screen,))
    )
    (found,) = open_plan.bounced
    assert found.bounces == 2
    assert found.weight.any()
    assert blocked.bounced == ()


def test_furniture_that_does_not_scatter_does_not_mirror() -> None:
    options = SimulationOptions(surface_bounces=1, furniture=False, room_bounces=0)
    assert trace(AnalyticTracer(_still()), _radar(), 1, options).bounced == ()


def test_tubes_of_several_looks_are_kept_once() -> None:
    corners = np.arange(27.0).reshape(3, 3, 3)
    faces = np.array([[0, 1], [0, 2], [3, 1]])
    early, late = (Tubes(faces[i], corners[i], np.ones(2)) for i in ([0, 1], [2, 1]))
    both = _merged([early, late])
    met = {tuple(f): (c[0, 0], *w) for f, c, w in zip(*_leaves(both), strict=True)}
    assert met == {(0, 1): (0.0, 1, 0), (0, 2): (9.0, 1, 1), (3, 1): (18.0, 0, 1)}


def test_shares_keep_each_tubes_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mmwave_sim.simulation._bounces._AT_ONCE", 4)
    number = jnp.arange(12.0)
    whole = Tubes(
        jnp.stack([number, number], axis=1).astype(int),
        number[:, None, None] * jnp.ones((12, 3, 3)),
        jnp.stack([number, 100 + number]),
    )
    parts = _shares(whole)
    assert parts.faces.shape == (3, 4, 2)
    np.testing.assert_array_equal(parts.weight[:, 1], 100 + parts.faces[..., 0])
    np.testing.assert_array_equal(parts.barycentric[..., 2, 2], parts.faces[..., 1])


def _leaves(tubes: Tubes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return np.asarray(tubes.faces), np.asarray(tubes.barycentric), np.asarray(tubes.weight).T


def test_the_reference_refuses_paths_that_it_would_leave_out() -> None:
    plan = _traced(1, False)
    with pytest.raises(InputError, match="surface_bounces"):
        render_reference(plan, scene_inputs(plan), 0, [0])


def test_fewer_than_no_bounces_are_refused() -> None:
    with pytest.raises(InputError, match="surface_bounces"):
        SimulationOptions(surface_bounces=-1)
