"""`home_problems`: what is wrong with a furnished home, found from the specification alone."""

from scenes.objects import object_names
from scenes.rooms._problems_of_place import place_problems
from scenes.rooms._problems_of_use import use_problems
from scenes.rooms._solids import object_solids
from scenes.spec import SceneSpec


def home_problems(spec: SceneSpec) -> tuple[str, ...]:
    """What nobody could live with, one line each; nothing where all is well.

    Objects that are inside each other (as turned boxes; what stands on or in another is let off
    against that one), outside the rooms, through a wall, or in the air; blocked doors and covered
    windows; floor, doors, seats, and fronts of things that are used to which nobody gets from
    the entrance; a radar in an object or outside. People are discs of 0.25 m.

    Raises:
        InputError: An opening lies on no wall, or overlaps another.
    """
    solids, names = object_solids(spec.objects), list(object_names(spec.objects))
    return (*place_problems(spec, solids, names), *use_problems(spec, solids, names))
