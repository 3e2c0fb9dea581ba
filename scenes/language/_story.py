"""`Story`: people who do one thing after another, read from a description."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from scenes._errors import InputError
from scenes.language._cursor import TOKEN, Cursor
from scenes.language._sentence import Person
from scenes.language._story_words import (
    COUNTS,
    GOING,
    HOMES,
    LONGEST,
    MANNERS,
    PLACES,
    PREPOSITIONS,
    ROOMS,
    action_phrases,
    going_phrases,
    object_phrases,
)
from scenes.language._words import (
    ADJECTIVES,
    ARTICLES,
    NOUNS,
    NUMBERS,
    PLURALS,
    POSSESSIVES,
    SECONDS,
    SPEED_UNITS,
)

Value = TypeVar("Value")

MOST_PEOPLE = 3
JOINS = (
    (",", "and", "then"),
    (",", "then"),
    ("and", "then"),
    ("then",),
    (",", "and"),
    ("and",),
    (",",),
)
"""What stands between two things that the same people do."""

LIMBS = ("hand", "arm", "foot", "leg", "side", "knee", "elbow", "fist")
SCENIC = ("furnished", "small", "large", "big", "tidy", "modern", "empty")
"""Adjectives of rooms that change nothing."""


@dataclass(frozen=True)
class Place:
    """Where something is done.

    Attributes:
        kind: A type of object, a kind of room, `radar`, `window` or `door`.
        is_room: Whether it is a room.
        how: `to`, `at`, `on` or `from`.
    """

    kind: str
    is_room: bool
    how: str


@dataclass(frozen=True)
class Deed:
    """One thing that somebody does.

    Attributes:
        activity: Name in the library, or "" for going somewhere.
        manner: Walk or jog, for going.
        tempo: Factor on the usual tempo or speed.
        amplitude: Factor on the usual amplitude.
        fatigue: From fresh (0) to exhausted (1).
        speed_m_per_s: Speed in so many words, m/s, or None.
        hand: The side that leads, or None.
        repetitions: How often, or None.
        duration_s: How long, s, or None.
        place: Where, or None.
    """

    activity: str = ""
    manner: Literal["walk", "jog"] = "walk"
    tempo: float = 1.0
    amplitude: float = 1.0
    fatigue: float = 0.0
    speed_m_per_s: float | None = None
    hand: Literal["left", "right"] | None = None
    repetitions: int | None = None
    duration_s: float | None = None
    place: Place | None = None


@dataclass(frozen=True)
class Character:
    """Somebody and what they do.

    Attributes:
        noun: What they are called.
        body: How they differ from the usual body.
        deeds: In order.
    """

    noun: str
    body: Mapping[str, float]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Story:
    """A description of chained actions.

    Attributes:
        people: Who does what.
        rooms: Kinds of rooms that are named, in order.
        is_home: Whether a whole flat is named.
    """

    people: tuple[Character, ...]
    rooms: tuple[str, ...]
    is_home: bool


def read_story(text: str) -> Story:
    """Understands a description of chained actions completely.

    Raises:
        InputError: A word is not known, or known words do not make sense together.
    """
    words = TOKEN.findall(text.lower())
    if words and words[-1] == ".":
        words.pop()
    if not words:
        raise refusal("no words")
    return _Reader(_Words(words)).story()


class _Words(Cursor):
    """A cursor whose refusals speak of stories."""

    def misplaced(self) -> InputError:
        before = " ".join(self.words[max(0, self.at - 3) : self.at])
        after = f" after '{before}'" if before else " at the start"
        word = f"the word {self.here()!r}" if self.here() else "the end"
        return refusal(f"{word}{after}, which is not understood there")

    def longest(self, phrases: Mapping[tuple[str, ...], Value]) -> Value | None:
        """Moves past the longest of these phrases that stands here."""
        for length in range(LONGEST, 0, -1):
            phrase = tuple(self.words[self.at : self.at + length])
            if len(phrase) == length and phrase in phrases:
                self.at += length
                return phrases[phrase]
        return None


@dataclass
class _Reader:
    words: _Words
    people: list[Character] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    is_home: bool = False

    def story(self) -> Story:
        if self._setting():
            self.words.take(",")
        self._clause()
        while self.words.here():
            if not self.words.take_any([",", "while"], ["while"], [",", "and"], ["and"], [","]):
                raise self.words.misplaced()
            self._clause()
        return Story(tuple(self.people), tuple(dict.fromkeys(self.rooms)), self.is_home)

    def _clause(self) -> None:
        """Somebody, or several, and all that they do."""
        group = self._somebody()
        self.words.take_any(["is"], ["are"])
        deeds = [self._deed()]
        while self._more():
            deeds.append(self._deed())
        if self._setting():
            pass
        self.people += [Character(who.noun, who.body, tuple(deeds)) for who in group]
        if len(self.people) > MOST_PEOPLE:
            raise refusal(f"more than {MOST_PEOPLE} people")

    def _more(self) -> bool:
        """Moves to the next thing that the same people do."""
        start = self.words.at
        joined = self.words.take_any(*JOINS)
        if joined and self.words.here() not in (*ARTICLES, *NUMBERS, "while"):
            self.words.take_any(["is"], ["are"])
            return True
        self.words.at = start
        return False

    def _somebody(self) -> list[Person]:
        word = self.words.here()
        count = int(NUMBERS.get(word, 0)) if word in ("two", "three") else 1
        if word not in ARTICLES and count == 1:
            raise self.words.misplaced()
        self.words.at += 1
        looks: dict[str, float] = {}
        while self.words.here() in ADJECTIVES:
            looks = self._combined(looks, ADJECTIVES[self.words.here()])
        noun = self.words.here() if count == 1 else PLURALS.get(self.words.here(), "")
        if noun not in NOUNS:
            raise self.words.misplaced()
        return [Person(noun, self._combined(looks, NOUNS[noun]))] * count

    def _combined(self, looks: dict[str, float], more: dict[str, float]) -> dict[str, float]:
        """Moves past a word about somebody's looks, which must not speak against another one."""
        if looks.keys() & more.keys():
            raise refusal(f"{self.words.here()!r} against another word about the same thing")
        self.words.at += 1
        return looks | more

    def _deed(self) -> Deed:
        deed = self._manners(Deed())
        deed = self._verb(deed)
        while True:
            more = self._modified(deed)
            if more is deed:
                break
            deed = more
        if not deed.activity and deed.place is None:
            return replace(deed, activity="walk" if deed.manner == "walk" else "jog")
        return deed

    def _verb(self, deed: Deed) -> Deed:
        """An activity of the library, or going somewhere."""
        start = self.words.at
        verb = self.words.longest(going_phrases())
        going_end = self.words.at
        self.words.at = start
        activity = self.words.longest(action_phrases())
        if verb and self.words.at <= going_end:
            self.words.at = going_end
            manner, pace = GOING[verb]
            kind: Literal["walk", "jog"] = "jog" if manner == "jog" else "walk"
            return replace(deed, manner=kind, tempo=deed.tempo * pace)
        if activity is None:
            raise self.words.misplaced()
        return replace(deed, activity=activity)

    def _modified(self, deed: Deed) -> Deed:
        """The deed with what the next words say of it; the same deed if they say nothing."""
        for change in (self._manners, self._counted, self._sided, self._timed, self._placed):
            more = change(deed)
            if more is not deed:
                return more
        return deed

    def _manners(self, deed: Deed) -> Deed:
        while self.words.here() in MANNERS:
            tempo, amplitude, fatigue = MANNERS[self.words.here()]
            self.words.at += 1
            deed = replace(
                deed,
                tempo=deed.tempo * tempo,
                amplitude=deed.amplitude * amplitude,
                fatigue=max(deed.fatigue, fatigue),
            )
        return deed

    def _counted(self, deed: Deed) -> Deed:
        """`twice`, or `three times`."""
        count = self.words.longest(COUNTS)
        if count is None and self.words.here(1) == "times":
            count = round(self.words.number())
            self.words.at += 1
        if count is None:
            return deed
        if not 1 <= count <= 100:
            raise refusal(f"{count} times")
        _once(deed.repetitions, "numbers of times")
        return replace(deed, repetitions=count)

    def _sided(self, deed: Deed) -> Deed:
        """`with the left hand`, `her right arm`, `to the left`."""
        start = self.words.at
        self.words.take_any(["with"], ["to"], ["on"], ["using"])
        if self.words.here() in POSSESSIVES:
            self.words.at += 1
            side = self.words.here()
            if side in ("left", "right"):
                self.words.at += 1
                self.words.take_any(*([limb] for limb in LIMBS))
                _once(deed.hand, "sides")
                return replace(deed, hand="left" if side == "left" else "right")
        self.words.at = start
        return deed

    def _timed(self, deed: Deed) -> Deed:
        """`for 5 seconds`, or `at 1.2 m/s`."""
        if self.words.here() == "for":
            self.words.at += 1
            duration = self.words.number()
            if not self.words.take_any(*SECONDS):
                raise self.words.misplaced()
            if not 0.5 <= duration <= 100.0:
                raise refusal(f"{duration:g} seconds")
            _once(deed.duration_s, "durations")
            return replace(deed, duration_s=duration)
        if self.words.here() == "at" and self.words.here(1)[:1].isdecimal():
            self.words.at += 1
            speed = self.words.number()
            if not self.words.take_any(*SPEED_UNITS):
                raise self.words.misplaced()
            if not 0.4 <= speed <= 3.0:
                raise refusal(f"{speed:g} m/s")
            _once(deed.speed_m_per_s, "speeds")
            return replace(deed, speed_m_per_s=speed)
        return deed

    def _placed(self, deed: Deed) -> Deed:
        """`to the sofa`, `on the bed`, `at the window`, `in the kitchen`."""
        start = self.words.at
        how = self.words.longest(PREPOSITIONS)
        if how is None or self.words.here() not in (*ARTICLES, *POSSESSIVES):
            self.words.at = start
            return deed
        self.words.at += 1
        self._scenic()
        place = self._place(how)
        if place is None:
            self.words.at = start
            return deed
        if place.is_room:
            self.rooms.append(place.kind)
        if deed.place is not None and place.is_room and not deed.place.is_room:
            return replace(deed)
        if deed.place is not None:
            raise refusal(f"two places for one action, {deed.place.kind} and {place.kind}")
        return replace(deed, place=place) if place.kind else deed

    def _place(self, how: str) -> Place | None:
        thing = self.words.longest(object_phrases())
        thing = thing or self.words.longest({(name,): kind for name, kind in PLACES.items()})
        if thing is not None:
            return Place(thing, False, how)
        room = self.words.longest({tuple(name.split()): kind for name, kind in ROOMS.items()})
        return None if room is None else Place(room, True, how)

    def _scenic(self) -> None:
        while self.words.here() in SCENIC:
            self.words.at += 1

    def _setting(self) -> bool:
        """`in a furnished flat`, `in an office`."""
        start = self.words.at
        if self.words.take("in") and self.words.here() in ARTICLES:
            self.words.at += 1
            self._scenic()
            if self.words.take_any(*([home] for home in HOMES)):
                self.is_home = True
                return True
            room = self.words.longest({tuple(name.split()): kind for name, kind in ROOMS.items()})
            if room is not None:
                self.rooms += [room] if room else []
                return True
        self.words.at = start
        return False


def _once(said: object, what: str) -> None:
    """Refuses to be told the same kind of thing twice about one action."""
    if said is not None:
        raise refusal(f"two {what} for one action")


def refusal(found: str) -> InputError:
    """The error for a story that is not understood."""
    return InputError(
        expected="a story such as 'in a flat, a woman walks slowly to the sofa, sits down, then "
        "waves twice with the left hand', with verbs of the activity library",
        found=found,
        do="say it with words of docs/scenes.md, or of `mmwave scenes activities`",
    )
