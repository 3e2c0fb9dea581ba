"""A data set made on a local Ray cluster, one of whose workers is killed."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from benchmarks.synth.sets import identity
from mmwave_sim.dataset import RayEngine, synthesize

WORKERS = 2
STARTING_S = 60.0


def made_with_a_death(folder: Path, clips: int) -> int:
    """Starts a cluster on the loopback, makes the data set, kills a worker that is at it.

    Returns:
        The process that was killed.
    """
    port, killed, done = _free_port(), list[int](), threading.Event()
    cluster = _started(port)
    assassin = threading.Thread(target=_kill_one, args=(killed, done))
    assassin.start()
    try:
        synthesize(identity(clips), str(folder), RayEngine(WORKERS, f"127.0.0.1:{port}"))
    finally:
        done.set()
        assassin.join()
        # It ends what it started.
        cluster.terminate()
        cluster.wait(timeout=60)
    if not killed:
        raise RuntimeError("no worker of Ray was found to be killed")
    return killed[0]


def _started(port: int) -> "subprocess.Popen[bytes]":
    """A cluster of this machine alone, once it answers."""
    process = subprocess.Popen(
        [
            *(str(Path(sys.executable).with_name("ray")), "start", "--head", "--block"),
            *("--node-ip-address=127.0.0.1", f"--port={port}", f"--num-cpus={WORKERS}"),
            *("--include-dashboard=false", "--disable-usage-stats"),
            "--object-store-memory=200000000",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end_s = time.monotonic() + STARTING_S
    while time.monotonic() < end_s:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1.0).close()
            time.sleep(5.0)
            return process
        time.sleep(0.5)
    process.terminate()
    raise RuntimeError(f"Ray did not start within {STARTING_S:g} s")


def _kill_one(killed: list[int], done: threading.Event) -> None:
    """Kills the first worker that is seen at a task, a second later."""
    while not done.is_set():
        found = [process for process, words in _processes() if words.startswith(b"ray::_make")]
        if found:
            time.sleep(1.0)
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])
            return
        time.sleep(0.05)


def _processes() -> list[tuple[int, bytes]]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            found.append((int(entry.name), (entry / "cmdline").read_bytes()))
        except OSError:
            continue
    return found


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
