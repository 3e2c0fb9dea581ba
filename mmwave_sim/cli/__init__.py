"""The `mmwave` command. Its verbs are entry points, and only the one that is asked for loads."""

from mmwave_sim.cli._compiled import keep_compiled
from mmwave_sim.cli._main import main
from mmwave_sim.cli._progress import progress, track

__all__ = ["keep_compiled", "main", "progress", "track"]
