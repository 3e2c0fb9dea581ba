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
from mmwave_sim.cli._targets import ready_folder

if TYPE_CHECKING:
    from mmwave_sim.simulation import Simulation, SimulationOptions


MAX_SEED = 2**32 - 1


def simulate(
    text: Annotated[str, tyro.conf.Positional],
    /,
    radar: Annotated[str, tyro.conf.arg(metavar="PRESET|FILE")] = "awr1843_mmclip",
    out: Path = Path("simulation"),
    seed: int = 0,
    frames: int | None = None,
    bounces: int = 1,
    threshold_db: float = -12.0,
) -> None:
    """Simulate what a radar records of the scene that a sentence describes.

    Writes the ADC as DCA1000 bytes with its configuration, the scene, the truth, and a report.

    Args:
        text: The scene in plain words, such as "a person walks toward the radar".
        radar: A preset or a configuration file.
        out: Folder for the results; made where it is missing.
        seed: Fixes the room, the gait's phase and the noise.
        frames: Number of frames; as many as the scene lasts by default.
        bounces: Most walls that mirror on the way to a body, and on the way back.
        threshold_db: Returns by walls are kept down to this level below a body's strongest, dB.
    """
    from mmwave_sim.simulation import SimulationOptions

    _check_range("--frames", frames, 1, None)
    _check_range("--bounces", bounces, 0, None)
    options = SimulationOptions(bounces=bounces, threshold_db=threshold_db)
    ready_folder(out, "--out")
    made = run(text, radar, seed, frames, options)
    written = write(made, out)
    show(written)


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
    """Simulates with a progress bar.

    Raises:
        InputError: The sentence is not understood, or a number is out of range.
    """
    import scenes
    from mmwave_sim.cli._compiled import keep_compiled
    from mmwave_sim.io import resolve_radar
    from mmwave_sim.simulation import frames_in, simulate

    _check_range("--seed", seed, 0, MAX_SEED)
    keep_compiled()
    device = resolve_radar(radar)
    spec = scenes.parse(text, seed=seed)
    with progress("scene"):
        scene = scenes.populate(spec, _say)
    count = frames_in(scene.duration_s, device) if frames is None else frames
    with progress("simulating (steps)", 2 * max(count, 1)) as advance:
        made = simulate(
            scene, device, seed=seed, frames=count, options=options, on_frame=lambda: advance(1)
        )
    for line in made.recording.warnings:
        _say(f"warning: {line}")
    return made


def show(written: Written) -> None:
    """Prints files and figures."""
    for line in (*map(str, written.paths), *written.figures):
        Console().print(escape(line), soft_wrap=True, highlight=False)


def _check_range(option: str, value: int | None, low: int, high: int | None) -> None:
    if value is not None and (value < low or (high is not None and value > high)):
        span = f"{low} or more" if high is None else f"{low} to {high}"
        raise InputError(expected=f"{option} {span}", found=str(value), do="change it")


def _say(line: str) -> None:
    Console(stderr=True).print(escape(line), soft_wrap=True)


def write(made: "Simulation", out: Path) -> Written:
    """Writes recording, scene, truth, pictures and report."""
    from mmwave_sim.io import write_dca1000
    from mmwave_sim.report import write_report

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
