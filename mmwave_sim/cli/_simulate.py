"""`mmwave simulate`: from a sentence to raw ADC, its truth and its pictures."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim._errors import InputError
from mmwave_sim.cli._progress import progress

if TYPE_CHECKING:
    from mmwave_sim.simulation import Simulation, SimulationOptions


def simulate(
    text: Annotated[str, tyro.conf.Positional],
    /,
    radar: Annotated[str, tyro.conf.arg(metavar="PRESET|FILE")] = "awr1843_mmclip",
    out: Path = Path("simulation"),
    seed: int = 0,
    frames: int | None = None,
    ghosts: int = 1,
) -> None:
    """Simulate what a radar records of the scene that a sentence describes.

    Writes the ADC as DCA1000 bytes with its configuration, the scene, the truth, and a report.

    Args:
        text: The scene in plain words, such as "a person walks toward the radar".
        radar: A preset or a configuration file.
        out: Folder for the results; made where it is missing.
        seed: Fixes the room, the gait's phase and the noise.
        frames: Number of frames; as many as the scene lasts by default.
        ghosts: Most walls by which bodies are seen besides directly.
    """
    from mmwave_sim.simulation import SimulationOptions

    if frames is not None and frames < 1:
        raise InputError(expected="at least one frame", found=str(frames), do="raise --frames")
    made = run(text, radar, seed, frames, SimulationOptions(ghosts=ghosts))
    written = write(made, out)
    for path in written.paths:
        Console().print(escape(str(path)), soft_wrap=True, highlight=False)
    for line in written.figures:
        Console().print(line, soft_wrap=True, highlight=False)


@dataclass(frozen=True)
class Written:
    """What a simulation left behind.

    Attributes:
        paths: Files.
        figures: Lines that compare the log with what the radar saw.
    """

    paths: tuple[Path, ...]
    figures: tuple[str, ...]


def run(
    text: str, radar: str, seed: int, frames: int | None, options: "SimulationOptions"
) -> "Simulation":
    """Simulates with a progress bar."""
    import scenes
    from mmwave_sim.cli._compiled import keep_compiled
    from mmwave_sim.io import resolve_radar
    from mmwave_sim.simulation import frames_in, simulate

    keep_compiled()
    device = resolve_radar(radar)
    spec = scenes.parse(text, seed=seed)
    with progress("scene"):
        scene = scenes.populate(spec, _say)
    count = frames_in(scene.duration_s, device) if frames is None else frames
    with progress("simulating (steps)", 2 * max(count, 1)) as advance:
        return simulate(
            scene, device, seed=seed, frames=count, options=options, on_frame=lambda: advance(1)
        )


def _say(line: str) -> None:
    Console(stderr=True).print(escape(line), soft_wrap=True)


def write(made: "Simulation", out: Path) -> Written:
    """Writes recording, scene, truth, pictures and report."""
    from mmwave_sim.io import write_dca1000
    from mmwave_sim.report import write_report

    out.mkdir(parents=True, exist_ok=True)
    adc = write_dca1000(made.recording, out / "adc.bin")
    texts = {
        "scene.json": made.scene.spec.to_json(),
        "truth.json": made.scene.truth_json(made.plan.start_s),
    }
    paths = [_write_text(out / name, content) for name, content in texts.items()]
    with progress("report"):
        report = write_report(made, out)
    return Written((*_as_paths(adc), *paths, *report.pictures, report.page), report.figures)


def _as_paths(written: object) -> tuple[Path, ...]:
    return (written,) if isinstance(written, Path) else tuple(written)  # type: ignore[arg-type]


def _write_text(path: Path, content: str) -> Path:
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    aside.write_text(content + "\n", encoding="utf-8")
    return aside.replace(path)
