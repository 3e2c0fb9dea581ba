"""`motion_strip`: one body at several times in one picture."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from jaxtyping import Float

from scenes._errors import InputError
from scenes.render._camera import Camera, fitted
from scenes.render._caption import captioned, side_by_side
from scenes.render._clothes import outfit
from scenes.render._picture import Picture
from scenes.render._process import Quality, draw
from scenes.render._render import Shot, render_many
from scenes.render._scenery import Scenery
from scenes.render._sight import direction
from scenes.render._stage import body_part, in_the_open, paled
from scenes.render._views import facings_rad, following, overview

Layout = Literal["studio", "room", "panels"]

MOST_TIMES = 24
STUDIO_TURN_RAD = float(np.radians(40.0))
STUDIO_ELEVATION_RAD = float(np.radians(12.0))
STUDIO_VIEW_RAD = float(np.radians(16.0))
"""Azimuth of the studio's camera from the body's front, its elevation and field of view, rad."""

RIGHT = np.array([-np.sin(STUDIO_TURN_RAD), np.cos(STUDIO_TURN_RAD), 0.0])
"""Unit vector to the right in the studio's picture."""

GAP_M = 0.18
"""Free space between neighbours in the studio, m."""

PALEST, LEAST_PALE = 0.8, 0.3
"""How pale the first and the last but one of several bodies in a room are."""

PANEL_ROOM_M = 0.2
"""Free space around a body in a panel, m."""


def motion_strip(
    scene: Any,
    agent: Any,
    times_s: Sequence[float],
    *,
    layout: Layout = "studio",
    height: int = 360,
    samples: int = 9,
    captions: Sequence[str] | None = None,
) -> Picture:
    """One body at several times, from left to right, with the times below.

    Args:
        scene: Where it is.
        agent: One of `scene.agents`.
        times_s: When, s.
        layout: "studio" sets the bodies side by side on open ground, each turned so that its front
            is seen; "room" shows all in the room, the earlier the paler; "panels" are pictures of
            the body and its surroundings side by side.
        height: Of the pictures, without the words, pixels.
        samples: Rays for each pixel.
        captions: What to write below, one for each time; by default the times; none for ().

    Raises:
        InputError: There is no time, there are too many, the layout is unknown, or as `render`.
    """
    times = np.asarray(times_s, dtype=float)
    if times.ndim != 1 or not 1 <= len(times) <= MOST_TIMES:
        raise InputError(
            expected=f"1 to {MOST_TIMES} times", found=f"{times.size}", do="choose others"
        )
    texts = [f"{time:.2f} s" for time in times] if captions is None else list(captions)
    if layout == "studio":
        return _studio(scene, agent, times, Quality(height=height, samples=samples), texts)
    if layout == "room":
        quality = Quality(round(height * 4 / 3), height, samples)
        return _in_room(scene, agent, times, quality, texts)
    if layout == "panels":
        return _panels(scene, agent, times, Quality(round(0.8 * height), height, samples), texts)
    raise InputError(
        expected='the layout "studio", "room" or "panels"', found=repr(layout), do="choose one"
    )


def _studio(
    scene: Any,
    agent: Any,
    times: Float[np.ndarray, " time"],
    quality: Quality,
    texts: Sequence[str],
) -> Picture:
    pairs = zip(agent.vertices(times), -facings_rad(agent, times), strict=True)
    skins, middles = spread(np.array([turned(skin, float(angle)) for skin, angle in pairs]), RIGHT)
    clothes = outfit(agent, _place(scene, agent))
    parts = [body_part(clothes, skin) for skin in skins]
    camera, aspect = _studio_camera(skins)
    wide = replace(quality, width=int(np.clip(round(quality.height * aspect), 64, 8192)))
    (picture,) = draw([in_the_open(parts, camera, 0.0)], wide)
    columns = camera.project(middles, wide.width, wide.height)[:, 0]
    return captioned(picture, texts, columns.tolist()) if texts else picture


def _studio_camera(skins_m: Float[np.ndarray, "time vertex 3"]) -> tuple[Camera, float]:
    """A camera that sees a row of bodies and the ground below them, and the picture's aspect."""
    points = np.concatenate([skins_m, skins_m * (1, 1, 0)]).reshape(-1, 3)
    width, height = np.ptp(points @ RIGHT) + 2 * GAP_M, np.ptp(points[:, 2]) + 2 * GAP_M
    way = direction(STUDIO_TURN_RAD, STUDIO_ELEVATION_RAD)
    aspect = float(width / height)
    return fitted(points, way, aspect, STUDIO_VIEW_RAD, margin=0.05), aspect


def turned(
    skin_m: Float[np.ndarray, "vertex 3"], angle_rad: float
) -> Float[np.ndarray, "vertex 3"]:
    """A body turned to the left about the vertical, m."""
    c, s = np.cos(angle_rad), np.sin(angle_rad)
    return skin_m @ np.array([[c, s, 0.0], [-s, c, 0.0], [0.0, 0.0, 1.0]])


def spread(
    skins_m: Float[np.ndarray, "time vertex 3"], right: Float[np.ndarray, "3"]
) -> tuple[Float[np.ndarray, "time vertex 3"], Float[np.ndarray, "time 3"]]:
    """Bodies moved level so that they stand in a row without touching, and their new middles.

    Args:
        skins_m: The bodies, m.
        right: Unit vector along the row, level.
    """
    ahead = np.array([right[1], -right[0], 0.0])
    along, depth = skins_m @ right, skins_m @ ahead
    low, high = along.min(1), along.max(1)
    starts = np.concatenate([[0.0], np.cumsum(high - low + GAP_M)[:-1]])
    shift = (starts - low)[:, None] * right
    shift -= ((depth.min(1) + depth.max(1)) / 2)[:, None] * ahead
    moved = skins_m + shift[:, None]
    return moved, (moved.min(1) + moved.max(1)) / 2


def _in_room(
    scene: Any,
    agent: Any,
    times: Float[np.ndarray, " time"],
    quality: Quality,
    texts: Sequence[str],
) -> Picture:
    camera = overview(scene, aspect=quality.width / quality.height)
    clothes = outfit(agent, _place(scene, agent))
    bodies = [body_part(clothes, skin) for skin in agent.vertices(times)]
    shares = np.linspace(PALEST, LEAST_PALE, len(bodies) - 1)
    ghosts = [paled(part, float(share)) for part, share in zip(bodies[:-1], shares, strict=True)]
    (picture,) = draw([Scenery(scene).stage(camera, [*ghosts, bodies[-1]])], quality)
    return captioned(picture, [", ".join(texts)]) if texts else picture


def _panels(
    scene: Any,
    agent: Any,
    times: Float[np.ndarray, " time"],
    quality: Quality,
    texts: Sequence[str],
) -> Picture:
    aspect = quality.width / quality.height
    shots = [
        Shot(time, following(scene, agent, time, aspect=aspect, room_m=PANEL_ROOM_M))
        for time in times.tolist()
    ]
    row = side_by_side(render_many(scene, shots, quality))
    return captioned(row, texts) if texts else row


def _place(scene: Any, agent: Any) -> int:
    """Which of the scene's agents this is, for the colours of its clothes."""
    return next((i for i, other in enumerate(scene.agents) if other is agent), 0)
