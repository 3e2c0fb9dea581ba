"""Bicycles and machines to exercise on."""

from scenes.geometry import (
    Mesh,
    Vector,
    along_y,
    bar,
    both_sides,
    box,
    cushion,
    cylinder,
    lathe,
    moved,
    slab,
    torus,
    tube,
    turned,
)
from scenes.objects._type import ObjectType, Parts, assembled, stretching

REAR, FRONT, HUB = (-0.52, 0.0, 0.34), (0.52, 0.0, 0.34), (-0.1, 0.0, 0.3)
"""Middles of a bicycle's wheels and of its cranks, m."""

SEAT, HEAD, CROWN = (-0.22, 0.0, 0.78), (0.38, 0.0, 0.78), (0.41, 0.0, 0.68)
"""Corners of its frame below the saddle, below the handlebars, and above the front wheel, m."""


def _bicycle() -> Parts:
    """Two wheels with spokes, a diamond frame, handlebars, saddle, cranks and pedals."""
    tyre = along_y(torus((0.0, 0.0, 0.0), 0.322, 0.036, 16))
    saddle = cushion((-0.38, -0.07, 0.932), (-0.11, 0.07, 0.98), 0.02)
    pedals = [
        slab((0.05, -0.12, 0.22), (0.09, 0.09, 0.02)),
        slab((-0.25, 0.12, 0.38), (0.09, 0.09, 0.02)),
    ]
    return assembled(
        [*_frame(), *_steering(), *_drive(), *_spokes(REAR), *_spokes(FRONT)],
        rubber=("plastic", [moved(tyre, REAR), moved(tyre, FRONT), saddle, *pedals]),
    )


def _frame() -> list[Mesh]:
    """The diamond, the post of the saddle, and the stays of the rear wheel."""
    edges = ((HUB, SEAT), (SEAT, HEAD), (HUB, CROWN), (HEAD, CROWN))
    low = bar((REAR[0], 0.05, REAR[2]), (HUB[0], 0.03, HUB[2]), 0.009, 4)
    high = bar((REAR[0], 0.05, REAR[2]), (SEAT[0], 0.02, SEAT[2] - 0.04), 0.009, 4)
    post = bar(SEAT, (-0.245, 0.0, 0.93), 0.013, 4)
    return [*(bar(a, b, 0.016, 4) for a, b in edges), *both_sides([low, high]), post]


def _steering() -> list[Mesh]:
    """The fork, the stem and the handlebars."""
    fork = bar((FRONT[0], 0.05, FRONT[2]), (CROWN[0], 0.03, CROWN[2]), 0.012, 4)
    grips = [(0.28, 0.28, 0.98), (0.38, 0.2, 1.0), (0.4, 0.0, 1.0)]
    ends = [(x, -y, z) for x, y, z in grips[1::-1]]
    return [
        *both_sides([fork]),
        bar(HEAD, (0.35, 0.0, 1.0), 0.013, 4),
        tube([*grips, *ends], 0.012, 4),
    ]


def _drive() -> list[Mesh]:
    """The chain ring and two cranks."""
    ring = along_y(cylinder((0.0, 0.0, -0.003), 0.09, 0.006, 10))
    right = bar((HUB[0], -0.065, HUB[2]), (0.05, -0.065, 0.22), 0.009, 4)
    left = bar((HUB[0], 0.065, HUB[2]), (-0.25, 0.065, 0.38), 0.009, 4)
    return [moved(ring, (HUB[0], -0.05, HUB[2])), right, left]


def _spokes(middle: Vector) -> list[Mesh]:
    """Three spokes right across a wheel, a little apart."""
    long = 0.305
    spoke = bar((-long, 0.0, 0.0), (long, 0.0, 0.0), 0.003, 3)
    turns = ((0.2, -0.012), (1.25, 0.0), (2.3, 0.012))
    return [
        moved(turned(spoke, (0.0, angle, 0.0)), (middle[0], side, middle[2]))
        for angle, side in turns
    ]


def _treadmill() -> Parts:
    """A belt between two rails, a motor's hood, two posts with arm rests, and a console."""
    deck = box((-0.8, -0.3, 0.05), (0.75, 0.3, 0.14))
    belt = cushion((-0.52, -0.24, 0.141), (0.78, 0.24, 0.16), 0.006)
    rails = both_sides([box((-0.52, 0.28, 0.141), (0.78, 0.36, 0.18))])
    hood = cushion((-0.85, -0.36, 0.06), (-0.53, 0.36, 0.26), 0.05)
    feet = both_sides([cylinder((x, 0.3, 0.0), 0.03, 0.049, 6) for x in (-0.7, 0.68)])
    posts = both_sides(
        [tube([(-0.6, 0.365, 0.1), (-0.68, 0.365, 0.95), (-0.72, 0.365, 1.15)], 0.025, 6)]
    )
    arms = both_sides([tube([(-0.68, 0.33, 0.95), (-0.25, 0.33, 0.92)], 0.02)])
    console = turned(
        cushion((-0.78, -0.34, 1.12), (-0.72, 0.34, 1.38), 0.015), (0.0, -0.4, 0.0), (-0.75, 0, 1.2)
    )
    return assembled(
        [deck, *posts, *arms, *feet],
        cover=("plastic", [belt, *rails, hood, console]),
    )


def _exercise_bike() -> Parts:
    """A flywheel in a housing, a saddle and handlebars on posts, cranks, and two cross feet."""
    feet = [box((x - 0.03, -0.26, 0.0), (x + 0.03, 0.26, 0.06)) for x in (-0.42, 0.44)]
    spine = tube([(-0.42, 0.0, 0.061 + 0.03), (0.0, 0.0, 0.12), (0.44, 0.0, 0.091)], 0.03)
    wheel = moved(
        along_y(lathe([(0.0, -0.02), (0.23, -0.02), (0.24, 0.0), (0.23, 0.02), (0.0, 0.02)], 14)),
        (0.27, 0.0, 0.37),
    )
    housing = moved(along_y(cylinder((0.0, 0.0, -0.045), 0.13, 0.09, 10)), (-0.02, 0.0, 0.37))
    seat_post = tube([(-0.05, 0.0, 0.14), (-0.26, 0.0, 0.83)], 0.025)
    saddle = cushion((-0.42, -0.11, 0.831), (-0.13, 0.11, 0.9), 0.025)
    mast = tube([(0.2, 0.0, 0.13), (0.24, 0.0, 0.62), (0.3, 0.0, 1.05)], 0.025)
    grips = both_sides([tube([(0.3, 0.001, 1.04), (0.3, 0.22, 1.04), (0.12, 0.23, 1.1)], 0.015)])
    console = turned(
        cushion((0.3, -0.1, 1.07), (0.33, 0.1, 1.25), 0.01), (0.0, 0.5, 0.0), (0.31, 0, 1.1)
    )
    cranks = [
        bar(
            (-0.02, side * 0.07, 0.37),
            (-0.02 + side * 0.12, side * 0.07, 0.37 - side * 0.1),
            0.012,
            5,
        )
        for side in (-1, 1)
    ]
    pedals = [
        slab((-0.02 + side * 0.12, side * 0.13, 0.37 - side * 0.1), (0.1, 0.09, 0.03))
        for side in (-1, 1)
    ]
    return assembled(
        [*feet, spine, wheel, seat_post, mast, *grips, *cranks],
        plastic=("plastic", [housing, saddle, console, *pedals]),
    )


EXERCISE = {
    "bicycle": ObjectType(
        size_m=(1.72, 0.58, 1.02),
        least_m=(1.5, 0.5, 0.92),
        most_m=(1.9, 0.7, 1.12),
        material="metal",
        build=stretching(_bicycle),
    ),
    "treadmill": ObjectType(
        size_m=(1.65, 0.8, 1.4),
        least_m=(1.4, 0.7, 1.2),
        most_m=(2.0, 0.95, 1.55),
        material="metal",
        build=stretching(_treadmill),
        stands="wall",
        use_m=0.8,
    ),
    "exercise_bike": ObjectType(
        size_m=(1.0, 0.52, 1.25),
        least_m=(0.85, 0.45, 1.1),
        most_m=(1.25, 0.65, 1.4),
        material="metal",
        build=stretching(_exercise_bike),
    ),
}
"""Both bicycles head for +x. A treadmill has its console at the back; one steps on at the front."""
