"""Models are read alike from every form of their files, and what is no model is refused by name."""

import pickle
import sys
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import numpy as np
import pytest
from scipy.sparse import csc_matrix

from benchmarks._smpl_files import write_npz, write_pkl
from scenes import InputError
from scenes.bodies import SmplModel, read_smpl

Arrays = dict[str, np.ndarray]


class Python2Pickler(pickle._Pickler):
    """Writes byte strings as Python 2 did, in quotes or after their length."""

    dispatch: ClassVar[dict] = dict(pickle._Pickler.dispatch)

    def save_string(self, value: bytes) -> None:
        if self.bin:
            self.write(b"T" + len(value).to_bytes(4, "little") + value)
        else:
            self.write(b"S" + repr(value)[1:].encode() + b"\n")
        self.memoize(value)

    dispatch[bytes] = save_string


def python2_pickle(path: Path, arrays: Arrays, protocol: int, patch: pytest.MonkeyPatch) -> None:
    """Writes a model as SMPL's authors did: shape directions as a variable of chumpy."""
    chumpy = ModuleType("chumpy.ch")
    chumpy.Ch = type("Ch", (), {"__module__": "chumpy.ch"})  # type: ignore[attr-defined]
    patch.setitem(sys.modules, "chumpy", ModuleType("chumpy"))
    patch.setitem(sys.modules, "chumpy.ch", chumpy)
    variable = chumpy.Ch()
    variable.__dict__.update(x=arrays["shapedirs"], _dirty_vars=set(), _itr=None)
    content = {
        **arrays,
        "J_regressor": csc_matrix(arrays["J_regressor"]),
        "shapedirs": variable,
        "posedirs": np.asfortranarray(arrays["posedirs"]),
        "weights": arrays["weights"].astype(">f8"),
        "bs_style": b"lbs",
        "pose_training_info": {1: b"gender", b"count": 10**20},
    }
    with path.open("wb") as file:
        Python2Pickler(file, protocol=protocol).dump(content)
    old = {
        b"numpy._core.multiarray": b"numpy.core.multiarray",
        b"scipy.sparse._csc": b"scipy.sparse.csc",
    }
    text = path.read_bytes()
    for new, name in old.items():
        text = text.replace(b"c" + new + b"\n", b"c" + name + b"\n")
    path.write_bytes(text)


def assert_same(one: SmplModel, other: SmplModel) -> None:
    assert (one.kind, one.parents) == (other.kind, other.parents)
    for name, value in vars(one).items():
        if isinstance(value, np.ndarray):
            np.testing.assert_array_equal(value, getattr(other, name))


@pytest.mark.parametrize("kind", ["smpl", "smplh", "smplx"])
def test_npz_and_pickle_give_the_same_model(
    smpl_files: Path, smpl_models: dict[str, SmplModel], kind: str
) -> None:
    model = smpl_models[kind]
    assert_same(model, read_smpl(smpl_files / f"{kind}.pkl"))
    expressions = {"smpl": (10, 0), "smplh": (16, 0), "smplx": (10, 10)}[kind]
    assert model.kind == kind
    assert (len(model.shape_directions_m), len(model.expression_directions_m)) == expressions
    assert len(model.joint_names) == len(model.parents) == {"l": 24, "h": 52, "x": 55}[kind[-1]]
    joints = model.joint_regressor @ model.vertices_m
    knee, elbow = (joints[model.joint_names.index(f"left_{j}")] for j in ("knee", "elbow"))
    assert knee[1] < -0.4 and elbow[0] > 0.4  # down is -y and left is +x


@pytest.mark.parametrize("protocol", [0, 1, 2])
def test_pickles_of_python_2_with_variables_of_chumpy_are_read(
    smpl_contents: dict[str, Arrays],
    smpl_models: dict[str, SmplModel],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    protocol: int,
) -> None:
    path = tmp_path / "old.pkl"
    python2_pickle(path, smpl_contents["smpl"], protocol, monkeypatch)
    assert b"copy_reg" in path.read_bytes() or protocol == 2
    assert_same(read_smpl(path), smpl_models["smpl"])


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_pickles_of_python_3_are_read(
    smpl_contents: dict[str, Arrays],
    smpl_models: dict[str, SmplModel],
    tmp_path: Path,
    protocol: int,
) -> None:
    path = write_pkl(tmp_path / "new.pkl", smpl_contents["smpl"], protocol)
    assert_same(read_smpl(path), smpl_models["smpl"])


def test_hands_are_their_mean_and_leading_components(smpl_models: dict[str, SmplModel]) -> None:
    model = smpl_models["smplh"]
    relaxed = model.hands_rad(np.zeros((2, 6)), np.zeros((2, 6)))
    assert relaxed.shape == (2, 30, 3)
    assert model.hand_means_rad is not None and model.hand_components_rad is not None
    np.testing.assert_array_equal(relaxed[0].reshape(2, 45), model.hand_means_rad)
    left = model.hands_rad(np.array([0.0, 2.0]), np.zeros(2)) - relaxed[0]
    np.testing.assert_allclose(left[:15].ravel(), 2 * model.hand_components_rad[0, 1], atol=1e-12)
    assert not left[15:].any()
    with pytest.raises(InputError, match="a model with hands"):
        smpl_models["smpl"].hands_rad(np.zeros(6), np.zeros(6))


NAN = np.full((6890, 3), np.nan, np.float32)


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("weights", None, "no array 'weights'"),
        ("v_template", np.zeros((100, 3)), "found 100 vertices and 24 joints"),
        ("v_template", np.zeros(6890), "v_template of shape"),
        ("weights", np.full((6890, 30), 1 / 30), "6,890 vertices and 30 joints"),
        ("shapedirs", np.zeros((6890, 30)), "shapedirs of shape"),
        ("shapedirs", np.zeros((6890, 3, 0)), "shapedirs of shape"),
        ("posedirs", np.zeros((6890, 3, 459)), r"posedirs of shape \(6890, 3, 207\)"),
        ("J_regressor", np.zeros((6890, 24)), r"J_regressor of shape \(24, 6890\)"),
        ("kintree_table", np.zeros((24, 2), int), "kintree_table of shape"),
        ("kintree_table", np.full((2, 24), 23), "parents before their joints"),
        ("kintree_table", np.full((2, 24), -1), "parents before their joints"),
        ("f", np.full((10, 3), 6890), "faces f between vertices"),
        ("f", np.full((10, 3), -1), "faces f between vertices"),
        ("f", np.zeros((10, 3)), "faces f between vertices"),
        ("f", np.zeros((0, 3), int), "f of shape"),
        ("v_template", NAN, "finite numbers in v_template"),
        ("weights", np.full((6890, 24), 0.5), "weights that sum to one"),
        ("weights", np.eye(24)[np.zeros(6890, int)] * 2 - 1 / 24, "weights that sum to one"),
    ],
)
def test_what_is_no_model_is_refused_by_its_array(
    smpl_contents: dict[str, Arrays],
    tmp_path: Path,
    name: str,
    value: np.ndarray | None,
    found: str,
) -> None:
    arrays = {**smpl_contents["smpl"], "posedirs": np.zeros((6890, 3, 207), np.float32)}
    arrays |= {} if value is None else {name: value}
    if value is None:
        del arrays[name]
    path = write_npz(tmp_path / "broken.npz", arrays)
    with pytest.raises(InputError, match=found) as caught:
        read_smpl(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_a_model_with_hands_needs_their_arrays(
    smpl_contents: dict[str, Arrays], tmp_path: Path
) -> None:
    short = {name: values for name, values in smpl_contents["smplh"].items() if "meanl" not in name}
    with pytest.raises(InputError, match="the array hands_meanl"):
        read_smpl(write_npz(tmp_path / "short.npz", short))
