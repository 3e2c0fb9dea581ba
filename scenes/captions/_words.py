"""What activities are called, and what they look like."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scenes.motion import activities

ATTRIBUTES = ("whole", "torso", "arms", "legs", "location")
"""mmCLIP's five attributes."""


LIMBS = ("hand", "arm", "elbow", "fist", "leg", "foot", "knee")


@dataclass(frozen=True)
class Words:
    """How an activity is put into words.

    Attributes:
        says: Verb phrases in the third person, the plainest first; `{hand}` is the leading side.
        about: A description for each of `ATTRIBUTES`.
    """

    says: tuple[str, ...]
    about: Mapping[str, str]

    def phrases(self, hand: str) -> tuple[str, ...]:
        """The verb phrases that can be said of a hand, or of none."""
        fitting = [one for one in self.says if hand or "{hand}" not in one]
        return tuple(one.replace("{hand}", hand or "one") for one in fitting or self.says[:1])

    def limb(self) -> str:
        """The limb whose side the phrases name, "" for none."""
        after = [one.split("{hand} ")[1] for one in self.says if "{hand} " in one]
        named = after[0].split()[0] if after else ""
        return named if named in LIMBS else ""


def _about(*texts: str) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(ATTRIBUTES, texts, strict=True)))


BESIDES: Mapping[str, Words] = MappingProxyType(
    {
        "jog": Words(
            ("jogs", "runs"),
            _about(
                "jogging from one place to another",
                "the trunk leans a little ahead and bounces",
                "the bent arms swing against the legs",
                "the legs push off in turn and both feet leave the ground in between",
                "from one place to another",
            ),
        ),
        "turn": Words(
            ("turns round", "turns around", "turns on the spot"),
            _about(
                "turning round on the spot",
                "the trunk stays upright and turns",
                "the arms hang down",
                "the feet step round on the spot",
                "on the spot",
            ),
        ),
    }
)
"""Activities that are in no library."""


def words_of(activity: str) -> Words:
    """The words for an activity; of a recording, only that it is performed."""
    if activity in BESIDES:
        return BESIDES[activity]
    known = activities().get(activity)
    if known is not None:
        return Words(known.says, MappingProxyType(known.about.model_dump()))
    name = activity.replace("_", " ") or "something"
    unseen = "as the recording shows"
    return Words((f"performs {name}",), _about(f"performing {name}", *[unseen] * 4))
