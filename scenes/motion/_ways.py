"""Plans of `Going`: along a way, round a circle, and turning on the spot."""

from dataclasses import replace

import numpy as np

from scenes.bodies import SIDES, Side
from scenes.motion._channels import INDEX
from scenes.motion._course import Course, round_course, straight_course, turning_course
from scenes.motion._figure import Figure
from scenes.motion._foot import Effort
from scenes.motion._footsteps import Footsteps
from scenes.motion._go import Going
from scenes.motion._manner import Manner, jogging, walking
from scenes.motion._perform import Stage
from scenes.motion._personal import Personal
from scenes.spec import GaitSpec

TURN_PER_STEP_RAD = np.deg2rad(48.0)
TURN_SPEED_M_PER_S, TURN_RATE_HZ = 0.6, 0.9
"""Speed of the walk that a turn on the spot sways as, m/s, and its cadence, cycles per second."""

TURN_LIFT = 0.035
"""Extra height of the ankle in the steps of a turn, in statures."""

SOFT_PUSH, SOFT_LANDING = 0.6, 0.25
"""Share of its usual roll that a foot does when it begins or ends a walk."""


def manner_of(figure: Figure, kind: str, speed_m_per_s: float) -> Manner:
    """Walking or jogging at a speed, for this body."""
    hip = float(figure.body.head_m(figure.body.rig.limbs["L"].hip)[2])
    return (jogging if kind == "jog" else walking)(speed_m_per_s, hip)


def going(
    figure: Figure,
    stage: Stage,
    corners_m: list[tuple[float, float]],
    manner: Manner,
    gait: GaitSpec,
    random: np.random.Generator,
) -> Going:
    """From a stance through corners to the last of them."""
    corners = [tuple(stage.origin_m), *corners_m]
    course = straight_course(corners, stage.heading_rad, _stride_m(manner, gait), manner.starts)
    return _begun(figure, stage, course, manner, gait, random)


def round_going(
    figure: Figure,
    stage: Stage,
    radius_m: float,
    turns: float,
    manner: Manner,
    gait: GaitSpec,
    random: np.random.Generator,
) -> Going:
    """Round a circle that begins ahead; to the left for a positive number of turns."""
    course = round_course(
        stage.origin_m,
        stage.heading_rad,
        radius_m,
        turns,
        _stride_m(manner, gait),
        manner.starts,
    )
    return _begun(figure, stage, course, manner, gait, random)


def turning(figure: Figure, stage: Stage, heading_rad: float) -> Going:
    """A turn on the spot, the shorter way round."""
    turn = float(np.remainder(heading_rad - stage.heading_rad + np.pi, 2 * np.pi) - np.pi)
    end = stage.heading_rad + turn
    course = turning_course(stage.origin_m, stage.heading_rad, end, TURN_PER_STEP_RAD)
    first: Side = "L" if turn > 0 else "R"
    manner = manner_of(figure, "walk", TURN_SPEED_M_PER_S)
    manner = replace(manner, vigour=0.45, lift=TURN_LIFT)
    made = _going(figure, stage, course, manner, first, GaitSpec(), np.random.default_rng(0))
    return replace(made, activity="turn", rate_hz=TURN_RATE_HZ)


def _stride_m(manner: Manner, gait: GaitSpec) -> float:
    return manner.stride_m * Personal(gait).stride


def _begun(
    figure: Figure,
    stage: Stage,
    course: Course,
    manner: Manner,
    gait: GaitSpec,
    random: np.random.Generator,
) -> Going:
    """Begins with the foot on the side of the first turn, or with either."""
    turn = float(course.heading(0.3)) - stage.heading_rad
    drawn = SIDES[random.integers(2)]
    first: Side = ("L" if turn > 0 else "R") if abs(turn) > 0.3 else drawn
    return _going(figure, stage, course, manner, first, gait, random)


def _going(
    figure: Figure,
    stage: Stage,
    course: Course,
    manner: Manner,
    first: Side,
    gait: GaitSpec,
    random: np.random.Generator,
) -> Going:
    end = Stage(course.position(1.0), float(course.heading(1.0)), figure.standing)
    made = Going(
        figure=figure,
        start=stage,
        end=end,
        course=course,
        rate_hz=Personal(gait).cadence * manner.rate_hz,
        first=first,
        steps={},
        sway=manner.sway,
        flat=manner.flat,
        begin=manner.starts - 0.1,
        lean_rad=Personal(gait).lean_rad,
        activity=manner.kind,
    )
    steps = {side: _footsteps(made, side, manner, gait, random) for side in SIDES}
    return replace(made, steps=steps)


def _footsteps(
    made: Going, side: Side, manner: Manner, gait: GaitSpec, random: np.random.Generator
) -> Footsteps:
    """Footprints from the stance at the start to the one at the end."""
    figure, course, left = made.figure, made.course, 1.0 if side == "L" else -1.0
    offset, personal = 0.0 if side != made.first else 0.5, Personal(gait)
    strikes = offset + np.arange(-2, course.steps // 2 + 4)
    passes = strikes + manner.passes
    place, facing = course.place_m(passes), course.facing_rad(passes)
    width = manner.width * figure.body.stature_m * personal.width
    aside = np.stack([-np.sin(facing), np.cos(facing)], axis=1)
    spread = personal.spread * course.stride_m
    prints = place + left * width / 2 * aside + spread * random.standard_normal(place.shape)
    yaws = facing + left * manner.toe_out_rad
    last = course.last_strike
    closes = last if made.strikes_at(side, last) else last + 0.5
    for still, stage in ((strikes <= 0.0, made.start), (strikes >= closes - 1e-6, made.end)):
        world = stage.world
        prints[still] = [world[INDEX[f"foot_{axis}.{side}"]] for axis in "xy"]
        yaws[still] = world[INDEX[f"foot_yaw.{side}"]]
    support = personal.support(manner.support, side)
    first, final = (round(strike - offset) + 2 for strike in (min(0.0, -offset), closes))
    others = {
        first: manner.cycle(support, Effort(push=SOFT_PUSH)),
        final - 1: manner.cycle(support, Effort(push=SOFT_PUSH, next_landing=SOFT_LANDING)),
        final: manner.cycle(support, Effort(landing=SOFT_LANDING)),
    }
    return Footsteps(
        foot=figure.poser.feet[side],
        cycle=manner.cycle(support),
        offset=offset,
        first=-2,
        prints_m=prints,
        yaws_rad=yaws,
        stride_m=course.stride_m,
        lift_m=manner.lift * figure.body.stature_m,
        others=others,
    )
