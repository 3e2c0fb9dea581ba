"""Chests move as far, as often and where they are said to, and limbs and heads do not."""

from collections.abc import Callable
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from scenes import (
    LIFELESS,
    Agent,
    AgentSpec,
    BodySpec,
    RoomSpec,
    SceneSpec,
    Stand,
    VitalSigns,
    VitalsSpec,
    Walk,
    chest_pattern,
    displacement,
    populate,
)
from scenes.bodies import load_body
from scenes.bodies._body import Body
from scenes.bodies._living import breath_wave, pulse_wave

ROOM = RoomSpec(size_m=(8.0, 6.0, 2.5))


def someone(activity: Stand | Walk, vitals: VitalsSpec | None = None, seed: int = 3) -> Agent:
    """A person with these vital signs."""
    spec = AgentSpec(
        name="someone",
        position_m=(1.0, 3.0),
        heading_rad=0.3,
        activity=activity,
        vitals=vitals or VitalsSpec(),
    )
    return populate(SceneSpec(rooms=(ROOM,), agents=(spec,), duration_s=5.0, seed=seed)).agents[0]


@pytest.mark.parametrize("wave", [breath_wave, pulse_wave])
@pytest.mark.parametrize("shape", [0.2, 0.4, 0.5, 0.8])
def test_waveforms_span_one_without_a_mean(wave: Callable, shape: float) -> None:
    """2^12 samples miss a crest by half a step at most, (pi / 4096)^2 / 2 of its curvature.

    The sharpest crest here has a curvature below 100: 3e-5.
    """
    phase = np.arange(4096) * 2 * np.pi / 4096
    with jax.enable_x64(True):
        values = np.asarray(wave(jnp.asarray(phase), shape))
    assert np.ptp(values) == pytest.approx(1.0, abs=1e-4)
    assert abs(values.mean()) < 1e-12


@pytest.mark.parametrize("share", [0.25, 0.4, 0.5])
def test_breath_rises_for_its_share_of_the_cycle(share: float) -> None:
    phase = np.linspace(0.0, 2 * np.pi, 20001)
    with jax.enable_x64(True):
        values = np.asarray(breath_wave(jnp.asarray(phase), share))
    assert (np.diff(values) > 0).mean() == pytest.approx(share, abs=2e-4)


def test_pure_sines_are_exact() -> None:
    times = np.linspace(-1.0, 60.0, 999)
    vitals = VitalSigns(4e-3, 0.25, 0.3, 0.5, 0.3e-3, 1.2, -0.7, 0.0)
    with jax.enable_x64(True):
        breath, beat = displacement(vitals, jnp.asarray(times))
    np.testing.assert_allclose(breath, 2e-3 * np.sin(np.pi / 2 * times + 0.3), atol=1e-17)
    np.testing.assert_allclose(beat, 0.15e-3 * np.sin(2.4 * np.pi * times - 0.7), atol=1e-17)


def test_pulse_is_the_stated_series() -> None:
    phase = np.linspace(0.0, 2 * np.pi, 50)
    order = np.arange(1, 60)
    series = 0.5 * (1 - 0.36) * (0.6 ** (order - 1) * np.cos(np.outer(phase - np.pi / 2, order)))
    with jax.enable_x64(True):
        np.testing.assert_allclose(pulse_wave(phase, 0.6), series.sum(1), atol=1e-12)


@pytest.mark.parametrize("shape", [BodySpec(), BodySpec(gender=1.0, weight=0.9), BodySpec(age=0.3)])
def test_pattern_is_where_breath_and_heart_are(shape: BodySpec) -> None:
    body = load_body(shape)
    pattern = chest_pattern(body)
    height = body.vertices_m[:, 2] / body.stature_m
    limbs = body.share("upperarm01.L", "upperarm01.R", "upperleg01.L", "upperleg01.R", "head") > 0.9
    np.testing.assert_allclose(np.linalg.norm(pattern.direction, axis=1), 1.0)
    for weight in (pattern.breathing, pattern.heartbeat):
        assert weight.max() == 1.0
        assert weight.min() == 0.0
        assert weight[limbs].max() < 0.03
        assert pattern.direction[weight.argmax(), 0] > 0.7
        assert ((height[weight > 0.01] > 0.5) & (height[weight > 0.01] < 0.85)).all()
    back = pattern.direction[:, 0] < -0.5
    side = np.abs(pattern.direction[:, 0]) < 0.1
    assert pattern.breathing[back].max() < 0.07
    assert 0.1 < pattern.breathing[side].max() < 0.35
    apex = body.vertices_m[pattern.heartbeat.argmax()]
    near = np.linalg.norm(body.vertices_m - apex, axis=1) < 0.052 * body.stature_m
    assert 0.03 < apex[1] / body.stature_m < 0.07
    assert (pattern.heartbeat[~near] == 0).all()


def test_pattern_is_smooth(body: Body) -> None:
    """Along an edge the share changes by less than the edge over 5 cm, which a step would not."""
    weight = chest_pattern(body).breathing
    ends = np.concatenate([body.faces[:, :2], body.faces[:, 1:]])
    length = np.linalg.norm(np.diff(body.vertices_m[ends], axis=1)[:, 0], axis=1)
    assert (np.abs(np.diff(weight[ends], axis=1)[:, 0]) < length / 0.05 + 0.02).all()


def test_largest_displacement_is_the_stated_one() -> None:
    """A standing trunk is as at rest, so that skinning only turns what was added."""
    vitals = VitalsSpec(
        breathing_m=5e-3, breathing_hz=0.25, breathing_phase_rad=0.0, heartbeat_m=0.0
    )
    agent = someone(Stand(sway_m=0.0), vitals)
    skin = agent.vertices(np.linspace(0.0, 4.0, 801))
    moved = skin - replace(agent, vitals=LIFELESS).vertices(np.zeros(1))
    size = np.linalg.norm(np.ptp(moved, axis=0), axis=1)
    assert size.max() == pytest.approx(5e-3, rel=1e-3)
    ahead = np.array([np.cos(0.3), np.sin(0.3), 0.0])
    assert np.ptp(moved[:, size.argmax()] @ ahead) == pytest.approx(5e-3, rel=1e-3)


def test_displacement_turns_with_the_walking_trunk() -> None:
    """The trunk bends, so blended bones shorten what was added, but by less than 2 %."""
    agent = someone(Walk(speed_m_per_s=0.8))
    times = np.linspace(0.0, 4.0, 41)
    moved = agent.vertices(times) - replace(agent, vitals=LIFELESS).vertices(times)
    pattern = chest_pattern(agent.body)
    with jax.enable_x64(True):
        expected = np.asarray(pattern.displacement_m(agent.vitals, jnp.asarray(times)))
    top = pattern.breathing.argmax()
    sizes = [np.linalg.norm(part[:, top], axis=1) for part in (moved, expected)]
    np.testing.assert_allclose(sizes[0], sizes[1], rtol=0.02, atol=1e-12)
    still = (pattern.breathing == 0) & (pattern.heartbeat == 0)
    assert (moved[:, still] == 0).all()


def test_everyone_breathes_in_their_own_way() -> None:
    """Drawn from the seed within adult ranges; stating one value leaves the others."""
    drawn = [someone(Stand(), seed=seed).vitals for seed in range(8)]
    assert len({vitals.breathing_hz for vitals in drawn}) == 8
    for vitals in drawn:
        assert 0.2 <= vitals.breathing_hz <= 0.3
        assert 4e-3 <= vitals.breathing_m <= 8e-3
        assert 0.9 <= vitals.heartbeat_hz <= 1.4
    stated = someone(Stand(), VitalsSpec(breathing_hz=0.5)).vitals
    assert stated == someone(Stand()).vitals._replace(breathing_hz=0.5)
