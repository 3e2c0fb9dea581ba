"""Everything that stands, lies or hangs in a house, as objects at their assets' boxes."""

from collections import Counter
from collections.abc import Callable, Iterator

from scenes.houses._assets import Asset, AssetTable
from scenes.houses._axes import point_m, size_m, turn_rad
from scenes.houses._kinds import kind_of
from scenes.houses._node import LONGEST_TEXT, Node
from scenes.houses._notes import Notes
from scenes.spec import ObjectSpec

MOST_OBJECTS = 20_000
UNKNOWN = "{count:object} of {kinds:unknown asset} left out: {names}"

Support = Callable[[Node], str]
"""Identifier of what an object that lies in no other stands on, or ""."""


def read_objects(
    house: Node, assets: AssetTable, notes: Notes, support: Support
) -> tuple[ObjectSpec, ...]:
    """Every object, those inside others included, whose asset is known.

    Args:
        house: The document.
        assets: Their boxes.
        notes: Takes remarks.
        support: Says what an object stands on that lies in no other.

    Raises:
        InputError: An object has no identifier, place or rotation, or there are too many.
    """
    names: dict[str, str] = {}
    used: Counter[str] = Counter()
    placed: list[tuple[ObjectSpec, str]] = []
    for node, parent in _nested(house["objects"]):
        asset = assets.assets.get(node["assetId"].text())
        if asset is None:
            notes.add(UNKNOWN, node["assetId"].text())
            continue
        item = _object(node, asset, _free_name(node["id"].text(), used))
        names.setdefault(node["id"].text(), item.name)
        placed.append((item, parent or support(node)))
    return tuple(item.model_copy(update={"on": names.get(on, "")}) for item, on in placed)


def _nested(objects: Node) -> Iterator[tuple[Node, str]]:
    """Each object with the identifier of the one that holds it, a holder before what it holds."""
    waiting = [(node, "") for node in reversed(objects.items(MOST_OBJECTS))]
    count = len(waiting)
    while waiting:
        node, parent = waiting.pop()
        yield node, parent
        children = node.get("children")
        held = children.items(MOST_OBJECTS) if children is not None else ()
        count += len(held)
        if count > MOST_OBJECTS:
            raise objects.refusal(f"at most {MOST_OBJECTS:,} objects, nested ones included", "more")
        waiting += [(child, node["id"].text()) for child in reversed(held)]


def _object(node: Node, asset: Asset, name: str) -> ObjectSpec:
    """An object whose `position` is the centre of its box."""
    x, y, z = point_m(node["position"])
    size = size_m(asset.box_m)
    yaw, tilt = turn_rad(node["rotation"])
    label = node.get("object_name")
    kind, usual = kind_of(
        asset.category, label.text() if label is not None else "", height_m=size[2]
    )
    return ObjectSpec(
        kind=kind,
        position_m=(x, y, z - size[2] / 2),
        yaw_rad=yaw,
        tilt_rad=tilt,
        size_m=size,
        material=asset.material or usual,
        name=name,
        asset=node["assetId"].text(),
    )


def _free_name(wanted: str, used: Counter[str]) -> str:
    """The name itself the first time, then with a number."""
    used[wanted] += 1
    count = used[wanted]
    return wanted if count == 1 else _free_name(f"{wanted[: LONGEST_TEXT - 8]}#{count}", used)
