"""`Engine`: what makes shards, here or elsewhere."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from mmwave_sim.dataset.shards import Identity, ShardPlan


@dataclass(frozen=True)
class ShardDone:
    """A shard that was committed.

    Attributes:
        number: Which.
        digest: SHA-256 of its list of checksums.
        seconds: How long it took, s.
        worker: Who made it, for the log.
    """

    number: int
    digest: str
    seconds: float
    worker: str


@dataclass(frozen=True)
class Job:
    """Shards to make.

    Attributes:
        place: Where the data set is.
        identity: What it is.
        plans: The shards that are missing.
    """

    place: str
    identity: Identity
    plans: Sequence[ShardPlan]


class Engine(Protocol):
    """Makes shards, in any order; what they hold does not depend on who makes them."""

    def run(
        self, job: Job, on_clip: Callable[[], None], say: Callable[[str], None]
    ) -> Iterator[ShardDone]:
        """Yields each shard once it is committed.

        Args:
            job: What to make.
            on_clip: Called after each clip.
            say: Called with one line about what went wrong and is tried again.

        Raises:
            InputError: A clip cannot be made, a shard failed too often, or the place refuses.
        """
        ...


def worker_environment() -> dict[str, str]:
    """What a worker's environment needs to find this code and this process's compiled code."""
    import jax

    found = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    for name in (
        "jax_compilation_cache_dir",
        "jax_compilation_cache_max_size",
        "jax_persistent_cache_min_compile_time_secs",
    ):
        value = getattr(jax.config, name)
        if value is not None:
            found[name.upper()] = str(value)
    return found
