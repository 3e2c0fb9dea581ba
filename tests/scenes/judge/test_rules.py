"""The geometric rules: each is broken by a known amount, and mended by moving as advised."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from jaxtyping import Float

from scenes import InputError, RadarPlacement, RoomSpec, ToAndFroPath, Walk, Wave
from scenes.judge import Reason, Rules, judge
from scenes.judge._whereabouts import in_sight
from scenes.motion import Motion, Pose
from scenes.spec import OpeningSpec
from tests.scenes.judge.stage import ROOM, skin_box_m, somebody, staged, thing

SPACING_M = 0.04
"""1,000 points on 1.9 m^2 of skin are some 4 cm apart."""


def moved(place: tuple[float, float], reason: Reason) -> tuple[float, float]:
    """A place, shifted as a reason advises, and 5 cm more."""
    assert reason.shift_m is not None
    shift = np.array(reason.shift_m)
    x, y = np.array(place) + shift * (1 + 0.05 / np.hypot(*shift))
    return (float(x), float(y))


def test_a_free_person_is_fine() -> None:
    objects = [thing("sofa", (4.0, 1.8, 0.0), (0.9, 2.0, 0.8), -np.pi / 2)]
    walk = Walk(path=ToAndFroPath(length_m=1.0))
    people = [somebody((2.0, 0.0)), somebody((3.0, -1.5), "bob", walk)]
    verdict = judge(staged(people, objects, duration_s=2.0))
    assert verdict.ok
    assert verdict.reasons == ()


def test_a_body_in_a_box_is_told_by_how_much() -> None:
    """The front is 10 cm in the box, of which 2 cm are taken for contact."""
    _, high = skin_box_m(staged([somebody((2.0, 0.0))]))
    box = thing("box", (high[0] - 0.10 + 0.25, 0.0, 0.0), (0.5, 2.0, 2.0), name="crate")
    (reason,) = judge(staged([somebody((2.0, 0.0))], [box])).reasons
    assert (reason.rule, reason.who, reason.against) == ("furniture", "ann", "crate")
    assert reason.shift_m is not None
    away = (2.0 - box.position_m[0]) / abs(2.0 - box.position_m[0])
    assert reason.shift_m[0] * away > 0
    assert np.hypot(*reason.shift_m) == pytest.approx(0.08, abs=SPACING_M)
    assert "in crate" in str(reason)
    assert judge(staged([somebody(moved((2.0, 0.0), reason))], [box])).ok


def test_touching_is_no_collision() -> None:
    _, high = skin_box_m(staged([somebody((2.0, 0.0))]))
    box = thing("box", (high[0] - 0.004 + 0.25, 0.0, 0.0), (0.5, 2.0, 2.0))
    assert judge(staged([somebody((2.0, 0.0))], [box])).ok


def test_an_arm_through_a_thin_board_is_seen() -> None:
    """Nothing is ever deeper than 1 cm inside of the board."""
    low, _ = skin_box_m(staged([somebody((2.0, 0.0))]))
    board = thing("box", (2.0, low[1], 0.9), (0.4, 0.3, 0.02))
    (reason,) = judge(staged([somebody((2.0, 0.0))], [board])).reasons
    assert reason.rule == "furniture"
    assert reason.where_m is not None
    assert reason.where_m[2] == pytest.approx(0.91, abs=0.011)


def test_contact_that_is_meant_is_allowed() -> None:
    people = [somebody((2.0, 0.0)), somebody((3.5, 0.0), "bob")]
    objects = [thing("bed", (2.0, 0.0, 0.0), (2.05, 1.5, 0.9))]
    scene = staged(people, objects)
    assert [reason.who for reason in judge(scene).reasons] == ["ann"]
    assert judge(scene, allowed={"ann": frozenset({"bed_1"})}).ok
    assert not judge(scene, allowed={"bob": frozenset({"bed_1"})}).ok


def test_soft_things_give_way() -> None:
    objects = [thing(kind, (2.0, 0.0, 0.0), (1.0, 1.0, 1.2)) for kind in ("pillow", "curtain")]
    assert judge(staged([somebody((2.0, 0.0))], objects)).ok


def test_somebody_in_a_wall_is_told_by_how_much() -> None:
    """The left wall is at y = 2.5 m; of 12 cm at most 2 are taken for contact, less at tips."""
    _, high = skin_box_m(staged([somebody((2.0, 2.0))]))
    place = (2.0, 2.0 + 2.5 - float(high[1]) + 0.12)
    reasons = {reason.rule: reason for reason in judge(staged([somebody(place)])).reasons}
    assert set(reasons) == {"wall"}
    assert reasons["wall"].against == "wall_left"
    assert reasons["wall"].shift_m == pytest.approx((0.0, -0.11), abs=0.012)
    assert judge(staged([somebody(moved(place, reasons["wall"]))])).ok


def test_a_doorway_lets_through_and_the_wall_beside_it_does_not() -> None:
    rooms = (
        RoomSpec(name="bedroom", size_m=(3.0, 4.0, 2.5), corner_m=(0.0, -2.0)),
        RoomSpec(name="kitchen", size_m=(3.0, 4.0, 2.5), corner_m=(3.0, -2.0)),
    )
    door = OpeningSpec(kind="doorway", start_m=(3.0, -0.6), end_m=(3.0, 0.6), top_m=2.1)
    radar = RadarPlacement(position_m=(0.2, 1.8, 1.0))
    for y, is_fine in ((0.0, True), (1.3, False)):
        scene = staged([somebody((3.0, y))], rooms=rooms, openings=[door], radar=radar)
        reasons = judge(scene).reasons
        assert not reasons if is_fine else {reason.rule for reason in reasons} == {"wall"}
    low = door.model_copy(update={"top_m": 1.5})
    scene = staged([somebody((3.0, 0.0))], rooms=rooms, openings=[low], radar=radar)
    (reason,) = judge(scene).reasons
    assert reason.where_m is not None
    assert reason.where_m[2] > 1.5


def test_people_in_one_another_are_seen_once() -> None:
    low, high = skin_box_m(staged([somebody((2.0, 0.0))]))
    depth = high[0] - low[0]
    pair = [somebody((2.0, 0.0)), somebody((2.0 + 0.4 * float(depth), 0.0), "bob")]
    (reason,) = judge(staged(pair)).reasons
    assert (reason.rule, reason.who, reason.against) == ("people", "ann", "bob")
    assert reason.shift_m is not None
    assert reason.shift_m[0] < 0
    apart = [somebody((2.0, 0.0)), somebody((2.0 + float(depth), 0.0), "bob")]
    assert judge(staged(apart)).ok


def test_the_whole_motion_counts() -> None:
    """Bob walks through ann, who is in his way only later on."""
    bob = somebody((1.2, 0.0), "bob", Walk(speed_m_per_s=1.0))
    (reason,) = judge(staged([somebody((3.0, 0.0)), bob], duration_s=2.5)).reasons
    assert reason.rule == "people"
    assert reason.when_s == pytest.approx(1.8, abs=0.5)


def test_somebody_outside_is_told_the_way_back() -> None:
    reasons = {r.rule: r for r in judge(staged([somebody((2.0, 4.0))])).reasons}
    assert set(reasons) == {"outside"}
    assert reasons["outside"].shift_m == pytest.approx((0.0, -1.5), abs=0.05)


def test_a_head_through_the_ceiling_is_seen() -> None:
    room = ROOM.model_copy(update={"size_m": (6.0, 5.0, 1.5)})
    scene = staged([somebody((2.0, 0.0))], rooms=[room])
    (reason,) = judge(scene).reasons
    tall = skin_box_m(scene)[1][2]
    assert reason.rule == "outside"
    assert f"{tall - 1.5:.2f} m above the ceiling" in reason.what


@dataclass(frozen=True)
class Sunk:
    """A motion, shifted downwards."""

    motion: Motion
    by_m: float

    @property
    def activity(self) -> str:
        return self.motion.activity

    def pose(self, times_s: Float[np.ndarray, " time"]) -> Pose:
        pose = self.motion.pose(times_s)
        down = np.array([0.0, 0.0, self.by_m])
        return replace(pose, root_translation_m=np.asarray(pose.root_translation_m) - down)


@pytest.mark.parametrize(("by_m", "is_fine"), [(0.02, True), (0.1, False)])
def test_feet_in_the_floor_are_seen(by_m: float, is_fine: bool) -> None:
    scene = staged([somebody((2.0, 0.0))])
    (ann,) = scene.agents
    sunk = replace(scene, agents=(replace(ann, motion=Sunk(ann.motion, by_m)),))
    rules = [reason.rule for reason in judge(sunk).reasons]
    assert rules == ([] if is_fine else ["floor"])


def test_nobody_comes_close_to_the_radar() -> None:
    low, _ = skin_box_m(staged([somebody((2.0, 0.0))]))
    front = 2.0 - float(low[0])
    near, far = 0.3 + front, 0.6 + front
    (reason,) = judge(staged([somebody((near, 0.0))])).reasons
    assert (reason.rule, reason.who) == ("radar", "ann")
    assert reason.shift_m is not None
    assert 0.05 < reason.shift_m[0] <= 0.2
    assert judge(staged([somebody((far, 0.0))])).ok


def test_the_radar_is_not_in_the_furniture() -> None:
    objects = [thing("box", (0.0, 0.0, 0.8), (0.4, 0.4, 0.4))]
    (reason,) = judge(staged([somebody((2.0, 0.0))], objects)).reasons
    assert (reason.rule, reason.who, reason.against) == ("radar", "", "box_1")


@pytest.mark.parametrize(
    ("yaw_rad", "is_seen"), [(0.0, True), (0.9, True), (-1.0, True), (1.2, False), (np.pi, False)]
)
def test_the_field_of_view_turns_with_the_radar(yaw_rad: float, is_seen: bool) -> None:
    """The point is straight ahead along +x, 2 m away; the field is 60 degrees to each side."""
    radar = RadarPlacement(position_m=(0.0, 0.0, 1.0), yaw_rad=yaw_rad, pitch_rad=0.3)
    points = np.array([[2.0, 0.0, 1.0], [2.0, 0.0, 0.0]])
    rules = Rules(half_field_rad=np.deg2rad(60.0))
    assert in_sight(points, radar, rules).tolist() == [is_seen, is_seen]
    near = replace(rules, sight_range_m=1.9)
    assert not in_sight(points, radar, near).any()


def test_sight_is_judged_on_request() -> None:
    scene = staged([somebody((2.0, 0.0))])
    assert judge(scene).ok
    verdict = judge(scene, Rules(half_field_rad=3.2, sight_range_m=1.5))
    assert [reason.rule for reason in verdict.reasons] == ["sight"]
    assert "0% of the time" in verdict.reasons[0].what


def test_the_verdict_is_the_same_twice() -> None:
    scene = staged([somebody((2.0, 0.0), activity=Wave())], [thing("box", (2.0, 0, 0), (1, 1, 1))])
    assert judge(scene) == judge(scene)


@pytest.mark.parametrize("change", [{"rate_hz": 0.0}, {"contact_m": -0.1}, {"near_m": np.inf}])
def test_rules_that_make_no_sense_are_refused(change: dict[str, float]) -> None:
    with pytest.raises(InputError, match="correct the rules"):
        Rules(**change)  # type: ignore[arg-type]
