"""`SceneSpec`: everything that fixes a scene, as data that survives a trip through JSON."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from scenes._errors import InputError
from scenes._seed import MAX_SEED, checked_seed

SPEC_VERSION: Literal[1] = 1
"""Version of the schema; a file of another version is refused."""

Material = Literal[
    "plasterboard",
    "concrete",
    "wood",
    "glass",
    "metal",
    "fabric",
    "plastic",
    "leather",
    "ceramic",
]
"""Names of the radio materials of walls and furniture (bodies are "skin")."""

FurnitureKind = Literal[
    "sofa",
    "armchair",
    "table",
    "chair",
    "bookshelf",
    "bed",
    "desk",
    "screen",
    "wardrobe",
    "plant",
]
"""What can stand in a room."""

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Length = Annotated[float, Field(gt=0.0, le=100.0)]
Coordinate = Annotated[float, Field(ge=-100.0, le=100.0)]
Angle = Annotated[float, Field(ge=-7.0, le=7.0)]
Speed = Annotated[float, Field(ge=0.3, le=2.2)]
BreathingRate = Annotated[float, Field(ge=0.05, le=1.0)]
Sway = Annotated[float, Field(ge=0.0, le=0.02)]
Seed = Annotated[int, BeforeValidator(checked_seed), Field(ge=0, le=MAX_SEED)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class RoomSpec(_Strict):
    """A box room with one vertical edge at `corner_m` and sides along the axes.

    Attributes:
        name: Kind of room, for titles.
        size_m: Extent along x, y and z, m.
        corner_m: World x and y of its lowest corner, m; the floor is at z = 0.
        walls: Material of the four walls.
        floor: Material of the floor.
        ceiling: Material of the ceiling.
    """

    name: str = "room"
    size_m: tuple[Length, Length, Length]
    corner_m: tuple[Coordinate, Coordinate] = (0.0, 0.0)
    walls: Material = "plasterboard"
    floor: Material = "wood"
    ceiling: Material = "plasterboard"


class ObjectSpec(_Strict):
    """A piece of furniture.

    Attributes:
        kind: What it is.
        position_m: World position of the centre of its footprint, at floor level, m.
        yaw_rad: Direction of its front (local +x), rad from world +x, counter-clockwise.
        size_m: Depth (local x), width (local y) and height, m.
        material: Its main material.
    """

    kind: FurnitureKind
    position_m: tuple[Coordinate, Coordinate, Coordinate]
    yaw_rad: Angle = 0.0
    size_m: tuple[Length, Length, Length]
    material: Material = "wood"


class BodySpec(_Strict):
    """Shape of a body, as Anny's phenotype; each value runs from 0 to 1.

    Attributes:
        gender: 0 is male, 1 is female.
        age: 0 is a baby, 1/3 a child, 2/3 a young adult, 1 an old person.
        muscle: From none to very muscular.
        weight: From thin to heavy.
        height: From short to tall for that age and gender.
        proportions: From unusual to ideal proportions.
        faces: Largest number of triangles of the skin; 27,420 keeps every one.
    """

    gender: Share = 0.5
    age: Share = 0.67
    muscle: Share = 0.5
    weight: Share = 0.5
    height: Share = 0.38
    proportions: Share = 0.5
    faces: Annotated[int, Field(ge=2000, le=27420)] = 5000


class LinePath(_Strict):
    """Straight ahead."""

    kind: Literal["line"] = "line"


class ToAndFroPath(_Strict):
    """Out, a U-turn to the left, back, and again.

    Attributes:
        length_m: Length of each straight part, m.
        turn_radius_m: Smallest radius of the U-turn, m.
    """

    kind: Literal["to_and_fro"] = "to_and_fro"
    length_m: Length
    turn_radius_m: Length = 0.45


class CirclePath(_Strict):
    """Round and round.

    Attributes:
        radius_m: Radius, m.
        turn: Side on which the centre lies.
    """

    kind: Literal["circle"] = "circle"
    radius_m: Annotated[float, Field(ge=0.7, le=50.0)]
    turn: Literal["left", "right"] = "left"


class Walk(_Strict):
    """Walking along a path that begins at the agent's position and heading.

    Attributes:
        path: Where to; the pace drops to about half in U-turns.
        speed_m_per_s: Mean forward speed on the straight, m/s.
    """

    kind: Literal["walk"] = "walk"
    path: Annotated[LinePath | ToAndFroPath | CirclePath, Field(discriminator="kind")] = LinePath()
    speed_m_per_s: Speed = 1.1


class Stand(_Strict):
    """Standing still: postural sway only.

    Attributes:
        sway_m: Size of each of the three sines of sway ahead and aside, m; 0 is quite motionless.
    """

    kind: Literal["stand"] = "stand"
    sway_m: Sway = 0.002


class Wave(_Strict):
    """Standing and waving one hand.

    Attributes:
        hand: Which hand.
        rate_hz: Waves per second.
        sway_m: As in `Stand`, m.
    """

    kind: Literal["wave"] = "wave"
    hand: Literal["left", "right"] = "right"
    rate_hz: Annotated[float, Field(ge=0.5, le=2.5)] = 1.4
    sway_m: Sway = 0.002


Activity = Annotated[Walk | Stand | Wave, Field(discriminator="kind")]


class VitalsSpec(_Strict):
    """Breath and heartbeat; what is left out is drawn from the seed, as of a resting adult.

    Attributes:
        breathing_m: Displacement of the chest, peak to peak, m; 0 holds the breath.
        breathing_hz: Breaths per second, Hz.
        breathing_phase_rad: Phase at time zero; 0 is halfway through inhaling, rad.
        inhale_share: Share of the cycle spent inhaling; 0.5 is an exact sine.
        heartbeat_m: Displacement of the skin above the heart, peak to peak, m.
        heartbeat_hz: Beats per second, Hz.
        heartbeat_phase_rad: Phase at time zero; the pulse peaks at pi / 2, rad.
        heartbeat_sharpness: Each harmonic's share of the one below it; 0 is an exact sine.
    """

    breathing_m: Annotated[float, Field(ge=0.0, le=0.03)] | None = None
    breathing_hz: BreathingRate | None = None
    breathing_phase_rad: Angle | None = None
    inhale_share: Annotated[float, Field(ge=0.1, le=0.9)] | None = None
    heartbeat_m: Annotated[float, Field(ge=0.0, le=0.002)] | None = None
    heartbeat_hz: Annotated[float, Field(ge=0.4, le=4.0)] | None = None
    heartbeat_phase_rad: Angle | None = None
    heartbeat_sharpness: Annotated[float, Field(ge=0.0, le=0.9)] | None = None


class AgentSpec(_Strict):
    """A person.

    Attributes:
        name: Unique name, for the log.
        body: Shape of the body.
        activity: What the person does, for the whole scene.
        position_m: World x and y on the ground at time zero, m.
        heading_rad: Direction of the front at time zero, rad from world +x, counter-clockwise.
        vitals: Breath and heartbeat.
    """

    name: str
    body: BodySpec = BodySpec()
    activity: Activity = Stand()
    position_m: tuple[Coordinate, Coordinate]
    heading_rad: Angle = 0.0
    vitals: VitalsSpec = VitalsSpec()


class RadarPlacement(_Strict):
    """Where the radar stands and looks (local +x is boresight).

    Attributes:
        position_m: World position, m.
        yaw_rad: Turn to the left, rad.
        pitch_rad: Tilt, positive looks down, rad.
    """

    position_m: tuple[Coordinate, Coordinate, Coordinate] = (0.0, 0.0, 1.0)
    yaw_rad: Angle = 0.0
    pitch_rad: Angle = 0.0


class SceneSpec(_Strict):
    """A room, what stands in it, who moves in it and where the radar is.

    Attributes:
        version: Version of this schema.
        text: The sentence it was made from ("" when there was none).
        room: The room.
        objects: Furniture.
        agents: People.
        radar: The radar's place.
        duration_s: Length of the scene, s.
        seed: Fixes everything that the other fields leave open (phases of gait and sway, breath
            and heartbeat).
    """

    version: Literal[1] = SPEC_VERSION
    text: str = ""
    room: RoomSpec
    objects: tuple[ObjectSpec, ...] = ()
    agents: tuple[AgentSpec, ...] = ()
    radar: RadarPlacement = RadarPlacement()
    duration_s: Annotated[float, Field(gt=0.0, le=120.0)]
    seed: Seed = 0

    def to_json(self) -> str:
        """The scene as indented JSON."""
        return self.model_dump_json(indent=2)

    @staticmethod
    def from_json(text: str | bytes) -> "SceneSpec":
        """Reads a scene back.

        Raises:
            InputError: The text is not JSON, or does not fit the schema; names the first field
                that does not.
        """
        try:
            return SceneSpec.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the document"
            raise InputError(
                expected=f"a scene of schema version {SPEC_VERSION}",
                found=f"at {where}: {first['msg']}",
                do="correct that field",
            ) from error
