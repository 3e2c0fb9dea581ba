"""`contradictions`: what a free text says that the log does not bear out."""

from collections.abc import Iterator

from scenes.captions._knowledge import Knowledge
from scenes.captions._reading import read
from scenes.captions._said_deeds import deed_problems, order_problems
from scenes.captions._said_numbers import number_problems
from scenes.captions._said_people import people_problems
from scenes.captions._said_places import place_problems
from scenes.captions._said_ways import way_problems
from scenes.world import GroundTruth


def contradictions(text: str, truth: GroundTruth) -> tuple[str, ...]:
    """Finds statements in a text that the log contradicts, or knows nothing of.

    Reads activities, their order, hands, numbers of times, numbers with units, things, rooms, ways
    and people. It is strict: a true sentence in unusual words may be refused. A false one in words
    that it does not know, such as somebody's mood, is not found.

    Args:
        text: English sentences about the scene.
        truth: The log, ten times a second or more.

    Returns:
        One line for each, in the order of the text; none for a text without a contradiction.

    Raises:
        InputError: The log is too sparse.
    """
    known = Knowledge(truth)
    return tuple(dict.fromkeys(_problems(text, known)))


def _problems(text: str, known: Knowledge) -> Iterator[str]:
    sentences = read(text, known.truth)
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    for sentence in sentences:
        for clause in sentence.clauses:
            yield from people_problems(clause, known)
            yield from deed_problems(clause, known)
            yield from place_problems(clause, sentence, known)
            yield from way_problems(clause, known)
        yield from number_problems(sentence, known)
    yield from order_problems(clauses, known)
