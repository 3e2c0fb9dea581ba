"""The benches by name. A bench is a module with `run(full: bool) -> Report`, imported late."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

from benchmarks._report import Report
from mmwave_sim._errors import InputError

BENCHES: Final[dict[str, str]] = {
    "adc": "benchmarks.speed.adc",
    "clip": "benchmarks.speed.clip",
    "physics": "benchmarks._physics",
    "scenes": "benchmarks._scenes",
    "spine": "benchmarks._spine",
    "synth": "benchmarks._synth",
}
"""Module of each bench. `full` asks for what takes more than ten minutes on two cores."""


def load_bench(name: str) -> Callable[[bool], Report]:
    """Imports a bench.

    Raises:
        InputError: There is no bench of this name.
    """
    if name not in BENCHES:
        raise InputError(
            expected=f"one of the benches {', '.join(BENCHES)}",
            found=repr(name),
            do="choose one of them",
        )
    run: Callable[[bool], Report] = import_module(BENCHES[name]).run
    return run
