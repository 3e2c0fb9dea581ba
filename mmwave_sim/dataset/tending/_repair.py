"""`repair`: makes again what is broken or missing, and only that."""

from collections.abc import Sequence
from dataclasses import replace

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.engines import Engine, InlineEngine, Job
from mmwave_sim.dataset.shards import (
    FOLDER,
    IDENTITY,
    IDENTITY_KEY,
    ROWS,
    Fault,
    Identity,
    ShardPlan,
    Store,
    digest_of,
    open_store,
    plan_of,
    sole_writer,
    table_from_bytes,
)
from mmwave_sim.dataset.tending._assemble import MANIFEST
from mmwave_sim.dataset.tending._finish import finish
from mmwave_sim.dataset.tending._synthesize import Watch
from mmwave_sim.dataset.tending._verify import listed_digests, verify


def repair(
    place: str, engine: Engine | None = None, watch: Watch | None = None
) -> tuple[Fault, ...]:
    """Mends a data set: `dataset.json` by its copies, shards by recipes, the rest from both.

    Args:
        place: Where it is.
        engine: Who makes shards; this process if left out.
        watch: Who is told how far it is.

    Returns:
        What was wrong.

    Raises:
        InputError: No copy of `dataset.json` is left, this is other code than made the data set, or
            a shard that is made again is not the one that was recorded: another type of machine.
    """
    store, watch = open_store(place), watch or Watch()
    with sole_writer(store):
        mended = _mend_identity(store)
        identity = Identity.from_bytes(store.read(IDENTITY))
        verdict = verify(place)
        plans, wanted = [*verdict.broken, *verdict.missing], _recorded(store)
        watch.on_start(sum(len(plan.indices) for plan in plans), 0)
        if plans:
            identity.check_code()
            _remake(Job(place, identity, plans), wanted, engine or InlineEngine(), watch)
        every = plan_of(identity)
        _clear(store, every)
        finish(store, every, identity)
    return (*mended, *verdict.faults)


def _remake(job: Job, wanted: dict[str, set[str]], engine: Engine, watch: Watch) -> None:
    names = {plan.number: plan for plan in job.plans}
    for done in engine.run(job, watch.on_clip, watch.say):
        name = names[done.number].name
        if wanted.get(name) and done.digest not in wanted[name]:
            raise InputError(
                expected=f"shard {name} made again to be the one that was recorded",
                found="other bytes from the same recipes",
                do="repair on the type of machine that made the data set, or copy the shard back",
            )


def _recorded(store: Store) -> dict[str, set[str]]:
    """Digests of shards by the list of checksums and by the manifest, as far as they go."""
    found: dict[str, set[str]] = {}
    listed = listed_digests(store) or {}
    for name, digest in listed.items():
        if name.startswith(f"{FOLDER}/"):
            found.setdefault(name.split("/")[1], set()).add(digest)
    try:
        table = table_from_bytes(store.read(MANIFEST), MANIFEST)
        pairs = zip(table["shard"].to_pylist(), table["shard_sha256"].to_pylist(), strict=True)
        for shard, digest in pairs:
            found.setdefault(shard, set()).add(digest)
    except (InputError, KeyError):
        pass
    return found


def _clear(store: Store, plans: Sequence[ShardPlan]) -> None:
    known = {plan.name for plan in plans}
    for name in store.folders(FOLDER):
        if name not in known:
            store.remove(f"{FOLDER}/{name}")


def _mend_identity(store: Store) -> list[Fault]:
    """Puts `dataset.json` back from the manifest or the shards, if it is not as it was written."""
    listed = listed_digests(store) or {}
    there = store.read(IDENTITY) if store.exists(IDENTITY) else b""
    copies = [copy for copy in (there, *_copies(store)) if _is_whole(copy)]
    right = [copy for copy in copies if digest_of(copy) == listed.get(IDENTITY)] or copies
    if not right:
        raise InputError(
            expected=f"{IDENTITY}, or a copy of it in {MANIFEST} or in the shards of {store.place}",
            found="none that is whole",
            do="make the data set again, or copy the file back",
        )
    if right[0] == there:
        return []
    store.write(IDENTITY, right[0])
    return [Fault(IDENTITY, "damaged or missing")]


def _copies(store: Store) -> list[bytes]:
    found = [_copy_in(store, MANIFEST)]
    identities = [_copy_in(store, f"{FOLDER}/{one}/{ROWS}") for one in store.folders(FOLDER)]
    parts = [Identity.from_bytes(one) for one in identities if _is_whole(one)]
    if parts:
        members = tuple(dict.fromkeys(member for part in parts for member in part.members))
        found.append(replace(parts[0], members=members).to_bytes())
    return found


def _copy_in(store: Store, name: str) -> bytes:
    """The copy that a Parquet file keeps; empty if it cannot be read."""
    try:
        metadata = table_from_bytes(store.read(name), name).schema.metadata or {}
    except InputError:
        return b""
    copy: bytes = metadata.get(IDENTITY_KEY, b"")
    return copy


def _is_whole(copy: bytes) -> bool:
    try:
        return Identity.from_bytes(copy).to_bytes() == copy
    except ValueError:
        return False
