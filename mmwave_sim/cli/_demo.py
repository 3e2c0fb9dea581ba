"""`mmwave demo`: the whole path once, from a sentence to a report."""

import time
from pathlib import Path

from rich.console import Console

from mmwave_sim.cli._simulate import run, show, write
from mmwave_sim.cli._targets import ready_folder

SENTENCE = "a person walks across the living room toward the radar"

THRESHOLD_DB = -12.0
"""No wall of that room returns the body so strongly, so it is seen directly only. At the usual
-20 dB each route by a wall would take as long as the direct one, and a demo should be quick."""


def demo(out: Path = Path("demo"), radar: str = "awr1843_gait", seed: int = 0) -> None:
    """Simulate a walking person and write a report that a browser opens.

    Args:
        out: Folder for the results; made where it is missing.
        radar: A preset or a configuration file.
        seed: Fixes the room, the gait's phase and the noise.
    """
    from mmwave_sim.simulation import SimulationOptions

    console = Console()
    console.print(f'Simulating "{SENTENCE}" ...', highlight=False)
    started = time.monotonic()
    ready_folder(out, "--out")
    options = SimulationOptions(threshold_db=THRESHOLD_DB)
    show(write(*run(SENTENCE, radar, seed, None, options), out))
    console.print(f"{time.monotonic() - started:.0f} s. Open {out / 'report.html'} in a browser.")
