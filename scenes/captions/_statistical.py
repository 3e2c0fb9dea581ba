"""Captions of numbers: speeds, rates, distances."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from scenes.captions._clauses import Said, chosen
from scenes.captions._facts import Facts
from scenes.captions._names import capitalised, counted, listed, the
from scenes.captions._statement import Kind, Statement, Value

WAYS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "micro-Doppler": (
            "micro-Doppler to {} m/s",
            "radial speeds of up to {} m/s",
            "a Doppler spread that reaches {} m/s",
        ),
        "top speed": (
            "the fastest skin at {} m/s",
            "a top speed of {} m/s",
            "motion of up to {} m/s",
        ),
        "walking speed": (
            "going at {} m/s",
            "a speed of {} m/s on foot",
            "a pace of {} m/s",
        ),
        "step rate": ("{} steps/s", "{} steps per second", "a cadence of {} steps/s"),
        "distance walked": ("{} m covered on foot", "a way of {} m", "a path of {} m"),
        "breathing rate": ("{} breaths per minute", "breathing {} times a minute"),
        "heart rate": ("{} heartbeats per minute", "a heart rate of {} per minute"),
        "sight": ("in line of sight for {} of the time", "{} of the time in sight"),
    }
)
"""How numbers are told."""

SPANS = (
    "a range of {} m to {} m",
    "a distance from {} to {} m",
    "{} to {} m from the radar",
)
AT_ONE = ("a range of {} m", "a distance of {} m", "{} m from the radar")
STILL_M = 0.15
"""Whose range changes by less is told with one number, m."""

FEWEST, MOST = 3, 6
"""Numbers that are told of each person."""


def statistical(facts: Facts, random: np.random.Generator) -> Said:
    """Writes `One person: micro-Doppler to 2.9 m/s, 1.8 steps/s and a range of 1.4 m to 4.3 m`."""
    said = Said()
    names = [agent.name for agent in facts.truth.agents]
    people = facts.find("people count")
    if people:
        said.statements.append(people)
    for name in names:
        told = _told(facts, name, random)
        said.statements += [one for one, _ in told]
        numbers = listed([text for _, text in told])
        alone = counted(1, "person") if people else "somebody"
        who = chosen((alone, the(name)), random) if len(names) == 1 else the(name)
        said.add(f"{capitalised(who)}: {numbers}.")
    if len(names) > 1 and people:
        said.words.insert(0, f"{capitalised(counted(len(names), 'person'))}.")
    return said


def _told(facts: Facts, name: str, random: np.random.Generator) -> list[tuple[Statement, str]]:
    """Some of the numbers that are known, the Doppler first."""
    known = list(_known(facts, name, random))
    count = int(random.integers(FEWEST, MOST + 1))
    rest = [known[i] for i in sorted(1 + random.permutation(len(known) - 1)[: count - 1])]
    return [*known[:1], *rest]


def _known(facts: Facts, name: str, random: np.random.Generator) -> Iterator[tuple[Statement, str]]:
    """Every number about somebody, in words."""
    for kind, ways in WAYS.items():
        deeds = range(-1, len(facts.deeds[name]))
        found = [one for deed in deeds for one in facts.all(kind, name, deed)]
        if len(found) == 1:
            value = found[0].value
            held = kind == "breathing rate" and value == 0.0
            text = "no breath" if held else chosen(ways, random).format(number(kind, value))
            yield found[0], text
    span = facts.find("range", name)
    if span and isinstance(span.value, tuple):
        near, far = (float(value) for value in span.value)
        ways = SPANS if far - near > STILL_M else AT_ONE
        yield span, chosen(ways, random).format(f"{near:.1f}", f"{far:.1f}")


def number(kind: Kind, value: Value) -> str:
    """A number as captions tell it: rates whole, shares in percent, the rest to a tenth or so."""
    if not isinstance(value, int | float):
        return str(value)
    if kind == "sight":
        return f"{value:.0%}"
    if kind in ("breathing rate", "heart rate"):
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.1 else f"{value:.2f}"
