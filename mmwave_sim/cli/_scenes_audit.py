"""`mmwave scenes audit` and `mmwave scenes activities`: how plausible motions are, and which."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro
from rich.console import Console
from rich.table import Table

from mmwave_sim._errors import InputError
from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._targets import ready_file
from mmwave_sim.cli._texts import write_text

if TYPE_CHECKING:
    from scenes.motion import Plausibility

RECORDINGS = (".bvh", ".amc", ".npz", ".npy")
LARGEST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Audited:
    """One motion and its figures."""

    name: str
    figures: "Plausibility"
    failures: tuple[str, ...]


def audit(
    what: Annotated[
        tuple[str, ...], tyro.conf.Positional, tyro.conf.arg(metavar="ACTIVITY|FILE|FOLDER")
    ],
    /,
    draws: int = 3,
    json: Path | None = None,
) -> int:
    """Measure how plausible motions are; exit code 1 where one breaks a limit.

    Args:
        what: Activities of the library ("all" for every one), scene files, or recordings (BVH,
            AMC, AMASS, HumanML3D) and folders of them.
        draws: Performances of each activity.
        json: File to write the figures to.

    Returns:
        0 when every motion keeps to the limits, else 1.
    """
    if json is not None:
        ready_file(json, "--json")
    if not 1 <= draws <= 1000:
        raise InputError(expected="--draws 1 to 1000", found=str(draws), do="change it")
    found = []
    with progress("motions", None) as advance:
        for one in _all(what, draws):
            found.append(one)
            advance(1)
    if json is not None:
        write_text(json, _as_json(found))
    Console().print(_table(found))
    return 0 if not any(one.failures for one in found) else 1


def activities() -> None:
    """List the activities of the library and the words for them."""
    from scenes.motion import activities as library

    table = Table("activity", "group", "says", title_justify="left")
    for name, one in sorted(library().items(), key=lambda item: (item[1].group, item[0])):
        if one.group != "basic":
            table.add_row(name, one.group, "; ".join(one.says))
    Console().print(table)


def _all(what: tuple[str, ...], draws: int) -> Iterator[Audited]:
    from scenes.motion import activities as library
    from scenes.motion import activity

    for one in what:
        path = Path(one)
        if one == "all":
            names = [name for name, kind in library().items() if kind.group != "basic"]
            for name in names:
                yield from _performed(name, draws)
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in RECORDINGS:
                    yield _recorded(file)
        elif path.suffix.lower() == ".json":
            yield from _staged(path)
        elif path.suffix.lower() in RECORDINGS:
            yield _recorded(path)
        else:
            yield from _performed(activity(one).name, draws)


def _performed(name: str, draws: int) -> Iterator[Audited]:
    import numpy as np

    from scenes import BodySpec
    from scenes.bodies import load_body
    from scenes.motion import chain_motion
    from scenes.spec import Perform

    body = load_body(BodySpec(faces=2000))
    for seed in range(draws):
        random = np.random.default_rng(seed)
        step = Perform(activity=name, seed=seed)
        motion = chain_motion(body, [step], (0.0, 0.0), 0.0, random)
        yield _measured(f"{name}, draw {seed}", body, motion, 0.0, motion.duration_s)


def _recorded(path: Path) -> Audited:
    from scenes import BodySpec
    from scenes.bodies import load_body
    from scenes.capture import read_motion, retarget

    body, clip = load_body(BodySpec(faces=2000)), read_motion(path)
    motion = retarget(clip, body)
    return _measured(path.name, body, motion, float(clip.times_s[0]), float(clip.times_s[-1]))


def _staged(path: Path) -> Iterator[Audited]:
    import scenes
    from mmwave_sim.cli._scene_file import read_scene

    scene = scenes.populate(read_scene(path), folder=path.parent)
    for agent in scene.agents:
        name = f"{path.name}, {agent.name}"
        yield _measured(name, agent.body, agent.motion, 0.0, scene.duration_s)


def _measured(name: str, body: object, motion: object, start_s: float, end_s: float) -> Audited:
    from scenes.motion import LIMITS, plausibility

    figures = plausibility(body, motion, start_s, end_s)  # type: ignore[arg-type]
    return Audited(name, figures, figures.failures(LIMITS))


def _table(found: list[Audited]) -> Table:
    from scenes.motion import LIMITS

    table = Table("motion", title_justify="left")
    for name, limit in asdict(LIMITS).items():
        table.add_column(f"{name.replace('_', ' ')} (<= {limit:g})", justify="right")
    for one in found:
        cells = [
            f"[red]{getattr(one.figures, name):.3g}"
            if name in one.failures
            else f"{getattr(one.figures, name):.3g}"
            for name in asdict(LIMITS)
        ]
        table.add_row(one.name, *cells)
    return table


def _as_json(found: list[Audited]) -> str:
    rows = [
        {"motion": one.name, **asdict(one.figures), "failures": list(one.failures)} for one in found
    ]
    return json.dumps({"motions": rows}, indent=2) + "\n"
