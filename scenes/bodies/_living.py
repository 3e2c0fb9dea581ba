"""`VitalSigns`: how far, how often and in what shape a chest moves with breath and heart.

Both waveforms are closed forms that are analytic in time and in every parameter, have no mean, and
span exactly one from trough to crest; both become an exact sine at one value of their shape.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from scenes.spec import VitalsSpec

Scalar = float | Float[Array, ""]

USUAL_RANGES = {
    "breathing_m": (4e-3, 8e-3),
    "breathing_hz": (0.2, 0.3),
    "breathing_phase_rad": (-np.pi, np.pi),
    "inhale_share": (0.38, 0.44),
    "heartbeat_m": (0.3e-3, 0.3e-3),
    "heartbeat_hz": (0.9, 1.4),
    "heartbeat_phase_rad": (-np.pi, np.pi),
    "heartbeat_sharpness": (0.4, 0.6),
}
"""Resting adults. Sizes lie within 4 to 12 mm (breath) and 0.2 to 0.5 mm (heart), as collected by
A. D. Droitcour, "Non-contact measurement of heart and respiration rates with a single-chip
microwave Doppler radar", PhD thesis, Stanford University, 2006. Rates and shapes are textbook
physiology: 12 to 18 breaths and 54 to 84 beats a minute, out somewhat longer than in."""


class VitalSigns(NamedTuple):
    """Breath and heartbeat of one person; a pytree whose every leaf may be traced.

    Attributes:
        breathing_m: Displacement of the chest with each breath, peak to peak, m.
        breathing_hz: Breaths per second, Hz.
        breathing_phase_rad: Phase of the breath at time zero; 0 is halfway through inhaling, rad.
        inhale_share: Share of the cycle spent inhaling, between 0 and 1; 0.5 is an exact sine.
        heartbeat_m: Displacement of the skin above the heart with each beat, peak to peak, m.
        heartbeat_hz: Beats per second, Hz.
        heartbeat_phase_rad: Phase of the beat at time zero; the pulse peaks at pi / 2, rad.
        heartbeat_sharpness: Each harmonic's share of the one below it, from 0 to below 1; 0 is an
            exact sine.
    """

    breathing_m: Scalar = 6e-3
    breathing_hz: Scalar = 0.25
    breathing_phase_rad: Scalar = 0.0
    inhale_share: Scalar = 0.4
    heartbeat_m: Scalar = 0.3e-3
    heartbeat_hz: Scalar = 1.2
    heartbeat_phase_rad: Scalar = 0.0
    heartbeat_sharpness: Scalar = 0.5


LIFELESS = VitalSigns(breathing_m=0.0, heartbeat_m=0.0)
"""Neither breath nor heartbeat."""


def displacement(
    vitals: VitalSigns, time_s: Float[Array, "*time"]
) -> tuple[Float[Array, "*time"], Float[Array, "*time"]]:
    """Outward displacement by breath and by heartbeat, where each is largest, m.

    Args:
        vitals: Whose.
        time_s: When, s.
    """
    breath = 2 * jnp.pi * vitals.breathing_hz * time_s + vitals.breathing_phase_rad
    beat = 2 * jnp.pi * vitals.heartbeat_hz * time_s + vitals.heartbeat_phase_rad
    return (
        vitals.breathing_m * breath_wave(breath, vitals.inhale_share),
        vitals.heartbeat_m * pulse_wave(beat, vitals.heartbeat_sharpness),
    )


def breath_wave(phase_rad: Float[Array, "*time"], inhale_share: Scalar) -> Float[Array, "*time"]:
    """A sine whose phase is warped so that it rises for `inhale_share` of the cycle.

    With `a = pi * inhale_share`, `sin(a) sin(phase) / (1 - cos(a) cos(phase)) / 2`: half the sine
    of the angle `2 arctan(cot(a / 2) tan(phase / 2))`. It rises from -1/2 at `-a` to 1/2 at `a`.
    """
    turn = jnp.pi * jnp.asarray(inhale_share)
    return 0.5 * jnp.sin(turn) * jnp.sin(phase_rad) / (1 - jnp.cos(turn) * jnp.cos(phase_rad))


def pulse_wave(phase_rad: Float[Array, "*time"], sharpness: Scalar) -> Float[Array, "*time"]:
    """A pulse a cycle that peaks at `pi / 2` (a Poisson kernel without its mean).

    With `q = sharpness` and `b = phase - pi / 2`, `(1 - q^2) / 2 * sum_n q^(n-1) cos(n b)` in
    closed form: harmonics fall by `q` from one to the next.
    """
    crest = jnp.sin(phase_rad)
    return (
        0.5 * (1 - sharpness**2) * (crest - sharpness) / (1 - 2 * sharpness * crest + sharpness**2)
    )


def draw_vitals(spec: VitalsSpec, random: np.random.Generator) -> VitalSigns:
    """What the specification states; the rest as in some resting adult.

    Everything is drawn in any case, so that stating one value leaves the others as they were.
    """
    drawn = {name: float(random.uniform(*limits)) for name, limits in USUAL_RANGES.items()}
    return VitalSigns(**{**drawn, **spec.model_dump(exclude_none=True)})
