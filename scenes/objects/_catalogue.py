"""`CATALOGUE`: every type of object, by name."""

from collections.abc import Mapping
from types import MappingProxyType

from scenes.geometry import box
from scenes.objects._animals import ANIMALS
from scenes.objects._appliances import APPLIANCES
from scenes.objects._bathroom import BATHROOM
from scenes.objects._beds import BEDS
from scenes.objects._decoration import DECORATION
from scenes.objects._exercise import EXERCISE
from scenes.objects._hung import HUNG
from scenes.objects._kitchen import KITCHEN
from scenes.objects._lamps import LAMPS
from scenes.objects._screens import SCREENS
from scenes.objects._seating import SEATING
from scenes.objects._small import SMALL
from scenes.objects._sound import SOUND
from scenes.objects._storage import STORAGE
from scenes.objects._tables import TABLES
from scenes.objects._type import ObjectType, Parts, Size


def _box(size: Size) -> Parts:
    """One closed box."""
    x, y, z = size[0] / 2, size[1] / 2, size[2]
    return {"": (box((-x, -y, 0.0), (x, y, z)), None)}


_BOX = ObjectType((0.4, 0.4, 0.3), (0.05, 0.05, 0.05), (1.0, 1.0, 1.0), "wood", _box, carries=1.0)

CATALOGUE: Mapping[str, ObjectType] = MappingProxyType(
    {
        **SEATING,
        **TABLES,
        **STORAGE,
        **BEDS,
        **KITCHEN,
        **APPLIANCES,
        **BATHROOM,
        **SCREENS,
        **SOUND,
        **LAMPS,
        **HUNG,
        **DECORATION,
        **SMALL,
        **ANIMALS,
        **EXERCISE,
        "box": _BOX,
    }
)
"""Types of objects by name; "box" is a plain one for what no other fits.

Usual sizes are those that Neufert's Architects' Data (4th edition, 2012) and the standards that
the files name give for European homes; those of furniture lie within the boxes of AI2-THOR's
assets, which ProcTHOR (Deitke et al., 2022) lists. An object may be of any size.
"""
