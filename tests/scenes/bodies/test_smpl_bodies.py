"""Bodies from files of the SMPL family stand, look ahead, breathe, walk and wave like others."""

from dataclasses import replace
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from scenes import Agent, AgentSpec, InputError, RoomSpec, SceneSpec, Walk, Wave, audit, populate
from scenes.bodies import (
    SMPL,
    Body,
    SmplModel,
    chest_pattern,
    load_body,
    rest_arrays,
    shaped,
    skin,
    smpl_arrays,
    smpl_vertices,
)
from scenes.bodies import _cache as cache
from scenes.bodies._holes import without_holes
from scenes.bodies._reduce import reduce_faces
from scenes.bodies._smpl_body import AXES, smpl_body
from scenes.geometry import is_closed, volume_m3
from scenes.spec import SmplSpec

BETAS = (0.8, -0.5, 1.2)
SKIN = jax.jit(skin)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of its own: the made files change with the code that makes them."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MMWAVE_CACHE", str(folder))


def spec_of(files: Path, kind: str = "smpl", faces: int = 5000) -> SmplSpec:
    return SmplSpec(model=str(files / f"{kind}.pkl"), betas=BETAS, faces=faces)


@pytest.fixture(scope="module", params=["smpl", "smplh", "smplx"])
def reduced(request: pytest.FixtureRequest, smpl_models: dict[str, SmplModel]) -> Body:
    """A body of each kind with 5,000 triangles at most."""
    model = smpl_models[request.param]
    return reduce_faces(smpl_body(model, BETAS), 5000)


def test_stands_on_the_ground_looks_ahead_and_is_closed(reduced: Body) -> None:
    assert 4750 <= len(reduced.faces) <= 5000
    assert is_closed(reduced.faces)
    assert 0.05 < volume_m3(reduced.vertices_m, reduced.faces) < 0.1
    assert abs(reduced.vertices_m[:, 2].min()) < 2e-3
    limb = reduced.rig.limbs["L"]
    assert reduced.head_m(limb.toes[0])[0] > reduced.head_m(limb.ankle)[0] + 0.1
    assert reduced.head_m(limb.ankle)[1] > 0.05
    assert reduced.head_m(limb.wrist)[1] > reduced.head_m(limb.elbow)[1] > 0.4
    np.testing.assert_allclose(reduced.weights.sum(1), 1.0)
    assert set(reduced.rig.joints().values()) <= set(reduced.bone_names)


def test_mouth_is_closed_and_eyes_are_dropped(smpl_models: dict[str, SmplModel]) -> None:
    """SMPL-X comes with eyes of their own (2 x 162 vertices here) and an open mouth."""
    model = smpl_models["smplx"]
    assert not is_closed(model.faces)
    whole = without_holes(model.faces)
    assert is_closed(whole)
    assert len(whole) == 2 * 10475 - 4 * 3  # Euler: each of three closed parts has 2 v - 4 faces
    assert volume_m3(model.vertices_m, whole) > volume_m3(model.vertices_m, model.faces)
    assert smpl_body(model).torso_faces.any()


def test_skin_of_the_body_is_that_of_the_model_in_other_axes(
    smpl_models: dict[str, SmplModel],
) -> None:
    """A pose in the file's axes and the same in the project's give the same skin, turned."""
    model = smpl_models["smpl"]
    body = smpl_body(model, BETAS)
    random = np.random.default_rng(0)
    pose, shift = random.normal(scale=0.4, size=(2, 24, 3)), random.normal(size=(2, 3))
    with jax.enable_x64(True):
        rest = smpl_arrays(model, np.float64)
        theirs = jax.jit(smpl_vertices)(rest, jnp.array(BETAS), pose, shift)
        root = shaped(rest, jnp.r_[jnp.array(BETAS), jnp.zeros(7)]).bone_heads_m[0]
        place = (root + shift)[:, AXES]
        ours = SKIN(rest_arrays(body, np.float64), pose[..., AXES], place, np.zeros((2, 3)))
    np.testing.assert_allclose(ours, np.asarray(theirs)[..., AXES], atol=1e-8)


def test_shape_directions_are_what_another_beta_gives(smpl_models: dict[str, SmplModel]) -> None:
    """SMPL is linear in its betas, and so is the ground while its lowest vertex stays lowest."""
    model = smpl_models["smpl"]
    body, other = smpl_body(model, BETAS), smpl_body(model, (0.9, -0.5, 1.2))
    assert body.shape_names == tuple(f"beta_{number}" for number in range(10))
    with jax.enable_x64(True):
        moved = shaped(rest_arrays(body, np.float64), jnp.eye(10)[0] * 0.1)
    np.testing.assert_allclose(moved.vertices_m, other.vertices_m, atol=1e-5)
    np.testing.assert_allclose(moved.bone_heads_m, other.bone_heads_m, atol=1e-5)
    with pytest.raises(InputError, match="at most 10 betas; found 11"):
        smpl_body(model, (0.0,) * 11)


def test_breath_and_heart_show_on_the_front_of_the_chest(reduced: Body) -> None:
    pattern = chest_pattern(reduced)
    breath, beat = (
        reduced.vertices_m[pattern_.argmax()] for pattern_ in (pattern.breathing, pattern.heartbeat)
    )
    chest = reduced.torso_centre_m
    assert breath[0] > chest[0] + 0.04 and beat[0] > chest[0] + 0.04
    assert 0.03 < beat[1] < 0.15 and 0.65 < beat[2] / reduced.stature_m < 0.8
    head = reduced.share("head") > 0.5
    assert not np.asarray(pattern.breathing)[head].any()
    assert (np.asarray(pattern.breathing) > 0.3).sum() > 20


def test_comes_from_the_cache_by_the_content_of_its_file(
    smpl_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MMWAVE_CACHE", str(tmp_path / "cache"))
    lines: list[str] = []
    made = load_body(spec_of(smpl_files), progress=lines.append)
    moved = tmp_path / "moved.pkl"
    moved.write_bytes((smpl_files / "smpl.pkl").read_bytes())
    again = load_body(SmplSpec(model=str(moved), betas=BETAS), progress=lines.append)
    assert len(lines) == 1 and "smpl.pkl" in lines[0]
    assert again.rig is SMPL and again.shape_names[0] == "beta_0"
    for name, value in vars(made).items():
        np.testing.assert_array_equal(getattr(again, name), value)
    load_body(SmplSpec(model=str(moved), betas=(0.8,)), progress=lines.append)
    assert len(lines) == 2


def test_nothing_is_left_in_the_cache_by_what_fails(
    smpl_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MMWAVE_CACHE", str(tmp_path))
    broken = tmp_path / "broken.pkl"
    broken.write_bytes((smpl_files / "smpl.pkl").read_bytes()[:-1000])
    for model in (str(broken), str(tmp_path / "none.pkl")):
        with pytest.raises(InputError):
            load_body(SmplSpec(model=model))

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(cache.np, "savez_compressed", full)
    with pytest.raises(OSError, match="No space"):
        load_body(spec_of(smpl_files))
    assert list(tmp_path.iterdir()) == [broken]


def agent(files: Path, activity: Walk | Wave) -> Agent:
    someone = AgentSpec(
        name="someone",
        position_m=(1.0, 3.0),
        heading_rad=0.3,
        activity=activity,
        body=spec_of(files),
    )
    room = RoomSpec(size_m=(8.0, 6.0, 2.5))
    return populate(SceneSpec(rooms=(room,), agents=(someone,), duration_s=2.0, seed=3)).agents[0]


def test_walks_without_slipping(smpl_files: Path) -> None:
    """The limits are those of walkers with other bodies."""
    walker = agent(smpl_files, Walk(speed_m_per_s=1.1))
    worst = audit(walker, 0.0, 1.2, rate_hz=50.0)
    assert worst.foot_slip_m_per_s < 0.05
    assert worst.penetration_m < 0.005
    assert worst.airborne_s < 0.1
    assert worst.joint_speed_m_per_s < 6.0
    times = np.linspace(0.0, 1.5, 10)
    joints = walker.joints(times)
    names = walker.joint_names
    shoulder, elbow, wrist = (
        joints[:, names.index(f"left_{j}")] for j in ("shoulder", "elbow", "wrist")
    )
    ahead = np.array([np.cos(0.3), np.sin(0.3), 0.0])
    aside = np.array([-np.sin(0.3), np.cos(0.3), 0.0])
    forearm = wrist - elbow
    assert ((elbow - shoulder)[:, 2] < -0.2).all()
    assert (forearm @ ahead > np.abs(forearm @ aside)).mean() > 0.5  # elbows bend forwards


def test_waves_with_the_hand_up_and_the_feet_still(smpl_files: Path) -> None:
    waver = agent(smpl_files, Wave(hand="left"))
    worst = audit(waver, 0.0, 0.5, rate_hz=50.0)
    assert worst.foot_slip_m_per_s < 1e-3
    joints = waver.joints(np.linspace(0.0, 1.0, 10))
    names = waver.joint_names
    assert (joints[:, names.index("left_wrist"), 2] > joints[:, names.index("neck"), 2] - 0.1).all()
    assert (joints[:, names.index("right_wrist"), 2] < joints[:, names.index("pelvis"), 2]).all()


def test_pose_shapes_cost_and_change_nothing_where_there_are_none(
    smpl_models: dict[str, SmplModel],
) -> None:
    """Without directions the function has no trace of them; with zeros it gives the same skin."""
    reduced = reduce_faces(smpl_body(smpl_models["smpl"]), 2000)
    directions = reduced.pose_directions_m
    assert directions is not None
    plain, none = (
        replace(reduced, pose_directions_m=part) for part in (None, np.zeros_like(directions))
    )
    pose = np.random.default_rng(0).normal(scale=0.3, size=(1, len(reduced.parents), 3))
    there = (jnp.asarray(pose, jnp.float32), jnp.zeros((1, 3)), jnp.zeros((1, 3)))
    skins = [np.asarray(SKIN(rest_arrays(body), *there)) for body in (plain, none, reduced)]
    np.testing.assert_allclose(skins[0], skins[1], atol=1e-6)
    assert np.abs(skins[2] - skins[0]).max() > 1e-3
    features = f"[{9 * len(reduced.parents) - 9}"
    with_them, without = (
        str(jax.make_jaxpr(skin)(rest_arrays(b), *there)) for b in (reduced, plain)
    )
    assert features in with_them and features not in without
