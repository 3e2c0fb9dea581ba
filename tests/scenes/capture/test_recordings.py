"""Real recordings of three dialects become motions of a body."""

from pathlib import Path

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from scenes.bodies import Body
from scenes.capture import (
    CapturedMotion,
    SkeletonClip,
    follow_error_m,
    map_roles,
    read_bvh,
    retarget,
)
from scenes.capture._follow import follow_errors_m
from tests.scenes.capture.people import skin_m

FILES = {
    "cmu_01_01": (2752, 120.0, 31),
    "test_freebvh": (69, 30.0, 55),
    "test_mocapbank": (455, 30.0, 19),
}
"""Frames, rate (Hz) and joints without the end sites."""


@pytest.fixture(scope="module", params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def clip(name: str, shared_data: Path) -> SkeletonClip:
    return read_bvh(shared_data / "bvh" / f"{name}.bvh")


@pytest.fixture(scope="module")
def motion(clip: SkeletonClip, body: Body) -> CapturedMotion:
    return retarget(clip, body)


def test_the_clip_is_read_whole_and_upright(name: str, clip: SkeletonClip) -> None:
    frames, rate_hz, joints = FILES[name]
    named = [one for one in clip.names if not one.endswith("_end")]
    assert (clip.frames, clip.rate_hz, len(named)) == (frames, rate_hz, joints)
    roles = map_roles(clip)
    head, ankle = (clip.positions_m[:, roles[role], 2] for role in ("head", "left_ankle"))
    assert 1.2 < np.percentile(head - ankle, 90) < 1.8


def test_wrists_and_ankles_follow_within_five_centimetres(
    clip: SkeletonClip, body: Body, motion: CapturedMotion
) -> None:
    """The design's limit; at most 3 cm, by which feet are lifted out of the floor, are measured."""
    assert max(follow_error_m(clip, body, motion).values()) < 0.035
    for errors in follow_errors_m(clip, body, motion).values():
        assert np.median(errors) < 0.01


def test_nothing_flips(clip: SkeletonClip, motion: CapturedMotion) -> None:
    """Fingers' tips aside, people turn their limbs by less than 30 rad/s in such motions."""
    times = clip.times_s[round(motion.span_s[0] * clip.rate_hz) :]
    for turn in motion.turns.values():
        rotation = Rotation.from_quat(turn(times))
        steps = (rotation[:-1].inv() * rotation[1:]).magnitude()
        assert steps.max() * clip.rate_hz < 30.0


def test_feet_are_on_the_floor_and_not_in_it(body: Body, motion: CapturedMotion) -> None:
    foot = np.any([body.share(limb.ankle) > 0.5 for limb in body.rig.limbs.values()], axis=0)
    lowest = skin_m(motion)[:, foot, 2].min(1)
    assert lowest.min() > -0.02
    assert np.median(np.abs(lowest)) < 0.01
