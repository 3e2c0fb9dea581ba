"""The library as data: it is refused by name where it does not fit, and its postures connect."""

import pytest

from scenes import InputError
from scenes.motion import activities, postures, read_library
from scenes.motion._chain import CHANGES, changes

ABOUT = """
[activity.hop.about]
whole = "hopping"
torso = "the trunk bounces"
arms = "the arms hang"
legs = "the legs hop"
location = "on the spot"
"""
HOP = '[activity.hop]\ngroup = "fitness"\nsays = ["hops"]\n'


def test_an_entry_of_ones_own_is_read() -> None:
    text = HOP + "[activity.hop.cycle]\nduration_s = [0.5, 0.8]\nkeys = [{ at = 0.5 }]\n" + ABOUT
    _, found = read_library(text)
    assert found["hop"].name == "hop"
    assert found["hop"].cycle is not None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HOP + ABOUT.replace("torso", "trunk"), "activity.hop.about.torso"),
        (HOP.replace("fitness", "sport") + ABOUT, "activity.hop.group"),
        (HOP + 'limbs = "legs"\n' + ABOUT, "activity.hop.limbs"),
        (HOP + "[activity.hop.cycle]\nduration_s = [0.5]\n" + ABOUT, "duration_s"),
        (
            HOP + "[activity.hop.cycle]\nduration_s = [1, 2]\nkeys = [{ at = 2.0 }]\n" + ABOUT,
            "keys.0.at",
        ),
        (
            HOP
            + "[activity.hop.cycle]\nduration_s = [1, 2]\nkeys = [{ at = 0.5 }, { at = 0.5 }]\n"
            + ABOUT,
            "follow one another",
        ),
        ("activity = 3", "activity"),
        ("[activity", "in the text"),
    ],
)
def test_what_does_not_fit_is_named_in_one_line(text: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        read_library(text)
    assert where in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_posture_is_reached_and_left() -> None:
    used = {name for one in activities().values() for name in one.posture} - {"any"}
    assert used <= {"stand", *CHANGES}
    assert set(CHANGES) <= set(postures())
    for posture, (down, up) in CHANGES.items():
        assert activities()[down].posture == ("stand", posture)
        assert activities()[up].posture == (posture, "stand")
    assert changes("sit", "lie") == ("stand_up", "lie_down")
    assert changes("stand", "stand") == ()
    with pytest.raises(InputError, match="float"):
        changes("stand", "float")


def test_the_library_is_large_and_has_all_groups() -> None:
    """Mind: the count is a promise of the documentation."""
    groups = [one.group for one in activities().values()]
    assert {"fitness", "daily", "gesture"} <= set(groups)
    assert len([group for group in groups if group != "basic"]) >= 60
