"""Who makes shards: this process, several on this machine, or a Ray cluster."""

from mmwave_sim.dataset.engines._engine import Engine, Job, ShardDone
from mmwave_sim.dataset.engines._inline import InlineEngine
from mmwave_sim.dataset.engines._pool import PoolEngine, usual_workers
from mmwave_sim.dataset.engines._ray import RayEngine

__all__ = [
    "Engine",
    "InlineEngine",
    "Job",
    "PoolEngine",
    "RayEngine",
    "ShardDone",
    "usual_workers",
]
