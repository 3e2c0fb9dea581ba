"""Data sets on disk: where they lie, what they are of, and their shards."""

from mmwave_sim.dataset.shards._identity import NAME as IDENTITY
from mmwave_sim.dataset.shards._identity import Identity, Member
from mmwave_sim.dataset.shards._lock import LOCK, sole_writer
from mmwave_sim.dataset.shards._plan import FOLDER, MARKER, ROWS, ShardPlan, plan_of
from mmwave_sim.dataset.shards._rows import (
    IDENTITY_KEY,
    MANIFEST_SCHEMA,
    SCHEMA,
    manifest_table,
    manifest_to_bytes,
    table_from_bytes,
)
from mmwave_sim.dataset.shards._shard import (
    Fault,
    digest_in,
    digest_of,
    make_files,
    own_identity,
    shard_faults,
    write_shard,
)
from mmwave_sim.dataset.shards._store import Store, open_store, refused
from mmwave_sim.dataset.shards._zarr import clip_of, data_file

__all__ = [
    "FOLDER",
    "IDENTITY",
    "IDENTITY_KEY",
    "LOCK",
    "MANIFEST_SCHEMA",
    "MARKER",
    "ROWS",
    "SCHEMA",
    "Fault",
    "Identity",
    "Member",
    "ShardPlan",
    "Store",
    "clip_of",
    "data_file",
    "digest_in",
    "digest_of",
    "make_files",
    "manifest_table",
    "manifest_to_bytes",
    "open_store",
    "own_identity",
    "plan_of",
    "refused",
    "shard_faults",
    "sole_writer",
    "table_from_bytes",
    "write_shard",
]
