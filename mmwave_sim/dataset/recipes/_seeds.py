"""Random streams of a clip: from the data set's seed, the clip's index and a purpose, no order."""

import numpy as np


def stream(dataset_seed: int, index: int, purpose: str) -> np.random.Generator:
    """The random stream of one decision about one clip.

    It is `numpy.random.SeedSequence(dataset_seed, spawn_key=(index, *purpose))`, with the purpose
    as its UTF-8 bytes, so that no clip and no decision knows of any other.

    Args:
        dataset_seed: Seed of the data set.
        index: Number of the clip, or of the shard for what a whole shard shares.
        purpose: What is decided.
    """
    key = (index, *purpose.encode())
    return np.random.default_rng(np.random.SeedSequence(dataset_seed, spawn_key=key))


def seed_from(dataset_seed: int, index: int, purpose: str) -> int:
    """A seed of 63 bits from such a stream, for what takes a seed itself."""
    return int(stream(dataset_seed, index, purpose).integers(2**63))


def chosen(weights: tuple[float, ...], random: np.random.Generator) -> int:
    """Index of one of several choices, as likely as their weights say."""
    ends = np.cumsum(weights) / np.sum(weights)
    return int(np.searchsorted(ends[:-1], random.random(), side="right"))
