"""One worker process, as seen from the process that started it."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from typing import IO, Any

from mmwave_sim.dataset.engines._engine import Job, worker_environment

Messages = queue.Queue[tuple[int, dict[str, Any] | None]]

_COMMAND = "from mmwave_sim.dataset.engines._worker import main; main()"


class WorkerProcess:
    """A process that makes the shards whose numbers it is sent.

    It reads from its standard input and ends when that does, so it does not outlive its parent.
    """

    def __init__(self, place: int, count: int, job: Job, messages: Messages) -> None:
        """Starts it.

        Args:
            place: Its number among the workers.
            count: How many there are.
            job: The data set.
            messages: Gets its messages with its number, and None when it ends.
        """
        self._place, self._messages = place, messages
        self._process = subprocess.Popen(
            [sys.executable, "-c", _COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **worker_environment(), **_own_gpu(place, count)},
            # Ctrl-C is for the parent, which ends its workers.
            start_new_session=True,
        )
        self._write({"place": job.place, "identity": job.identity.to_bytes().decode()})
        self._write({"cores": own_cores(place, count)})
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def title(self) -> str:
        """What to call it."""
        return f"worker {self._place + 1} (process {self._process.pid})"

    def send(self, number: int) -> None:
        """Has it make a shard."""
        self._write({"shard": number})

    def ending(self) -> str:
        """How it ended, in words."""
        code = self._process.wait()
        if code < 0:
            return f"was ended by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def stop(self) -> None:
        """Ends it, whatever it is doing; shards are committed whole or not at all."""
        with contextlib.suppress(OSError):
            self._input.close()
        self._process.kill()
        self._process.wait()

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _write(self, message: dict[str, Any]) -> None:
        # If it is dead, its end is reported by whoever listens.
        with contextlib.suppress(OSError, ValueError):
            self._input.write((json.dumps(message) + "\n").encode())
            self._input.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._messages.put((self._place, json.loads(line)))
        self._messages.put((self._place, None))


def own_cores(place: int, count: int) -> list[int]:
    """A worker's share of the cores that this process may use."""
    if not hasattr(os, "sched_getaffinity"):
        return []
    cores = sorted(os.sched_getaffinity(0))
    return cores[place::count] or [cores[place % len(cores)]]


def _own_gpu(place: int, count: int) -> dict[str, str]:
    """One GPU for each worker, where this process has as many as there are workers."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    devices = [name for name in visible.split(",") if name] or [str(i) for i in range(count)]
    if not os.path.exists("/dev/nvidia0") or len(devices) < count:
        return {}
    return {"CUDA_VISIBLE_DEVICES": devices[place]}
