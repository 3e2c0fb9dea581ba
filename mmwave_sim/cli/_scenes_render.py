"""`mmwave scenes render`: a picture of a scene."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import tyro
from rich.console import Console
from rich.markup import escape

from mmwave_sim._errors import InputError
from mmwave_sim.cli._progress import progress
from mmwave_sim.cli._scene_file import read_scene
from mmwave_sim.cli._targets import ready_file

if TYPE_CHECKING:
    from scenes import PopulatedScene
    from scenes.render import Camera, Picture, Quality

STRIP_TIMES: Final = 6

View = Literal["overview", "plan", "radar", "follow", "strip"]


def render(
    spec: Annotated[Path, tyro.conf.Positional],
    /,
    out: Path = Path("scene.png"),
    view: View = "overview",
    time: float | None = None,
    agent: str | None = None,
    layout: Literal["studio", "room", "panels"] = "panels",
    width: int = 960,
    height: int = 720,
    samples: int = 25,
) -> None:
    """Draw a picture of a scene.

    Args:
        spec: The scene, as `SceneSpec` writes it (JSON).
        out: PNG file to write.
        view: From above with walls cut away, as a plan, from the radar, close to somebody, or
            somebody at several times in a row.
        time: When, s; the middle of the scene by default. A strip covers the whole scene.
        agent: Name of whom to follow or to show in a strip; the first by default.
        layout: Bodies of a strip on open ground, all in one room, or a picture each.
        width: Pixels along the lower edge; a strip takes what it needs.
        height: Pixels along the left edge.
        samples: Rays for each pixel; noise falls with its square root.
    """
    import scenes
    from scenes.render import Quality, save_png

    quality = Quality(width, height, samples)
    made = read_scene(spec)
    ready_file(out, "--out")
    with progress("scene"):
        scene = scenes.populate(made, _say, spec.parent)
    with progress("picture"):
        if view == "strip":
            picture = _strip(scene, agent, layout, quality)
        else:
            picture = _picture(scene, view, agent, time, quality)
    Console().print(escape(str(save_png(picture, out))), soft_wrap=True, highlight=False)


def _picture(
    scene: "PopulatedScene", view: View, agent: str | None, time: float | None, quality: "Quality"
) -> "Picture":
    from scenes.render import Shot, render_many

    when = scene.duration_s / 2 if time is None else time
    camera = _camera(scene, view, agent, when, quality.width / quality.height)
    return render_many(scene, [Shot(when, camera)], quality)[0]


def _camera(
    scene: "PopulatedScene", view: View, agent: str | None, time_s: float, aspect: float
) -> "Camera":
    from scenes.render import following, from_radar, overview, plan_view

    if view == "follow":
        return following(scene, _somebody(scene, agent), time_s, aspect=aspect)
    if view == "radar":
        return from_radar(scene)
    return (plan_view if view == "plan" else overview)(scene, aspect=aspect)


def _strip(
    scene: "PopulatedScene",
    agent: str | None,
    layout: Literal["studio", "room", "panels"],
    quality: "Quality",
) -> "Picture":
    from scenes.render import motion_strip

    times = [scene.duration_s * (number + 0.5) / STRIP_TIMES for number in range(STRIP_TIMES)]
    chosen = _somebody(scene, agent)
    height, samples = quality.height, quality.samples
    return motion_strip(scene, chosen, times, layout=layout, height=height, samples=samples)


def _somebody(scene: "PopulatedScene", name: str | None) -> Any:
    from scenes.render import agent_named

    if name is not None:
        return agent_named(scene, name)
    if not scene.agents:
        raise InputError(expected="somebody in the scene", found="nobody", do="choose another view")
    return scene.agents[0]


def _say(line: str) -> None:
    Console(stderr=True).print(escape(line), soft_wrap=True)
