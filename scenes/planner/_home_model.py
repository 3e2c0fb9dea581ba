"""A language model plans a home."""

import json
from typing import Annotated

from pydantic import BaseModel, Field

from scenes.endpoint import Endpoint, Message, quoted
from scenes.planner._base import OBJECTS, ROOM_KINDS, RoomKind
from scenes.planner._home_plan import MOST_OBJECTS, MOST_ROOMS, HomePlan, RoomWishSpec
from scenes.planner._home_words import THINGS

SYSTEM = (
    "You furnish homes for a simulator. From a description of a home or of who lives there you "
    "decide which rooms it has and which objects stand in each, as these people would really "
    "have them, and you give a short reason for every choice that follows from the description. "
    f"Kinds of rooms: {', '.join(ROOM_KINDS)}. Objects, which must be spelled like this: "
    f"{', '.join(OBJECTS)}. Repeat the name of an object that is wanted more than once. At most "
    f"{MOST_ROOMS} rooms with at most {MOST_OBJECTS} objects each."
)


class _RoomAnswer(BaseModel):
    kind: RoomKind
    objects: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=200)]


class _HomeAnswer(BaseModel):
    rooms: Annotated[list[_RoomAnswer], Field(min_length=1, max_length=MOST_ROOMS)]
    reasons: Annotated[list[Annotated[str, Field(max_length=1000)]], Field(max_length=100)] = []


def home_from_model(text: str, seed: int, endpoint: Endpoint) -> HomePlan:
    """Asks a model for a plan; objects that the catalogue lacks are listed as ignored.

    Raises:
        EndpointError: There is no plan to be had.
    """
    asked = f"Description: {json.dumps(text)}\nThis is variation number {seed}."
    answer = endpoint.ask([Message("system", SYSTEM), Message("user", asked)], _HomeAnswer)
    ignored: dict[str, None] = {}
    rooms = []
    for room in answer.rooms:
        known = [name for said in room.objects if (name := _known(said, ignored))]
        rooms.append(RoomWishSpec(kind=room.kind, objects=tuple(known[:MOST_OBJECTS])))
    return HomePlan(
        text=text,
        rooms=tuple(rooms),
        reasons=tuple(answer.reasons),
        ignored=tuple(ignored),
        source="model",
    )


def _known(said: str, ignored: dict[str, None]) -> str:
    """The catalogue's name of an object, or "" after noting it as ignored."""
    words = said.lower().replace("_", " ").split()
    spelled = "_".join(words)
    name = spelled if spelled in OBJECTS else THINGS.get(tuple(words), "")
    if not name:
        ignored[f"object {quoted(said)}"] = None
    return name
