"""`Rig`: which bones of a body do what, so that one motion moves bodies of any make."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Side = Literal["L", "R"]
SIDES: tuple[Side, Side] = ("L", "R")


@dataclass(frozen=True)
class Limb:
    """Bones of one side, each named for the joint about which it turns.

    Attributes:
        hip: Thigh.
        knee: Shank.
        ankle: Foot.
        toes: Bones that bend at the ball of the foot.
        girdle: Collar bone, which turns with the shoulder, or "" for none.
        shoulder: Upper arm.
        twist: The part of the upper arm that takes its turn about its own length; the upper arm
            itself where it has no parts.
        elbow: Forearm.
        wrist: Hand.
        collar: The bone at the upper end of the chest.
        buttock: The bone that carries the skin beside the hip.
    """

    hip: str
    knee: str
    ankle: str
    toes: tuple[str, ...]
    girdle: str
    shoulder: str
    twist: str
    elbow: str
    wrist: str
    collar: str
    buttock: str


@dataclass(frozen=True)
class Rig:
    """Names of the bones by what they do.

    Attributes:
        root: The bone that carries the whole body.
        spine: From the pelvis to the shoulders.
        neck: From the shoulders to the head, the head last.
        ribs: The bone of the spine that carries the rib cage.
        limbs: Arms and legs by side.
        trunk: The bones that carry the skin of the trunk, from the hip bones to the shoulders.
    """

    root: str
    spine: tuple[str, ...]
    neck: tuple[str, ...]
    ribs: str
    limbs: Mapping[Side, Limb]
    trunk: tuple[str, ...]

    def joints(self) -> dict[str, str]:
        """The joints that every body reports, and the bones that turn about them."""
        middle = self.spine[len(self.spine) // 2]
        trunk = {"pelvis": self.root, "spine": middle, "chest": self.spine[-1]}
        head = {"neck": self.neck[0], "head": self.neck[-1]}
        return {**trunk, **head, **self._of_limbs()}

    def _of_limbs(self) -> dict[str, str]:
        found = {}
        for side, limb in self.limbs.items():
            word = {"L": "left", "R": "right"}[side]
            for joint in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle"):
                found[f"{word}_{joint}"] = getattr(limb, joint)
            found[f"{word}_toe"] = limb.toes[min(1, len(limb.toes) - 1)]
        return found


def _anny_limb(side: Side) -> Limb:
    return Limb(
        hip=f"upperleg01.{side}",
        knee=f"lowerleg01.{side}",
        ankle=f"foot.{side}",
        toes=tuple(f"toe{number}-1.{side}" for number in range(1, 6)),
        girdle=f"shoulder01.{side}",
        shoulder=f"upperarm01.{side}",
        twist=f"upperarm02.{side}",
        elbow=f"lowerarm01.{side}",
        wrist=f"wrist.{side}",
        collar=f"clavicle.{side}",
        buttock=f"pelvis.{side}",
    )


ANNY = Rig(
    root="root",
    spine=("spine05", "spine04", "spine03", "spine02", "spine01"),
    neck=("neck01", "neck02", "neck03", "head"),
    ribs="spine02",
    limbs=MappingProxyType({side: _anny_limb(side) for side in SIDES}),
    trunk=("spine05", "spine04", "spine03", "spine02", "spine01"),
)
"""The bones of Anny."""
