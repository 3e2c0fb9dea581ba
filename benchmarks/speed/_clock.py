"""Time of calls, in the same run as what they are compared with."""

import time
from collections.abc import Callable
from typing import Any

import jax


def seconds(call: Callable[[], Any], repeats: int = 1) -> float:
    """Shortest wall time of a call, s, its first run (which compiles) left out if it repeats.

    Args:
        call: What is timed; arrays of JAX that it returns are waited for.
        repeats: How often. A single call is timed as it is.
    """
    if repeats > 1:
        jax.block_until_ready(call())
    found = []
    for _ in range(repeats):
        start = time.perf_counter()
        jax.block_until_ready(call())
        found.append(time.perf_counter() - start)
    return min(found)
