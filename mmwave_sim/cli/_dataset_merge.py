"""`mmwave dataset merge`: several data sets of one specification become one."""

from typing import Annotated

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim.cli._progress import progress


def merge(
    places: Annotated[
        tuple[str, ...], tyro.conf.Positional, tyro.conf.arg(metavar="DIR|ADDRESS ...")
    ],
    /,
    out: Annotated[str, tyro.conf.arg(metavar="DIR|ADDRESS")],
) -> None:
    """Copy data sets of the same specification and different seeds into a new one.

    Args:
        places: The data sets.
        out: Where the merged one goes.
    """
    from mmwave_sim import dataset

    with progress("shards") as advance:
        merged = dataset.merge(places, out, lambda: advance(1))
    line = f"{out}: {merged.clips} clips of {len(merged.members)} seeds"
    Console().print(escape(line), soft_wrap=True, highlight=False)
