"""One foot: its shape, how it rolls on the ground, and its pitch over a step."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Complex, Float
from scipy.interpolate import BPoly

from scenes.bodies import Body, Side
from scenes.motion._paths import smooth_step


@dataclass(frozen=True)
class FootShape:
    """What of a foot matters for rolling, in side view and relative to the point below the ankle.

    Lengths point forwards; a point is a complex number, forwards + i upwards.

    Attributes:
        ankle_m: The ankle joint when the foot is flat, m (purely imaginary).
        heel_m: Centre of the heel's round underside, m.
        ball_m: Joint of the toes, m.
        tip_m: Tip of the toes, m (purely real).
    """

    ankle_m: complex
    heel_m: complex
    ball_m: complex
    tip_m: complex


def foot_shape(body: Body, side: Side) -> FootShape:
    """Measures a foot of the body at rest."""
    limb = body.rig.limbs[side]
    ankle = body.head_m(limb.ankle)
    joints = np.mean([body.head_m(toe) for toe in limb.toes], axis=0)
    skin = body.vertices_m[body.share(limb.ankle) > 0.5]
    return FootShape(
        ankle_m=1j * ankle[2],
        heel_m=_fit_heel(skin[:, 0] - ankle[0], skin[:, 2], float(ankle[2])),
        ball_m=complex(joints[0] - ankle[0], joints[2]),
        tip_m=complex(skin[:, 0].max() - ankle[0]),
    )


def _fit_heel(
    ahead_m: Float[np.ndarray, " vertex"], up_m: Float[np.ndarray, " vertex"], ankle_m: float
) -> complex:
    """Centre of the circle through the ground on which the skin of the heel rolls best, m.

    With the toes up by p, an ankle at height a on a circle of radius r around c + i r is
    a cos p - c sin p + r (1 - cos p) above the ground; c and r fit that to the skin.
    """
    pitch = np.deg2rad(np.arange(2.0, 28.0, 2.0))
    lowest = (np.outer(np.sin(pitch), ahead_m) + np.outer(np.cos(pitch), up_m)).min(axis=1)
    terms = np.stack([-np.sin(pitch), 1 - np.cos(pitch)], axis=1)
    centre, radius = np.linalg.lstsq(terms, -lowest)[0]
    return complex(centre, radius)


@dataclass(frozen=True)
class FootCycle:
    """Roll of a foot over one cycle, from heel strike to heel strike.

    Attributes:
        support: Phase of toe-off, cycles.
        pitch: Toes up, rad over cycles (piecewise quintic).
        toe_pitch: The same of the toes alone while they are on the ground (zero or negative).
        toe_relaxing: Toes up against the foot during the swing, rad over cycles.
        flat_from: Phase from which the whole sole is on the ground, cycles.
        flat_until: Phase at which the heel rises, cycles.
    """

    support: float
    pitch: BPoly
    toe_pitch: BPoly
    toe_relaxing: BPoly
    flat_from: float = 0.09
    flat_until: float = 0.34

    def toe_bend_rad(self, phase: Float[np.ndarray, " time"]) -> Float[np.ndarray, " time"]:
        """Toes up against the foot: they stay on the ground while the heel rises, rad."""
        on_ground = np.where(
            phase < self.flat_until, 0.0, self.toe_pitch(phase) - self.pitch(phase)
        )
        return np.where(phase < self.support, on_ground, self.toe_relaxing(phase))


ROLL_OVER_RAD = np.deg2rad(4.0)
"""Pitch within which a planted foot changes from its heel to its ball, rad."""


@dataclass(frozen=True)
class Effort:
    """How much of its usual roll a foot does in one step.

    Attributes:
        landing: At the strike that begins it.
        push: At toe-off.
        next_landing: At the strike that ends it.
    """

    landing: float = 1.0
    push: float = 1.0
    next_landing: float = 1.0


USUAL = Effort()


def foot_cycle(support: float, vigour: float, effort: Effort = USUAL) -> FootCycle:
    """The foot's roll: strike on the heel, flat, heel rise, toe-off, swing.

    The angles make the knee of a walk at 1.2 m/s follow the textbook curve (bent by some 20
    degrees under load, nearly straight before the heel rises, 40 at toe-off, 65 in the swing).

    Args:
        support: Phase of toe-off, cycles.
        vigour: Scale of all angles; 1 for a normal walk, less for a slow one.
        effort: Scale of the angles of this step.
    """
    still = np.zeros(3)
    angles = np.array(
        [(24.0, -230.0, 0), (-61.0, -430.0, 0), (-36.0, -350.0, 0), (-14.0, 120.0, 0)]
    )
    strike, off, toes_off, passing = vigour * np.deg2rad(angles)
    off, toes_off = effort.push * off, effort.push * toes_off
    passes, relaxed = (support + share * (1 - support) for share in (0.57, 0.6))
    return FootCycle(
        support=support,
        pitch=BPoly.from_derivatives(
            [0.0, FootCycle.flat_from, FootCycle.flat_until, support, passes, 1.0],
            np.array(
                [
                    effort.landing * strike,
                    still,
                    still,
                    off,
                    passing,
                    effort.next_landing * strike,
                ]
            ),
        ),
        toe_pitch=BPoly.from_derivatives(
            [0.0, 0.48, support, 1.0], np.array([still, still, toes_off, still])
        ),
        toe_relaxing=BPoly.from_derivatives(
            [support, relaxed, 1.0], np.array([toes_off - off, still, still])
        ),
    )


def rolled_ankle(
    foot: FootShape, cycle: FootCycle, phase: Float[np.ndarray, "*shape"], derivative: int = 0
) -> Complex[np.ndarray, "*shape"]:
    """Where the ankle of a foot is that rolls without slipping, forwards + i upwards, m.

    With the toes up the round heel rolls. With the heel up the foot turns about the joint of the
    toes, and the toes about their tip.

    Args:
        foot: Shape of the foot.
        cycle: How it rolls.
        phase: Phase after heel strike, within the support, cycles.
        derivative: 0 for the place, 1 or 2 for its derivative by the phase.
    """
    foot_pitch = [_derivative(cycle.pitch, phase, n) for n in range(3)]
    toe_pitch = [_derivative(cycle.toe_pitch, phase, n) for n in range(3)]
    heel = _turned(foot.ankle_m - foot.heel_m, foot_pitch, derivative)
    heel -= foot.heel_m.imag * foot_pitch[derivative]
    ball = _turned(foot.ankle_m - foot.ball_m, foot_pitch, derivative)
    ball += _turned(foot.ball_m - foot.tip_m, toe_pitch, derivative)
    if derivative == 0:
        heel, ball = heel + foot.heel_m, ball + foot.tip_m
    return np.where(foot_pitch[0] > 0, heel, ball)


def planted_ankle(
    foot: FootShape, pitch_rad: Float[np.ndarray, "*shape"]
) -> Complex[np.ndarray, "*shape"]:
    """Where the ankle of a foot is that stands on its heel or its ball, forwards + i upwards, m.

    As `rolled_ankle` with flat toes. Within `ROLL_OVER_RAD` of flat the two pivots are mixed, so
    that two derivatives by the pitch are continuous.
    """
    turn = np.exp(1j * pitch_rad)
    heel = (foot.ankle_m - foot.heel_m) * turn + foot.heel_m - foot.heel_m.imag * pitch_rad
    ball = (foot.ankle_m - foot.ball_m) * turn + foot.ball_m
    on_heel = smooth_step((pitch_rad + ROLL_OVER_RAD) / (2 * ROLL_OVER_RAD))
    return on_heel * heel + (1 - on_heel) * ball


def _derivative(
    curve: BPoly, phase: Float[np.ndarray, "*shape"], order: int
) -> Float[np.ndarray, "*shape"]:
    return curve.derivative(order)(phase) if order else curve(phase)


def _turned(
    arm_m: complex, angle: list[Float[np.ndarray, "*shape"]], derivative: int
) -> Complex[np.ndarray, "*shape"]:
    """A turning arm, or its first or second derivative, from the angle and its derivatives."""
    spin = [1.0, 1j * angle[1], 1j * angle[2] - angle[1] ** 2][derivative]
    return arm_m * np.exp(1j * angle[0]) * spin
