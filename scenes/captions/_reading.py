"""Reads free text: sentences, clauses, who they are about, and which activities they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scenes.captions._lexicon import PEOPLE, POSTURES, Phrase, activity_phrases, thing_at
from scenes.captions._names import ORDINALS, noun_of
from scenes.language import NOUNS
from scenes.world import GroundTruth

TOKEN = re.compile(r"\d+(?:\.\d+)?|m/s|km/h|steps/s|micro-doppler|[a-z]+(?:'[a-z]+)?|[^\sa-z\d]")
ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
LONGEST_CHARACTERS = 20_000
"""Of a longer text only the beginning is read."""

EN_DASH, EM_DASH = "\u2013", "\u2014"

BREAKS = frozenset(
    {
        *(
            ",",
            ";",
            ":",
            "-",
            EN_DASH,
            EM_DASH,
            "(",
            ")",
            "and",
            "then",
            "while",
            "before",
            "after",
            "but",
        ),
        *("as", "until", "when", "where", "who", "whereas"),
    }
)
"""Words at which a clause ends."""

CONTINUES = ("then", "next", "after that", "afterwards", "finally", "subsequently", "lastly")
"""A sentence that begins with one of these goes on with the order of the one before."""

NEGATIONS = frozenset(
    {
        *("not", "never", "without", "no", "instead", "nor", "cannot"),
        *("doesn't", "isn't", "didn't", "don't", "aren't", "wasn't", "won't"),
    }
)
RADAR = frozenset({"radar", "sensor", "radar's", "sensor's"})
ALL = frozenset({"they", "both", "people", "them", "everybody", "everyone"})
SHE, HE = frozenset({"she", "her", "hers", "herself"}), frozenset({"he", "him", "his", "himself"})
FEMALE, MALE = frozenset({"woman", "girl"}), frozenset({"man", "boy"})


@dataclass(frozen=True)
class Mention:
    """An activity that is named.

    Attributes:
        phrase: In which words.
        activities: What they may mean.
        at: Number of the first word in the clause.
        is_denied: Whether it is said not to happen.
    """

    phrase: Phrase
    activities: frozenset[str]
    at: int
    is_denied: bool


@dataclass(frozen=True)
class Clause:
    """A part of a sentence.

    Attributes:
        words: Its words in lower case.
        start: Number of its first word in the sentence.
        opens: The word that it begins after ("then", "after", ...), "" for none.
        order: Clauses of the same number tell things in one order.
        subjects: Names of the people that it is about.
        mentions: Activities that it names.
        free: Numbers of the words that are no part of those names.
        postures: Words for postures in it.
    """

    words: tuple[str, ...]
    start: int
    opens: str
    order: int
    subjects: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()
    free: frozenset[int] = frozenset()
    postures: frozenset[str] = frozenset()

    @property
    def is_deed(self) -> bool:
        """Whether it tells of something that is done, or of a posture."""
        return bool(self.mentions or self.postures)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its clauses.

    Attributes:
        words: All its words in lower case.
        clauses: Its parts.
    """

    words: tuple[str, ...]
    clauses: tuple[Clause, ...]

    def clause_at(self, at: int) -> Clause:
        """The clause that holds a word, or comes before it."""
        before = [clause for clause in self.clauses if clause.start <= at]
        return before[-1] if before else self.clauses[0]


def read(text: str, truth: GroundTruth) -> tuple[Sentence, ...]:
    """The sentences of a text about a scene."""
    found: list[Sentence] = []
    names = tuple(agent.name for agent in truth.agents)
    subjects, order = names, 0
    for part in ENDS.split(text[:LONGEST_CHARACTERS].lower()):
        words, clauses = tuple(TOKEN.findall(part)), []
        order += not " ".join(words[:2]).startswith(CONTINUES)
        for start, opens, own in _split(words):
            subjects = _subjects(own, names) or subjects
            clauses.append(_mentioning(Clause(own, start, opens, order, subjects)))
        if clauses:
            found.append(Sentence(words, tuple(clauses)))
    return tuple(found)


def _split(words: Phrase) -> Iterator[tuple[int, str, Phrase]]:
    """The words between breaks: where they begin, the last break before them, and themselves."""
    opens, start = "", 0
    for at, word in enumerate((*words, ",")):
        if word not in BREAKS:
            continue
        if at > start:
            yield start, opens, words[start:at]
            opens = ""
        opens, start = (word if word not in (",", "and") or not opens else opens), at + 1


def _subjects(words: Phrase, names: tuple[str, ...]) -> tuple[str, ...]:
    """Who is named or meant, () for nobody in particular."""
    found = [name for name in names if name.lower() in words and not noun_of(name)]
    for at, word in enumerate(words):
        if word in NOUNS:
            order = ORDINALS.index(words[at - 1]) + 1 if words[at - 1] in ORDINALS else 0
            exact = [f"{word}_{order}"] if order else []
            found += [name for name in names if name in exact] or [
                name for name in names if noun_of(name) == word
            ]
    if found or len(names) < 2:
        return tuple(dict.fromkeys(found)) or (names if len(names) == 1 else ())
    said = set(words)
    if said & ALL:
        return names
    wanted = (FEMALE if said & SHE else frozenset()) | (MALE if said & HE else frozenset())
    return tuple(name for name in names if noun_of(name) in wanted)


def tells_of_people(words: Phrase, truth: GroundTruth) -> bool:
    """Whether words name somebody, by a noun, a pronoun or a proper name."""
    names = {agent.name.lower() for agent in truth.agents}
    return bool(set(words) & (PEOPLE | ALL | SHE | HE | names))


def _mentioning(clause: Clause) -> Clause:
    """The clause with the activities that it names, the longest phrases first."""
    phrases, words, at = activity_phrases(), clause.words, 0
    found: list[Mention] = []
    free, things = set(range(len(words))), set()
    while at < len(words):
        length = next((n for n in range(8, 0, -1) if _stands(words, at, n)), 0)
        named = thing_at(words, at)
        if named and len(named) > length:
            length = len(named)
            things |= set(range(at, at + length))
        elif length:
            phrase = words[at : at + length]
            denied = bool(NEGATIONS & set(words[max(0, at - 3) : at]))
            found.append(Mention(phrase, phrases[phrase], at, denied))
            free -= set(range(at, at + length))
        at += max(length, 1)
    postures = {word for n, word in enumerate(words) if word in POSTURES and n not in things}
    return replace(
        clause, mentions=tuple(found), free=frozenset(free), postures=frozenset(postures)
    )


def _stands(words: Phrase, at: int, length: int) -> bool:
    """Whether a phrase stands here; one bare stem may be a noun and needs a word before it."""
    phrase = words[at : at + length]
    if len(phrase) < length or phrase not in activity_phrases():
        return False
    is_bare = length == 1 and not phrase[0].endswith(("s", "ing", "ed"))
    return not is_bare or (at > 0 and words[at - 1] in ("to", "they", "both", "people", "who"))
