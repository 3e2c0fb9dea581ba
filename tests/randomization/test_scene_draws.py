"""Draws keep a scene possible: people inside, bodies on their scales, clutter where it fits."""

import pytest

from mmwave_sim import InputError
from mmwave_sim.randomization import (
    Draw,
    apply_to_inputs,
    apply_to_scene,
    apply_to_world,
)
from mmwave_sim.rays import World
from scenes import RoomSpec, VitalsSpec
from tests.randomization.world import Everything, everything


def test_what_the_scene_says_about_breath_stays(before: Everything) -> None:
    (agent,) = before.scene.agents
    said = agent.model_copy(update={"vitals": VitalsSpec(breathing_hz=0.1)})
    spec = before.scene.model_copy(update={"agents": (said,)})
    values = (("vitals.breathing_hz", (0.3,)), ("vitals.heartbeat_hz", (1.5,)))
    vitals = apply_to_scene(Draw(0, values), spec).agents[0].vitals
    assert (vitals.breathing_hz, vitals.heartbeat_hz) == (0.1, 1.5)


def test_shapes_stay_on_their_scales(before: Everything) -> None:
    body = apply_to_scene(Draw(0, (("body.height", (-1.0,)),)), before.scene).agents[0].body
    assert body.height == 0.0
    assert body.faces == before.scene.agents[0].body.faces


@pytest.mark.parametrize(("offset_m", "share"), [(0.2, 1.0), (2.4, 0.5), (5.0, 0.25), (9.0, 0.0)])
def test_shifts_are_halved_until_they_fit(offset_m: float, share: float) -> None:
    spec = everything().scene
    room = RoomSpec(name="hall", size_m=(6.0, 5.0, 2.6), corner_m=(-0.3, -2.5))
    at = spec.agents[0].model_copy(update={"position_m": (3.0, 0.2)})
    spec = spec.model_copy(update={"rooms": (room,), "objects": (), "agents": (at,)})
    moved = apply_to_scene(Draw(0, (("place.offset_y_m", (offset_m,)),)), spec)
    # The wall is 2.5 m to the left, 0.4 m of which are kept free.
    assert moved.agents[0].position_m[1] == pytest.approx(0.2 + share * offset_m)
    assert moved.agents[0].position_m[0] == 3.0


def test_a_radar_stays_in_the_room_and_below_its_ceiling(before: Everything) -> None:
    back = apply_to_scene(Draw(0, (("pose.offset_x_m", -0.6),)), before.scene)
    assert back.radar.position_m[0] == pytest.approx(-0.15)
    with pytest.raises(InputError, match=r"pose.height_m below the ceiling at 2.5 m; found 2.7 m"):
        apply_to_scene(Draw(0, (("pose.height_m", 2.7),)), before.scene)


def test_a_room_that_shrinks_loses_what_no_longer_fits(before: Everything) -> None:
    low = apply_to_scene(Draw(0, (("room.height", 0.6),)), before.scene)
    kept = [one for one in before.scene.objects if one.size_m[2] <= 1.5]
    assert 0 < len(kept) < len(before.scene.objects)
    assert list(low.objects) == kept


def test_clutter_is_left_out_where_it_has_no_place(before: Everything) -> None:
    made = Draw(0, (("clutter.count", 1), ("clutter.along", (0.5,))))
    (piece,) = apply_to_world(made, before.world).still
    centre = piece.vertices_m.mean(axis=0)
    near = (float(centre[0]), float(centre[1]) - 0.2, float(centre[2]))
    assert apply_to_world(made, before.world, near).still == ()
    twice = Draw(0, (("clutter.count", 2), ("clutter.along", (0.5, 0.5))))
    assert len(apply_to_world(twice, before.world).still) == 1


def test_clutter_needs_a_room(before: Everything) -> None:
    made = Draw(0, (("clutter.count", 3),))
    with pytest.raises(InputError, match=r"walls to place clutter at; found no walls for 3 pieces"):
        apply_to_world(made, World())
    with pytest.raises(InputError, match=r"a room in which clutter has space"):
        apply_to_world(made, World(walls=before.world.walls[:1]))


def test_a_draw_for_fewer_antennas_or_people_is_refused(before: Everything) -> None:
    with pytest.raises(InputError, match=r"3 values of front_end.tx_gain_db, one for each transm"):
        apply_to_inputs(Draw(0, (("front_end.tx_gain_db", (1.0,)),)), before.inputs, before.radar)
    with pytest.raises(InputError, match=r"1 values of body.age, one for each person; found 0"):
        apply_to_scene(Draw(0, (("body.age", ()),)), before.scene)
