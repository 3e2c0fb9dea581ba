"""Contradictions about numbers with units."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scenes.captions._knowledge import Knowledge
from scenes.captions._lexicon import COUNTABLE, OBJECT_WORDS, Phrase, verb_forms
from scenes.captions._names import NUMBER_WORDS
from scenes.captions._reading import EN_DASH, Clause, Sentence
from scenes.captions._statement import Kind, Statement

COUNTED = "counted"
"""Stands for numbers of times, people and things, which other checks look at."""

UNITS = (
    (r"m/s|(metres|meters|metre|meter) (per|a) second", "m/s", 1.0),
    (r"km/h|(kilometres|kilometers) (per|an) hour", "m/s", 1 / 3.6),
    (r"steps/s|steps (per|a) second", "steps/s", 1.0),
    (r"steps (per|a) minute", "steps/s", 1 / 60),
    (r"bpm|(\w+ )?(per|a) minute", "/min", 1.0),
    (r"(times|time|repetitions?|reps)\b", COUNTED, 1.0),
    (r"steps?\b", "steps", 1.0),
    (r"(seconds|second|secs|sec|s)\b", "s", 1.0),
    (r"(centimetres|centimeters|cm)\b", "m", 0.01),
    (r"(metres|meters|metre|meter|m)\b", "m", 1.0),
    (r"(degrees|degree|deg|°)", "deg", 1.0),
    (r"(percent|%)", "%", 0.01),
    (r"hz\b", "Hz", 1.0),
)
"""What may stand after a number: pattern, unit, and its size."""

SHARE, ROUGHLY = 0.05, 0.15
ROUGH = frozenset({"about", "around", "roughly", "approximately", "nearly", "almost", "some"})
NUMBER = re.compile(r"\d+(?:\.\d+)?$")
LINKS = ("to", "-", EN_DASH)
"""What stands between two numbers of one unit."""

CUES: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "doppler|radial|spread": ("micro-Doppler",),
        "walk|pace|stroll|gait": ("walking speed", "distance walked"),
        "way|cover": ("distance walked",),
        "breath": ("breathing rate",),
        "heart|pulse|beat": ("heart rate",),
        "radar|range|distance|sensor": ("range",),
    }
)
"""Roots of words beside a number, and the kinds of statements that it must agree with."""

OF_UNITS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "m/s": ("top speed", "micro-Doppler", "walking speed"),
        "steps/s": ("step rate",),
        "/min": ("breathing rate", "heart rate"),
        "steps": ("step count",),
        "m": ("range", "distance walked"),
        "%": ("sight",),
        "s": ("duration",),
        "Hz": ("breathing rate", "heart rate", "step rate"),
        "deg": (),
    }
)
"""Kinds of statements with values of each unit."""


@dataclass(frozen=True)
class Figure:
    """A number of a unit in a text.

    Attributes:
        said: How it is written.
        value: The value in that unit.
        unit: One of `OF_UNITS`, or "" where none is known.
        slack: How far the truth may be.
        beside: The words around it.
        is_end: Whether it is an end of a span (`1.4 to 4.3 m`).
        clause: The clause that it stands in.
    """

    said: str
    value: float
    unit: str
    slack: float
    beside: str
    is_end: bool
    clause: Clause


def number_problems(sentence: Sentence, known: Knowledge) -> Iterator[str]:
    """Numbers of a sentence that are nothing that the log holds."""
    for figure in figures(sentence):
        fits = (
            low - figure.slack <= figure.value <= high + figure.slack
            for low, high in _values(figure, known)
        )
        if not any(fits):
            yield f"{figure.said} {figure.unit}".strip() + " is not in the log"


def figures(sentence: Sentence) -> Iterator[Figure]:
    """Numbers with their units; the first one of a span has the unit of the second."""
    words = sentence.words
    ends = {at: end for at in range(len(words)) for end in _span_from(words, at)}
    for at, word in enumerate(words):
        value = _number(word)
        if value is None:
            continue
        unit, size = _unit(words, at + 1)
        if not unit and at in ends:
            unit, size = _unit(words, ends[at] + 1)
        if unit != COUNTED and (unit or NUMBER.match(word)):
            digits = len(word.partition(".")[2])
            rough = bool(ROUGH & set(words[max(0, at - 2) : at]))
            slack = max(0.51 * 10**-digits, (ROUGHLY if rough else SHARE) * value) * size
            is_end = at in ends or at in ends.values()
            clause, beside = sentence.clause_at(at), _beside(words, at, is_end)
            yield Figure(word, value * size, unit, slack, beside, is_end, clause)


def _span_from(words: Phrase, at: int) -> Iterator[int]:
    """The word that ends a span which begins here: `1.4 to 4.3 m`, `between 1.4 m and 4.3 m`."""
    link = at + 2 if words[at + 1 : at + 2] == ("m",) else at + 1
    links = (*LINKS, "and") if words[max(0, at - 1) : at] == ("between",) else LINKS
    if link + 1 < len(words) and words[link] in links and _number(words[at]) is not None:
        yield from [link + 1] if _number(words[link + 1]) is not None else []


def _number(word: str) -> float | None:
    if NUMBER.match(word):
        return float(word)
    return float(NUMBER_WORDS.index(word)) if word in NUMBER_WORDS[1:] else None


def _unit(words: Phrase, at: int) -> tuple[str, float]:
    """The unit that begins at a word, and its size; `COUNTED` for what other checks count."""
    rest = " ".join(words[at : at + 4])
    for pattern, unit, size in UNITS:
        if re.match(pattern, rest):
            return unit, size
    noun = words[at] if at < len(words) else ""
    is_counted = noun in COUNTABLE or noun in verb_forms() or noun.rstrip("s") in OBJECT_WORDS
    return (COUNTED if is_counted else ""), 1.0


def _beside(words: Phrase, at: int, is_end: bool) -> str:
    """The words around a number, up to commas, and up to "and" but for spans."""
    stops = {",", ";", ":", "(", ")"} | (set() if is_end else {"and"})
    low, high = at, at + 1
    while low > 0 and words[low - 1] not in stops:
        low -= 1
    while high < len(words) and words[high] not in stops:
        high += 1
    return " ".join(words[low:high])


def _values(figure: Figure, known: Knowledge) -> Iterator[tuple[float, float]]:
    """Lowest and highest values of everything that a number may mean."""
    possible = OF_UNITS.get(figure.unit, ())
    cued = {kind for cue, kinds in CUES.items() if re.search(cue, figure.beside) for kind in kinds}
    kinds = [kind for kind in possible if kind in cued] or list(possible)
    for name in figure.clause.subjects:
        for kind in kinds:
            for one in known.values(kind, name):
                low, high = _span(one, figure.unit)
                yield from ((low, low), (high, high)) if figure.is_end else ((low, high),)
        yield from _others(figure, name, known)


def _span(statement: Statement, unit: str) -> tuple[float, float]:
    value = statement.value
    if isinstance(value, tuple):
        return float(value[0]), float(value[1])
    per_minute = unit == "Hz" and statement.kind != "step rate"
    number = float(value) / (60 if per_minute else 1)
    return number, number


def _others(figure: Figure, name: str, known: Knowledge) -> Iterator[tuple[float, float]]:
    """Times of the scene and directions, which are in no statement."""
    agent, times = known.truth.agent(name), known.truth.times_s
    if figure.unit == "s":
        ends = {one.end_s for one in agent.intervals} | {one.start_s for one in agent.intervals}
        spans = {one.end_s - one.start_s for one in agent.intervals}
        whole = {known.truth.duration_s, float(times[-1] - times[0]), float(times[-1])}
        deeds = {end for one in known.deeds[name] for end in (one.start_s, one.end_s)}
        yield from ((time, time) for time in ends | spans | whole | deeds)
    if figure.unit == "deg":
        low, high = float(agent.azimuth_deg.min()), float(agent.azimuth_deg.max())
        yield from ((low, high), (-high, -low))
