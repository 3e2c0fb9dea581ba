"""`mmwave dataset verify`: whether every byte of a data set is as it was written."""

from typing import Annotated

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim.cli._progress import progress


def verify(
    place: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="DIR|ADDRESS")], /
) -> int:
    """Check every byte of a data set; exit code 1 where something is damaged or missing.

    Args:
        place: Folder, or an fsspec address.

    Returns:
        0 when it is complete and whole, else 1.
    """
    from mmwave_sim import dataset

    with progress("shards") as advance:
        verdict = dataset.verify(place, lambda: advance(1))
    lines = [str(fault) for fault in verdict.faults]
    if verdict.missing:
        lines.append(f"{len(verdict.missing)} shards are not made yet (run mmwave synth again)")
    for line in lines or [f"{place}: whole"]:
        Console().print(escape(line), soft_wrap=True, highlight=False)
    return 1 if lines else 0
