"""The other end of `WorkerProcess`: reads numbers of shards, makes them, reports."""

import json
import os
import queue
import sys
import threading
import time
from typing import IO, Any


def main() -> None:
    """Works until its standard input ends."""
    # What libraries print must not be taken for a message.
    report = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lines = _listen()
    dataset, machine = lines.get(), lines.get()
    if machine["cores"]:
        # Before JAX counts them.
        os.sched_setaffinity(0, machine["cores"])
    _work(dataset, lines, report)


def _listen() -> "queue.Queue[dict[str, Any]]":
    """Queues what comes in; when the parent is gone, so is this process, whatever it is doing."""
    lines: queue.Queue[dict[str, Any]] = queue.Queue()

    def read() -> None:
        for line in sys.stdin:
            lines.put(json.loads(line))
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _work(dataset: dict[str, Any], lines: "queue.Queue[dict[str, Any]]", report: IO[str]) -> None:
    from mmwave_sim.dataset.shards import Identity, open_store, plan_of, write_shard

    try:
        identity, store = (
            Identity.from_bytes(dataset["identity"].encode()),
            open_store(dataset["place"]),
        )
        plans = plan_of(identity)
        while True:
            plan, start_s, clips = plans[lines.get()["shard"]], time.monotonic(), 0

            def on_clip() -> None:
                nonlocal clips
                clips += 1
                _send(report, {"clip": clips})

            digest = write_shard(plan, identity, store, on_clip)
            _send(report, {"done": digest, "seconds": time.monotonic() - start_s})
    except ValueError as error:
        _send(report, {"error": " ".join(str(error).split())})


def _send(report: IO[str], message: dict[str, Any]) -> None:
    report.write(json.dumps(message) + "\n")
