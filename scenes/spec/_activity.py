"""What people do: walk, stand, wave, perform an activity of the library, or one after another."""

from typing import Annotated, Literal

from pydantic import Field

from scenes.spec._base import Angle, Duration, GroundPoint, Length, Name, Seed, Share, Strict

Speed = Annotated[float, Field(ge=0.3, le=2.2)]
Sway = Annotated[float, Field(ge=0.0, le=0.02)]
Factor = Annotated[float, Field(ge=0.4, le=2.0)]
Hand = Literal["left", "right"]


class LinePath(Strict):
    """Straight ahead."""

    kind: Literal["line"] = "line"


class ToAndFroPath(Strict):
    """Out, a U-turn to the left, back, and again.

    Attributes:
        length_m: Length of each straight part, m.
        turn_radius_m: Smallest radius of the U-turn, m.
    """

    kind: Literal["to_and_fro"] = "to_and_fro"
    length_m: Length
    turn_radius_m: Length = 0.45


class CirclePath(Strict):
    """Round and round.

    Attributes:
        radius_m: Radius, m.
        turn: Hand on which the centre lies.
    """

    kind: Literal["circle"] = "circle"
    radius_m: Annotated[float, Field(ge=0.7, le=50.0)]
    turn: Hand = "left"


class GaitSpec(Strict):
    """What makes one person's gait differ from another's at the same speed.

    Attributes:
        cadence: Factor on the usual cadence; steps get shorter as it rises.
        asymmetry: By how much longer the left foot swings than the right, as a share of their
            mean (the symmetry index of Robinson, Herzog and Nigg, 1987); 0 is symmetric.
        fatigue: From fresh (0) to exhausted (1): wider, shorter and more variable steps.
    """

    cadence: Annotated[float, Field(ge=0.7, le=1.4)] = 1.0
    asymmetry: Annotated[float, Field(ge=-0.4, le=0.4)] = 0.0
    fatigue: Share = 0.0


class Walk(Strict):
    """Walking along a path that begins at the agent's position and heading.

    Attributes:
        path: Where to; the pace drops to about half in U-turns.
        speed_m_per_s: Mean forward speed on the straight, m/s.
        gait: How this person walks.
    """

    kind: Literal["walk"] = "walk"
    path: Annotated[LinePath | ToAndFroPath | CirclePath, Field(discriminator="kind")] = LinePath()
    speed_m_per_s: Speed = 1.1
    gait: GaitSpec = GaitSpec()


class Stand(Strict):
    """Standing still: postural sway only.

    Attributes:
        sway_m: Size of each of the three sines of sway ahead and aside, m; 0 is quite motionless.
    """

    kind: Literal["stand"] = "stand"
    sway_m: Sway = 0.002


class Wave(Strict):
    """Standing and waving one hand.

    Attributes:
        hand: Which hand.
        rate_hz: Waves per second.
        sway_m: As in `Stand`, m.
    """

    kind: Literal["wave"] = "wave"
    hand: Hand = "right"
    rate_hz: Annotated[float, Field(ge=0.5, le=2.5)] = 1.4
    sway_m: Sway = 0.002


class GoTo(Strict):
    """Walking from standing to standing, around what is in the way.

    Attributes:
        to_m: World x and y of where to stop, m.
        via_m: World x and y of corners on the way, m; turned smoothly.
        facing_rad: Heading to turn to at the end, rad from world +x, or None to stop as one came.
        manner: Walking or jogging.
        speed_m_per_s: Speed between starting and stopping, m/s.
        gait: How this person walks.
    """

    kind: Literal["go"] = "go"
    to_m: GroundPoint
    via_m: Annotated[tuple[GroundPoint, ...], Field(max_length=100)] = ()
    facing_rad: Angle | None = None
    manner: Literal["walk", "jog"] = "walk"
    speed_m_per_s: Annotated[float, Field(ge=0.3, le=3.5)] = 1.1
    gait: GaitSpec = GaitSpec()


class Perform(Strict):
    """An activity of the library, `scenes.motion.ACTIVITIES`.

    Attributes:
        activity: Its name.
        duration_s: How long, s; None for as long as its repetitions take.
        repetitions: How many cycles; None draws a usual number.
        amplitude: Factor on how far it moves.
        tempo: Factor on how fast.
        hand: Which hand or side leads; None draws one.
        style: Share of the usual differences between one performance and the next.
        at_m: Height and place of what it is done to (a seat's front edge, a table), world
            x, y and z, m, or None for the usual place.
        seed: Draws what is left open.
    """

    kind: Literal["perform"] = "perform"
    activity: Name
    duration_s: Duration | None = None
    repetitions: Annotated[int, Field(ge=1, le=200)] | None = None
    amplitude: Factor = 1.0
    tempo: Factor = 1.0
    hand: Hand | None = None
    style: Annotated[float, Field(ge=0.0, le=2.0)] = 1.0
    at_m: tuple[float, float, float] | None = None
    seed: Seed = 0


class Playback(Strict):
    """A recorded motion, retargeted to the body.

    Attributes:
        file: BVH, AMC, AMASS `.npz` or HumanML3D `.npy` file.
        skeleton: The ASF file that an AMC file needs, else "".
        start_s: Where in the recording to begin, s.
        name: Name for the log.
    """

    kind: Literal["playback"] = "playback"
    file: Name
    skeleton: Name = ""
    start_s: Annotated[float, Field(ge=0.0, le=1e5)] = 0.0
    name: Name = "playback"


Step = Annotated[GoTo | Perform, Field(discriminator="kind")]


class Chain(Strict):
    """One thing after another, with the transitions that bodies need in between.

    Attributes:
        steps: What, in order.
    """

    kind: Literal["chain"] = "chain"
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=100)]


Activity = Annotated[Walk | Stand | Wave | Chain | Playback, Field(discriminator="kind")]
