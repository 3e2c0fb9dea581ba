"""Which joint of a skeleton is the left knee, whatever its file calls it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from scenes._errors import InputError

WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "knee": ("knee", "lowleg", "lowerleg", "shin", "calf", "tibia", "leg"),
        "ankle": ("ankle", "foot"),
        "toe": ("toebase", "toe", "toes", "ball", "forefoot", "foot"),
        "hip": ("upleg", "upperleg", "uleg", "thigh", "femur", "hip", "hipjoint", "buttock", "leg"),
        "elbow": ("elbow", "forearm", "farm", "lowarm", "lowerarm", "radius"),
        "wrist": ("wrist", "hand"),
        "shoulder": ("uparm", "upperarm", "uarm", "humerus", "arm", "shldr", "shoulder"),
    }
)
"""Words for each role, the surest first; a joint takes the first role that still wants it.

"Shoulder" is the collar bone where there is an "arm" beside it (CMU, Mixamo) and the shoulder where
there is not (MocapBank, SMPL); "foot" is the ankle unless there is an "ankle" (SMPL), and so on.
"""

MIDDLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"neck": ("neck", "lowerneck", "lowneck", "cervical"), "head": ("head", "skull")}
)
"""Words for roles that have no side, the surest first."""

SIDED = {"l": "left", "left": "left", "r": "right", "right": "right"}
"""Words for the sides."""

EXTRAS = frozenset(
    {"end", "site", "nub", "eff", "effector", "ik", "pole", "target", "ctrl", "twist", "roll"}
)
"""Words that mark joints which only look like one of a person's."""

LIMBS = (("hip", "knee", "ankle"), ("shoulder", "elbow", "wrist"))
"""Chains that every person has on each side."""

TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

_KNOWN = frozenset(word for table in (WORDS, MIDDLE) for words in table.values() for word in words)


class Tree(Protocol):
    """The part of a clip that roles are read from."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each joint."""
        ...

    @property
    def parents(self) -> tuple[int, ...]:
        """Parent of each joint."""
        ...

    @property
    def source(self) -> str:
        """Where it comes from."""
        ...


@dataclass(frozen=True)
class Roles:
    """Joints of a skeleton by what they are.

    Attributes:
        joints: Index by role: "pelvis", "chest", and "left_" or "right_" with "hip", "knee",
            "ankle", "shoulder", "elbow", "wrist"; where there are such, also "left_toe",
            "right_toe", "spine", "neck" and "head".
    """

    joints: Mapping[str, int]

    def __getitem__(self, role: str) -> int:
        return self.joints[role]

    def __contains__(self, role: str) -> bool:
        return role in self.joints


def map_roles(tree: Tree) -> Roles:
    """Finds a person in a skeleton: by the words in its names, then by what hangs on what.

    Raises:
        InputError: Some role has no joint; the line names them.
    """
    named = [_side_and_word(name) for name in tree.names]
    found: dict[str, int] = {}
    for side in ("left", "right"):
        taken: dict[str, int] = {}
        for role, words in WORDS.items():
            joint = _first(named, side, words, set(taken.values()))
            if joint is not None:
                taken[role] = joint
        for chain in LIMBS:
            _complete(tree.parents, chain, taken)
        if "ankle" in taken and "toe" not in taken:
            _take_below(tree.parents, "ankle", "toe", taken)
        found |= {f"{side}_{role}": joint for role, joint in taken.items()}
    _refuse_missing(found, tree)
    return Roles(MappingProxyType({**found, **_middle(tree, found)}))


def _side_and_word(name: str) -> tuple[str, str]:
    """The side and the longest known word at the end of a name, either of them perhaps empty."""
    tokens = [token.lower() for token in TOKEN.findall(re.split(r"[:|]", name)[-1])]
    if EXTRAS & set(tokens):
        return "", ""
    side = next((SIDED[token] for token in tokens if token in SIDED), "")
    tokens = [token for token in tokens if token not in SIDED]
    joined = "".join(tokens)
    if not side and joined[:1] in SIDED and joined[1:] in _KNOWN and joined not in _KNOWN:
        return SIDED[joined[0]], joined[1:]
    tails = ("".join(tokens[start:]) for start in range(len(tokens)))
    return side, next((tail for tail in tails if tail in _KNOWN), "")


def _first(
    named: list[tuple[str, str]], side: str, words: tuple[str, ...], taken: set[int]
) -> int | None:
    for word in words:
        for joint, found in enumerate(named):
            if found == (side, word) and joint not in taken:
                return joint
    return None


def _complete(parents: tuple[int, ...], chain: tuple[str, ...], taken: dict[str, int]) -> None:
    """Fills gaps of a limb from the joints beside them, and drops what does not hang together."""
    upper, middle, lower = chain
    if middle in taken:
        taken.setdefault(upper, parents[taken[middle]])
    elif upper in taken and lower in taken:
        between = _path(parents, taken[lower], taken[upper])[1:-1]
        if between:
            taken[middle] = between[len(between) // 2]
    if middle in taken and lower not in taken:
        _take_below(parents, middle, lower, taken)
    for above, role in ((upper, middle), (middle, lower)):
        if role in taken and taken.get(above, -1) not in _path(parents, taken[role], 0)[1:]:
            del taken[role]


def _take_below(parents: tuple[int, ...], role: str, below: str, taken: dict[str, int]) -> None:
    """Gives a role to the first joint that hangs on another's, if there is one."""
    if taken[role] in parents:
        taken[below] = parents.index(taken[role])


def _path(parents: tuple[int, ...], joint: int, end: int) -> list[int]:
    """Joints from one up to one of its ancestors, or to the root."""
    path = [joint]
    while path[-1] != end and parents[path[-1]] >= 0:
        path.append(parents[path[-1]])
    return path


def _refuse_missing(found: dict[str, int], tree: Tree) -> None:
    roles = [f"{side}_{role}" for chain in LIMBS for role in chain for side in ("left", "right")]
    doubled = {role for role in found if found[role] == found.get(_mirrored(role))}
    missing = [role for role in roles if role not in found or role in doubled]
    if missing:
        names = ", ".join(tree.names)
        raise InputError(
            expected="a person's skeleton, with arms and legs on both sides",
            found=f"no joint for {', '.join(missing)} among {names[:300]!r} in {tree.source}",
            do="rename its joints, for example LeftUpLeg, LeftLeg, LeftFoot, LeftArm, "
            "LeftForeArm, LeftHand",
        )


def _mirrored(role: str) -> str:
    side, _, joint = role.partition("_")
    return f"{'right' if side == 'left' else 'left'}_{joint}"


def _middle(tree: Tree, found: dict[str, int]) -> dict[str, int]:
    """Pelvis, spine, chest, neck and head."""
    parents = tree.parents
    pelvis = _meeting(parents, found["left_hip"], found["right_hip"])
    chest = _meeting(parents, found["left_shoulder"], found["right_shoulder"])
    middle = {"pelvis": pelvis, "chest": chest}
    spine = [joint for joint in _path(parents, chest, pelvis)[::-1] if joint != pelvis]
    if spine and pelvis in _path(parents, chest, pelvis):
        middle["spine"] = spine[0]
    named = [_side_and_word(name) for name in tree.names]
    for role, words in MIDDLE.items():
        joint = _first(named, "", words, set())
        if joint is not None and chest in _path(parents, joint, chest):
            middle[role] = joint
    return middle


def _meeting(parents: tuple[int, ...], first: int, second: int) -> int:
    """The lowest joint that both hang on."""
    above = set(_path(parents, parents[first], 0))
    return next(joint for joint in _path(parents, parents[second], 0) if joint in above)
