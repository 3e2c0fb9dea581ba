"""The small built-in data set, made in this process or in another."""

import hashlib
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from mmwave_sim.dataset import (
    Identity,
    Member,
    code_version,
    resolve_specification,
    synthesize,
)

APART = (".lock", "timing.jsonl")
"""Files that are no part of a data set."""

SCRIPT = """
import resource, sys
from mmwave_sim.cli import keep_compiled
from mmwave_sim.dataset import Identity, InlineEngine, PoolEngine, Watch, synthesize
if __name__ == "__main__":
    keep_compiled()
    place, workers = sys.argv[1], int(sys.argv[2])
    identity = Identity.from_bytes(sys.stdin.buffer.read())
    engine = InlineEngine() if workers == 1 else PoolEngine(workers)
    synthesize(identity, place, engine, Watch(on_clip=lambda: print("clip", flush=True)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
"""


def identity(clips: int) -> Identity:
    """So many clips, two a shard."""
    own = replace(resolve_specification("sim-mmwave-smoke"), clips_per_shard=2)
    return Identity(own, (Member(0, clips),), code_version())


def made_here(folder: Path, clips: int) -> float:
    """Makes it in this process, and gives the time that took, s."""
    start_s = time.monotonic()
    synthesize(identity(clips), str(folder))
    return time.monotonic() - start_s


def begun_there(
    folder: Path, clips: int, workers: int = 1, threads: int = 1
) -> "subprocess.Popen[bytes]":
    """Begins to make it in another process, which prints a line for each clip.

    Args:
        folder: Where.
        clips: How many.
        workers: Processes.
        threads: Threads of XLA in each, whatever the number of cores (its variable NPROC).
    """
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "NPROC": str(threads),
        },
    )
    assert process.stdin is not None
    process.stdin.write(identity(clips).to_bytes())
    process.stdin.close()
    return process


def made_there(folder: Path, clips: int, workers: int = 1, threads: int = 1) -> int:
    """Makes it in another process, and gives that one's peak memory, KiB (bytes on macOS).

    Raises:
        RuntimeError: The process failed.
    """
    process = begun_there(folder, clips, workers, threads)
    assert process.stdout is not None
    with process.stdout as lines:
        said = lines.read().split()
    if process.wait():
        raise RuntimeError(f"the process that made {folder} ended with {process.returncode}")
    return int(said[-1])


def contents(folder: Path) -> dict[str, str]:
    """Digests of all files that a data set consists of."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in APART
    }
