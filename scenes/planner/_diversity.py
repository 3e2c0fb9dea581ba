"""How different texts and motions are from one another."""

import math
import re
import zlib
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError

WORD = re.compile(r"[^\W_]+")
LONGEST_NGRAM = 4
MOST_COMPARED = 200
"""Texts that BLEU compares with one another; of more, a fixed draw is taken."""

MOST_EMBEDDED = 2000
"""Texts that are embedded; of more, a fixed draw is taken."""

DIMENSIONS = 4096
"""Length of the vectors that words are hashed into."""


@dataclass(frozen=True)
class Diversity:
    """Shares and means from 0 to 1; higher is more diverse, but for `self_bleu`.

    Attributes:
        distinct_motions: Different motions over all of them.
        distinct_texts: Different texts over all of them.
        distinct_1: Different words over all words (Li et al., A Diversity-Promoting Objective
            Function for Neural Conversation Models, NAACL 2016); falls as texts get more.
        distinct_2: The same of pairs of words that follow one another.
        distinct_3: The same of three words.
        self_bleu: Mean BLEU of each text against all others (Zhu et al., Texygen, SIGIR 2018).
        spread: Mean cosine distance between two texts as vectors of their words.
    """

    distinct_motions: float
    distinct_texts: float
    distinct_1: float
    distinct_2: float
    distinct_3: float
    self_bleu: float
    spread: float


def diversity(texts: Sequence[str], motions: Sequence[Hashable]) -> Diversity:
    """Measures how different texts and motions are.

    Args:
        texts: Such as `ActivityPlan.sentence`.
        motions: Such as `ActivityPlan.motion`.

    Raises:
        InputError: There are less than two of either, or a text without words.
    """
    words = [WORD.findall(text.lower()) for text in texts]
    if min(len(texts), len(motions)) < 2 or not all(words):
        raise InputError(
            expected="at least two texts with words, and two motions",
            found=f"{len(texts)} texts, {sum(map(bool, words))} of them with words, and "
            f"{len(motions)} motions",
            do="plan more",
        )
    one, two, three = (distinct_share(words, length) for length in (1, 2, 3))
    return Diversity(
        distinct_motions=len(set(motions)) / len(motions),
        distinct_texts=len(set(texts)) / len(texts),
        distinct_1=one,
        distinct_2=two,
        distinct_3=three,
        self_bleu=self_bleu(words),
        spread=spread(word_vectors(_drawn(words, MOST_EMBEDDED))),
    )


def distinct_share(texts: Sequence[Sequence[str]], length: int) -> float:
    """Different n-grams over all n-grams; 0 where texts are too short to have any."""
    every = [gram for words in texts for gram in ngrams(words, length)]
    return len(set(every)) / len(every) if every else 0.0


def ngrams(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    """Runs of so many words."""
    return [tuple(words[i : i + length]) for i in range(len(words) - length + 1)]


def self_bleu(texts: Sequence[Sequence[str]]) -> float:
    """Mean BLEU of each text against all others.

    BLEU is the geometric mean of the clipped shares of n-grams of one to four words that another
    text has too, times the brevity penalty (Papineni et al., ACL 2002). An n-gram length that no
    other text shares counts as half an n-gram, so that the mean does not vanish; texts that are
    too short for a length go without it.
    """
    texts = _drawn(texts, MOST_COMPARED)
    counts = [[Counter(ngrams(t, n + 1)) for n in range(LONGEST_NGRAM)] for t in texts]
    most = [_two_largest([of_text[n] for of_text in counts]) for n in range(LONGEST_NGRAM)]
    scores = [_bleu(i, texts, counts[i], most) for i in range(len(texts))]
    return sum(scores) / len(scores)


def _drawn(texts: Sequence[Sequence[str]], most: int) -> Sequence[Sequence[str]]:
    """All of the texts, or so many of them, always the same."""
    if len(texts) <= most:
        return texts
    chosen = np.random.default_rng(0).permutation(len(texts))[:most]
    return [texts[i] for i in sorted(chosen)]


_Largest = dict[tuple[str, ...], tuple[int, int, int]]
"""For each n-gram: its largest count in a text, the number of that text, the next largest."""


def _two_largest(counts: Sequence[Counter[tuple[str, ...]]]) -> _Largest:
    found: _Largest = {}
    for i, of_text in enumerate(counts):
        for gram, count in of_text.items():
            first, where, second = found.get(gram, (0, -1, 0))
            is_most = count > first
            found[gram] = (count, i, first) if is_most else (first, where, max(second, count))
    return found


def _bleu(
    which: int,
    texts: Sequence[Sequence[str]],
    counts: Sequence[Counter[tuple[str, ...]]],
    most: Sequence[_Largest],
) -> float:
    """BLEU of one text against all others."""
    logs = []
    for of_length, largest in zip(counts, most, strict=True):
        total = sum(of_length.values())
        if not total:
            continue
        shared = 0
        for gram, count in of_length.items():
            first, where, second = largest[gram]
            shared += min(count, second if where == which else first)
        logs.append(math.log(max(shared, 0.5) / total))
    own = len(texts[which])
    lengths = [len(words) for i, words in enumerate(texts) if i != which]
    closest = min(lengths, key=lambda length: (abs(length - own), length))
    penalty = min(0.0, 1.0 - closest / own)
    return math.exp(sum(logs) / len(logs) + penalty)


def word_vectors(texts: Sequence[Sequence[str]]) -> Float[np.ndarray, "text dimension"]:
    """Unit vectors of words, hashed, weighted by how few texts have them.

    A word's weight is its count times `ln((1 + texts) / (1 + texts that have it)) + 1` (Salton
    and Buckley, Information Processing & Management 24, 1988, smoothed); its place comes from a
    checksum, so that the same text has the same vector everywhere.
    """
    vectors = np.zeros((len(texts), DIMENSIONS))
    for row, words in zip(vectors, texts, strict=True):
        np.add.at(row, [zlib.crc32(word.encode()) % DIMENSIONS for word in words], 1.0)
    having = (vectors > 0).sum(axis=0)
    vectors *= np.log((1 + len(texts)) / (1 + having)) + 1.0
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def spread(vectors: Float[np.ndarray, "text dimension"]) -> float:
    """Mean cosine distance between two of the vectors, which may be any embedding.

    The cosines of all ordered pairs sum to `|sum of unit vectors|^2 - count`.

    Raises:
        InputError: There are less than two, or one has no direction.
    """
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    if len(vectors) < 2 or not (np.isfinite(length) & (length > 0)).all():
        raise InputError(
            expected="at least two vectors that are not zero",
            found=f"{len(vectors)} vectors",
            do="measure more texts",
        )
    count = len(vectors)
    total = (vectors / length).sum(axis=0)
    return float(1.0 - (total @ total - count) / (count * (count - 1)))
