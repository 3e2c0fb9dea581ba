"""`HomePlan`: which rooms a home has and what stands in them, and why."""

from typing import Annotated

from pydantic import Field

from scenes.planner._base import RoomKind, Source
from scenes.spec import Strict

MOST_OBJECTS = 30
MOST_ROOMS = 12

Text = Annotated[str, Field(max_length=2000)]


class RoomWishSpec(Strict):
    """A room that is wanted.

    Attributes:
        kind: What kind of room.
        objects: What is to stand in it, names of the catalogue; a name may come twice.
    """

    kind: RoomKind
    objects: Annotated[tuple[str, ...], Field(max_length=MOST_OBJECTS)]


class HomePlan(Strict):
    """A home that is wanted.

    Attributes:
        text: The description that it was made from.
        rooms: Its rooms.
        reasons: What in the description led to what, one line each.
        ignored: Known words from which nothing follows, or what a model asked for in vain.
        source: Who made it.
    """

    text: Text
    rooms: Annotated[tuple[RoomWishSpec, ...], Field(min_length=1, max_length=MOST_ROOMS)]
    reasons: tuple[Text, ...] = ()
    ignored: tuple[Text, ...] = ()
    source: Source = "grammar"
