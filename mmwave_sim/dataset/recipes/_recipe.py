"""`Recipe`: all that makes a clip again, bit for bit on the same type of machine."""

import json
from dataclasses import dataclass
from typing import Any, Final

from mmwave_sim._errors import InputError
from mmwave_sim.dataset.recipes._code import code_version
from mmwave_sim.dataset.recipes._documents import (
    compact,
    from_document,
    parsed,
    part,
    to_document,
)
from mmwave_sim.dataset.recipes._seeds import chosen, seed_from, stream
from mmwave_sim.dataset.recipes._specification import RadarShare, Specification
from mmwave_sim.dataset.recipes._views import Views
from mmwave_sim.io import radar_from_json, radar_to_json
from mmwave_sim.radar import RadarConfig
from mmwave_sim.randomization import Draw, draw
from mmwave_sim.simulation import SimulationOptions
from scenes import SceneSpec

FORMAT: Final = "mmwave_sim.recipe"
VERSION: Final = 1


@dataclass(frozen=True)
class Recipe:
    """All that makes one clip again. `make_clip` does.

    Attributes:
        specification: Name of the specification.
        dataset_seed: Seed of the data set.
        index: Number of the clip.
        kind: Name of its kind.
        scene: The scene before the draw is applied to it.
        radar_name: Name of the radar in the specification.
        radar: The radar before the draw is applied to it.
        frames: Number of frames.
        draw: What was drawn; its seed also seeds the receiver's noise.
        options: How it is simulated.
        views: What is stored.
        caption_seed: Draws the words of the captions.
        code: Which code it is meant for, see `code_version`.
    """

    specification: str
    dataset_seed: int
    index: int
    kind: str
    scene: SceneSpec
    radar_name: str
    radar: RadarConfig
    frames: int
    draw: Draw
    options: SimulationOptions
    views: Views
    caption_seed: int
    code: str

    def to_json(self) -> str:
        """The recipe as JSON on one line."""
        values: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN}
        return compact(
            {
                "format": FORMAT,
                "version": VERSION,
                **values,
                "scene": self.scene.model_dump(mode="json"),
                "radar": json.loads(radar_to_json(self.radar)),
                "draw": json.loads(self.draw.to_json()),
                "options": to_document(self.options),
                "views": to_document(self.views),
            }
        )

    @staticmethod
    def from_json(text: str | bytes) -> "Recipe":
        """Reads what `to_json` wrote.

        Raises:
            InputError: It is no JSON of this format and version, or a field is missing or wrong.
        """
        document, where = parsed(text, "a recipe"), "a recipe"
        if (document.get("format"), document.get("version")) != (FORMAT, VERSION):
            raise InputError(
                expected=f"a document of format {FORMAT}, version {VERSION}",
                found=f"{document.get('format')!r}, {document.get('version')!r}"[:80],
                do="use a release that knows it",
            )
        values: dict[str, Any] = {name: part(document, name, where) for name in _PLAIN}
        return Recipe(
            **values,
            scene=SceneSpec.from_json(json.dumps(part(document, "scene", where))),
            radar=radar_from_json(json.dumps(part(document, "radar", where))),
            draw=Draw.from_json(json.dumps(part(document, "draw", where))),
            options=from_document(SimulationOptions, part(document, "options", where), "options"),
            views=from_document(Views, part(document, "views", where), "views"),
        )


_PLAIN: Final = (
    "specification",
    "dataset_seed",
    "index",
    "kind",
    "radar_name",
    "frames",
    "caption_seed",
    "code",
)


def recipe_of(specification: Specification, dataset_seed: int, index: int) -> Recipe:
    """The recipe of one clip: a function of its arguments and of this code, of nothing else.

    Every decision has a random stream of its own, `numpy.random.SeedSequence(dataset_seed,
    spawn_key=(index, *name))` with the bytes of the decision's name: `kind`, `scene`, `draw`,
    `captions`; and `radar` with the number of the shard in place of the index.

    Args:
        specification: What the data set is made of.
        dataset_seed: Seed of the data set.
        index: Number of the clip, from 0.

    Raises:
        InputError: The kind that was drawn can make no scene.
    """
    share = specification.kinds[
        chosen(
            tuple(one.weight for one in specification.kinds), stream(dataset_seed, index, "kind")
        )
    ]
    device = radar_of(specification, dataset_seed, specification.shard_of(index))
    scene = share.kind.scene_of(stream(dataset_seed, index, "scene"), device.duration_s)
    # What lies beyond the clip would be in its captions, and is traced for nothing.
    scene = scene.model_copy(update={"duration_s": device.duration_s})
    drawn = draw(
        specification.randomization,
        seed_from(dataset_seed, index, "draw"),
        transmitters=len(device.radar.tx_positions_m),
        receivers=device.radar.receivers,
        people=len(scene.agents),
    )
    return Recipe(
        specification=specification.name,
        dataset_seed=dataset_seed,
        index=index,
        kind=share.name,
        scene=scene,
        radar_name=device.name,
        radar=device.radar,
        frames=device.frames,
        draw=drawn,
        options=specification.options,
        views=specification.views,
        caption_seed=seed_from(dataset_seed, index, "captions"),
        code=code_version(),
    )


def radar_of(specification: Specification, dataset_seed: int, shard: int) -> RadarShare:
    """The radar that all clips of a shard have."""
    weights = tuple(one.weight for one in specification.radars)
    return specification.radars[chosen(weights, stream(dataset_seed, shard, "radar"))]
