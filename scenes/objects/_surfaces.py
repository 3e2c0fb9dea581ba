"""Objects of a specification as surfaces in the world."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from scenes._errors import InputError
from scenes.geometry import Surface
from scenes.objects._catalogue import CATALOGUE
from scenes.objects._mesh_file import mesh_in_box
from scenes.objects._placement import placed
from scenes.objects._type import Parts
from scenes.spec import ObjectSpec

MESH = "mesh"
"""The kind of an object that comes from a file."""


def object_surfaces(objects: Sequence[ObjectSpec], folder: Path = Path(".")) -> tuple[Surface, ...]:
    """One surface for each part of each object, in world coordinates.

    Args:
        objects: What stands, lies and hangs in the rooms.
        folder: Where the relative paths of mesh files begin.

    Raises:
        InputError: A kind is not known, or a mesh file cannot be used.
    """
    surfaces: list[Surface] = []
    for item, name in zip(objects, object_names(objects), strict=True):
        for part, ((vertices, faces), material) in object_parts(item, folder).items():
            full = f"{name}_{part}" if part else name
            made_of = material or item.material
            surfaces.append(Surface(full, placed(vertices, item), faces, made_of, "furniture"))
    return tuple(surfaces)


def object_names(objects: Sequence[ObjectSpec]) -> tuple[str, ...]:
    """A unique name for each object: its own, or its kind and a number from 1.

    A name that is taken already gets a number too.
    """
    names: dict[str, None] = {}
    count: dict[str, int] = {}
    for item in objects:
        stem = item.name or item.kind
        name = item.name
        while not name or name in names:
            count[stem] = count.get(stem, 0) + 1
            name = f"{stem}_{count[stem]}"
        names[name] = None
    return tuple(names)


def object_parts(item: ObjectSpec, folder: Path = Path(".")) -> Parts:
    """The parts of an object in its own frame, before it is placed.

    Raises:
        InputError: Its kind is not known, or its mesh file cannot be used.
    """
    if item.kind == MESH:
        return {"": (mesh_in_box(item.mesh, item.size_m, folder), None)}
    if item.kind not in CATALOGUE:
        raise _unknown(item.kind)
    return CATALOGUE[item.kind].build(item.size_m)


def _unknown(kind: str) -> InputError:
    near = get_close_matches(kind, [*CATALOGUE, MESH], n=4, cutoff=0.5)
    hint = f"did you mean {' or '.join(near)}?" if near else "use the kind box, or mesh with a file"
    return InputError(
        expected=f"one of the {len(CATALOGUE)} kinds of scenes.objects.CATALOGUE",
        found=repr(kind)[:60],
        do=hint,
    )
