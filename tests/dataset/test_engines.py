"""Killed processes, dead workers, several workers: the same bytes."""

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from mmwave_sim import InputError
from mmwave_sim.dataset import PoolEngine, RayEngine, Watch, synthesize
from mmwave_sim.dataset.engines._process import own_cores
from tests.dataset.world import contents, identity, start


def kill_after(process: subprocess.Popen[bytes], clips: int, pause_s: float) -> None:
    """Kills a process some time after it has made so many clips."""
    assert process.stdout is not None
    with process.stdout as lines:
        for _ in range(1 + clips):
            lines.readline()
        time.sleep(pause_s)
        process.kill()
        process.wait()


def test_killed_at_random_moments_it_ends_up_the_same(tmp_path: Path, made: Path) -> None:
    """The first with one worker, the second with two whose parent is killed, then to the end."""
    moments = random.Random(0)
    folder = tmp_path / "killed"
    kill_after(start(folder, 1), 1, moments.uniform(0, 1))
    kill_after(start(folder, 2), 1, moments.uniform(0, 1))
    synthesize(identity(), str(folder))
    assert contents(folder) == contents(made)


def test_a_worker_that_dies_is_named_and_its_shard_made_again(copied: Path, made: Path) -> None:
    shutil.rmtree(copied / "shards" / "000002")
    said: list[str] = []
    killed: list[int] = []

    def kill() -> None:
        while not (children := _workers()):
            time.sleep(0.05)
        time.sleep(1)
        os.kill(children[0], signal.SIGKILL)
        killed.append(children[0])

    thread = threading.Thread(target=kill)
    thread.start()
    synthesize(identity(), str(copied), PoolEngine(1), Watch(say=said.append))
    thread.join()
    assert said == [f"worker 1 (process {killed[0]}) was ended by SIGKILL; shard 2 is made again"]
    assert contents(copied) == contents(made)


def _workers() -> list[int]:
    """Worker processes of this one."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == os.getpid() and b"mmwave_sim.dataset.engines._worker" in command:
            found.append(int(entry.name))
    return found


def test_workers_share_the_cores() -> None:
    cores = sorted(os.sched_getaffinity(0))
    shares = [own_cores(place, 2) for place in range(2)]
    assert all(share for share in shares)
    assert set().union(*shares) <= set(cores)
    if len(cores) >= 2:
        assert sorted([*shares[0], *shares[1]]) == cores


def test_no_ray_cluster_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ray"):
        synthesize(identity(), str(tmp_path / "none"), RayEngine(address="127.0.0.1:1"))
