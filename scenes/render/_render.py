"""`render`: pictures of a scene."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scenes.render._camera import Camera
from scenes.render._clothes import outfit
from scenes.render._part import Part
from scenes.render._picture import Picture
from scenes.render._process import Quality, draw
from scenes.render._scenery import Scenery
from scenes.render._stage import body_part


@dataclass(frozen=True)
class Shot:
    """A picture to be taken.

    Attributes:
        time_s: When, s.
        camera: From where.
    """

    time_s: float
    camera: Camera


def render(
    scene: Any,
    time_s: float,
    camera: Camera,
    *,
    width: int = 640,
    height: int = 480,
    samples: int = 9,
    seed: int = 0,
    timeout_s: float = 600.0,
) -> Picture:
    """A picture of a scene at one moment, drawn with Mitsuba 3 in a process of its own.

    Args:
        scene: A `PopulatedScene`, or anything with its `surfaces`, `agents` and `spec`.
        time_s: When, s.
        camera: From where; see `overview`, `plan_view`, `from_radar` and `following`.
        width: Pixels along the lower edge.
        height: Pixels along the left edge.
        samples: Rays for each pixel; noise falls with its square root.
        seed: Fixes the noise.
        timeout_s: Longest time to wait, s.

    Returns:
        Red, green and blue (sRGB) of each pixel, the upper left one first.

    Raises:
        InputError: The time lies more than a second outside the scene, a size is not sensible,
            Mitsuba is missing, or it fails or takes too long.
    """
    quality = Quality(width, height, samples, seed, timeout_s)
    return render_many(scene, [Shot(time_s, camera)], quality)[0]


def render_many(
    scene: Any, shots: Sequence[Shot], quality: Quality | None = None
) -> tuple[Picture, ...]:
    """Several pictures of a scene in one process, which starts once.

    Args:
        scene: As in `render`.
        shots: When and from where.
        quality: Size and smoothness of all of them.

    Raises:
        InputError: As in `render`.
    """
    scenery, people = Scenery(scene), bodies_at(scene, [shot.time_s for shot in shots])
    stages = [scenery.stage(shot.camera, people[float(shot.time_s)]) for shot in shots]
    return draw(stages, quality or Quality())


def bodies_at(scene: Any, times_s: Sequence[float]) -> dict[float, list[Part]]:
    """Everybody at each of these times, each agent's skin computed in one go."""
    times = np.unique(np.array(times_s, dtype=float))
    people: dict[float, list[Part]] = {float(time): [] for time in times}
    for which, agent in enumerate(scene.agents if len(times) else ()):
        clothes = outfit(agent, which)
        for time, skin in zip(times, agent.vertices(times), strict=True):
            people[float(time)].append(body_part(clothes, skin))
    return people
