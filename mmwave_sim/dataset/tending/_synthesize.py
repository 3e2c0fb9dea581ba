"""`synthesize`: makes a data set, or goes on where an earlier run was stopped."""

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.engines import Engine, InlineEngine, Job, ShardDone
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
from mmwave_sim.dataset.tending._assemble import MANIFEST, manifest_bytes
from mmwave_sim.dataset.tending._finish import finish

TIMING: Final = "timing.jsonl"
"""How long shards took and where; it is no part of the data set and of no checksum."""

GROWTH: Final = 1.25
"""The manifest is written anew whenever the data set has grown by so much, and at the end."""


@dataclass(frozen=True)
class Watch:
    """What wants to know how far the work is.

    Attributes:
        on_start: Called with the numbers of clips that are to be made, and that there are already.
        on_clip: Called after each clip.
        say: Called with one line about what went wrong and is tried again.
    """

    on_start: Callable[[int, int], None] = lambda missing, made: None
    on_clip: Callable[[], None] = lambda: None
    say: Callable[[str], None] = field(default=lambda line: None)


def synthesize(
    identity: Identity, place: str, engine: Engine | None = None, watch: Watch | None = None
) -> int:
    """Makes what is missing of a data set.

    What it makes follows from the identity alone, whoever makes it in whatever order, and however
    often it is stopped.

    Args:
        identity: What to make.
        place: Where: a folder, or an fsspec address.
        engine: Who makes it; this process if left out.
        watch: Who is told how far it is.

    Returns:
        The number of clips that were made.

    Raises:
        InputError: Another data set, other code or another writer is there, a clip cannot be made,
            or the place refuses. What is finished stays.
    """
    identity.check_code()
    plans, store, watch = plan_of(identity), open_store(place), watch or Watch()
    with sole_writer(store):
        _claim(store, identity)
        missing = missing_shards(store, plans)
        clips = sum(len(plan.indices) for plan in missing)
        watch.on_start(clips, identity.clips - clips)
        if missing:
            _make(Job(place, identity, missing), store, plans, engine or InlineEngine(), watch)
        finish(store, plans, identity)
    return clips


def missing_shards(store: Store, plans: Sequence[ShardPlan]) -> tuple[ShardPlan, ...]:
    """The shards that are not there as a whole."""
    return tuple(plan for plan in plans if not store.exists(f"{plan.folder}/{MARKER}"))


def _claim(store: Store, identity: Identity) -> None:
    """Writes what the folder is to be, or checks that it is just that already.

    Raises:
        InputError: It is something else.
    """
    if not store.exists(IDENTITY):
        strangers = [name for name in store.names("") if not name.startswith((".", TIMING))]
        if strangers:
            raise InputError(
                expected=f"an empty folder, or one with a data set, at {store.place}",
                found=strangers[0][:80],
                do="name another folder, or run mmwave dataset repair if it was a data set",
            )
        store.write(IDENTITY, identity.to_bytes())
        return
    there = Identity.from_bytes(store.read(IDENTITY))
    there.check_code()
    if there != identity:
        raise InputError(
            expected=f"the data set that was begun at {store.place}: {_summary(there)}",
            found=_summary(identity),
            do="run the same command again, or name another folder",
        )


def _summary(identity: Identity) -> str:
    members = " and ".join(
        f"{one.clips} clips of seed {one.dataset_seed}" for one in identity.members
    )
    adc = " with raw samples" if identity.specification.views.adc else ""
    return f"{identity.specification.name}{adc}, {members}"


def _make(job: Job, store: Store, plans: Sequence[ShardPlan], engine: Engine, watch: Watch) -> None:
    made = written = len(plans) - len(job.plans)
    timings: list[str] = []
    try:
        for done in engine.run(job, watch.on_clip, watch.say):
            made += 1
            timings.append(_timing(done))
            if made >= max(written + 1, GROWTH * written):
                store.write(MANIFEST, manifest_bytes(store, plans, job.identity))
                written = made
    finally:
        with suppress(InputError):
            _log(store, timings)


def _timing(done: ShardDone) -> str:
    values = {"shard": done.number, "seconds": round(done.seconds, 3), "worker": done.worker}
    return json.dumps({**values, "finished_unix_s": round(time.time())})


def _log(store: Store, timings: list[str]) -> None:
    if timings:
        before = store.read(TIMING) if store.exists(TIMING) else b""
        store.write(TIMING, before + "".join(f"{line}\n" for line in timings).encode())
