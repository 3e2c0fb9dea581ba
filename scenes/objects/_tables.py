"""Tables, desks and what stands beside beds and sofas."""

from scenes.geometry import both_sides, box, cylinder, lathe
from scenes.objects._pieces import GAP_M, at_most, carcass, fronts, knobs, legs, level_handles
from scenes.objects._type import ObjectType, Parts, Size, assembled, filling, stretching


def _table(size: Size) -> Parts:
    """A top on four legs."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    thick, leg = at_most(0.03, 0.2, z), at_most(0.05, 0.15, *size[:2])
    top = box((-x, -y, z - thick), (x, y, z))
    return assembled([top, *legs(x - leg / 2, y - leg / 2, leg, 0.0, z - thick - GAP_M)])


def _dining_table(size: Size) -> Parts:
    """A top on four tapered legs with an apron between them."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    thick, leg = at_most(0.035, 0.1, z), at_most(0.08, 0.12, *size[:2])
    a, b = x - leg / 2, y - leg / 2
    under = z - thick - GAP_M
    low, board = under - at_most(0.09, 0.2, z), 0.3 * leg
    side = box((-a + leg + GAP_M, b - 2 * board, low), (a - leg - GAP_M, b - board, under))
    end = box((a - 2 * board, -b + leg + GAP_M, low), (a - board, b - leg - GAP_M, under))
    top = box((-x, -y, z - thick), (x, y, z))
    rails = [*both_sides([side]), *both_sides([end], axis=0)]
    return assembled([top, *legs(a, b, leg, 0.0, under, foot=0.6), *rails])


def _desk() -> Parts:
    """A top on two legs and a block of three drawers, with a panel at the back."""
    feet = both_sides([box((0.3, -0.7, 0.0), (0.35, -0.65, 0.709))], axis=0)
    drawers = fronts((0.301, 0.3, 0.06), (0.319, 0.7, 0.705), 1, (2, 1, 1))
    return assembled(
        [
            box((-0.35, -0.7, 0.71), (0.35, 0.7, 0.74)),
            *feet,
            box((-0.33, -0.649, 0.3), (-0.31, 0.299, 0.709)),
            box((-0.35, 0.3, 0.04), (0.3 - GAP_M, 0.7, 0.709)),
            box((-0.32, 0.32, 0.0), (0.26, 0.68, 0.04 - GAP_M)),
            *drawers,
            *level_handles(drawers, 0.025, 0.75, 0.4),
        ]
    )


def _side_table() -> Parts:
    """A round top on a column with a disc for a foot."""
    column = [(0.0, 0.0), (0.15, 0.0), (0.15, 0.012), (0.018, 0.035), (0.018, 0.524), (0.0, 0.524)]
    return assembled([cylinder((0.0, 0.0, 0.525), 0.225, 0.025, 20), lathe(column, 12)])


def _night_stand() -> Parts:
    """A drawer above an open shelf, on short legs."""
    shell = carcass((-0.2, -0.225, 0.12), (0.16, 0.225, 0.55), 0.018, shelves=1)
    drawer = box((0.161, -0.225, 0.33), (0.178, 0.225, 0.55))
    feet = legs(0.18, 0.2, 0.035, 0.0, 0.12 - GAP_M, foot=0.6)
    return assembled([*shell, drawer, *feet], knob=("metal", knobs([drawer], 0.022, 0.014)))


_LOW_TABLE = ObjectType(
    size_m=(0.6, 1.1, 0.45),
    least_m=(0.4, 0.6, 0.35),
    most_m=(0.9, 1.4, 0.55),
    material="wood",
    build=filling(_table),
    carries=1.0,
)

TABLES = {
    "table": _LOW_TABLE,
    "coffee_table": _LOW_TABLE,
    "dining_table": ObjectType(
        size_m=(0.9, 1.6, 0.75),
        least_m=(0.75, 0.8, 0.72),
        most_m=(1.1, 2.4, 0.78),
        material="wood",
        build=filling(_dining_table),
        carries=1.0,
    ),
    "desk": ObjectType(
        size_m=(0.7, 1.4, 0.74),
        least_m=(0.6, 1.0, 0.7),
        most_m=(0.9, 1.8, 0.78),
        material="wood",
        build=stretching(_desk),
        stands="wall",
        use_m=0.8,
        carries=1.0,
    ),
    "side_table": ObjectType(
        size_m=(0.45, 0.45, 0.55),
        least_m=(0.3, 0.3, 0.4),
        most_m=(0.6, 0.6, 0.7),
        material="wood",
        build=stretching(_side_table),
        carries=1.0,
    ),
    "night_stand": ObjectType(
        size_m=(0.4, 0.45, 0.55),
        least_m=(0.3, 0.35, 0.4),
        most_m=(0.5, 0.65, 0.7),
        material="wood",
        build=stretching(_night_stand),
        stands="wall",
        use_m=0.4,
        carries=1.0,
    ),
}
"""Tables to eat and write at are 0.72 to 0.78 m high (Neufert, Architects' Data; EN 527-1)."""
