"""`SceneSpec`: everything that fixes a scene, as data that survives a trip through JSON."""

import json
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from scenes._errors import InputError
from scenes.spec._activity import Activity, Stand
from scenes.spec._base import Angle, Duration, GroundPoint, Name, Point, Seed, Strict
from scenes.spec._body import AnyBody, BodySpec
from scenes.spec._object import ObjectSpec
from scenes.spec._room import OpeningSpec, RoomSpec

SPEC_VERSION: Literal[2] = 2
"""Version of the schema. Version 1, which had one room, is still read; others are refused."""

LARGEST_BYTES = 64 * 2**20
"""A longer document is refused."""

BreathingRate = Annotated[float, Field(ge=0.05, le=1.0)]


class VitalsSpec(Strict):
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


class AgentSpec(Strict):
    """A person.

    Attributes:
        name: Unique name, for the log.
        body: Shape of the body.
        activity: What the person does, for the whole scene.
        position_m: World x and y on the ground at time zero, m.
        heading_rad: Direction of the front at time zero, rad from world +x, counter-clockwise.
        vitals: Breath and heartbeat.
    """

    name: Name
    body: AnyBody = BodySpec()
    activity: Activity = Stand()
    position_m: GroundPoint
    heading_rad: Angle = 0.0
    vitals: VitalsSpec = VitalsSpec()


class RadarPlacement(Strict):
    """Where the radar stands and looks (local +x is boresight).

    Attributes:
        position_m: World position, m.
        yaw_rad: Turn to the left, rad.
        pitch_rad: Tilt, positive looks down, rad.
    """

    position_m: Point = (0.0, 0.0, 1.0)
    yaw_rad: Angle = 0.0
    pitch_rad: Angle = 0.0


class SceneSpec(Strict):
    """Rooms, what stands in them, who moves in them and where the radar is.

    Attributes:
        version: Version of this schema.
        text: The sentence it was made from ("" when there was none).
        rooms: The rooms; the first is the one that the radar is in.
        openings: Doors, windows and gaps in their walls.
        objects: Furniture.
        agents: People.
        radar: The radar's place.
        duration_s: Length of the scene, s.
        seed: Fixes everything that the other fields leave open (phases of gait and sway, breath
            and heartbeat).
        warnings: What an importer had to leave out or guess.
    """

    version: Literal[2] = SPEC_VERSION
    text: Annotated[str, Field(max_length=10_000)] = ""
    rooms: Annotated[tuple[RoomSpec, ...], Field(min_length=1, max_length=200)]
    openings: Annotated[tuple[OpeningSpec, ...], Field(max_length=2000)] = ()
    objects: Annotated[tuple[ObjectSpec, ...], Field(max_length=20_000)] = ()
    agents: Annotated[tuple[AgentSpec, ...], Field(max_length=100)] = ()
    radar: RadarPlacement = RadarPlacement()
    duration_s: Duration
    seed: Seed = 0
    warnings: tuple[str, ...] = ()

    @property
    def room(self) -> RoomSpec:
        """The room that the radar is in."""
        return self.rooms[0]

    def to_json(self) -> str:
        """The scene as indented JSON."""
        return self.model_dump_json(indent=2)

    @staticmethod
    def from_json(text: str | bytes) -> "SceneSpec":
        """Reads a scene back; also one of version 1.

        Raises:
            InputError: The text is not JSON, is too long, or does not fit the schema; names the
                first field that does not.
        """
        if len(text) > LARGEST_BYTES:
            raise _refusal(f"{len(text):,} bytes", "write less than 64 MiB")
        try:
            return SceneSpec.model_validate_json(_current(text))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the document"
            raise _refusal(f"at {where}: {first['msg']}", "correct that field") from error


def _current(text: str | bytes) -> str | bytes:
    """The document in the present schema; what cannot be read is left for the validator."""
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if not isinstance(document, dict) or document.get("version", 1) != 1 or "rooms" in document:
        return text
    rooms = {"rooms": [document.pop("room")]} if "room" in document else {}
    return json.dumps({**document, **rooms, "version": SPEC_VERSION})


def _refusal(found: str, do: str) -> InputError:
    return InputError(expected=f"a scene of schema version {SPEC_VERSION}", found=found, do=do)
