"""Clothes: a body's skin cut along hems, and a colour for each piece.

Which bones carry the skin, and where they are at rest, says where a shirt ends. Pictures only: the
radar sees the body's own skin and mesh.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float, Int

from scenes.render._hem import Cut, cut_along

Colour = tuple[float, float, float]
SHIRT, TROUSERS, SHOES, SKIN, HAIR = range(5)

SHIRTS = ((0.05, 0.28, 0.34), (0.55, 0.14, 0.07), (0.62, 0.42, 0.08), (0.16, 0.14, 0.38))
TROUSERS_COLOURS = ((0.055, 0.07, 0.12), (0.16, 0.13, 0.10), (0.09, 0.10, 0.10), (0.25, 0.22, 0.17))
SKIN_TONES = ((0.62, 0.38, 0.27), (0.42, 0.23, 0.14), (0.70, 0.47, 0.35), (0.22, 0.11, 0.06))
HAIRS = ((0.05, 0.025, 0.012), (0.012, 0.01, 0.01), (0.30, 0.17, 0.06), (0.14, 0.05, 0.02))
BLACK = (0.04, 0.04, 0.045)

SLEEVE = 0.75
"""Share of the upper arm that a sleeve covers."""

NAPE, SLOPE = 0.22, 0.72
"""Hair grows above a line that runs from this share of the head's height at its back upwards, by
this share over the head's length."""


@dataclass(frozen=True)
class Outfit:
    """How to dress one body at any moment.

    Attributes:
        cuts: Where its triangles are cut, in order.
        faces: Triangles after the cuts.
        colours: Linear RGB of each of them.
    """

    cuts: tuple[Cut, ...]
    faces: Int[np.ndarray, "face 3"]
    colours: Float[np.ndarray, "face 3"]

    def vertices(self, skin_m: Float[np.ndarray, "vertex 3"]) -> Float[np.ndarray, "place 3"]:
        """The skin's vertices, followed by those on the hems, m."""
        for cut in self.cuts:
            skin_m = np.concatenate([skin_m, cut.between(skin_m)])
        return skin_m


def outfit(agent: Any, which: int) -> Outfit:
    """Clothes for somebody: one colour all over where the bones are not known.

    Args:
        agent: With `faces`, and `body` where it has bones.
        which: Chooses the colours.
    """
    faces, cuts = np.asarray(agent.faces), []
    worn = np.full(len(faces), SHIRT)
    body = getattr(agent, "body", None)
    if body is not None and hasattr(body, "rig"):
        places = np.c_[body.vertices_m, _arm_share(body)]
        for garment, edge in _hems(body):
            cut, faces, inside, origin = cut_along(faces, edge(places))
            places = np.concatenate([places, cut.between(places)])
            worn = np.where(inside, garment, worn[origin])
            cuts.append(cut)
    return Outfit(tuple(cuts), faces, _palette(which)[worn])


def _palette(which: int) -> Float[np.ndarray, "garment 3"]:
    def pick(colours: Sequence[Colour]) -> Colour:
        return colours[which % len(colours)]

    return np.array([pick(SHIRTS), pick(TROUSERS_COLOURS), BLACK, pick(SKIN_TONES), pick(HAIRS)])


def _arm_share(body: Any) -> Float[np.ndarray, " vertex"]:
    return body.share(*(limb.shoulder for limb in body.rig.limbs.values()))


def _hems(body: Any) -> Iterator[tuple[int, Any]]:
    """Garments, later ones over earlier ones, with what is positive where each is.

    That is a function of rows of x, y, z at rest (m) and the share of the arms in a vertex.
    """
    waist = body.head_m(body.rig.spine[1])[2]
    neck = body.head_m(body.rig.neck[0])
    ankle = max(body.head_m(limb.ankle)[2] for limb in body.rig.limbs.values())
    yield TROUSERS, lambda p: np.minimum((waist - p[:, 2]) / 0.1, 0.5 - p[:, 3])
    yield SHOES, lambda p: np.minimum((ankle - p[:, 2]) / 0.1, 0.5 - p[:, 3])
    for limb in body.rig.limbs.values():
        yield SKIN, _beyond_sleeve(body.head_m(limb.shoulder), body.head_m(limb.elbow))
    yield SKIN, lambda p: np.minimum(p[:, 2] - neck[2] + (p[:, 0] - neck[0]) / 3, 0.5 - p[:, 3])
    low, high = _head_box(body)
    yield HAIR, lambda p: _above_hairline((p[:, :3] - low) / (high - low))


def _beyond_sleeve(shoulder_m: np.ndarray, elbow_m: np.ndarray) -> Any:
    way = (elbow_m - shoulder_m) / np.sum((elbow_m - shoulder_m) ** 2)
    return lambda p: np.minimum((p[:, :3] - shoulder_m) @ way - SLEEVE, p[:, 3] - 0.5)


def _head_box(body: Any) -> tuple[Float[np.ndarray, "3"], Float[np.ndarray, "3"]]:
    head = body.vertices_m[body.share(body.rig.neck[-1]) > 0.5]
    return head.min(0), head.max(0)


def _above_hairline(place: Float[np.ndarray, "vertex 3"]) -> Float[np.ndarray, " vertex"]:
    """Positive where hair grows, from the place as a share of the head's box."""
    return place[:, 2] - NAPE - SLOPE * place[:, 0]
