"""Every quantity changes exactly what it says, by exactly as much, and nothing else."""

import cmath
import math
import re

import jax
import numpy as np
import pytest

from mmwave_sim import InputError
from mmwave_sim.radar import parameters, preset
from mmwave_sim.randomization import (
    QUANTITIES,
    Draw,
    FrontEndSpread,
    Normal,
    Randomization,
    apply_to_inputs,
    apply_to_options,
    apply_to_radar,
    apply_to_scene,
    apply_to_world,
    draw,
)
from mmwave_sim.rays import World
from mmwave_sim.receiver import Interferer, Leakage, PhaseNoise, ReceiverOptions
from mmwave_sim.simulation import SimulationOptions
from scenes import RoomSpec, VitalsSpec
from tests.randomization.world import Everything, apply_all, changes, everything

# Of each quantity: what is drawn, and which paths may change (all of them must). Counts come with
# what they count.
EFFECTS: dict[str, tuple[object, tuple[str, ...]]] = {
    "pose.height_m": (1.5, (r"radar\.pose\.position_m\.2", r"scene\.radar\.position_m\.2")),
    "pose.offset_x_m": (0.1, (r"radar\.pose\.position_m\.0", r"scene\.radar\.position_m\.0")),
    "pose.offset_y_m": (0.1, (r"radar\.pose\.position_m\.1", r"scene\.radar\.position_m\.1")),
    "pose.yaw_rad": (0.1, (r"radar\.pose\.yaw_rad", r"scene\.radar\.yaw_rad")),
    "pose.pitch_rad": (0.1, (r"radar\.pose\.pitch_rad", r"scene\.radar\.pitch_rad")),
    "pose.roll_rad": (0.1, (r"radar\.pose\.roll_rad",)),
    "front_end.tx_power_db": (3.0, (r"radar\.tx_power_w",)),
    "front_end.noise_figure_db": (2.0, (r"radar\.noise_figure_db",)),
    "front_end.tx_gain_db": ((0.0, 1.0, 0.0), (r"inputs\.radar\.channel_gain\.1\.\d",)),
    "front_end.tx_phase_rad": ((0.5, 0.0, 0.0), (r"inputs\.radar\.channel_gain\.0\.\d",)),
    "front_end.rx_gain_db": ((0.0, 0.0, 1.0, 0.0), (r"inputs\.radar\.channel_gain\.\d\.2",)),
    "front_end.rx_phase_rad": ((0.0, 0.0, 0.0, 1.0), (r"inputs\.radar\.channel_gain\.\d\.3",)),
    "front_end.pattern_azimuth": (2.0, (r"inputs\.radar\.[tr]x_pattern\.\d\.0",)),
    "front_end.pattern_elevation": (4.0, (r"inputs\.radar\.[tr]x_pattern\.\d\.1",)),
    "front_end.start_frequency_error": (1e-4, (r"inputs\.radar\.start_frequency_hz",)),
    "front_end.slope_error": (1e-3, (r"inputs\.radar\.slope_hz_per_s",)),
    "receiver.phase_noise_db": (3.0, (r"options\.receiver\.phase_noise.*",)),
    "receiver.leakage_isolation_db": (33.0, (r"options\.receiver\.leakage.*",)),
    "receiver.iq_gain_db": (0.3, (r"options\.receiver\.iq_imbalance.*",)),
    "receiver.iq_phase_rad": (0.02, (r"options\.receiver\.iq_imbalance.*",)),
    "receiver.compression_dbm": (-8.0, (r"options\.receiver\.compression.*",)),
    "receiver.dc_i_counts": (5.0, (r"options\.receiver\.dc_offset.*",)),
    "receiver.dc_q_counts": (5.0, (r"options\.receiver\.dc_offset.*",)),
    "receiver.if_filter": (True, (r"options\.receiver\.if_filter.*",)),
    "interference.count": (2, (r"options\.receiver\.interferers\.[01]\..*",)),
    "materials.wall_permittivity": (1.1, (r"inputs\.panels\.\d\.medium\.relative_permittivity",)),
    "materials.wall_conductivity": (1.1, (r"inputs\.panels\.\d\.medium\.conductivity_s_per_m",)),
    "materials.wall_roughness": (1.1, (r"inputs\.panels\.\d\.medium\.roughness_m",)),
    "materials.wall_thickness": (1.1, (r"inputs\.panels\.\d\.medium\.thickness_m",)),
    "materials.skin_permittivity": (1.1, (r"inputs\.media\.0\.relative_permittivity",)),
    "materials.skin_conductivity": (1.1, (r"inputs\.media\.0\.conductivity_s_per_m",)),
    "materials.skin_roughness": (1.1, (r"inputs\.media\.0\.roughness_m",)),
    "room.length": (1.2, (r"scene\.rooms\.0\.size_m\.0",)),
    "room.width": (1.2, (r"scene\.rooms\.0\.size_m\.1", r"scene\.rooms\.0\.corner_m\.1")),
    "room.height": (1.2, (r"scene\.rooms\.0\.size_m\.2",)),
    "room.walls": ("glass", (r"scene\.rooms\.0\.walls",)),
    "room.floor": ("glass", (r"scene\.rooms\.0\.floor",)),
    "room.ceiling": ("glass", (r"scene\.rooms\.0\.ceiling",)),
    "room.furniture_seed": (9, (r"scene\.objects\..*",)),
    "place.offset_x_m": ((0.1,), (r"scene\.agents\.0\.position_m\.0",)),
    "place.offset_y_m": ((0.1,), (r"scene\.agents\.0\.position_m\.1",)),
    "place.heading_rad": ((0.1,), (r"scene\.agents\.0\.heading_rad",)),
    "place.motion_seed": (9, (r"scene\.seed",)),
    **{
        f"body.{name}": ((0.1,), (rf"scene\.agents\.0\.body\.{name}",))
        for name in ("gender", "age", "muscle", "weight", "height", "proportions")
    },
    **{
        f"vitals.{name}": ((value,), (rf"scene\.agents\.0\.vitals\.{name}",))
        for name, value in {
            "breathing_m": 0.007,
            "breathing_hz": 0.3,
            "inhale_share": 0.5,
            "heartbeat_m": 0.0004,
            "heartbeat_hz": 1.5,
            "heartbeat_sharpness": 0.5,
        }.items()
    },
    "clutter.count": (2, (r"still\.clutter_1\..*",)),
    "simulation.scattering": ("lambertian", (r"options\.scattering",)),
    "simulation.diffuse": (False, (r"options\.diffuse",)),
    "simulation.threshold_db": (-30.0, (r"options\.threshold_db",)),
    "simulation.bounces": (0, (r"options\.bounces",)),
}

EACH_INTERFERER: dict[str, tuple[object, set[str]]] = {
    "power_dbm": (-60.0, {"power_w"}),
    "slope_ratio": (2.0, {"slope_hz_per_s", "ramp_s", "chirp_interval_s"}),
    "falling": (True, {"start_frequency_hz", "slope_hz_per_s"}),
    "offset_hz": (1e6, {"start_frequency_hz"}),
    "start_s": (1e-5, {"start_s"}),
    "azimuth_rad": (0.3, {"azimuth_rad"}),
}

EACH_PIECE: dict[str, object] = {
    "edge_m": 0.05,
    "along": 0.1,
    "height": 0.2,
    "yaw_rad": 0.3,
    "material": "wood",
}


@pytest.fixture(scope="module")
def before() -> Everything:
    return everything()


def test_every_quantity_is_tested() -> None:
    one_by_one = {f"interference.{n}" for n in EACH_INTERFERER} | {
        f"clutter.{n}" for n in EACH_PIECE
    }
    assert set(EFFECTS) | one_by_one == set(QUANTITIES)


@pytest.mark.parametrize("name", EFFECTS)
def test_a_quantity_changes_what_it_says_and_nothing_else(name: str, before: Everything) -> None:
    value, patterns = EFFECTS[name]
    found = set(changes(before, apply_all(Draw(0, ((name, value),)), before)))  # type: ignore[arg-type]
    for pattern in patterns:
        assert any(re.fullmatch(pattern, path) for path in found), f"{pattern} is as it was"
    rest = {path for path in found if not any(re.fullmatch(p, path) for p in patterns)}
    assert not rest


@pytest.mark.parametrize("name", EFFECTS)
def test_a_change_does_not_depend_on_when_it_is_applied(name: str, before: Everything) -> None:
    """The functions are pure: the same in, the same out, and what went in stays as it was."""
    made = Draw(0, ((name, EFFECTS[name][0]),))  # type: ignore[arg-type]
    kept = before.table()
    assert not changes(apply_all(made, before), apply_all(made, before))
    assert before.table() == kept


def test_an_empty_draw_changes_nothing(before: Everything) -> None:
    assert not changes(before, apply_all(Draw(0), before))


@pytest.mark.parametrize("name", EACH_INTERFERER)
def test_an_interferer_changes_only_so(name: str, before: Everything) -> None:
    value, fields = EACH_INTERFERER[name]
    count = ("interference.count", 2)
    usual = apply_to_options(Draw(0, (count,)), before.options, before.radar).receiver
    first = (f"interference.{name}", (value, *_usual(name)))
    other = apply_to_options(Draw(0, (count, first)), before.options, before.radar).receiver
    changed = {
        field
        for field in Interferer.__dataclass_fields__
        if getattr(other.interferers[0], field) != getattr(usual.interferers[0], field)
    }
    assert changed == fields
    assert other.interferers[1] == usual.interferers[1]


def _usual(name: str) -> tuple[object]:
    """What stands for a quantity of interferers that was not drawn."""
    return ({"power_dbm": -70.0, "slope_ratio": 1.5, "falling": False}.get(name, 0.0),)


@pytest.mark.parametrize("name", EACH_PIECE)
def test_a_piece_of_clutter_changes_only_so(name: str, before: Everything) -> None:
    count = ("clutter.count", 1)
    usual, other = (
        apply_to_world(Draw(0, (count, *more)), before.world).still[0]
        for more in ((), ((f"clutter.{name}", (EACH_PIECE[name],)),))
    )
    middle = [mesh.vertices_m.mean(axis=0) for mesh in (usual, other)]
    edge = [float(np.linalg.norm(np.ptp(m.vertices_m[:, 2]))) for m in (usual, other)]
    assert (usual.material != other.material) == (name == "material")
    assert (abs(edge[1] - edge[0]) > 1e-9) == (name == "edge_m")
    shape = [m.vertices_m - c for m, c in zip((usual, other), middle, strict=True)]
    assert np.allclose(*shape) == (name not in ("edge_m", "yaw_rad"))
    moved = np.abs(middle[1] - middle[0]) > 1e-9
    # A smaller piece comes nearer to its wall; halfway up it stays halfway up.
    assert moved[:2].any() == (name in ("edge_m", "along"))
    assert moved[2] == (name == "height")


def test_amounts_of_the_radar(before: Everything) -> None:
    radar = apply_to_radar(
        Draw(0, (("front_end.tx_power_db", 3.0), ("front_end.noise_figure_db", -2.0))), before.radar
    )
    assert radar.tx_power_w == pytest.approx(before.radar.tx_power_w * 10**0.3)
    assert radar.noise_figure_db == before.radar.noise_figure_db - 2.0
    quiet = apply_to_radar(Draw(0, (("front_end.noise_figure_db", -40.0),)), before.radar)
    assert quiet.noise_figure_db == 0.0


def test_channel_errors_are_products_of_both_ends(before: Everything) -> None:
    values = (
        ("front_end.tx_gain_db", (0.0, 6.0, 0.0)),
        ("front_end.tx_phase_rad", (0.3, 0.0, 0.0)),
        ("front_end.rx_gain_db", (0.0, 0.0, -6.0, 0.0)),
        ("front_end.rx_phase_rad", (0.0, 0.4, 0.0, 0.0)),
    )
    found = apply_to_inputs(Draw(0, values), before.inputs, before.radar).radar.channel_gain
    tx = np.array([cmath.exp(0.3j), 10**0.3, 1.0])
    rx = np.array([1.0, cmath.exp(0.4j), 10**-0.3, 1.0])
    assert np.allclose(found, tx[:, None] * rx, rtol=1e-12)


def test_channel_errors_follow_the_antenna_and_not_the_slot(before: Everything) -> None:
    """RadHAR's radar sends from antennas 0, 2, 1: slot 1 has antenna 2's error."""
    radar = preset("iwr1443_radhar")
    with jax.enable_x64(True):
        inputs = before.inputs._replace(radar=parameters(radar))
    values = (("front_end.tx_gain_db", (0.0, 0.0, 20.0)),)
    gain = apply_to_inputs(Draw(0, values), inputs, radar).radar.channel_gain
    assert np.allclose(np.abs(gain[:, 0]), [1.0, 10.0, 1.0])


def test_statistics_of_channel_errors(before: Everything) -> None:
    """Both ends' errors add: a channel's variance is the sum of theirs."""
    spread = FrontEndSpread(
        tx_gain_db=Normal(0, 0.5),
        rx_gain_db=Normal(0, 0.5),
        tx_phase_rad=Normal(0, 0.2),
        rx_phase_rad=Normal(0, 0.2),
    )
    gains = np.array(
        [
            np.asarray(
                apply_to_inputs(
                    draw(Randomization(front_end=spread), seed), before.inputs, before.radar
                ).radar.channel_gain
            )[0, 0]
            for seed in range(300)
        ]
    )
    for values, deviation in ((20 * np.log10(np.abs(gains)), 0.5), (np.angle(gains), 0.2)):
        expected = 2 * deviation**2
        # An estimate of a normal variable's variance v has the variance 2 v^2 / n.
        assert abs(values.var() - expected) < 4 * expected * math.sqrt(2 / len(values))
        assert abs(values.mean()) < 4 * math.sqrt(expected / len(values))


def test_amounts_of_materials(before: Everything) -> None:
    values = (
        ("materials.wall_permittivity", 0.01),
        ("materials.wall_thickness", 2.0),
        ("materials.skin_conductivity", 3.0),
    )
    found = apply_to_inputs(Draw(0, values), before.inputs, before.radar)
    for old, new in zip(before.inputs.panels, found.panels, strict=True):
        assert float(new.medium.relative_permittivity) == 1.0
        assert float(new.medium.thickness_m) == 2 * float(old.medium.thickness_m)
    ratio = found.media[0].conductivity_s_per_m / before.inputs.media[0].conductivity_s_per_m
    assert float(ratio) == pytest.approx(3.0)


def test_amounts_of_waveform_errors(before: Everything) -> None:
    values = (("front_end.start_frequency_error", 1e-4), ("front_end.slope_error", -1e-3))
    found = apply_to_inputs(Draw(0, values), before.inputs, before.radar).radar
    assert float(found.start_frequency_hz) == pytest.approx(77e9 * (1 + 1e-4), rel=1e-14)
    assert float(found.slope_hz_per_s) == pytest.approx(70e12 * (1 - 1e-3), rel=1e-14)


def test_inputs_stay_differentiable(before: Everything) -> None:
    made = Draw(0, (("materials.skin_permittivity", 1.5), ("front_end.slope_error", 1e-3)))

    def total(inputs: object) -> jax.Array:
        found = apply_to_inputs(made, inputs, before.radar)  # type: ignore[arg-type]
        return found.media[0].relative_permittivity + found.radar.slope_hz_per_s

    with jax.enable_x64(True):
        gradient = jax.grad(total, allow_int=True)(before.inputs)
    assert float(gradient.media[0].relative_permittivity) == pytest.approx(1.5)
    assert float(gradient.radar.slope_hz_per_s) == pytest.approx(1 + 1e-3)


def test_amounts_of_receiver_effects() -> None:
    radar = preset("awr1843_mmclip")
    values = (
        ("receiver.phase_noise_db", 3.0),
        ("receiver.leakage_isolation_db", 33.0),
        ("receiver.iq_gain_db", 0.3),
        ("receiver.compression_dbm", -8.0),
        ("receiver.dc_q_counts", 5.0),
        ("receiver.if_filter", False),
    )
    own = ReceiverOptions(leakage=Leakage(20.0, 1e-9), phase_noise=PhaseNoise((1e5,), (-80.0,)))
    found = apply_to_options(Draw(0, values), SimulationOptions(receiver=own), radar).receiver
    assert found.phase_noise == PhaseNoise((1e5,), (-77.0,))
    assert found.leakage == Leakage(33.0, 1e-9)
    assert found.iq_imbalance is not None and found.iq_imbalance.gain_db == 0.3
    assert found.compression is not None
    assert found.compression.input_1db_w == pytest.approx(10**-3.8)
    assert found.dc_offset is not None and found.dc_offset.q_counts == 5.0
    assert found.if_filter is None


def test_real_samples_get_no_iq_errors() -> None:
    made = Draw(0, (("receiver.iq_gain_db", 0.3),))
    options = apply_to_options(made, SimulationOptions(), preset("bgt60tr13c"))
    assert options.receiver.iq_imbalance is None


@pytest.mark.parametrize("count", [0, 2])
def test_drawn_interferers_come_after_ones_own(count: int) -> None:
    own = Interferer(77e9, 60e12, 60e-6, 50e-6, 1e-9)
    options = SimulationOptions(receiver=ReceiverOptions(interferers=(own,)))
    made = Draw(0, (("interference.count", count),))
    found = apply_to_options(made, options, preset("awr1843_mmclip")).receiver.interferers
    assert found[0] == own
    assert len(found) == 1 + count


@pytest.mark.parametrize("falling", [False, True])
def test_an_interferer_sweeps_the_radars_band(falling: bool) -> None:
    radar = preset("awr1843_mmclip")
    values = (
        ("interference.count", 1),
        ("interference.slope_ratio", (2.0,)),
        ("interference.falling", (falling,)),
        ("interference.power_dbm", (-60.0,)),
    )
    (one,) = apply_to_options(Draw(0, values), SimulationOptions(), radar).receiver.interferers
    ends = sorted(
        (one.start_frequency_hz, one.start_frequency_hz + one.slope_hz_per_s * one.ramp_s)
    )
    last_hz = radar.start_frequency_hz + radar.slope_hz_per_s * radar.ramp_end_time_s
    assert ends == pytest.approx([radar.start_frequency_hz, last_hz])
    assert one.slope_hz_per_s == (-2 if falling else 2) * radar.slope_hz_per_s
    assert one.power_w == pytest.approx(1e-9)


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
