"""The words by which other texts are understood: verbs in their forms, activities, things."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from scenes.captions._names import plural
from scenes.captions._words import BESIDES, words_of
from scenes.language._story_words import GOING, SYNONYMS
from scenes.language._verbs import forms, stem_of
from scenes.language._words import NOUNS, PLURALS
from scenes.motion import activities
from scenes.objects import CATALOGUE

Phrase = tuple[str, ...]

PASTS: Mapping[str, str] = MappingProxyType(
    {
        **{"sit": "sat", "stand": "stood", "lie": "lay", "go": "went", "run": "ran"},
        **{"get": "got", "kneel": "knelt", "fall": "fell", "draw": "drew", "hold": "held"},
        **{"put": "put", "throw": "threw", "drink": "drank", "eat": "ate", "rise": "rose"},
        **{"take": "took", "sleep": "slept", "sweep": "swept", "swing": "swung", "do": "did"},
        **{"shake": "shook", "spread": "spread", "bring": "brought", "blow": "blew"},
        **{"spin": "spun", "write": "wrote", "read": "read", "swim": "swam", "ride": "rode"},
        **{"hit": "hit", "cut": "cut", "bend": "bent", "keep": "kept", "make": "made"},
        **{"creep": "crept", "fight": "fought", "catch": "caught", "hop": "hopped"},
    }
)
"""Past tenses that do not follow the rule."""

MOVES = (
    *("walks", "jogs", "runs", "sprints", "strolls", "limps", "marches", "dances", "jumps"),
    *("hops", "skips", "climbs", "crawls", "falls", "collapses", "stumbles", "slips", "sleeps"),
    *("naps", "cooks", "stirs", "eats", "drinks", "throws", "catches", "kicks", "punches"),
    *("boxes", "swims", "rows", "cycles", "coughs", "sneezes", "hugs", "shakes", "vacuums"),
    *("sweeps", "mops", "cleans", "washes", "brushes", "types", "writes", "reads", "knits"),
    *("lunges", "squats", "crouches", "rolls", "spins", "fights", "stretches", "salutes"),
    *("sings", "plays", "lifts", "pours", "cuts", "irons", "paints", "digs", "phones", "calls"),
    *("claps", "nods", "waves", "bows", "kneels", "points", "knocks", "pushes", "pulls"),
    *("hammers", "saws", "shovels", "juggles", "trips", "wrestles", "meditates", "skates"),
)
"""What people may do; whatever is not in the log contradicts it."""

NEUTRAL = frozenset(
    {
        *("be", "have", "do", "go", "get", "take", "make", "keep", "stay", "move", "remain"),
        *("start", "begin", "end", "finish", "continue", "perform", "happen", "turn", "use"),
        *("hold", "raise", "lower", "reach", "bring", "put", "lift", "bend", "stretch", "swing"),
        *("straighten", "lean", "rest", "come", "lead", "leave", "face", "look", "show", "cross"),
        *("follow", "spread", "draw", "step", "support", "carry", "return", "complete", "repeat"),
        *("touch", "set", "place", "pass", "sink", "sway", "part", "meet", "signal", "wait"),
        *("stand", "sit", "lie", "pause", "fold", "press", "circle", "play", "cycle", "row"),
        *("call", "phone", "read", "type", "iron", "box", "paint", "clean"),
    }
)
"""Verbs that say little by themselves, or are nouns as often."""

RISES = ("stands up", "gets up", "rises", "gets to the feet", "gets to her feet", "arises",
         "gets to his feet", "rises to her feet", "rises to his feet")  # fmt: skip
SITS = ("sits down", "takes a seat", "seats herself", "seats himself", "settles down")
LIES = ("lies down", "lays down", "reclines")
WALKS = (*(verb for verb, (manner, _) in GOING.items() if manner == "walk"), "ambles", "wanders",
         "paces", "marches", "strides")  # fmt: skip
JOGS = (*(verb for verb, (manner, _) in GOING.items() if manner == "jog"), "sprints")

POSTURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sitting": ("sit", "floor"),
        "seated": ("sit", "floor"),
        "sits": ("sit", "floor"),
        "sat": ("sit", "floor"),
        "lying": ("lie", "lie_on_floor", "prone"),
        "lies": ("lie", "lie_on_floor", "prone"),
        "kneeling": ("kneel",),
        "standing": ("stand",),
        "stands": ("stand",),
        "stood": ("stand",),
    }
)
"""Words for postures, and those of the library that they may mean."""

PEOPLE = frozenset({*NOUNS, *PLURALS})
COUNTABLE = PEOPLE | {"hands", "hand", "arms", "arm", "legs", "feet", "foot", "things", "actions"}
"""Nouns after numbers that are no units."""

LITTLE = frozenset(
    {
        *("the", "a", "an", "one", "his", "her", "their", "its", "to", "of", "in", "on", "up"),
        *("down", "out", "with", "from", "at", "and", "hand", "hands", "left", "right", "both"),
        *("into", "for", "it", "around", "round", "some", "something"),
    }
)
"""Words of a phrase that do not tell it from others."""


THINGS: Mapping[str, str] = MappingProxyType(
    {
        **{kind.replace("_", " "): kind for kind in CATALOGUE if kind not in ("box", "fan", "bin")},
        **SYNONYMS,
    }
)
"""Names of things, and their kinds."""

NAMED: Mapping[Phrase, str] = MappingProxyType(
    {
        **{tuple(plural(name).split()): name for name in THINGS},
        **{tuple(name.split()): name for name in THINGS},
    }
)
"""Words for one or several things, and the name of one."""

OBJECT_WORDS = frozenset(name.split()[-1] for name in THINGS)

ELSEWHERE = frozenset(
    {
        *("cup", "mug", "glass", "phone", "smartphone", "ball", "dumbbell", "broom", "umbrella"),
        *("ladder", "hammer", "towel", "newspaper", "guitar", "car", "tree", "garden", "street"),
        *("stairs", "staircase", "fireplace", "balcony", "pool", "rope", "suitcase", "wheelchair"),
    }
)
"""Things and places that no scene has, but a text may invent."""


def thing_at(words: Phrase, at: int) -> Phrase:
    """The words from here on that name a thing, as many as there are; () for none."""
    parts = (words[at : at + length] for length in (3, 2, 1))
    return next((part for part in parts if part in NAMED), ())


def past_of(stem: str) -> str:
    """`walk` -> `walked`, `wave` -> `waved`, `carry` -> `carried`, `sit` -> `sat`."""
    if stem in PASTS:
        return PASTS[stem]
    if stem.endswith("e"):
        return f"{stem}d"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return f"{stem[:-1]}ied"
    doubled = f"{stem}{stem[-1]}ing" in {form[0] for form in forms(f"{stem}s")}
    return f"{stem}{stem[-1]}ed" if doubled else f"{stem}ed"


def every_form(phrase: str) -> Iterator[Phrase]:
    """A phrase in the third person, as a stem, as a gerund, and in the past."""
    yield from forms(phrase)
    verb, *rest = phrase.split()
    yield (past_of(stem_of(verb)), *rest)


@cache
def verb_forms() -> Mapping[str, str]:
    """Verbs of motion in all their forms, and their stems."""
    heads = {says.split()[0] for name in known() for says in words_of(name).says}
    return MappingProxyType(
        {form[0]: stem_of(verb) for verb in (*heads, *MOVES) for form in every_form(verb)}
    )


def known() -> tuple[str, ...]:
    """Every activity that there are words for."""
    return (*activities(), *BESIDES)


@cache
def activity_phrases() -> Mapping[Phrase, frozenset[str]]:
    """Verb phrases in all forms, and the activities that they may mean."""
    found: dict[Phrase, set[str]] = {}
    for phrase, names in _phrases():
        for form in every_form(phrase):
            found.setdefault(form, set()).update(names)
    return MappingProxyType({phrase: frozenset(names) for phrase, names in found.items()})


def _phrases() -> Iterator[tuple[str, Iterable[str]]]:
    for name in known():
        for says in words_of(name).says:
            for phrase in _with_hands(says):
                yield phrase, (name,)
    for phrases, names in _families():
        for phrase in phrases:
            yield phrase, names


def _with_hands(says: str) -> Iterator[str]:
    """`waves the {hand} hand` with every article and side, and with none."""
    if "{hand}" not in says:
        yield says
        return
    for whose in ("the", "a", "his", "her", "their", "one"):
        for side in ("left", "right", ""):
            text = re.sub(r"the \{hand\}|\{hand\}", f"{whose} {side}", says)
            yield " ".join(text.split())


def _families() -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Phrases for whole groups of activities: by the postures they lead to, and by gait."""
    every = activities()
    ends = {name: one.posture for name, one in every.items()}
    yield RISES, [n for n, (a, b) in ends.items() if b == "stand" and a not in ("stand", "any")]
    yield SITS, [n for n, (_, b) in ends.items() if b in ("sit", "floor")]
    yield LIES, [n for n, (_, b) in ends.items() if b in ("lie", "lie_on_floor", "prone")]
    gaits = {name: one.gait.manner for name, one in every.items() if one.gait}
    yield WALKS, ["walk", *(name for name, manner in gaits.items() if manner == "walk")]
    yield JOGS, ["jog", *(name for name, manner in gaits.items() if manner == "jog")]


@cache
def vocabulary(activity: str) -> frozenset[str]:
    """Stems of the words that an activity is described with."""
    words = words_of(activity)
    text = " ".join([*words.says, *words.about.values(), activity.replace("_", " ")])
    return frozenset(root(word) for word in re.findall(r"[a-z]+", text))


def root(word: str) -> str:
    """A word without its endings, so that forms of one word mostly agree."""
    word = verb_forms().get(word, word) if word not in ("left",) else word
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if word.endswith("e") or word[-1:] == word[-2:-1] else word


def content(phrase: Phrase) -> frozenset[str]:
    """Roots of the words that tell a phrase from others."""
    return frozenset(root(word) for word in phrase if word not in LITTLE)
