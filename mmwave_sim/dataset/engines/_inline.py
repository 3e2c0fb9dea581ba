"""One worker: this process."""

import time
from collections.abc import Callable, Iterator

from mmwave_sim.dataset.engines._engine import Job, ShardDone
from mmwave_sim.dataset.shards import open_store, write_shard


class InlineEngine:
    """Makes one shard after the other in this process."""

    def run(
        self, job: Job, on_clip: Callable[[], None], say: Callable[[str], None]
    ) -> Iterator[ShardDone]:
        """See `Engine`."""
        store = open_store(job.place)
        for plan in job.plans:
            start_s = time.monotonic()
            digest = write_shard(plan, job.identity, store, on_clip)
            yield ShardDone(plan.number, digest, time.monotonic() - start_s, "this process")
