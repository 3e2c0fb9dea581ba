"""`mmwave scenes make` and `mmwave scenes import`: scene files from words and from house files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim._errors import InputError
from mmwave_sim.cli._models import configured_endpoint
from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._targets import ready_file
from mmwave_sim.cli._texts import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scenes import SceneSpec
    from scenes.judge import Verdict
    from scenes.world import PopulatedScene

    Judge = Callable[[PopulatedScene], Verdict]

VIEWS = 6
"""Pictures that a model is shown of each attempt."""


def make(
    text: Annotated[str, tyro.conf.Positional],
    /,
    out: Path = Path("scene.json"),
    seed: int = 0,
    look: bool = False,
) -> None:
    """Make a scene from words: people who do things, or a home and who lives in it.

    "a woman walks to the sofa, sits down, then waves" becomes a furnished room in which that
    happens; "apartment for a researcher with a cat" becomes an empty home, planned by a language
    model where one is configured (see docs/language-models.md), else by a grammar.

    Args:
        text: What to make.
        out: File to write the scene to (JSON).
        seed: Draws what the words leave open.
        look: Show pictures of how a story is staged to the model that MMWAVE_VLM_MODEL names, and
            stage it again until that agrees too.
    """
    import scenes

    ready_file(out, "--out")
    judges = (_eyes(),) if look else ()
    if not 0 <= seed <= scenes.MAX_SEED:
        raise InputError(expected=f"--seed 0 to {scenes.MAX_SEED}", found=str(seed), do="change it")
    with progress("scene"):
        spec = _made(text, seed, judges)
    show_scene(spec, out)


def _eyes() -> "Judge":
    """A judge that sees the scene, by the endpoint that the environment names."""
    from scenes.judge import judge_by_vision
    from scenes.render import views_for_judge

    endpoint = configured_endpoint("--look", sees=True)
    return lambda scene: judge_by_vision(scene, views_for_judge(scene, VIEWS), endpoint)


def _made(text: str, seed: int, judges: "Sequence[Judge]") -> "SceneSpec":
    """A story where the words tell one, else a home."""
    import scenes
    from scenes.planner import make_planned_home

    try:
        return scenes.parse(text, seed, judges)
    except scenes.InputError as not_a_story:
        if scenes.tells_a_story(text):
            raise
        try:
            return make_planned_home(text, seed)
        except scenes.InputError as not_a_home:
            raise not_a_home from not_a_story


def house(
    file: Annotated[Path, tyro.conf.Positional],
    /,
    assets: tuple[Path, ...] = (),
    out: Path = Path("scene.json"),
) -> None:
    """Import a house of ProcTHOR or Holodeck as a scene.

    Args:
        file: The house (JSON, plain or gzipped).
        assets: Tables of its assets' boxes; by default $MMWAVE_HOUSE_ASSETS.
        out: File to write the scene to (JSON).
    """
    from scenes.houses import AssetTable, read_house

    ready_file(out, "--out")
    with progress("house"):
        spec = read_house(file, AssetTable.read(*assets) if assets else None)
    show_scene(spec, out)


def show_scene(spec: "SceneSpec", out: Path) -> None:
    """Writes a scene and says what is in it."""
    write_text(out, spec.to_json())
    rooms = ", ".join(room.name for room in spec.rooms)
    people = ", ".join(agent.name for agent in spec.agents) or "nobody"
    lines = (
        f"{out}: {rooms}; {len(spec.objects)} objects, {len(spec.openings)} openings; {people}; "
        f"{spec.duration_s:g} s",
        *(f"warning: {line}" for line in spec.warnings),
    )
    for line in lines:
        Console().print(escape(line), soft_wrap=True, highlight=False)
