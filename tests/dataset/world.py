"""A small data set, ways to compare and break one, and a process that makes one."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from mmwave_sim.dataset import Identity, Member, Specification, code_version, resolve_specification

CLIPS = 5

SCRIPT = """
import sys
from mmwave_sim.dataset import Identity, InlineEngine, PoolEngine, Watch, synthesize
if __name__ == "__main__":
    place, workers = sys.argv[1], int(sys.argv[2])
    identity = Identity.from_bytes(sys.stdin.buffer.read())
    engine = InlineEngine() if workers == 1 else PoolEngine(workers)
    watch = Watch(on_clip=lambda: print("clip", flush=True))
    print("ready", flush=True)
    synthesize(identity, place, engine, watch)
"""


def specification() -> Specification:
    """Two clips a shard, so that a data set of `CLIPS` has three, the last half full."""
    return replace(resolve_specification("sim-mmwave-smoke"), clips_per_shard=2)


def identity(clips: int = CLIPS, seed: int = 0) -> Identity:
    return Identity(specification(), (Member(seed, clips),), code_version())


def contents(folder: Path) -> dict[str, str]:
    """Digests of all files that a data set consists of."""
    apart = (".lock", "timing.jsonl")
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in apart
    }


def flip(path: Path, place: int) -> None:
    """Changes one byte of a file."""
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 0x10
    path.write_bytes(bytes(content))


def start(folder: Path, workers: int, clips: int = CLIPS) -> subprocess.Popen[bytes]:
    """Begins to make the data set in another process, which prints a line for each clip."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(folder), str(workers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    assert process.stdin is not None
    process.stdin.write(identity(clips).to_bytes())
    process.stdin.close()
    return process
