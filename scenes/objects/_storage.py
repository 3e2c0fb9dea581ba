"""Shelves, cupboards and chests of drawers."""

from itertools import pairwise

import numpy as np

from scenes.geometry import Mesh, bar, both_sides, box, ellipse, loft, moved, stack
from scenes.objects._pieces import (
    GAP_M,
    at_most,
    carcass,
    foot_of,
    fronts,
    knobs,
    legs,
    upright_handle,
)
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching


def _bookshelf(size: Size) -> Parts:
    """Two sides, a back, boards some 0.4 m apart, and blocks of books on them."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    board = at_most(0.022, 0.08, *size)
    gaps = min(8, max(1, round(z / 0.45)))
    shell = carcass((-x, -y, 0.0), (x, y, z), board, shelves=gaps - 1)
    step, inner = (z - board) / gaps, y - board - 2 * GAP_M
    books = [
        book
        for level in range(gaps)
        for book in _row_of_books(level, x, inner, level * step + board + GAP_M, step - board)
    ]
    return assembled([*shell, *books])


def _row_of_books(level: int, x: float, y: float, low: float, room: float) -> list[Mesh]:
    """Three blocks of books of different height and depth, and a space beside them."""
    widths, heights = np.roll((0.42, 0.14, 0.26), level), np.roll((0.78, 0.6, 0.7), level)
    edges = -y + 2 * y * (np.concatenate([[0.0], np.cumsum(widths)]) + 0.18 * (level % 2))
    return [
        box((-0.85 * x, a + GAP_M, low), ((0.2 + 0.5 * height) * x, b, low + height * room))
        for (a, b), height in zip(pairwise(edges), heights, strict=True)
    ]


def _wardrobe(size: Size) -> Parts:
    """A closed body on a plinth with doors 0.6 m wide at most, and a grip on each."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    plinth, door = at_most(0.07, 0.05, z), at_most(0.02, 0.05, size[0])
    count = 2 * min(10, max(1, round(size[1] / 1.2)))
    face = x - door
    doors = fronts((face - door, -y, plinth), (face, y, z), count, (1,))
    width = size[1] / count
    grips = [
        box((face + GAP_M, middle - 0.012, 0.45 * z), (x, middle + 0.012, 0.55 * z))
        for i in range(count)
        for middle in [-y + (i + (0.88 if i % 2 == 0 else 0.12)) * width]
    ]
    body = box((-x, -y, plinth), (face - door - GAP_M, y, z))
    return assembled([foot_of(size[0], size[1], 0.0, plinth), body, *doors, *grips])


def _cabinet() -> Parts:
    """A sideboard: two doors beside three drawers, on legs."""
    face = (0.17, 0.19)
    doors = [
        *fronts((face[0], -0.6, 0.15), (face[1], -0.2, 0.8), 1, (1,)),
        *fronts((face[0], 0.2, 0.15), (face[1], 0.6, 0.8), 1, (1,)),
    ]
    drawers = fronts((face[0], -0.2, 0.15), (face[1], 0.2, 0.8), 1, (1, 1, 1))
    grips = [
        *upright_handle(0.19, -0.24, 0.4, 0.6, 0.02),
        *upright_handle(0.19, 0.24, 0.4, 0.6, 0.02),
    ]
    return assembled(
        [
            box((-0.21, -0.6, 0.15), (0.17 - GAP_M, 0.6, 0.8)),
            *doors,
            *drawers,
            *legs(0.16, 0.56, 0.045, 0.0, 0.15 - GAP_M, foot=0.6),
        ],
        handles=("metal", [*grips, *knobs(drawers, 0.02, 0.014)]),
    )


def _dresser() -> Parts:
    """A chest with two columns of four drawers, knobs on each."""
    drawers = fronts((0.2, -0.49, 0.08), (0.22, 0.49, 0.92), 2, (1.3, 1.2, 1.0, 0.8))
    return assembled(
        [
            box((-0.24, -0.48, 0.07), (0.2 - GAP_M, 0.48, 0.92)),
            box((-0.24, -0.5, 0.921), (0.23, 0.5, 0.95)),
            *legs(0.2, 0.48, 0.05, 0.0, 0.07 - GAP_M, foot=0.8),
            *drawers,
        ],
        knobs=("metal", knobs(drawers, 0.02, 0.014)),
    )


def _wall_shelf() -> Parts:
    """A board on two triangular brackets."""
    triangle = np.array([(-0.11, 0.174), (-0.11, 0.0), (0.07, 0.174)])
    brackets = [
        loft([np.insert(triangle, 1, y, axis=1) for y in (side - 0.009, side + 0.009)])
        for side in (-0.3, 0.3)
    ]
    return assembled([box((-0.11, -0.4, 0.175), (0.11, 0.4, 0.2)), *brackets])


def _shoe_rack() -> Parts:
    """Two side frames, three tiers of bars, and three pairs of shoes."""
    bars = [
        bar((x, -0.329, z), (x, 0.329, z), 0.007, 4)
        for z in (0.1, 0.27, 0.44)
        for x in (-0.11, 0.0, 0.11)
    ]
    posts = both_sides(both_sides([box((0.13, 0.33, 0.0), (0.15, 0.35, 0.5))]), axis=0)
    rails = both_sides(
        [box((-0.129, 0.33, z - 0.01), (0.129, 0.35, z + 0.01)) for z in (0.1, 0.27, 0.44)]
    )
    spots = [
        (-0.24, 0.107),
        (-0.12, 0.107),
        (0.1, 0.277),
        (0.22, 0.277),
        (-0.1, 0.447),
        (0.02, 0.447),
    ]
    shoes = [moved(_shoe(), (0.0, y, z + GAP_M)) for y, z in spots]
    return assembled([*bars], frame=("wood", [*posts, *rails]), shoes=("leather", shoes))


def _shoe() -> Mesh:
    """A low shoe, 0.27 m long and 0.05 m high, toe to the front."""
    sole = ellipse(0.135, 0.045, 6)
    top = ellipse(0.06, 0.03, 6) - (0.06, 0.0)
    return stack(
        [0.95 * sole, sole, sole * (0.9, 0.85) - (0.012, 0.0), top], [0.0, 0.015, 0.035, 0.053]
    )


STORAGE = {
    "bookshelf": ObjectType(
        size_m=(0.32, 0.9, 1.9),
        least_m=(0.24, 0.5, 0.8),
        most_m=(0.42, 1.6, 2.2),
        material="wood",
        build=filling(_bookshelf),
        stands="wall",
        use_m=0.5,
    ),
    "wardrobe": ObjectType(
        size_m=(0.6, 1.2, 2.0),
        least_m=(0.5, 0.8, 1.8),
        most_m=(0.68, 2.4, 2.35),
        material="wood",
        build=filling(_wardrobe),
        stands="wall",
        use_m=0.7,
    ),
    "cabinet": ObjectType(
        size_m=(0.42, 1.2, 0.8),
        least_m=(0.35, 0.8, 0.7),
        most_m=(0.5, 1.8, 1.0),
        material="wood",
        build=stretching(_cabinet),
        stands="wall",
        use_m=0.6,
        carries=1.0,
    ),
    "dresser": ObjectType(
        size_m=(0.48, 1.0, 0.95),
        least_m=(0.4, 0.7, 0.7),
        most_m=(0.55, 1.5, 1.25),
        material="wood",
        build=stretching(_dresser),
        stands="wall",
        use_m=0.7,
        carries=1.0,
    ),
    "wall_shelf": ObjectType(
        size_m=(0.22, 0.8, 0.2),
        least_m=(0.15, 0.4, 0.12),
        most_m=(0.3, 1.2, 0.25),
        material="wood",
        build=stretching(_wall_shelf),
        stands="hung",
        carries=1.0,
        hung_m=1.4,
    ),
    "shoe_rack": ObjectType(
        size_m=(0.3, 0.7, 0.5),
        least_m=(0.25, 0.5, 0.4),
        most_m=(0.36, 1.0, 0.9),
        material="metal",
        build=stretching(_shoe_rack),
        stands="wall",
        use_m=0.5,
    ),
}
"""Wardrobes are 0.6 m deep, shelves for books 0.25 to 0.35 m (Neufert, Architects' Data)."""
