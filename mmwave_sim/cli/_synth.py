"""`mmwave synth`: makes a data set, or goes on where it was stopped."""

from typing import TYPE_CHECKING, Annotated, Literal

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim._errors import InputError
from mmwave_sim.cli._compiled import keep_compiled
from mmwave_sim.cli._watch import clips_watched

if TYPE_CHECKING:
    from mmwave_sim.dataset import Engine

Engines = Literal["local", "ray"]


def synth(
    spec: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="NAME|SPEC.json")],
    /,
    out: Annotated[str, tyro.conf.arg(metavar="DIR|ADDRESS")],
    num: int,
    seed: int = 0,
    engine: Engines = "local",
    workers: int | None = None,
    store_adc: bool = False,
    ray_address: str = "auto",
) -> None:
    """Make a data set of simulated clips; the same command again goes on where it was stopped.

    The clips follow from the specification, the seed and their indices alone, whatever the engine
    and the number of workers.

    Args:
        spec: A built-in specification, or a file with one.
        out: Folder, or an fsspec address such as s3://bucket/name.
        num: Number of clips.
        seed: Seed of the data set.
        engine: Processes on this machine, or tasks on a Ray cluster that runs already.
        workers: Processes at once: one a GPU, or one for every two cores, by default. 1 is this
            process.
        store_adc: Store the raw samples too.
        ray_address: Where the cluster's head is.
    """
    from mmwave_sim.dataset import (
        Identity,
        Member,
        code_version,
        resolve_specification,
        synthesize,
    )

    if num < 1:
        raise InputError(expected="--num 1 or more", found=str(num), do="change it")
    _check_seed(seed)
    specification = resolve_specification(spec)
    specification = specification.with_adc() if store_adc else specification
    identity = Identity(specification, (Member(seed, num),), code_version())
    keep_compiled()
    with clips_watched("clips") as watch:
        made = synthesize(identity, out, engine_of(engine, workers, ray_address), watch)
    line = f"{out}: {num} clips of {specification.name}, {made} of them made now"
    Console().print(escape(line), soft_wrap=True, highlight=False)


def engine_of(name: Engines, workers: int | None, ray_address: str = "auto") -> "Engine":
    """The engine that options name.

    Raises:
        InputError: The number of workers is not positive.
    """
    from mmwave_sim.dataset import InlineEngine, PoolEngine, RayEngine, usual_workers

    if workers is not None and workers < 1:
        raise InputError(expected="--workers 1 or more", found=str(workers), do="change it")
    if name == "ray":
        return RayEngine(workers, ray_address)
    count = workers or usual_workers()
    return InlineEngine() if count == 1 else PoolEngine(count)


def _check_seed(seed: int) -> None:
    from scenes import MAX_SEED

    if not 0 <= seed <= MAX_SEED:
        raise InputError(expected=f"--seed 0 to {MAX_SEED}", found=str(seed), do="change it")
