"""What a complete data set has besides its shards: manifest, card, checksums."""

from collections.abc import Sequence

from mmwave_sim.dataset.shards import Identity, ShardPlan, Store
from mmwave_sim.dataset.tending._assemble import (
    CARD,
    CHECKSUMS,
    MANIFEST,
    PICTURES,
    checksums_bytes,
    manifest_bytes,
)
from mmwave_sim.dataset.tending._card import card_files


def finish(store: Store, plans: Sequence[ShardPlan], identity: Identity) -> None:
    """Writes manifest, card, pictures and checksums from the shards; what is right stays.

    Raises:
        InputError: A shard is damaged or strange, or the store refuses.
    """
    put(store, MANIFEST, manifest_bytes(store, plans, identity))
    files = card_files(store, plans, identity)
    for name in store.names(PICTURES):
        if f"{PICTURES}/{name}" not in files:
            store.remove(f"{PICTURES}/{name}")
    for name in sorted(files, key=lambda name: (name == CARD, name)):
        put(store, name, files[name])
    put(store, CHECKSUMS, checksums_bytes(store, plans))


def put(store: Store, name: str, content: bytes) -> None:
    """Writes a file unless it holds these bytes already."""
    if not store.exists(name) or store.read(name) != content:
        store.write(name, content)
