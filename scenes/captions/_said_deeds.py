"""Contradictions about what is done: activities, their order, hands, counts, postures, pace."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from scenes.captions._clauses import BRISK_M_PER_S, SLOW_M_PER_S
from scenes.captions._knowledge import Knowledge
from scenes.captions._lexicon import NEUTRAL, POSTURES, content, root, verb_forms
from scenes.captions._names import NUMBER_WORDS
from scenes.captions._reading import NEGATIONS, RADAR, Clause, Mention
from scenes.captions._what import ALOFT, GROUNDED

SIDED = ("hand", "arm", "wrist", "fist", "elbow", "palm", "leg", "foot", "knee", "side")
TIMES = {"once": 1, "twice": 2, "thrice": 3}
REPETITIONS = ("times", "repetitions", "reps", "time", "repetition")
SLOW, FAST = ("slowly", "leisurely"), ("briskly", "quickly", "fast", "rapidly", "hurriedly")
LEAVE = re.compile(r"feet\b.{0,40}\b(leav\w+|lift\w*|off) (the |of the )?(ground|floor)|\bairborne")
STAY = re.compile(
    r"(keep\w* (\w+ )?(foot|feet)|(foot|feet) (stay|remain)\w*) on the (ground|floor)"
)
WAVES_NOT = ("radio", "radar", "electromagnetic", "millimetre", "millimeter")


def deed_problems(clause: Clause, known: Knowledge) -> Iterator[str]:
    """What one clause says of activities that the log does not bear out."""
    for mention in clause.mentions:
        yield from _activity(clause, mention, known)
    yield from _verbs(clause, known)
    yield from _hand(clause, known)
    yield from _count(clause, known)
    yield from _posture(clause, known)
    yield from _pace(clause, known)
    yield from _feet(clause, known)


def _activity(clause: Clause, mention: Mention, known: Knowledge) -> Iterator[str]:
    done = known.performed(clause.subjects) & mention.activities
    said = " ".join(mention.phrase)
    if len(mention.phrase) == 1 and (said in POSTURES or verb_forms().get(said) in NEUTRAL):
        return
    if mention.is_denied:
        if done:
            yield f"{said!r} is denied, but is in the log"
    elif not done and not content(mention.phrase) <= known.words(clause.subjects):
        yield f"{said!r} is not in the log"


def _verbs(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Verbs of motion that describe nothing that is done."""
    for at in sorted(clause.free):
        word, before = clause.words[at], clause.words[at - 1] if at else ""
        stem = verb_forms().get(word)
        is_noun = word == stem and before not in ("to", "they", "both", "people", "who")
        if stem is None or stem in NEUTRAL or is_noun or before in WAVES_NOT or word in POSTURES:
            continue
        if root(word) not in known.words(clause.subjects):
            yield f"{word!r} is not in the log"


def _hand(clause: Clause, known: Knowledge) -> Iterator[str]:
    """A side with a limb must be the side that leads what the clause is about."""
    for side, limb in pairwise(clause.words):
        if side not in ("left", "right") or limb.removesuffix("s") not in SIDED:
            continue
        if limb == "side" and RADAR & set(clause.words):
            continue
        leading = {deed.hand for _, _, deed in known.meant(clause) if deed.hand}
        if side not in leading and (leading or limb in ("hand", "arm")):
            yield f"'{side} {limb}' is not what the log says"


def _count(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Numbers of times must be the repetitions of what the clause is about."""
    for number in _counts(clause):
        counts = {deed.repetitions or 1 for _, _, deed in known.meant(clause)}
        if number not in counts:
            yield f"{number} times is not what the log says"


def _counts(clause: Clause) -> Iterator[int]:
    words = clause.words
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        per = words[at + 2] if at + 2 < len(words) else ""
        if word in TIMES:
            yield TIMES[word]
        elif _repeats(after, per) or (word not in ("one", "1") and _names_deed(clause, at + 1)):
            yield from _whole(word)


def _repeats(after: str, per: str) -> bool:
    """Whether a count before these words is of repetitions, not of so many a second."""
    return after in REPETITIONS and per not in ("a", "per")


def _names_deed(clause: Clause, at: int) -> bool:
    """Whether a mention begins here as a noun would: `three squats`, `four jumping jacks`."""
    if clause.words[at : at + 2] == ("jumping", "jacks"):
        return True
    return any(m.at == at and len(m.phrase) == 1 for m in clause.mentions)


def _whole(word: str) -> Iterator[int]:
    if word.isdecimal() and len(word) < 7:
        yield int(word)
    elif word in NUMBER_WORDS[1:]:
        yield NUMBER_WORDS.index(word)


def _posture(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Somebody who is said to sit must sit at some time, and during what the clause is about."""
    for word in sorted(clause.postures):
        if root(word) in known.words(clause.subjects) or NEGATIONS & set(clause.words):
            continue
        seen = {one for agent in known.agents(clause.subjects) for one in agent.posture}
        if not seen & set(POSTURES[word]):
            yield f"{word!r} is not in the log"


def _pace(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Somebody who is said to walk slowly or fast must do so."""
    said = set(clause.words)
    for agent, number, _ in known.meant(clause):
        for speed in known.values("walking speed", agent.name, number):
            value = speed.value if isinstance(speed.value, float) else 0.0
            if said & set(SLOW) and value > 1.2 * SLOW_M_PER_S + 0.1:
                yield f"the walk is not slow: {value:.1f} m/s"
            if said & set(FAST) and value < 0.8 * BRISK_M_PER_S:
                yield f"the walk is not fast: {value:.1f} m/s"


def _feet(clause: Clause, known: Knowledge) -> Iterator[str]:
    """Feet leave the ground, or stay on it, in something that the clause is about."""
    said = _contact(" ".join(clause.words))
    seen = {
        one.value
        for agent, number, _ in known.meant(clause)
        for one in known.values("contact", agent.name, number)
    }
    if said and seen and said not in seen:
        yield f"the log does not have it that {said}"


def _contact(text: str) -> str:
    """What a text says of the feet, as a statement does, "" for nothing."""
    if LEAVE.search(text):
        return GROUNDED if NEGATIONS & set(text.split()) else ALOFT
    return GROUNDED if STAY.search(text) else ""


def order_problems(clauses: Sequence[Clause], known: Knowledge) -> Iterator[str]:
    """Activities that are told in another order than they come in the log."""
    for _, group in groupby(clauses, lambda clause: clause.order):
        told = _in_time(list(group))
        for agent in known.truth.agents:
            own = [m for c, m in told if agent.name in c.subjects and not m.is_denied]
            done = [one.activity for one in agent.intervals]
            own = [m for m in own if m.activities & set(done)]
            if not _comes_in(own, done):
                said = ", ".join(repr(" ".join(m.phrase)) for m in own)
                yield f"{said} is not the order in the log"


def _in_time(clauses: list[Clause]) -> list[tuple[Clause, Mention]]:
    """Mentions in the order in which they are said to happen; what goes on meanwhile is left out.

    "Y after X" and "before X, Y" tell the later one first.
    """
    order: list[Clause] = []
    for number, clause in enumerate(clauses):
        if clause.opens in ("while", "as", "when", "where", "whereas"):
            continue
        is_later = clause.opens == "after" and clause.words[:1] not in (("that",), ("this",))
        opened = clauses[number - 1].opens if number else ""
        if (is_later and number) or (opened == "before" and number == 1):
            order.insert(max(0, len(order) - 1), clause)
        else:
            order.append(clause)
    return [(clause, mention) for clause in order for mention in clause.mentions]


def _comes_in(mentions: Sequence[Mention], done: Sequence[str]) -> bool:
    """Whether each of these is in the log at the same place as the one before, or later."""
    at = 0
    for mention in mentions:
        later = (i for i in range(at, len(done)) if done[i] in mention.activities)
        found = next(later, None)
        if found is None:
            return False
        at = found
    return True
