"""`sentence`: a template whose slots are filled with drawn words."""

from dataclasses import dataclass, field

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import whole_number
from mmwave_sim.dataset.recipes._drawn_text import attempted, filled, with_faces
from mmwave_sim.dataset.recipes._kind import kind
from scenes import SceneSpec


@kind("sentence")
@dataclass(frozen=True)
class SentenceKind:
    """Scenes that sentences or stories describe.

    Attributes:
        templates: Texts that `scenes.parse` understands, with slots such as `{person}`; `{room}`
            and `{seconds}` (how long the clip lasts) are always there.
        words: What may stand in each slot.
        rooms: What may stand for `{room}`.
        people: How many people each text speaks of.
        faces: Triangles of each body.
        furniture: Whether the furniture that comes with the room stays.
        places: From how many different seeds scenes are made: 1 puts everyone where they always
            are; 0 makes each scene from a seed of its own.
    """

    templates: tuple[str, ...]
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    rooms: tuple[str, ...] = ("living room", "bedroom", "office", "corridor")
    people: int = 1
    faces: int = 5000
    furniture: bool = True
    places: int = 0

    def __post_init__(self) -> None:
        whole_number("people", self.people, 1)
        whole_number("places", self.places, 0)
        if not self.templates:
            raise InputError(expected="templates", found="none", do="give one or more")

    def scene_of(self, random: np.random.Generator, duration_s: float) -> SceneSpec:
        """Fills a template and stages it; what does not fit its room is drawn again.

        Raises:
            InputError: Nothing that was drawn fits.
        """
        own = {"room": self.rooms, "seconds": (f"{duration_s:g}",)}

        def text() -> str:
            template = self.templates[int(random.integers(len(self.templates)))]
            return filled(template, {**own, **self.words}, random)

        spec = attempted(text, random, duration_s, self.people, self.places)
        spec = with_faces(spec, self.faces)
        return spec if self.furniture else spec.model_copy(update={"objects": ()})
