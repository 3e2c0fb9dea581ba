"""Draws: independent streams by name, statistics of every quantity, JSON."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mmwave_sim import InputError
from mmwave_sim.randomization import (
    INDOOR,
    QUANTITIES,
    Choice,
    Constant,
    Draw,
    InterferenceSpread,
    Normal,
    PoseSpread,
    Randomization,
    ReceiverSpread,
    RoomSpread,
    Uniform,
    draw,
)

SEEDS = 400
GIVEN = INDOOR.distributions()
SINGLE = [name for name in GIVEN if not name.endswith("count")]
NUMERIC = [
    name
    for name in SINGLE
    if QUANTITIES[name].kind != "text" and not isinstance(GIVEN[name], Constant)
]


def first(made: Draw, name: str) -> float:
    value = made.value(name)
    return float(value[0] if isinstance(value, tuple) else value)


@pytest.fixture(scope="module")
def many() -> list[Draw]:
    """INDOOR with one interferer and one piece of clutter always there."""
    both = replace(
        INDOOR,
        interference=replace(INDOOR.interference, count=Constant(1)),
        clutter=replace(INDOOR.clutter, count=Constant(1)),
    )
    return [draw(both, seed) for seed in range(SEEDS)]


@pytest.mark.parametrize("name", NUMERIC)
def test_every_quantity_has_the_mean_of_its_distribution(name: str, many: list[Draw]) -> None:
    values = np.array([first(one, name) for one in many])
    # Four standard errors over the seeds: neighbouring seeds are as good as independent.
    assert abs(values.mean() - GIVEN[name].mean) < 4 * values.std() / math.sqrt(SEEDS)
    assert values.std() > 0
    low, high = (float(f(map(float, GIVEN[name].possible()))) for f in (min, max))
    assert low <= values.min() <= values.max() <= high
    assert np.ptp(values) > 0.5 * min(high - low, 4 * values.std())


def test_quantities_are_independent_of_one_another(many: list[Draw]) -> None:
    table = np.array([[first(one, name) for name in NUMERIC] for one in many])
    correlation = np.corrcoef(table.T) - np.eye(len(NUMERIC))
    # About 1,700 pairs: 4.5 standard errors of a correlation are exceeded once in 85 such tables.
    assert np.abs(correlation).max() < 4.5 / math.sqrt(SEEDS)


def test_same_seed_same_draw_other_seed_other_draw() -> None:
    assert draw(INDOOR, 5) == draw(INDOOR, 5)
    ours, other = draw(INDOOR, 5), draw(INDOOR, 6)
    assert all(
        ours.value(name) != other.value(name)
        for name in ("pose.height_m", "front_end.tx_gain_db", "room.furniture_seed")
    )


def test_seeds_may_be_of_any_integer_type_and_long() -> None:
    assert draw(INDOOR, np.int64(5)) == draw(INDOOR, 5)
    assert Draw.from_json(draw(INDOOR, np.int64(5)).to_json()).seed == 5
    assert draw(INDOOR, 2**32 + 5).value("pose.height_m") != draw(INDOOR, 5).value("pose.height_m")


@pytest.mark.parametrize("name", SINGLE)
def test_leaving_a_quantity_out_leaves_the_others_as_they_were(name: str) -> None:
    whole, less = dict(draw(INDOOR, 11).values), dict(draw(INDOOR.without(name), 11).values)
    del whole[name]
    assert less == whole


def test_another_distribution_leaves_the_others_as_they_were() -> None:
    low = Randomization(pose=PoseSpread(height_m=Uniform(0.6, 0.7), yaw_rad=Uniform(-1.0, 1.0)))
    high = Randomization(pose=PoseSpread(height_m=Constant(2.0), yaw_rad=Uniform(-1.0, 1.0)))
    assert draw(low, 3).value("pose.yaw_rad") == draw(high, 3).value("pose.yaw_rad")
    assert draw(high, 3).value("pose.height_m") == 2.0


def test_more_antennas_people_and_interferers_leave_the_first_as_they_were() -> None:
    few = draw(INDOOR, 2, transmitters=1, receivers=2, people=1)
    more = draw(INDOOR, 2, transmitters=12, receivers=16, people=3)
    for name, value in few.values:
        if QUANTITIES[name].per in ("transmitter", "receiver", "person"):
            assert more.value(name)[: len(value)] == value  # type: ignore[arg-type]
            assert len(more.value(name)) > len(value)  # type: ignore[arg-type]
        else:
            assert more.value(name) == value
    one, three = (
        draw(
            Randomization(
                interference=InterferenceSpread(count=Constant(n), power_dbm=Uniform(-80, -60))
            ),
            4,
        )
        for n in (1, 3)
    )
    assert three.value("interference.power_dbm")[:1] == one.value("interference.power_dbm")
    assert len(set(three.value("interference.power_dbm"))) == 3


def test_counts_decide_how_many_there_are() -> None:
    for seed in range(40):
        made = draw(INDOOR, seed)
        for group, name in (("interference", "power_dbm"), ("clutter", "edge_m")):
            assert len(made.value(f"{group}.{name}")) == made.value(f"{group}.count")
    none = draw(INDOOR.without("interference.count"), 0)
    assert none.value("interference.power_dbm") == ()


def test_only_and_without_split_a_randomization() -> None:
    parts = [INDOOR.only("pose", "body.weight"), INDOOR.without("pose", "body.weight")]
    names = [set(part.distributions()) for part in parts]
    assert names[0] | names[1] == set(GIVEN)
    assert names[0] & names[1] == set()
    assert names[0] == {n for n in GIVEN if n.startswith("pose.")} | {"body.weight"}
    assert draw(Randomization(), 0).values == ()


def test_json_round_trips() -> None:
    assert Randomization.from_json(INDOOR.to_json()) == INDOOR
    assert Randomization.from_json(Randomization().to_json()) == Randomization()
    for seed in range(20):
        made = draw(INDOOR, seed)
        assert Draw.from_json(made.to_json()) == made
    mixed = Randomization(
        receiver=ReceiverSpread(if_filter=Choice((True, False))),
        room=RoomSpread(walls=Constant("glass")),
    )
    again = Draw.from_json(draw(mixed, 1).to_json())
    assert again.value("room.walls") == "glass"
    assert type(again.value("receiver.if_filter")) is bool


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: draw(INDOOR, -1), "whole number from 0 to .* as seed; found -1"),
        (lambda: draw(INDOOR, 1.0), "whole number from 0 to .* as seed"),  # type: ignore[arg-type]
        (
            lambda: Randomization(pose=PoseSpread(height_m=Uniform(0.0, 1.0))),
            "pose.height_m as a finite number from 0.05 up to 20; found 0.0",
        ),
        (
            lambda: Randomization(pose=PoseSpread(height_m=Normal(1.0, 0.1))),
            "pose.height_m as a finite number from 0.05 up to 20; found -inf",
        ),
        (
            lambda: Randomization(room=RoomSpread(walls=Constant("paper"))),
            "room.walls as one of plasterboard, .* found 'paper'",
        ),
        (
            lambda: Randomization(room=RoomSpread(furniture_seed=Uniform(0.0, 9.0))),
            "room.furniture_seed as a whole number",
        ),
        (
            lambda: Randomization(interference=InterferenceSpread(count=Uniform(0, 2))),
            "interference.count as a whole number .* use Whole",
        ),
        (
            lambda: Randomization(receiver=ReceiverSpread(if_filter=Constant(1))),
            "receiver.if_filter as true or false; found 1",
        ),
        (lambda: INDOOR.only("pose.heigth_m"), "such as pose.height_m, .* found 'pose.heigth_m'"),
        (lambda: INDOOR.without("walls"), "such as pose, front_end, .* found 'walls'"),
        (lambda: Draw(2**63), "whole number from 0 to .* as seed"),
        (lambda: Draw(0, (("pose.height_m", (1.0,)),)), "one value of pose.height_m"),
        (lambda: Draw(0, (("body.age", 0.1),)), "one for each person of body.age"),
        (lambda: Draw(0, (("body.age", (0.1, 3.0)),)), "body.age as a finite number from -1"),
        (lambda: Draw(0, (("pose.roll", 0.1),)), "name of a quantity in a draw; found 'pose.roll'"),
        (lambda: Draw.from_json("{"), "JSON of the format mmwave_sim.draw"),
        (lambda: Draw.from_json(INDOOR.to_json()), "JSON object of the format mmwave_sim.draw"),
        (
            lambda: Draw.from_json('{"format": "mmwave_sim.draw", "version": 2}'),
            "version 1 of mmwave_sim.draw; found 2",
        ),
        (
            lambda: Draw.from_json('{"format": "mmwave_sim.draw", "version": 1, "seed": 1}'),
            "fields seed and values",
        ),
        (
            lambda: Randomization.from_json(
                '{"format": "mmwave_sim.randomization", "version": 1, "pose": 3}'
            ),
            "object of distributions as 'pose'; found 3",
        ),
        (lambda: draw(INDOOR, 0, people=1).each("body.weight", 2), "2 values of body.weight"),
    ],
)
def test_what_is_wrong_is_named(make: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        make()  # type: ignore[operator]
