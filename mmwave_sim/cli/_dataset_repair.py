"""`mmwave dataset repair`: makes again what is broken or missing."""

from typing import Annotated

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim.cli._compiled import keep_compiled
from mmwave_sim.cli._synth import Engines, engine_of
from mmwave_sim.cli._watch import clips_watched


def repair(
    place: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="DIR|ADDRESS")],
    /,
    engine: Engines = "local",
    workers: int | None = 1,
    ray_address: str = "auto",
) -> None:
    """Make the broken and missing shards of a data set again, and whatever is written of them.

    Args:
        place: Folder, or an fsspec address.
        engine: As of mmwave synth.
        workers: As of mmwave synth.
        ray_address: As of mmwave synth.
    """
    from mmwave_sim import dataset

    keep_compiled()
    with clips_watched("clips") as watch:
        faults = dataset.repair(place, engine_of(engine, workers, ray_address), watch)
    for line in [f"mended {fault}" for fault in faults] or [f"{place}: nothing was wrong"]:
        Console().print(escape(line), soft_wrap=True, highlight=False)
