"""The activities that people can perform, as data: the TOML files of the folder `library`.

A file holds activities by name. An activity has key poses in three sections: `enter` leads from the
posture in which it begins to the first cycle, `cycle` is repeated, and `leave` leads to the posture
in which it ends. What a key does not say is as in its posture. Lengths of feet and pelvis are in
lengths of the stretched leg, of hands in lengths of the stretched arm; angles are in degrees; the
side that leads is `lead`, the other one `other`, and "towards" means towards the side that leads.
"""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from scenes._errors import InputError
from scenes.spec import Strict

Angle = Annotated[float, Field(ge=-360.0, le=360.0)]
Offset = Annotated[float, Field(ge=-20.0, le=20.0)]
Range = tuple[Annotated[float, Field(gt=0.0, le=60.0)], Annotated[float, Field(gt=0.0, le=60.0)]]
Count = Annotated[int, Field(ge=1, le=100)]
Share = Annotated[float, Field(ge=0.0, le=1.0)]
Triple = tuple[Offset, Offset, Offset]

Group = Literal["fitness", "daily", "gesture", "basic"]
"""mmCLIP's three groups, and what carries a body from one activity to the next."""

Landmark = Literal[
    "mouth", "forehead", "crown", "chin", "chest", "belly", "hip", "shoulder", "knee"
]


class FootKey(Strict):
    """A foot: on the ground, or in the air.

    Attributes:
        at: Ahead, outwards and up from where it stands in the posture.
        yaw_deg: Toes turned outwards from there.
        pitch_deg: Toes up (positive: on the heel) or heel up (negative: on the ball).
    """

    at: Triple = (0.0, 0.0, 0.0)
    yaw_deg: Angle = 0.0
    pitch_deg: Angle = 0.0


class LegKey(Strict):
    """A leg that is bent, and whose foot goes where that takes it.

    Attributes:
        hip_deg: Thigh forwards against the pelvis.
        spread_deg: Thigh outwards.
        knee_deg: Bend of the knee.
        toes_deg: Toes down against the shank's normal.
    """

    hip_deg: Angle = 0.0
    spread_deg: Angle = 0.0
    knee_deg: Angle = 0.0
    toes_deg: Angle = 0.0


class HandKey(Strict):
    """A hand that reaches, in the frame of the chest.

    Attributes:
        near: Landmark of the body that `at` counts from; the shoulder of that side if empty.
        at: Ahead, outwards and up, to the wrist.
        swivel_deg: Elbow turned outwards and up.
    """

    near: Landmark | Literal[""] = ""
    at: Triple = (0.0, 0.0, 0.0)
    swivel_deg: Angle = 0.0


class ArmKey(Strict):
    """An arm by its angles.

    Attributes:
        spread_deg: Upper arm outwards from straight down.
        flexion_deg: Upper arm forwards.
        elbow_deg: Bend of the elbow.
        turn_deg: Turn of the upper arm; brings a forearm that is ahead outwards.
    """

    spread_deg: Angle = 12.0
    flexion_deg: Angle = 2.0
    elbow_deg: Angle = 18.0
    turn_deg: Angle = 0.0


class KeyPose(Strict):
    """A pose at a moment of a section; what it leaves out is as in its posture.

    Attributes:
        at: When, as a share of the section.
        of: Posture that gives the rest; that of the activity if empty.
        pelvis: Ahead, towards the leading side, and up from the posture.
        tilt_deg: Pelvis forwards, to the leading side, and turned towards it.
        chest_deg: Chest against the pelvis: forwards, to the leading side, turned towards it.
        head_deg: Head down, and turned towards the leading side.
        feet: Both feet.
        lead_foot: The leading foot.
        other_foot: The other foot.
        legs: Both legs, instead of feet.
        lead_leg: The leading leg, instead of its foot.
        other_leg: The other leg, instead of its foot.
        arms: Both arms.
        lead_arm: The leading arm.
        other_arm: The other arm.
        hands: Both hands, instead of arms.
        lead_hand: The leading hand, instead of its arm.
        other_hand: The other hand, instead of its arm.
        rests_on: The body is put where its skin rests on the floor, its thighs on the seat, or the
            whole of it on the bed that the performance is given; `pelvis` still counts.
        travel: Ahead and towards the leading side: moves the whole stage, and repetitions add up.
        turn_deg: Turns the whole stage towards the leading side, and repetitions add up.
    """

    at: Share = 0.0
    of: str = ""
    pelvis: Triple = (0.0, 0.0, 0.0)
    tilt_deg: tuple[Angle, Angle, Angle] = (0.0, 0.0, 0.0)
    chest_deg: tuple[Angle, Angle, Angle] = (0.0, 0.0, 0.0)
    head_deg: tuple[Angle, Angle] = (0.0, 0.0)
    feet: FootKey | None = None
    lead_foot: FootKey | None = None
    other_foot: FootKey | None = None
    legs: LegKey | None = None
    lead_leg: LegKey | None = None
    other_leg: LegKey | None = None
    arms: ArmKey | None = None
    lead_arm: ArmKey | None = None
    other_arm: ArmKey | None = None
    hands: HandKey | None = None
    lead_hand: HandKey | None = None
    other_hand: HandKey | None = None
    rests_on: Literal["", "floor", "seat", "bed"] = ""
    travel: tuple[Offset, Offset] = (0.0, 0.0)
    turn_deg: Angle = 0.0


class Section(Strict):
    """Key poses over a stretch of time.

    Attributes:
        duration_s: Shortest and longest usual duration, s.
        keys: In order of time.
    """

    duration_s: Range
    keys: Annotated[tuple[KeyPose, ...], Field(max_length=60)] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        times = [key.at for key in self.keys]
        if any(b <= a for a, b in pairwise(times)):
            raise ValueError("keys must follow one another in `at`")
        if self.duration_s[1] < self.duration_s[0]:
            raise ValueError("duration_s must be a shortest and a longest duration")
        return self


class About(Strict):
    """What an activity looks like, in mmCLIP's five attributes.

    Attributes:
        whole: The whole body.
        torso: The trunk.
        arms: The arms.
        legs: The legs.
        location: Where it goes.
    """

    whole: str
    torso: str
    arms: str
    legs: str
    location: str


class Activity(Strict):
    """Something that a body can do.

    Attributes:
        name: Unique name.
        group: What it belongs to.
        says: Verb phrases in the third person, the plainest first; `{hand}` is the leading side.
        about: Its attributes.
        posture: In which it begins and ends; "any" keeps what there is (only the upper body moves).
        sided: Whether one side leads; else "lead" is the left or the right at random.
        needs: Kinds of objects at which it happens; the floor if empty.
        enter: From the posture to the first cycle.
        cycle: What is repeated.
        leave: From the last cycle to the posture.
        repetitions: Fewest and most usual repetitions.
        gait: For what is walked or jogged instead of keyed.
    """

    name: str = ""
    group: Group
    says: Annotated[tuple[str, ...], Field(min_length=1)]
    about: About
    posture: tuple[str, str] = ("stand", "stand")
    sided: bool = False
    needs: tuple[str, ...] = ()
    enter: Section | None = None
    cycle: Section | None = None
    leave: Section | None = None
    repetitions: tuple[Count, Count] = (1, 1)
    gait: "GaitKey | None" = None


class GaitKey(Strict):
    """Something walked.

    Attributes:
        manner: Walk or jog.
        path: Shape of the way.
        speed_m_per_s: Slowest and fastest usual speed, m/s.
        length_m: Shortest and longest usual way, m.
        radius_m: Smallest and largest usual radius of a circle, m.
    """

    manner: Literal["walk", "jog"] = "walk"
    path: Literal["line", "circle", "to_and_fro"] = "line"
    speed_m_per_s: Range = (0.9, 1.3)
    length_m: Range = (2.0, 4.0)
    radius_m: Range = (0.8, 1.2)


class _File(Strict):
    posture: dict[str, KeyPose] = Field(default_factory=dict)
    activity: dict[str, Activity] = Field(default_factory=dict)


def read_library(text: str, where: str = "the text") -> tuple[dict, dict]:
    """Postures and activities of a TOML document.

    Args:
        text: The document.
        where: What to call it in an error.

    Raises:
        InputError: It is not TOML or does not fit; names the first place that does not.
    """
    try:
        found = _File.model_validate_json(json.dumps(tomllib.loads(text)))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the document"
        raise _refusal(where, f"at {place}: {first['msg']}") from error
    except (tomllib.TOMLDecodeError, TypeError, ValueError, RecursionError) as error:
        raise _refusal(where, str(error).splitlines()[0]) from error
    named = {name: one.model_copy(update={"name": name}) for name, one in found.activity.items()}
    return found.posture, named


@cache
def _library() -> tuple[Mapping[str, KeyPose], Mapping[str, Activity]]:
    postures: dict[str, KeyPose] = {}
    activities: dict[str, Activity] = {}
    folder = files("scenes.motion").joinpath("library")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            more = read_library(file.read_text(encoding="utf-8"), file.name)
            twice = (postures.keys() & more[0].keys()) | (activities.keys() & more[1].keys())
            if twice:
                raise _refusal(file.name, f"{', '.join(sorted(twice))} for a second time")
            postures |= more[0]
            activities |= more[1]
    return MappingProxyType(postures), MappingProxyType(activities)


def postures() -> Mapping[str, KeyPose]:
    """The postures in which activities begin and end, by name; "stand" is every body's own."""
    return _library()[0]


def activities() -> Mapping[str, Activity]:
    """The activities of the library by name."""
    return _library()[1]


def activity(name: str) -> Activity:
    """An activity of the library.

    Raises:
        InputError: There is none of this name.
    """
    import difflib

    if name not in activities():
        near = difflib.get_close_matches(name, activities(), n=3) or sorted(activities())[:3]
        raise InputError(
            expected=f"one of the {len(activities())} activities of the library",
            found=repr(name),
            do=f"choose one, such as {', '.join(near)}",
        )
    return activities()[name]


def _refusal(where: str, found: str) -> InputError:
    return InputError(
        expected=f"postures and activities in {where}", found=found, do="correct that place"
    )
