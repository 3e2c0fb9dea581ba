"""Compiled code that outlives the process."""

import os
from pathlib import Path

_WORTH_KEEPING_S = 0.3
_MOST_BYTES = 2**31


def keep_compiled() -> Path:
    """Lets JAX keep what it compiles, so that the next run of a command starts sooner.

    Returns:
        The folder: `compiled` in `MMWAVE_CACHE`, or in `~/.cache/mmwave`.
    """
    import jax

    root = os.environ.get("MMWAVE_CACHE")
    folder = (Path(root) if root else Path.home() / ".cache" / "mmwave") / "compiled"
    jax.config.update("jax_compilation_cache_dir", str(folder))
    # With a limit, JAX also locks the folder: two commands at once may share it.
    jax.config.update("jax_compilation_cache_max_size", _MOST_BYTES)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", _WORTH_KEEPING_S)
    return folder
