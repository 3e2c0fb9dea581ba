"""Shards as Ray tasks, on one machine or many; imported late, by the extra `ray`."""

import contextlib
import logging
import os
import socket
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.engines._engine import Job, ShardDone, worker_environment
from mmwave_sim.dataset.shards import open_store, write_shard

CONNECT_S: Final = 5.0

ATTEMPTS: Final = 3
"""How often a task whose worker died is begun again."""


class RayEngine:
    """Has a Ray cluster make shards, and Ray begin those again whose worker died."""

    def __init__(self, workers: int | None = None, address: str = "auto", cores: int = 1) -> None:
        """An engine on a cluster that runs already.

        Args:
            workers: Most tasks at once; as many as the cluster has cores for if left out.
            address: Where its head is; `"auto"` for the cluster of this machine.
            cores: Cores that each task takes.
        """
        self._workers, self._address, self._cores = workers, address, cores

    def run(
        self, job: Job, on_clip: Callable[[], None], say: Callable[[str], None]
    ) -> Iterator[ShardDone]:
        """See `Engine`. Clips are reported a shard at a time."""
        ray = _connected(self._address)
        try:
            yield from self._results(ray, job, on_clip)
        finally:
            ray.shutdown()

    def _results(self, ray: Any, job: Job, on_clip: Callable[[], None]) -> Iterator[ShardDone]:
        remote = ray.remote(_make).options(num_cpus=self._cores, max_retries=ATTEMPTS)
        identity, waiting = ray.put(job), list(reversed(range(len(job.plans))))
        most = self._workers or max(1, int(ray.cluster_resources().get("CPU", 1) // self._cores))
        running: dict[Any, int] = {}
        while waiting or running:
            while waiting and len(running) < 2 * most:
                place = waiting.pop()
                running[remote.remote(identity, place)] = place
            (ready,), _ = ray.wait(list(running), num_returns=1)
            plan = job.plans[running.pop(ready)]
            done = _result(ray, ready, plan.number)
            for _ in plan.indices:
                on_clip()
            yield done


def _make(job: Job, place: int) -> ShardDone:
    """The task: one shard."""
    plan, start_s = job.plans[place], time.monotonic()
    digest = write_shard(plan, job.identity, open_store(job.place))
    worker = f"process {os.getpid()} of {os.uname().nodename}"
    return ShardDone(plan.number, digest, time.monotonic() - start_s, worker)


def _connected(address: str) -> Any:
    try:
        import ray
    except ImportError as error:
        raise InputError(
            expected="Ray, for --engine ray", found="no module ray", do="install mmwave-sim[ray]"
        ) from error
    environment = {"env_vars": worker_environment()}
    try:
        _knock(address)
        with contextlib.redirect_stdout(None):
            ray.init(
                address=address,
                runtime_env=environment,
                log_to_driver=False,
                logging_level=logging.ERROR,
                configure_logging=True,
            )
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(
            expected=f"a Ray cluster at {address}",
            found=" ".join(str(error).split())[:120],
            do="start one with ray start --head, see docs/datasets.md",
        ) from error
    return ray


def _knock(address: str) -> None:
    """Ray itself tries for a minute before it gives a closed port up.

    Raises:
        OSError: Nothing listens there.
    """
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=CONNECT_S).close()


def _result(ray: Any, ready: Any, number: int) -> ShardDone:
    try:
        done: ShardDone = ray.get(ready)
    except ray.exceptions.RayTaskError as error:
        cause = error.cause
        if isinstance(cause, ValueError):
            raise InputError.__new__(InputError, " ".join(str(cause).split())) from error
        raise
    except ray.exceptions.RayError as error:
        raise InputError(
            expected=f"shard {number} to be made in {1 + ATTEMPTS} attempts",
            found=" ".join(str(error).split())[:160],
            do="look at the cluster, then run the same command again",
        ) from error
    return done
