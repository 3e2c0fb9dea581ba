"""`activities`: people who do one thing of the library after another in a furnished home."""

from dataclasses import dataclass

import numpy as np

from mmwave_sim._errors import InputError
from mmwave_sim._numbers import whole_number
from mmwave_sim.dataset.recipes._drawn_text import attempted, filled, with_faces
from mmwave_sim.dataset.recipes._kind import kind
from scenes import SceneSpec
from scenes.motion import activity

_HANDS: dict[str, tuple[str, ...]] = {"hand": ("left", "right"), "side": ("left", "right")}


@kind("activities")
@dataclass(frozen=True)
class ActivitiesKind:
    """Scenes of the activities that are named, told as a story and staged by `scenes.parse`.

    Attributes:
        activities: Names in the library of motions.
        most_in_a_row: How many of them a person does, at most.
        people: How many people; all begin at once.
        subjects: Who they may be.
        rooms: Where; `""` leaves it to the things that are needed.
        faces: Triangles of each body.
    """

    activities: tuple[str, ...]
    most_in_a_row: int = 1
    people: int = 1
    subjects: tuple[str, ...] = ("a woman", "a man")
    rooms: tuple[str, ...] = ("living room", "bedroom", "office")
    faces: int = 5000

    def __post_init__(self) -> None:
        whole_number("most_in_a_row", self.most_in_a_row, 1)
        whole_number("people", self.people, 1)
        for name, given in (("activities", self.activities), ("subjects", self.subjects)):
            if not given:
                raise InputError(expected=name, found="none", do="give one or more")
        for name in self.activities:
            activity(name)

    def scene_of(self, random: np.random.Generator, duration_s: float) -> SceneSpec:
        """Tells a story and stages it; what cannot be staged is drawn again.

        Raises:
            InputError: Nothing that was drawn can be staged.
        """
        spec = attempted(lambda: self._story(random), random, duration_s, self.people, 0)
        return with_faces(spec, self.faces)

    def _story(self, random: np.random.Generator) -> str:
        persons = " while ".join(self._person(random) for _ in range(self.people))
        room = self.rooms[int(random.integers(len(self.rooms)))] if self.rooms else ""
        return f"in a {room}, {persons}" if room else persons

    def _person(self, random: np.random.Generator) -> str:
        count = int(random.integers(1, self.most_in_a_row, endpoint=True))
        names = random.choice(self.activities, size=count)
        deeds = (self._deed(str(name), random) for name in names)
        return f"{self.subjects[int(random.integers(len(self.subjects)))]} {', then '.join(deeds)}"

    def _deed(self, name: str, random: np.random.Generator) -> str:
        says = activity(name).says
        return filled(says[int(random.integers(len(says)))], _HANDS, random)
