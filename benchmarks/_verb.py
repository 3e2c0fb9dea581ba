"""`mmwave bench`: runs a bench, prints its figures, and fails where one breaks its limit."""

from pathlib import Path
from typing import Annotated

import tyro
from rich.console import Console

from benchmarks._registry import BENCHES, load_bench
from mmwave_sim._errors import InputError
from mmwave_sim.cli import keep_compiled


def bench(
    name: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="|".join(BENCHES))],
    /,
    *,
    json: Annotated[Path | None, tyro.conf.arg(metavar="FILE")] = None,
    full: bool = False,
) -> int:
    """Measure the figures that the documentation states; exit code 1 where one misses its limit.

    Args:
        name: Which bench.
        json: File to write the figures to.
        full: Measure also what takes more than ten minutes on two cores.

    Returns:
        0 when every figure keeps to its limit, else 1.
    """
    run = load_bench(name)
    if json is not None and (json.is_dir() or not json.parent.is_dir()):
        raise InputError(
            expected="a file in an existing folder for --json",
            found=str(json),
            do="make the folder first, or name another file",
        )
    keep_compiled()
    report = run(full)
    if json is not None:
        json.write_text(report.to_json(), encoding="utf-8")
    Console().print(report.to_table(f"bench {name}"))
    return 0 if report.ok else 1
