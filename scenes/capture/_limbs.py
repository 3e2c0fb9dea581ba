"""Arms and legs of a body that reaches for the scaled joints of the source."""

from scipy.spatial.transform import Rotation

from scenes.bodies import Side
from scenes.capture._geometry import FORWARD, Vectors, about, across, frame, length, spun_rad, unit
from scenes.capture._limb import Bent, Chain, bend, chain_of, steady_side, usual_side
from scenes.capture._posed import Posed
from scenes.capture._scaled import ARM, LEG
from scenes.capture._source import SIDE_WORDS, Paths

PRONATION_SHARE = 0.5
"""Share of the hand's turn about the forearm that the lower half of the forearm takes."""


def reach_with_arm(
    posed: Posed, side: Side, targets: Paths, hand: Rotation | None, rate_hz: float
) -> None:
    """Bends an arm to the source's wrist, with the elbow on the source's side.

    Args:
        posed: The body, whose trunk is in place already.
        side: Which arm.
        targets: Scaled joints of the source, m.
        hand: Orientation of the hand's frame (`hand_rest`), or None to leave it as at rest.
        rate_hz: Frames a second.
    """
    limb, word = posed.body.rig.limbs[side], SIDE_WORDS[side]
    chain = chain_of(posed.body, (limb.shoulder, limb.elbow, limb.wrist), -FORWARD)
    start, end = posed.at_m(limb.shoulder), targets[f"{word}_wrist"]
    usual = usual_side(chain, posed.turned(posed.body.rig.spine[-1]), end - start)
    side_of = _side(targets, [f"{word}_{joint}" for joint in ARM], usual, rate_hz)
    bent = bend(chain, start, end, side_of)
    _turn_upper_arm(posed, side, bent)
    posed.turn(limb.elbow, bent.lower)
    if hand is not None:
        _turn_hand(posed, side, hand * _forearm_rest(chain).inv())


def reach_with_leg(
    posed: Posed, side: Side, targets: Paths, foot: Rotation, rate_hz: float
) -> None:
    """Bends a leg to the source's ankle, with the knee on the source's side, and sets the foot."""
    limb, word = posed.body.rig.limbs[side], SIDE_WORDS[side]
    chain = chain_of(posed.body, (limb.hip, limb.knee, limb.ankle), FORWARD)
    start, end = posed.at_m(limb.hip), targets[f"{word}_ankle"]
    usual = usual_side(chain, posed.turned(posed.body.rig.root), end - start)
    usual = usual + across(foot.apply(FORWARD), unit(end - start))
    side_of = _side(targets, [f"{word}_{joint}" for joint in LEG], usual, rate_hz)
    bent = bend(chain, start, end, side_of)
    posed.turn(limb.hip, bent.upper)
    posed.turn(limb.knee, bent.lower)
    posed.turn(limb.ankle, foot)


def _side(targets: Paths, limb: list[str], usual: Vectors, rate_hz: float) -> Vectors:
    """The side of the source's elbow or knee."""
    first, middle, last = (targets[joint] for joint in limb)
    reach = length(middle - first) + length(last - middle)
    away = across(middle - first, unit(last - first)) / reach
    return steady_side(away, usual, rate_hz)


def _turn_upper_arm(posed: Posed, side: Side, bent: Bent) -> None:
    """Gives most of the turn of the upper arm about its own length to its lower part."""
    limb = posed.body.rig.limbs[side]
    posed.turn(limb.shoulder, bent.upper)
    if limb.twist == limb.shoulder:
        return
    elbow = posed.body.head_m(limb.elbow)
    whole = unit(elbow - posed.body.head_m(limb.shoulder))
    spun = spun_rad(posed.local[limb.shoulder], whole)
    posed.local[limb.shoulder] = posed.local[limb.shoulder] * about(whole, -spun)
    posed.local[limb.twist] = about(unit(elbow - posed.body.head_m(limb.twist)), spun)


def _turn_hand(posed: Posed, side: Side, hand: Rotation) -> None:
    """Turns the hand, and the lower half of the forearm with it."""
    body, limb = posed.body, posed.body.rig.limbs[side]
    wrist, parent = body.bone(limb.wrist), body.parents[body.bone(limb.wrist)]
    half = body.bone_names[parent]
    if half != limb.elbow:
        axis = unit(body.bone_heads_m[wrist] - body.bone_heads_m[parent])
        spun = spun_rad(posed.turned(limb.elbow).inv() * hand, axis)
        posed.local[half] = about(axis, PRONATION_SHARE * spun)
    posed.turn(limb.wrist, hand)


def _forearm_rest(chain: Chain) -> Rotation:
    """Frame of the forearm at rest: x along it, y to where the hand goes as the elbow bends."""
    return frame(chain.lower, -chain.side)[0]
