"""Furniture from boxes and cylinders, in its own frame: front to +x, footprint centred at zero."""

from collections.abc import Callable
from dataclasses import dataclass

from scenes.geometry import Mesh, box, cylinder, merge
from scenes.spec import Material

Size = tuple[float, float, float]
Parts = dict[str, tuple[Mesh, Material | None]]
"""Parts by name, each with a fixed material, or None for the object's main one."""


@dataclass(frozen=True)
class Furniture:
    """A kind of furniture.

    Attributes:
        size_m: Usual depth, width and height, m.
        material: Usual main material.
        build: Makes its parts at a given size.
    """

    size_m: Size
    material: Material
    build: Callable[[Size], Parts]


def _seat(size: Size) -> Parts:
    """Sofa or armchair: a base with cushion, a back and two arms."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    back, arm = 0.22 * size[0], min(0.16, 0.2 * size[1])
    return {
        "": (
            merge(
                [
                    box((-x, -y, 0.06), (x, y, 0.5 * z)),
                    box((-x, -y, 0.5 * z), (-x + back, y, z)),
                    box((-x + back, -y, 0.5 * z), (x, -y + arm, 0.72 * z)),
                    box((-x + back, y - arm, 0.5 * z), (x, y, 0.72 * z)),
                ]
            ),
            None,
        )
    }


def _table(size: Size) -> Parts:
    """Table or desk: a top on four legs."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    leg, top = 0.05, 0.03
    feet = [(i * (x - leg), j * (y - leg)) for i in (-1, 1) for j in (-1, 1)]
    legs = [
        box((a - leg / 2, b - leg / 2, 0.0), (a + leg / 2, b + leg / 2, z - top)) for a, b in feet
    ]
    return {"": (merge([box((-x, -y, z - top), (x, y, z)), *legs]), None)}


def _chair(size: Size) -> Parts:
    """A seat on four legs with a back rest."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    seat, _ = _table((size[0], size[1], 0.5 * z))[""]
    return {"": (merge([seat, box((-x, -y, 0.5 * z), (-x + 0.04, y, z))]), None)}


def _shelf(size: Size) -> Parts:
    """Two sides, a back, and five boards."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    board = 0.022
    levels = [i * (z - board) / 4 for i in range(5)]
    boards = [box((-x, -y + board, h), (x, y - board, h + board)) for h in levels]
    sides = [box((-x, -y, 0.0), (x, -y + board, z)), box((-x, y - board, 0.0), (x, y, z))]
    back = box((-x, -y + board, board), (-x + 0.008, y - board, z - board))
    return {"": (merge([*boards, *sides, back]), None)}


def _bed(size: Size) -> Parts:
    """A frame with headboard against the wall, and a mattress."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    frame = [box((-x, -y, 0.05), (x, y, 0.3 * z)), box((-x, -y, 0.3 * z), (-x + 0.05, y, z))]
    mattress = box((-x + 0.06, -y + 0.03, 0.3 * z + 0.001), (x - 0.03, y - 0.03, 0.6 * z))
    return {"": (merge(frame), None), "mattress": (mattress, "fabric")}


def _screen(size: Size) -> Parts:
    """A flat screen on a low cabinet."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    cabinet = merge(
        [box((-x, -y, 0.0), (x, y, 0.4 * z)), box((-0.03, -0.15, 0.4 * z), (0.03, 0.15, 0.5 * z))]
    )
    panel = box((-0.02, -0.9 * y, 0.5 * z), (0.02, 0.9 * y, z))
    return {"": (cabinet, None), "panel": (panel, "glass")}


def _wardrobe(size: Size) -> Parts:
    """A closed box with two doors that stand proud of it."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    doors = [
        box((x - 0.02, -y + 0.01, 0.08), (x, -0.002, z - 0.01)),
        box((x - 0.02, 0.002, 0.08), (x, y - 0.01, z - 0.01)),
    ]
    return {"": (merge([box((-x, -y, 0.0), (x - 0.021, y, z)), *doors]), None)}


def _plant(size: Size) -> Parts:
    """A pot, a stem, and a crown of three discs."""
    radius, z = min(size[0], size[1]) / 2, size[2]
    leaves = [
        cylinder((0.0, 0.0, (0.5 + 0.17 * i) * z), radius * (1.0, 0.8, 0.5)[i], 0.15 * z)
        for i in range(3)
    ]
    stem = cylinder((0.0, 0.0, 0.25 * z), 0.02, 0.25 * z, sides=6)
    return {
        "": (cylinder((0.0, 0.0, 0.0), 0.7 * radius, 0.25 * z), None),
        "crown": (merge([stem, *leaves]), "wood"),
    }


FURNITURE: dict[str, Furniture] = {
    "sofa": Furniture((0.9, 2.0, 0.8), "fabric", _seat),
    "armchair": Furniture((0.85, 0.85, 0.9), "leather", _seat),
    "table": Furniture((0.6, 1.1, 0.45), "wood", _table),
    "chair": Furniture((0.45, 0.45, 0.9), "wood", _chair),
    "bookshelf": Furniture((0.32, 0.9, 1.9), "wood", _shelf),
    "bed": Furniture((2.05, 1.5, 0.9), "wood", _bed),
    "desk": Furniture((0.7, 1.4, 0.74), "wood", _table),
    "screen": Furniture((0.4, 1.4, 1.2), "wood", _screen),
    "wardrobe": Furniture((0.6, 1.2, 2.0), "wood", _wardrobe),
    "plant": Furniture((0.5, 0.5, 1.3), "ceramic", _plant),
}
"""What can stand in a room, by kind."""
