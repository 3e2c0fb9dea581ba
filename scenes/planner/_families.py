"""Families of activities: which ones a kind of goal is about, and where they happen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scenes.planner._activity_plan import ActivityWord
from scenes.planner._base import RoomKind

HOME: tuple[RoomKind, ...] = ("living room", "bedroom", "kitchen", "bathroom", "corridor")


@dataclass(frozen=True)
class Family:
    """Activities that belong together.

    Attributes:
        stems: Verbs that name them.
        groups: Groups of the library that belong to it as a whole.
        rooms: Where they usually happen.
        share: How many of the plans hold such an activity; the others hold what could be taken
            for it.
        alike: Verbs of what could be taken for it.
    """

    stems: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    rooms: tuple[RoomKind, ...] = HOME
    share: float = 1.0
    alike: tuple[str, ...] = ()

    def holds(self, word: ActivityWord) -> bool:
        """Whether an activity belongs to the family; gestures and exercises only by their group."""
        is_own = word.group not in ("gesture", "fitness") or word.group in self.groups
        return word.group in self.groups or (is_own and _has_verb(word, self.stems))

    def is_alike(self, word: ActivityWord) -> bool:
        """Whether an activity could be taken for one of the family."""
        return not self.holds(word) and _has_verb(word, self.alike)


FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        "falls": Family(
            stems=("fall", "stumble", "trip", "faint", "collapse", "slip"),
            share=0.6,
            alike=("sit", "lie", "bow", "squat", "kneel", "crouch", "pick", "bend", "tie", "lunge"),
        ),
        "gait": Family(
            stems=(
                *("walk", "jog", "run", "limp", "march", "stroll", "shuffle", "tiptoe", "hop"),
                *("stagger", "crawl", "turn", "pace", "step", "hobble"),
            ),
            rooms=("corridor", "living room", "office"),
        ),
        "gestures": Family(groups=("gesture",), rooms=("living room", "office", "kitchen")),
        "fitness": Family(groups=("fitness",), rooms=("living room", "bedroom", "office")),
        "daily living": Family(groups=("daily",)),
        "rest": Family(
            stems=(
                *("sleep", "lie", "nap", "rest", "roll", "breathe", "cough", "yawn", "sit"),
                *("snore", "doze", "meditate", "relax", "toss"),
            ),
            rooms=("bedroom", "living room"),
        ),
        "desk work": Family(
            stems=("type", "write", "read", "phone", "call", "sit", "stretch", "drink", "yawn"),
            rooms=("office",),
        ),
        "kitchen work": Family(
            stems=(
                *("cook", "stir", "cut", "chop", "pour", "eat", "drink", "knead", "wash", "wipe"),
                *("open", "sweep", "mop", "carry", "bake"),
            ),
            rooms=("kitchen",),
        ),
        "hygiene": Family(
            stems=("brush", "wash", "comb", "shave", "dry", "shower", "bathe", "rinse"),
            rooms=("bathroom",),
        ),
        "cleaning": Family(stems=("mop", "sweep", "vacuum", "wipe", "dust", "clean", "iron")),
    }
)
"""The families by name."""

STILL = ("stand", "sleep", "pause", "wait", "rest", "nap", "doze", "breathe", "faint", "fall")
"""Verbs that are not done slowly or quickly."""


def members(family: Family, words: Iterable[ActivityWord]) -> tuple[str, ...]:
    """Names of a family's activities, in order."""
    return tuple(sorted(word.name for word in words if family.holds(word)))


def has_manner(word: ActivityWord) -> bool:
    """Whether an activity can be done slowly or quickly."""
    return not _has_verb(word, STILL)


def _has_verb(word: ActivityWord, stems: tuple[str, ...]) -> bool:
    """Whether the name or the phrase of an activity has one of these verbs."""
    said = {*word.name.lower().split("_"), *word.phrase.lower().split()}
    forms = (form for stem in stems for form in (stem, f"{stem}s", f"{stem}es", f"{stem[:-1]}ies"))
    return not said.isdisjoint(forms)
