"""Measures of diversity, on texts whose values are known."""

import numpy as np
import pytest

from scenes import InputError
from scenes.planner import diversity, spread
from scenes.planner._diversity import _drawn, distinct_share, self_bleu, word_vectors


def test_equal_texts_are_not_diverse() -> None:
    """10 texts of 6 words: 6 words, 5 pairs and 4 triples, each ten times."""
    measured = diversity(["a man walks to the sofa"] * 10, ["walk"] * 10)
    assert measured.distinct_motions == measured.distinct_texts == pytest.approx(0.1)
    assert measured.distinct_1 == measured.distinct_2 == measured.distinct_3 == pytest.approx(0.1)
    assert measured.self_bleu == pytest.approx(1.0)
    assert measured.spread == pytest.approx(0.0, abs=1e-12)


def test_texts_without_a_common_word_are_as_diverse_as_can_be() -> None:
    """No n-gram is shared: half of one over 5, 4, 3 and 2, and no brevity penalty."""
    measured = diversity(["a b c d e", "f g h i j", "k l m n o"], [(1,), (2,), (3,)])
    assert measured.distinct_motions == measured.distinct_1 == measured.distinct_3 == 1.0
    assert measured.self_bleu == pytest.approx((0.5**4 / (5 * 4 * 3 * 2)) ** 0.25)
    assert measured.spread == pytest.approx(1.0)


def test_distinct_shares_count_different_ngrams() -> None:
    """Of "a b a b" 2 of 4 words, 2 of 3 pairs and 2 of 2 triples differ."""
    texts = [["a", "b", "a", "b"]]
    assert [distinct_share(texts, n) for n in (1, 2, 3, 4, 5)] == [0.5, 2 / 3, 1.0, 1.0, 0.0]


def test_self_bleu_clips_counts_and_punishes_short_texts() -> None:
    """Of "a a a" against "a" one word of three counts, and half a pair and half a triple.

    The word "a" is in "a a a", but is a third as long: exp(1 - 3).
    """
    long = (1 / 3 * 0.5 / 2 * 0.5) ** (1 / 3)
    short = np.exp(1 - 3)
    assert self_bleu([["a", "a", "a"], ["a"]]) == pytest.approx((long + short) / 2)


def test_self_bleu_leaves_a_text_itself_out() -> None:
    """Counting it among the others would give 1."""
    texts = [["a", "b", "c", "d"], ["a", "b", "c", "d"], ["w", "x", "y", "z"]]
    alone = (0.5**4 / (4 * 3 * 2 * 1)) ** 0.25
    assert self_bleu(texts) == pytest.approx((1 + 1 + alone) / 3)


def test_spread_is_the_mean_cosine_distance() -> None:
    """Right angles: distance 1 for each pair; a pair of opposites has 2."""
    assert spread(np.eye(3) * [[1.0], [5.0], [0.1]]) == pytest.approx(1.0)
    assert spread(np.array([[1.0, 0.0], [-2.0, 0.0]])) == pytest.approx(2.0)
    vectors = np.random.default_rng(0).normal(size=(20, 6))
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    cosines = (unit @ unit.T)[~np.eye(20, dtype=bool)]
    assert spread(vectors) == pytest.approx(1 - cosines.mean())


def test_rare_words_weigh_more() -> None:
    texts = [["the", "man", "sits"], ["the", "man", "falls"], ["the", "cat", "falls"]]
    first, second, third = word_vectors(texts)
    assert np.linalg.norm(first) == pytest.approx(1.0)
    assert first @ second > first @ third
    assert (word_vectors(texts) == word_vectors(texts)).all()


def test_many_texts_are_measured_on_a_fixed_draw() -> None:
    texts = [["person", "number", str(i), "does", "thing", str(i % 97)] for i in range(2500)]
    drawn = _drawn(texts, 200)
    assert len(drawn) == 200
    assert drawn == _drawn(texts, 200)
    assert self_bleu(texts) == self_bleu(drawn)


@pytest.mark.parametrize(
    ("texts", "motions"), [(["a"], ["a", "b"]), (["a", "b"], ["a"]), (["a", "!?"], ["a", "b"])]
)
def test_too_little_cannot_be_measured(texts: list[str], motions: list[str]) -> None:
    with pytest.raises(InputError, match="at least two texts"):
        diversity(texts, motions)
    with pytest.raises(InputError, match="at least two vectors"):
        spread(np.zeros((3, 2)))
