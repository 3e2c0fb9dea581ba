"""Several workers on this machine; one that dies is named and its shard made again."""

import os
import queue
from collections.abc import Callable, Iterator
from typing import Any, Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.engines._engine import Job, ShardDone
from mmwave_sim.dataset.engines._process import WorkerProcess
from mmwave_sim.dataset.shards import ShardPlan

ATTEMPTS: Final = 3
"""How often a shard is begun before it is given up."""


class PoolEngine:
    """Shares shards among processes, each with its own cores, or its own GPU."""

    def __init__(self, workers: int) -> None:
        """An engine of so many processes."""
        self._workers = workers

    def run(
        self, job: Job, on_clip: Callable[[], None], say: Callable[[str], None]
    ) -> Iterator[ShardDone]:
        """See `Engine`."""
        count = min(self._workers, len(job.plans))
        pool = _Pool(job, count, on_clip, say)
        try:
            yield from pool.results()
        finally:
            pool.close()


class _Pool:
    """The state of one run."""

    def __init__(
        self, job: Job, count: int, on_clip: Callable[[], None], say: Callable[[str], None]
    ) -> None:
        self._job, self._on_clip, self._say = job, on_clip, say
        self._waiting: list[ShardPlan] = list(reversed(job.plans))
        self._plans = {plan.number: plan for plan in job.plans}
        self._attempts: dict[int, int] = {}
        self._counted: dict[int, int] = {}
        self._messages: queue.Queue[tuple[int, dict[str, Any] | None]] = queue.Queue()
        self._busy: dict[int, int] = {}
        self._crew: dict[int, WorkerProcess] = {}
        self._count = count

    def results(self) -> Iterator[ShardDone]:
        for place in range(self._count):
            self._start(place)
        while self._busy:
            place, message = self._messages.get()
            if message is None:
                self._bury(place)
            elif "clip" in message:
                self._count_clip(self._busy[place], message["clip"])
            elif "error" in message:
                raise InputError.__new__(InputError, message["error"])
            else:
                number = self._busy.pop(place)
                self._give(place)
                yield ShardDone(
                    number, message["done"], message["seconds"], self._crew[place].title
                )

    def close(self) -> None:
        for worker in self._crew.values():
            worker.stop()

    def _start(self, place: int) -> None:
        self._crew[place] = WorkerProcess(place, self._count, self._job, self._messages)
        self._give(place)

    def _give(self, place: int) -> None:
        if self._waiting:
            plan = self._waiting.pop()
            self._attempts[plan.number] = self._attempts.get(plan.number, 0) + 1
            self._busy[place] = plan.number
            self._crew[place].send(plan.number)

    def _bury(self, place: int) -> None:
        """Takes leave of a worker that died, and has its shard made by another."""
        worker, number = self._crew[place], self._busy.pop(place, None)
        if number is None:
            return
        ended, attempts = worker.ending(), self._attempts[number]
        worker.stop()
        if attempts >= ATTEMPTS:
            raise InputError(
                expected=f"shard {number} to be made in {ATTEMPTS} attempts",
                found=f"{worker.title} {ended} at the last of them",
                do="use fewer workers if memory ran out, or run the same command again",
            )
        self._say(f"{worker.title} {ended}; shard {number} is made again")
        self._waiting.append(self._plans[number])
        self._start(place)

    def _count_clip(self, number: int, done: int) -> None:
        """Reports a clip once, however often its shard is begun."""
        if done > self._counted.get(number, 0):
            self._counted[number] = done
            self._on_clip()


def usual_workers() -> int:
    """One for each GPU that JAX can use, else one for every two cores."""
    from importlib.util import find_spec
    from pathlib import Path

    if find_spec("jax_cuda12_plugin") is not None:
        visible = os.environ.get("CUDA_VISIBLE_DEVICES")
        devices = visible.split(",") if visible else list(Path("/dev").glob("nvidia[0-9]*"))
        if devices:
            return len(devices)
    return max(1, len(os.sched_getaffinity(0)) // 2)
