"""`python -m benchmarks.gallery FOLDER [NAME...]`: the pictures of docs/gallery.md."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

import scenes
from benchmarks._scenes import shared_data
from benchmarks.gallery._performed import performed, save_maps
from mmwave_sim.cli import keep_compiled
from scenes.render import (
    Picture,
    Quality,
    captioned,
    motion_strip,
    overview,
    plan_view,
    render,
    save_png,
)

STORY = (
    "in a furnished flat, a woman walks slowly to the sofa, sits down, "
    "then waves with the left hand"
)
ACTIVITIES = ("squat", "jumping_jack", "mop_floor", "bow", "drink", "pick_up_object")
QUALITY = Quality(640, 480, 25)
COLOURS = 256


def main(folder: str, *names: str) -> None:
    """Writes the pictures that are named, or all of them."""
    keep_compiled()
    where = Path(folder)
    where.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        if not names or name in names:
            with TemporaryDirectory() as drawn:
                draw(Path(drawn))
                for path in Path(drawn).glob("*.png"):
                    _reduce(path, where / path.name)
            print(name)


def _reduce(path: Path, target: Path) -> None:
    """Saves a picture with a palette, which makes it small."""
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def _rooms(folder: Path) -> None:
    for kind in ("living room", "kitchen", "office"):
        spec = scenes.make_home([scenes.RoomWish(kind)], seed=3)
        _save(folder, kind.replace(" ", "_"), _overview(scenes.populate(spec)))


def _flat(folder: Path) -> None:
    scene = scenes.populate(scenes.make_planned_home("apartment for a researcher with a cat", 1))
    _save(folder, "flat", _overview(scene))


def _house(folder: Path) -> None:
    """A ProcTHOR house, where the shared data is at hand."""
    from scenes.houses import AssetTable, read_house

    data = shared_data() / "procthor"
    if data.is_dir():
        spec = read_house(data / "house_3.json", AssetTable.read(data / "assets.json"))
        _save(folder, "house", _overview(scenes.populate(spec)))


def _story(folder: Path) -> None:
    scene = scenes.scene_from_text(STORY, seed=0)
    (woman,) = scene.agents
    asked = [one for one in woman.log if one.step >= 0]
    shares = (0.5, 0.9, 0.5)
    times = [
        one.start_s + share * (one.end_s - one.start_s)
        for one, share in zip(asked, shares, strict=True)
    ]
    _save(folder, "story", motion_strip(scene, woman, times, layout="panels", height=300))
    camera = plan_view(scene)
    _save(folder, "story_plan", render(scene, times[-1], camera, width=640, height=480))


def _strips(folder: Path) -> None:
    for name in ACTIVITIES:
        scene = performed(name)
        first = next(one for one in scene.agents[0].log if one.step == 0)
        length = min(first.end_s - first.start_s, 4.5)
        times = [first.start_s + share / 7 * length for share in range(8)]
        strip = motion_strip(scene, scene.agents[0], times, layout="studio", height=200)
        _save(folder, f"strip_{name}", captioned(strip, [name.replace("_", " ")]))


def _maps(folder: Path) -> None:
    save_maps(performed("bow"), folder, "bow")
    save_maps(performed("jog_in_circle", hand="right"), folder, "jog_clockwise")
    save_maps(performed("mop_floor"), folder, "mop")


def _overview(scene: scenes.PopulatedScene) -> Picture:
    camera = overview(scene, aspect=QUALITY.width / QUALITY.height)
    return render(
        scene,
        0.0,
        camera,
        width=QUALITY.width,
        height=QUALITY.height,
        samples=QUALITY.samples,
    )


def _save(folder: Path, name: str, picture: Picture) -> None:
    save_png(picture, folder / f"{name}.png")


PICTURES: dict[str, Callable[[Path], None]] = {
    "rooms": _rooms,
    "flat": _flat,
    "house": _house,
    "story": _story,
    "strips": _strips,
    "maps": _maps,
}


if __name__ == "__main__":
    main(*sys.argv[1:])
