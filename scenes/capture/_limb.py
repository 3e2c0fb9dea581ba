"""Arms and legs: two bones that reach for a place, with the elbow or knee to a given side."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy.ndimage import gaussian_filter1d
from scipy.spatial.transform import Rotation

from scenes.bodies import Body
from scenes.capture._geometry import across, frame, length, swing, unit

FULL = 0.998
"""Largest reach, in lengths of the stretched limb: there is always a bend."""

SOFTNESS = 0.003
"""Share of the reach over which the last bit of stretching is rounded off."""

STRAIGHT = 0.02
"""Weight of the usual side in a straight limb, against the distance of the elbow or knee from the
line of the limb, in lengths of the limb."""

BENT = (0.06, 0.12)
"""Such distances below which a limb counts as straight, and above which as bent: bends of some 14
and 28 degrees."""

STEADY_S = 0.04
"""Time over which the side of a limb that is about straight is smoothed, s."""

Vectors = Float[np.ndarray, "time 3"]


@dataclass(frozen=True)
class Chain:
    """Two bones of a body at rest.

    Attributes:
        upper: The first bone, a vector, m.
        lower: The second, m.
        side: Unit vector to the side on which the joint between them lies.
    """

    upper: Float[np.ndarray, "3"]
    lower: Float[np.ndarray, "3"]
    side: Float[np.ndarray, "3"]

    @property
    def along(self) -> Float[np.ndarray, "3"]:
        """Unit vector from the first joint to the last."""
        return unit(self.upper + self.lower)

    @property
    def reach_m(self) -> float:
        """Length of the stretched limb, m."""
        return float(np.linalg.norm(self.upper) + np.linalg.norm(self.lower))


@dataclass(frozen=True)
class Bent:
    """Orientation of both bones in the world."""

    upper: Rotation
    lower: Rotation


def chain_of(body: Body, bones: tuple[str, str, str], usual: Float[np.ndarray, "3"]) -> Chain:
    """The chain through three joints of a body; `usual` is the side of a straight one."""
    first, middle, last = (body.head_m(bone) for bone in bones)
    upper, lower = middle - first, last - middle
    reach = np.linalg.norm(upper) + np.linalg.norm(lower)
    along = unit(upper + lower)
    side = unit(across(upper, along) / reach + STRAIGHT * unit(across(usual, along)))
    return Chain(upper, lower, side)


def usual_side(chain: Chain, base: Rotation, aim: Vectors) -> Vectors:
    """The side of a straight limb: that at rest, carried along the shortest way.

    Args:
        chain: The limb at rest.
        base: Orientation of the part on which it hangs.
        aim: Direction in which it points in the world.
    """
    carried = swing(chain.along, base.inv().apply(aim))
    return base.apply(carried.apply(chain.side))


def bend(chain: Chain, start_m: Vectors, end_m: Vectors, side: Vectors) -> Bent:
    """Bends a limb so that it reaches for a place.

    Args:
        chain: The limb at rest.
        start_m: World position of its first joint, m.
        end_m: Where its last joint is to be, m.
        side: Direction in which the joint between lies off the line from one to the other.
    """
    along = unit(end_m - start_m)
    upper, lower = np.linalg.norm(chain.upper), np.linalg.norm(chain.lower)
    distance = _reachable(length(end_m - start_m), float(upper), float(lower))
    cosine = (upper**2 + distance**2 - lower**2) / (2 * upper * distance)
    sine = np.sqrt(np.clip(1 - cosine**2, 0.0, None))
    aside = unit(across(side, along))
    first = cosine * along + sine * aside
    second = unit(distance * along - upper * first)
    axis = np.cross(aside, along)
    rest = np.cross(chain.side, chain.along)
    return Bent(_turned(chain.upper, rest, first, axis), _turned(chain.lower, rest, second, axis))


def steady_side(away: Vectors, usual: Vectors, rate_hz: float) -> Vectors:
    """To which side an elbow or knee lies, without flips where the limb is straight.

    A bent limb has its own side. A straight one has none, and one that is overstretched, as noise
    or a joint of the source may have it, has the wrong one: there the usual side stands in for what
    is missing on it, and the whole is smoothed in time.

    Args:
        away: The joint between, off the line of the limb, in lengths of the limb.
        usual: Its usual side.
        rate_hz: Frames a second.
    """
    usual = unit(usual)
    forth = (away * usual).sum(-1, keepdims=True)
    least = STRAIGHT * (1 + np.logaddexp(0.0, forth / STRAIGHT))
    straight = gaussian_filter1d(away + (least - forth) * usual, STEADY_S * rate_hz, axis=0)
    part = np.clip((length(away) - BENT[0]) / (BENT[1] - BENT[0]), 0.0, 1.0)
    part = part**2 * (3 - 2 * part)
    return part * away + (1 - part) * straight


def _reachable(
    distance_m: Float[np.ndarray, "time 1"], upper_m: float, lower_m: float
) -> Float[np.ndarray, "time 1"]:
    """Distances that the limb can span: rounded off near its full length, m."""
    most = upper_m + lower_m
    over = (distance_m / most - FULL) / SOFTNESS
    held = distance_m - SOFTNESS * most * np.logaddexp(0.0, over)
    return np.maximum(held, 1.02 * abs(upper_m - lower_m) + 0.01 * most)


def _turned(
    rest: Float[np.ndarray, "3"], rest_axis: Float[np.ndarray, "3"], along: Vectors, axis: Vectors
) -> Rotation:
    """The rotation that takes a bone and the axis of its hinge from rest to these."""
    return frame(along, axis) * frame(rest, rest_axis)[0].inv()
