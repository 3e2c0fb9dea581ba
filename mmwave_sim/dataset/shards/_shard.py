"""A shard: made of its clips, committed as a whole, checked by its digests."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes import make_clip, recipe_of
from mmwave_sim.dataset.shards._identity import Identity
from mmwave_sim.dataset.shards._plan import MARKER, ROWS, ShardPlan
from mmwave_sim.dataset.shards._rows import rows_to_bytes
from mmwave_sim.dataset.shards._store import Store
from mmwave_sim.dataset.shards._zarr import encoded


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written.

    Attributes:
        name: The file.
        found: What is wrong with it.
    """

    name: str
    found: str

    def __str__(self) -> str:
        return f"{self.name}: {self.found}"


def make_files(
    plan: ShardPlan, identity: Identity, on_clip: Callable[[], None] = lambda: None
) -> dict[str, bytes]:
    """All files of a shard; a function of its arguments and of this code.

    Args:
        plan: Which clips.
        identity: The data set.
        on_clip: Called after each clip.

    Raises:
        InputError: A clip cannot be made.
    """
    rows: list[dict[str, Any]] = []
    arrays: dict[str, list[Any]] = {layout.name: [] for layout in plan.layouts}
    for index in plan.indices:
        clip = make_clip(recipe_of(identity.specification, plan.member.dataset_seed, index))
        rows.append(clip.row)
        for name, values in arrays.items():
            values.append(clip.arrays[name])
        on_clip()
    table = rows_to_bytes(rows, own_identity(plan, identity))
    files = {**encoded(plan.layouts, arrays), ROWS: table}
    return {**files, MARKER: checksums_to_bytes(files)}


def own_identity(plan: ShardPlan, identity: Identity) -> bytes:
    """The identity that a shard's rows keep: of its own member, whatever that is merged with."""
    return replace(identity, members=(plan.member,)).to_bytes()


def checksums_to_bytes(files: dict[str, bytes]) -> bytes:
    """SHA-256 of each file, as JSON."""
    digests = {name: digest_of(files[name]) for name in sorted(files)}
    return (json.dumps(digests, indent=1) + "\n").encode()


def digest_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_shard(
    plan: ShardPlan,
    identity: Identity,
    store: Store,
    on_clip: Callable[[], None] = lambda: None,
) -> str:
    """Makes a shard and commits it.

    Returns:
        Its digest: the SHA-256 of its list of checksums.

    Raises:
        InputError: A clip cannot be made, the store refuses, or this is other code than that of
            the data set.
    """
    identity.check_code()
    files = make_files(plan, identity, on_clip)
    store.commit(plan.folder, files, MARKER)
    return digest_of(files[MARKER])


def digest_in(store: Store, plan: ShardPlan) -> str | None:
    """The digest of a shard that is there, by its list of checksums; None if it is not."""
    try:
        return digest_of(store.read(f"{plan.folder}/{MARKER}"))
    except InputError:
        return None


def shard_faults(store: Store, plan: ShardPlan) -> list[Fault]:
    """What is wrong with a shard by its own list of checksums; every byte is read."""
    marker = f"{plan.folder}/{MARKER}"
    try:
        content = store.read(marker)
        listed: dict[str, str] = json.loads(content)
        if not isinstance(listed, dict) or content != _again(listed):
            raise ValueError("not as it was written")
    except (InputError, ValueError) as error:
        return [Fault(marker, "missing" if isinstance(error, InputError) else "damaged")]
    faults = [_fault(store, f"{plan.folder}/{name}", listed[name]) for name in listed]
    there = set(store.names(plan.folder)) - {MARKER}
    extra = [Fault(f"{plan.folder}/{name}", "not a file of it") for name in there - set(listed)]
    return [*(fault for fault in faults if fault), *extra]


def _again(listed: dict[str, str]) -> bytes:
    return (json.dumps(dict(sorted(listed.items())), indent=1) + "\n").encode()


def _fault(store: Store, name: str, digest: str) -> Fault | None:
    try:
        content = store.read(name)
    except InputError:
        return Fault(name, "missing")
    return None if digest_of(content) == digest else Fault(name, "damaged")
