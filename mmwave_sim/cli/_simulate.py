"""`mmwave simulate`: from a sentence to raw ADC, its truth and its pictures."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim._errors import InputError
from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._scene_file import is_scene_file, read_scene
from mmwave_sim.cli._targets import ready_folder
from mmwave_sim.cli._texts import write_text

if TYPE_CHECKING:
    from mmwave_sim.radar import RadarConfig
    from mmwave_sim.randomization import Draw, Randomization
    from mmwave_sim.simulation import Simulation, SimulationOptions
    from scenes import SceneSpec


def simulate(
    text: Annotated[str, tyro.conf.Positional, tyro.conf.arg(metavar="TEXT|SCENE.json")],
    /,
    radar: Annotated[str, tyro.conf.arg(metavar="PRESET|FILE")] = "awr1843_mmclip",
    out: Path = Path("simulation"),
    seed: int = 0,
    frames: int | None = None,
    bounces: int = 1,
    threshold_db: float = -20.0,
    randomize: Annotated[str, tyro.conf.arg(metavar="none|indoor|FILE")] = "none",
) -> None:
    """Simulate what a radar records of the scene that a sentence describes.

    Writes the ADC as DCA1000 bytes with its configuration, the scene, the truth, and a report;
    with --randomize also what was drawn.

    Args:
        text: The scene in plain words, such as "a person walks toward the radar", or a scene file.
        radar: A preset or a configuration file.
        out: Folder for the results; made where it is missing.
        seed: Fixes the room, the gait's phase, the noise and what is drawn.
        frames: Number of frames; as many as the scene lasts by default.
        bounces: Most walls that mirror on the way to a body, and on the way back.
        threshold_db: Returns by walls are kept down to this level below a body's strongest, dB.
        randomize: What varies with the seed besides: nothing, the usual indoor differences, or
            the distributions in a file that `Randomization.to_json` wrote.
    """
    from mmwave_sim.simulation import SimulationOptions

    _check_range("--frames", frames, 1, None)
    _check_range("--bounces", bounces, 0, None)
    options = SimulationOptions(bounces=bounces, threshold_db=threshold_db)
    randomization = _randomization(randomize)
    ready_folder(out, "--out")
    show(write(*run(text, radar, seed, frames, options, randomization), out))


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
    text: str,
    radar: str,
    seed: int,
    frames: int | None,
    options: "SimulationOptions",
    randomization: "Randomization | None" = None,
) -> tuple["Simulation", "Draw | None"]:
    """Simulates with a progress bar.

    Returns:
        The simulation, and what was drawn for it; None where nothing varies.

    Raises:
        InputError: The sentence is not understood, or a number is out of range.
    """
    import scenes
    from mmwave_sim.cli._compiled import keep_compiled
    from mmwave_sim.io import resolve_radar
    from mmwave_sim.simulation import frames_in

    _check_range("--seed", seed, 0, scenes.MAX_SEED)
    keep_compiled()
    device = resolve_radar(radar)
    folder = Path(text).parent if is_scene_file(text) else Path()
    spec = read_scene(Path(text)) if is_scene_file(text) else scenes.parse(text, seed=seed)
    count = frames_in(spec.duration_s, device) if frames is None else frames
    if randomization is None:
        made, drawn = _simulated(spec, folder, device, seed, count, options), None
    else:
        made, drawn = _randomized(spec, folder, device, seed, count, options, randomization)
    for line in made.recording.warnings:
        _say(f"warning: {line}")
    return made, drawn


def _simulated(
    spec: "SceneSpec",
    folder: Path,
    device: "RadarConfig",
    seed: int,
    frames: int,
    options: "SimulationOptions",
) -> "Simulation":
    import scenes
    from mmwave_sim.simulation import simulate

    with progress("scene"):
        scene = scenes.populate(spec, _say, folder)
    with progress("simulating (steps)", 2 * max(frames, 1)) as advance:
        return simulate(
            scene, device, seed=seed, frames=frames, options=options, on_frame=lambda: advance(1)
        )


def _randomized(
    spec: "SceneSpec",
    folder: Path,
    device: "RadarConfig",
    seed: int,
    frames: int,
    options: "SimulationOptions",
    randomization: "Randomization",
) -> tuple["Simulation", "Draw"]:
    from mmwave_sim.randomization import simulate_randomized

    with progress("drawing, simulating (steps)", 2 * max(frames, 1)) as advance:
        return simulate_randomized(
            spec,
            device,
            seed=seed,
            randomization=randomization,
            frames=frames,
            options=options,
            on_frame=lambda: advance(1),
            folder=folder,
        )


def _randomization(named: str) -> "Randomization | None":
    """What `--randomize` names.

    Raises:
        InputError: It names no file, or the file holds no randomisation.
    """
    from mmwave_sim.randomization import INDOOR, Randomization

    if named in ("none", "indoor"):
        return INDOOR if named == "indoor" else None
    path = Path(named)
    if not path.is_file():
        raise InputError(
            expected="none, indoor or an existing file for --randomize",
            found=named,
            do="choose one of them",
        )
    try:
        return Randomization.from_json(path.read_bytes())
    except InputError as error:
        raise InputError(
            expected=f"a randomisation in {path}", found=str(error), do="see docs/randomization.md"
        ) from error


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


def write(made: "Simulation", drawn: "Draw | None", out: Path) -> Written:
    """Writes recording, scene, truth, what was drawn if anything was, pictures and report."""
    from mmwave_sim.io import write_dca1000
    from mmwave_sim.report import write_report

    adc = write_dca1000(made.recording, out / "adc.bin")
    texts = {
        "scene.json": made.scene.spec.to_json(),
        "truth.json": made.scene.truth_json(made.plan.start_s),
    }
    # One from an earlier run would not belong to these samples.
    (out / "draw.json").unlink(missing_ok=True)
    if drawn is not None:
        texts["draw.json"] = drawn.to_json()
    paths = [write_text(out / name, content + "\n") for name, content in texts.items()]
    with progress("report"):
        report = write_report(made, out)
    return Written((*_as_paths(adc), *paths, *report.pictures, report.page), report.figures)


def _as_paths(written: object) -> tuple[Path, ...]:
    return (written,) if isinstance(written, Path) else tuple(written)  # type: ignore[arg-type]
