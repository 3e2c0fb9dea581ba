"""`verify`: reads every byte of a data set and says what is not as it was written."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.shards import (
    FOLDER,
    IDENTITY,
    MARKER,
    Fault,
    Identity,
    ShardPlan,
    Store,
    digest_in,
    digest_of,
    open_store,
    plan_of,
    shard_faults,
)
from mmwave_sim.dataset.tending._assemble import (
    CARD,
    CHECKSUMS,
    MANIFEST,
    PICTURES,
    canonical,
    manifest_bytes,
    shard_rows,
)


@dataclass
class Verdict:
    """What `verify` found.

    Attributes:
        faults: Everything that is wrong.
        broken: Shards that have to be made again.
        missing: Shards that have not been made yet.
    """

    faults: list[Fault] = field(default_factory=list)
    broken: list[ShardPlan] = field(default_factory=list)
    missing: list[ShardPlan] = field(default_factory=list)


def verify(place: str, on_shard: Callable[[], None] = lambda: None) -> Verdict:
    """Checks a data set, finished or not.

    Every file of every shard is held to the shard's checksums, the shard to the data set's, the
    manifest to what the shards say, and the rest to the data set's checksums.

    Args:
        place: Where it is.
        on_shard: Called after each shard.

    Raises:
        InputError: There is no data set at all.
    """
    store = open_store(place)
    verdict = Verdict()
    identity = _identity(store, verdict)
    listed = listed_digests(store)
    if listed is None:
        found = "damaged" if store.exists(CHECKSUMS) else "missing"
        verdict.faults.append(Fault(CHECKSUMS, found))
    if identity is None:
        return verdict
    plans = plan_of(identity)
    _check_shards(store, plans, identity, listed or {}, verdict, on_shard)
    _check_rest(store, plans, identity, listed or {}, verdict)
    return verdict


def listed_digests(store: Store) -> dict[str, str] | None:
    """The data set's list of checksums; None if it is missing or not as it was written."""
    try:
        content = store.read(CHECKSUMS)
        listed = json.loads(content)
        return listed if isinstance(listed, dict) and canonical(listed) == content else None
    except (InputError, ValueError):
        return None


def _identity(store: Store, verdict: Verdict) -> Identity | None:
    if not store.exists(IDENTITY) and not store.exists(MANIFEST) and not store.folders(FOLDER):
        raise InputError(
            expected=f"a data set at {store.place}",
            found="none",
            do="check the path, or make one with mmwave synth",
        )
    try:
        content = store.read(IDENTITY)
        identity = Identity.from_bytes(content)
        if identity.to_bytes() == content:
            return identity
    except ValueError:
        pass
    verdict.faults.append(Fault(IDENTITY, "damaged or missing; nothing else was checked"))
    return None


def _check_shards(
    store: Store,
    plans: Sequence[ShardPlan],
    identity: Identity,
    listed: dict[str, str],
    verdict: Verdict,
    on_shard: Callable[[], None],
) -> None:
    for plan in plans:
        marker = f"{plan.folder}/{MARKER}"
        if not listed and not store.exists(marker) and not store.names(plan.folder):
            verdict.missing.append(plan)
        else:
            faults = shard_faults(store, plan) or _strangeness(store, plan, identity)
            if not faults and marker in listed and listed[marker] != digest_in(store, plan):
                faults = [Fault(marker, f"not the shard that {CHECKSUMS} lists")]
            verdict.faults += faults
            verdict.broken += [plan] if faults else []
        on_shard()
    known = {plan.name for plan in plans}
    extra = [name for name in store.folders(FOLDER) if name not in known]
    verdict.faults += [Fault(f"{FOLDER}/{name}", "not a shard of this data set") for name in extra]


def _strangeness(store: Store, plan: ShardPlan, identity: Identity) -> list[Fault]:
    try:
        shard_rows(store, plan, identity)
    except InputError as error:
        return [Fault(plan.folder, str(error))]
    return []


def _check_rest(
    store: Store,
    plans: Sequence[ShardPlan],
    identity: Identity,
    listed: dict[str, str],
    verdict: Verdict,
) -> None:
    """Identity, manifest, card and pictures."""
    pictures = [f"{PICTURES}/{name}" for name in store.names(PICTURES)]
    shards = {f"{plan.folder}/{MARKER}" for plan in plans}
    for name in sorted({*listed, *pictures} - shards):
        if name not in listed and listed:
            verdict.faults.append(Fault(name, f"not in {CHECKSUMS}"))
        elif listed and not store.exists(name):
            verdict.faults.append(Fault(name, "missing"))
        elif listed and digest_of(store.read(name)) != listed[name]:
            verdict.faults.append(Fault(name, "damaged"))
    named = {fault.name for fault in verdict.faults}
    if listed:
        absent = {IDENTITY, MANIFEST, CARD, *shards} - set(listed)
        verdict.faults += [Fault(CHECKSUMS, f"does not list {name}") for name in sorted(absent)]
    checkable = not (verdict.broken or verdict.missing or MANIFEST in named)
    if checkable and store.exists(MANIFEST) and not _says_the_same(store, plans, identity):
        verdict.faults.append(Fault(MANIFEST, "not what the shards say"))


def _says_the_same(store: Store, plans: Sequence[ShardPlan], identity: Identity) -> bool:
    return store.read(MANIFEST) == manifest_bytes(store, plans, identity)
