"""Forms of English verb phrases: `sits down`, `sit down`, `sitting down`."""

from collections.abc import Iterator

GERUNDS = {
    "lies": "lying",
    "ties": "tying",
    "dies": "dying",
    "does": "doing",
    "goes": "going",
    "is": "being",
    "dies down": "dying down",
}
STEMS = {"does": "do", "goes": "go", "is": "be", "has": "have", "lies": "lie", "ties": "tie"}
"""Verbs that do not follow the rules, by their third person."""

DOUBLED = frozenset(
    {
        *("bob", "chop", "clap", "cut", "drop", "flip", "get", "grab", "hit", "hop", "hug", "jog"),
        *("let", "mop", "nod", "pat", "plug", "put", "rub", "run", "shrug", "shut", "sit", "skip"),
        *("slip", "snap", "spin", "step", "stir", "stop", "swat", "swim", "tap", "trip", "wag"),
        "wrap",
    }
)
"""Verbs that double their last letter before `-ing`."""


def stem_of(third_person: str) -> str:
    """`sits` -> `sit`, `brushes` -> `brush`, `carries` -> `carry`."""
    if third_person in STEMS:
        return STEMS[third_person]
    if third_person.endswith("ies"):
        return f"{third_person[:-3]}y"
    if third_person.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return third_person[:-2]
    return third_person.removesuffix("s")


def gerund_of(third_person: str) -> str:
    """`sits` -> `sitting`, `waves` -> `waving`, `lies` -> `lying`."""
    if third_person in GERUNDS:
        return GERUNDS[third_person]
    stem = stem_of(third_person)
    if stem in DOUBLED:
        return f"{stem}{stem[-1]}ing"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return f"{stem[:-1]}ing"
    return f"{stem}ing"


def forms(phrase: str) -> Iterator[tuple[str, ...]]:
    """The words of a phrase in the third person, and with its verb as a stem and as a gerund."""
    verb, *rest = phrase.split()
    for form in (verb, stem_of(verb), gerund_of(verb)):
        yield (form, *rest)
