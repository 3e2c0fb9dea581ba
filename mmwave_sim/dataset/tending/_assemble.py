"""The manifest and the list of checksums of a data set, from its shards."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import pyarrow as pa

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.shards import (
    IDENTITY,
    IDENTITY_KEY,
    MARKER,
    ROWS,
    Identity,
    ShardPlan,
    Store,
    digest_in,
    digest_of,
    manifest_table,
    manifest_to_bytes,
    own_identity,
    table_from_bytes,
)

MANIFEST: Final = "manifest.parquet"
CHECKSUMS: Final = "checksums.json"
CARD: Final = "README.md"
PICTURES: Final = "pictures"


def shard_rows(store: Store, plan: ShardPlan, identity: Identity) -> pa.Table:
    """The rows that a shard keeps of its clips.

    Raises:
        InputError: The shard is damaged, or belongs to another data set or other code.
    """
    name = f"{plan.folder}/{ROWS}"
    table = table_from_bytes(store.read(name), name)
    kept = (table.schema.metadata or {}).get(IDENTITY_KEY, b"")
    if kept != own_identity(plan, identity) or table["index"].to_pylist() != list(plan.indices):
        raise InputError(
            expected=f"in {plan.folder} of {store.place} a shard of this data set, made by "
            f"{identity.code}",
            found=_stranger(kept),
            do="run mmwave dataset repair, which makes it again",
        )
    return table


def manifest_bytes(store: Store, plans: Sequence[ShardPlan], identity: Identity) -> bytes:
    """The manifest of the shards that are there, in order; its bytes follow from them."""

    def tables() -> Iterator[pa.Table]:
        for plan in plans:
            digest = digest_in(store, plan)
            if digest is not None:
                rows = shard_rows(store, plan, identity)
                yield manifest_table(rows, plan.first, plan.name, digest)

    return manifest_to_bytes(tables(), identity.to_bytes())


def checksums_bytes(store: Store, plans: Sequence[ShardPlan]) -> bytes:
    """SHA-256 of every file but those within shards, and of each shard's own list."""
    names = [IDENTITY, MANIFEST, CARD, *(f"{PICTURES}/{name}" for name in store.names(PICTURES))]
    names += [f"{plan.folder}/{MARKER}" for plan in plans]
    return canonical({name: digest_of(store.read(name)) for name in names})


def canonical(digests: dict[str, str]) -> bytes:
    """A list of checksums as JSON."""
    return (json.dumps(dict(sorted(digests.items())), indent=1) + "\n").encode()


def _stranger(kept: bytes) -> str:
    try:
        found = Identity.from_bytes(kept)
    except ValueError:
        return "something else"
    seeds = ", ".join(str(member.dataset_seed) for member in found.members)
    return f"one of {found.specification.name}, seed {seeds}, made by {found.code}"
