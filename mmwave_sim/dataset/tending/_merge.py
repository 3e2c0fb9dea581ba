"""`merge`: several data sets of one specification and different seeds become one."""

from collections.abc import Callable, Sequence

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.shards import (
    IDENTITY,
    MARKER,
    Identity,
    ShardPlan,
    Store,
    open_store,
    plan_of,
    sole_writer,
)
from mmwave_sim.dataset.tending._finish import finish


def merge(places: Sequence[str], out: str, on_shard: Callable[[], None] = lambda: None) -> Identity:
    """Copies the shards of complete data sets into a new one, byte for byte.

    Clips are numbered anew in the order given (`clip` in the manifest); each keeps the seed and the
    index that it was made from (`dataset_seed`, `index`), and so its recipe.

    Args:
        places: Data sets of the same specification and code.
        out: Where the merged one goes: an empty place.
        on_shard: Called after each shard.

    Returns:
        What the merged data set is.

    Raises:
        InputError: They differ in more than their seeds, share one, or are not complete.
    """
    stores = [open_store(place) for place in places]
    parts = [Identity.from_bytes(store.read(IDENTITY)) for store in stores]
    merged = _merged(places, parts)
    target, plans = open_store(out), iter(plan_of(merged))
    with sole_writer(target):
        if target.exists(IDENTITY) or target.folders(""):
            raise InputError(
                expected=f"an empty place for the merged data set at {out}",
                found="files",
                do="name another",
            )
        target.write(IDENTITY, merged.to_bytes())
        for store, part in zip(stores, parts, strict=True):
            for plan in plan_of(part):
                _copy(store, plan, target, next(plans))
                on_shard()
        finish(target, plan_of(merged), merged)
    return merged


def _merged(places: Sequence[str], parts: Sequence[Identity]) -> Identity:
    if len(parts) < 2:
        raise InputError(
            expected="two data sets or more", found=str(len(parts)), do="name the others too"
        )
    first = parts[0]
    for place, part in zip(places, parts, strict=True):
        if (part.specification, part.code) != (first.specification, first.code):
            raise InputError(
                expected=f"data sets of {first.specification.name} made by {first.code}",
                found=f"{part.specification.name} made by {part.code} at {place}",
                do="merge only what differs in its seeds alone",
            )
    members = tuple(member for part in parts for member in part.members)
    seeds = [member.dataset_seed for member in members]
    twice = [seed for seed in seeds if seeds.count(seed) > 1]
    if twice:
        raise InputError(
            expected="data sets of different seeds, whose clips differ",
            found=f"seed {twice[0]} more than once",
            do="leave one out",
        )
    return Identity(first.specification, members, first.code)


def _copy(store: Store, plan: ShardPlan, target: Store, as_plan: ShardPlan) -> None:
    if not store.exists(f"{plan.folder}/{MARKER}"):
        raise InputError(
            expected=f"a complete data set at {store.place}",
            found=f"no shard {plan.name}",
            do="finish it with mmwave synth first",
        )
    names = store.names(plan.folder)
    files = {name: store.read(f"{plan.folder}/{name}") for name in names}
    target.commit(as_plan.folder, files, MARKER)
