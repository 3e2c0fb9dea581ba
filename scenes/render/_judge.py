"""Pictures for a judge who is to say what happens in a scene and whether it is plausible."""

from typing import Any

import numpy as np

from scenes._errors import InputError
from scenes.render._caption import captioned
from scenes.render._picture import png_bytes
from scenes.render._process import Quality
from scenes.render._render import Shot, render_many
from scenes.render._views import following, overview

MOST_VIEWS = 24
QUALITY = Quality(512, 384, 9)


def views_for_judge(scene: Any, count: int, *, quality: Quality = QUALITY) -> tuple[bytes, ...]:
    """PNG files that show a scene over its duration, each with its time written below.

    The first shows the whole house in the middle of the scene; the others follow everybody in turn,
    at even times.

    Args:
        scene: What is judged.
        count: How many pictures.
        quality: Their size and smoothness.

    Raises:
        InputError: The count is not sensible, or as `render`.
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST_VIEWS:
        raise InputError(expected=f"1 to {MOST_VIEWS} views", found=repr(count), do="change it")
    aspect = quality.width / quality.height
    middle = scene.duration_s / 2
    shots = [Shot(middle, overview(scene, aspect=aspect))]
    texts = [f"the whole scene at {middle:.1f} s of {scene.duration_s:.1f} s"]
    for number, time in enumerate(_even_times(scene, count - 1)):
        if scene.agents:
            agent = scene.agents[number % len(scene.agents)]
            shots.append(Shot(time, following(scene, agent, time, aspect=aspect)))
            texts.append(f"{agent.name} at {time:.1f} s")
        else:
            turn = 2 * np.pi * number / max(count - 1, 1)
            shots.append(Shot(time, overview(scene, aspect=aspect, azimuth_rad=turn)))
            texts.append(f"the whole scene at {time:.1f} s")
    pictures = render_many(scene, shots, quality)
    labelled = zip(pictures, texts, strict=True)
    return tuple(png_bytes(captioned(picture, [text])) for picture, text in labelled)


def _even_times(scene: Any, count: int) -> list[float]:
    """Times that share the duration evenly, s."""
    return [float(scene.duration_s * (number + 0.5) / count) for number in range(count)]
