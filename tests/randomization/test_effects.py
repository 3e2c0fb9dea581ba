"""Every quantity changes exactly what it says, by exactly as much, and nothing else."""

import re

import numpy as np
import pytest

from mmwave_sim.randomization import (
    QUANTITIES,
    Draw,
    apply_to_options,
    apply_to_world,
)
from mmwave_sim.receiver import Interferer
from tests.randomization.world import Everything, apply_all, changes

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
