"""`mmwave scenes describe`: a scene in true words, and the log that they are made from."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import tyro

from mmwave_sim._errors import InputError
from mmwave_sim.cli._described import Described, as_json, as_lines
from mmwave_sim.cli._models import configured_endpoint
from mmwave_sim.cli._progress import progress, track
from mmwave_sim.cli._scene_file import read_scene
from mmwave_sim.cli._targets import ready_file
from mmwave_sim.cli._texts import write_text

if TYPE_CHECKING:
    from scenes import SceneSpec
    from scenes.captions import Caption, Level, Rewriting
    from scenes.endpoint import Endpoint
    from scenes.world import GroundTruth

RATE_HZ: Final = 20.0
"""How often the log looks at the scene, Hz."""

MOST: Final = 50
"""Wordings of each caption."""


def describe(
    scene: Annotated[Path, tyro.conf.Positional],
    /,
    level: Literal["all", "statistical", "structural", "semantic"] = "all",
    seed: int = 0,
    count: int = 1,
    json: Path | None = None,
    rewrite: bool = False,
) -> None:
    """Describe a scene in captions at three levels, and each person in mmCLIP's attributes.

    Everything said is borne out by the log of the scene (see docs/captions.md).

    Args:
        scene: The scene (JSON).
        level: Which captions.
        seed: Draws the wording.
        count: Wordings of each caption, and rewritings; fewer where there are not so many.
        json: File to write the captions and the log to.
        rewrite: Have a caption of each level rewritten by the language model that the environment
            names (see docs/language-models.md), and drop what the log contradicts.
    """
    spec = read_scene(scene)
    _check(seed, count)
    endpoint = configured_endpoint("--rewrite") if rewrite else None
    if json is not None:
        ready_file(json, "--json")
    with progress("scene"):
        truth = _truth(spec, scene.parent)
    made = _captions(truth, level, seed, count)
    found = _described(made, truth, seed, _rewritings(made, truth, endpoint, count))
    if json is not None:
        write_text(json, as_json(found, truth, seed))
    for line in as_lines(found):
        print(line)


def _check(seed: int, count: int) -> None:
    from scenes import MAX_SEED

    if not 0 <= seed <= MAX_SEED:
        raise InputError(expected=f"--seed 0 to {MAX_SEED}", found=str(seed), do="change it")
    if not 1 <= count <= MOST:
        raise InputError(expected=f"--count 1 to {MOST}", found=str(count), do="change it")


def _truth(spec: "SceneSpec", folder: Path) -> "GroundTruth":
    import numpy as np

    import scenes

    made = scenes.populate(spec, folder=folder)
    return made.truth(np.arange(0.0, made.duration_s, 1 / RATE_HZ))


def _captions(
    truth: "GroundTruth", level: "Level | Literal['all']", seed: int, count: int
) -> dict["Level", tuple["Caption", ...]]:
    """Captions of each level that is wanted; every level begins with the same seed."""
    import numpy as np

    from scenes.captions import LEVELS, captions

    wanted: Sequence[Level] = list(LEVELS) if level == "all" else [level]
    return {one: captions(truth, one, np.random.default_rng(seed), count) for one in wanted}


def _rewritings(
    made: dict["Level", tuple["Caption", ...]],
    truth: "GroundTruth",
    endpoint: "Endpoint | None",
    count: int,
) -> list["Rewriting"]:
    """What the model makes of the first caption of each level."""
    from scenes.captions import rewritten

    if endpoint is None:
        return []
    first = [captions[0] for captions in made.values()]
    return [rewritten(one, truth, endpoint, count) for one in track(first, "rewritings")]


def _described(
    made: dict["Level", tuple["Caption", ...]],
    truth: "GroundTruth",
    seed: int,
    rewritings: list["Rewriting"],
) -> Described:
    import numpy as np

    from scenes.captions import attributes

    names = [agent.name for agent in truth.agents]
    return Described(
        captions=tuple(one for captions in made.values() for one in captions),
        rewritten=tuple(one for answer in rewritings for one in answer.kept),
        dropped=tuple(one for answer in rewritings for one in answer.dropped),
        attributes={n: attributes(truth, n, np.random.default_rng(seed)) for n in names},
    )
