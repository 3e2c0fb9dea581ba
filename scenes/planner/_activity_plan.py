"""`ActivityPlan`: who does what where, step by step, and the sentence that says so."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from scenes._errors import InputError
from scenes.planner._base import RoomKind, Source
from scenes.spec import Strict

WALK = "walk"
"""The activity that goes to a target; it is known even where the library does not list it."""

MOST_STEPS = 12

TIMES = ("once", "twice", *(f"{n} times" for n in ("three", "four", "five", "six", "seven")))
TIMES += tuple(f"{n} times" for n in ("eight", "nine", "ten"))

Speed = Literal["slowly", "", "quickly"]
WhichHand = Literal["left", "right", ""]
Name = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True)
class ActivityWord:
    """What a planner must know of an activity of the library.

    Attributes:
        name: Its name in the library.
        group: Group of the library: "fitness", "daily", "gesture" or "basic".
        phrase: Verb phrase in the third person, such as "sits down".
        posture: In which it begins and ends; "any" keeps what there is.
        sided: Whether one hand or side leads.
        needs: Kinds of objects at which it happens; none of them for anywhere.
        repeats: Whether it is usually done several times.
        limb: What leads on that side, "" for a way that turns to it.
    """

    name: str
    group: str
    phrase: str
    posture: tuple[str, str] = ("stand", "stand")
    sided: bool = False
    needs: tuple[str, ...] = ()
    repeats: bool = False
    limb: str = "hand"


class PlannedStep(Strict):
    """One thing that somebody does.

    Attributes:
        activity: Name in the library; "walk" with a target goes there.
        speed: Manner, "" for the usual.
        hand: Which hand or side leads, "" for unsaid.
        repetitions: How often, None for unsaid.
        target: Kind of object that is walked to, "" for none.
    """

    activity: Name
    speed: Speed = ""
    hand: WhichHand = ""
    repetitions: Annotated[int, Field(ge=1, le=len(TIMES))] | None = None
    target: Annotated[str, Field(max_length=100)] = ""


class ActivityPlan(Strict):
    """What somebody does.

    Attributes:
        goal: What it was planned for.
        person: Who, such as "elderly woman".
        room: Where.
        steps: What, in order.
        sentence: The same in words, as `scenes.language` reads it.
        source: Who made it.
    """

    goal: Annotated[str, Field(max_length=2000)]
    person: Name
    room: RoomKind
    steps: Annotated[tuple[PlannedStep, ...], Field(min_length=1, max_length=MOST_STEPS)]
    sentence: Annotated[str, Field(min_length=1, max_length=4000)]
    source: Source = "grammar"

    @property
    def motion(self) -> tuple[str, ...]:
        """What is done and how, without who and where: equal for equal motions."""
        return tuple(
            f"{s.activity}:{s.speed}:{s.hand}:{s.repetitions or ''}:{s.target}" for s in self.steps
        )

    @property
    def objects(self) -> tuple[str, ...]:
        """Kinds of objects that the room must have."""
        return tuple(dict.fromkeys(step.target for step in self.steps if step.target))


class Library:
    """Activities by name, for planning.

    Attributes:
        words: The activities; "walk" is always among them.
    """

    def __init__(self, activities: tuple[ActivityWord, ...]) -> None:
        """Takes the activities of the library.

        Raises:
            InputError: There are none, or two share a name.
        """
        self.words = {word.name: word for word in activities}
        if not activities or len(self.words) < len(activities):
            raise InputError(
                expected="at least one activity, and each name once",
                found=f"{len(activities)} activities with {len(self.words)} names",
                do="give the activities of the library",
            )
        self.words.setdefault(WALK, ActivityWord(WALK, "basic", "walks"))


def sentence(person: str, room: str, steps: tuple[PlannedStep, ...], library: Library) -> str:
    """`in the bedroom, an old man walks slowly to the bed, then lies down`.

    Clauses are joined by commas, the last one by "then".
    """
    article = "an" if person[0] in "aeiou" else "a"
    clauses = [clause(step, library.words[step.activity]) for step in steps]
    joined = ", ".join([*clauses[:-1], f"then {clauses[-1]}"]) if len(clauses) > 1 else clauses[0]
    return f"in the {room}, {article} {person} {joined}"


def clause(step: PlannedStep, word: ActivityWord) -> str:
    """Verb phrase, manner, target, hand and how often, in this order."""
    parts = [word.phrase.replace("{hand}", step.hand or "right"), step.speed]
    if step.target:
        parts.append(f"to the {step.target.replace('_', ' ')}")
    if step.hand and "{hand}" not in word.phrase:
        limb = f"with the {step.hand} {word.limb}" if word.limb else f"to the {step.hand}"
        parts.append(limb)
    if step.repetitions is not None:
        parts.append(TIMES[step.repetitions - 1])
    return " ".join(part for part in parts if part)
