"""What all tests share: fixtures, compiled code, and an order that keeps two workers busy."""

import os
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"

# Workers and the commands that tests start inherit these; JAX reads them when it is imported, which
# is later. It locks its cache only where the total size is limited: without a lock one process
# could read half of what another writes.
CACHE = Path(os.environ.setdefault("MMWAVE_CACHE", str(ROOT / ".pytest_cache" / "mmwave")))
os.environ["JAX_COMPILATION_CACHE_DIR"] = str(CACHE / "compiled")
os.environ["JAX_COMPILATION_CACHE_MAX_SIZE"] = str(2**31)
os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"

# Most of what tests wait for is compilation, which XLA's older code generator for CPUs does sooner.
# XLA refuses flags that it does not know, so only versions that know it are given it.
if version("jaxlib").startswith("0.10."):
    os.environ.setdefault("XLA_FLAGS", "--xla_cpu_use_fusion_emitters=false")


def _keep_to_own_cores() -> None:
    """Each worker computes on its share of the cores: together they are faster than in a crowd."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if worker and len(cores) >= count:
        os.sched_setaffinity(0, cores[int(worker.removeprefix("gw")) :: count])


_keep_to_own_cores()

SLOWEST = (
    "repository/test_readme.py",
    "repository/test_types.py",
    "physics/test_gradients.py",
    "simulation/test_render.py",
    "repository/test_examples.py",
    "physics/test_behind_wall.py",
    "simulation/test_walk.py",
    "physics/test_rooms.py",
    "simulation/test_trace.py",
    "simulation/test_soft.py",
    "simulation/test_bounces.py",
    "simulation/test_ways.py",
    "randomization/test_simulate.py",
    "dataset/test_engines.py",
    "physics/test_breathing.py",
    "adc/test_synthesis.py",
)
"""Files that go first, so that none is left to one worker at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    first = {ROOT / "tests" / name: place for place, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: first.get(item.path, len(first)))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real recordings beside the repository; the test skips where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("real recordings are not beside the repository (../shared/data)")
    return SHARED_DATA
