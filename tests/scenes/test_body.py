"""Bodies are closed, face outwards, keep their weights, and come from the cache without torch."""

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from scenes import BodySpec, InputError
from scenes.bodies import load_body
from scenes.bodies._anny import FIRST_LOAD_HINT, extract_body
from scenes.bodies._body import Body
from scenes.bodies._reduce import reduce_faces, transfer_weights
from scenes.geometry import is_closed, volume_m3


@pytest.fixture(scope="module")
def full() -> Body:
    return extract_body(BodySpec())


def test_full_body_stands_on_the_ground_and_looks_ahead(full: Body) -> None:
    assert len(full.faces) == 27420
    assert full.vertices_m[:, 2].min() == 0.0
    assert 1.6 < full.stature_m < 1.8
    assert full.head_m("toe2-1.L")[0] > full.head_m("foot.L")[0] + 0.1
    assert full.head_m("foot.L")[1] > 0.1 > -0.1 > full.head_m("foot.R")[1]
    assert all(parent < bone for bone, parent in enumerate(full.parents))


@pytest.mark.parametrize("faces", [2000, 5000, 12000])
def test_reduced_body_is_closed_and_keeps_its_volume(full: Body, faces: int) -> None:
    """Collapse by quadrics keeps the surface within millimetres: 1.5 % of 60 litres at most."""
    body = reduce_faces(full, faces)
    assert 0.95 * faces <= len(body.faces) <= faces
    assert is_closed(body.faces)
    volume = volume_m3(body.vertices_m, body.faces)
    assert volume == pytest.approx(volume_m3(full.vertices_m, full.faces), rel=0.015)


def test_every_face_of_the_full_body_is_kept_on_request(full: Body) -> None:
    assert reduce_faces(full, 27420) is full
    assert volume_m3(full.vertices_m, full.faces) > 0.04


def test_weights_are_carried_over_from_the_closest_point(full: Body) -> None:
    """At a vertex its own weights; in the middle of an edge the mean of the two ends."""
    at_vertices = transfer_weights(full, full.vertices_m[::500])
    np.testing.assert_allclose(at_vertices, full.weights[::500], atol=1e-6)
    edge = full.faces[1000::5000, :2]
    middle = transfer_weights(full, full.vertices_m[edge].mean(1))
    np.testing.assert_allclose(middle, full.weights[edge].mean(1), atol=1e-6)


def test_torso_is_the_middle_of_the_body(body: Body) -> None:
    heights = body.vertices_m[body.faces[body.torso_faces], 2]
    assert 0.45 * body.stature_m < heights.min() < heights.max() < 0.9 * body.stature_m
    assert 0.1 < body.torso_faces.mean() < 0.5
    assert abs(body.torso_centre_m[1]) < 0.005


def test_unknown_bone_is_refused(body: Body) -> None:
    with pytest.raises(InputError, match="tail"):
        body.bone("tail")


def test_cache_is_filled_once_and_read_without_torch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MMWAVE_CACHE", str(tmp_path))
    lines: list[str] = []
    made = load_body(BodySpec(age=0.3), progress=lines.append)
    again = load_body(BodySpec(age=0.3), progress=lines.append)
    assert lines == [FIRST_LOAD_HINT]
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]
    for field in fields(made):
        np.testing.assert_array_equal(getattr(again, field.name), getattr(made, field.name))
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    (entry,) = tmp_path.glob("*.npz")
    (damaged / entry.name).write_bytes(entry.read_bytes()[:5000])
    monkeypatch.setenv("MMWAVE_CACHE", str(damaged))
    with pytest.raises(InputError, match="delete that file"):
        load_body(BodySpec(age=0.3))
    code = (
        "import sys; from scenes import BodySpec; from scenes.bodies import load_body; "
        "load_body(BodySpec(age=0.3)); "
        "sys.exit(' '.join({'torch', 'anny', 'trimesh', 'matplotlib'} & set(sys.modules)) or 0)"
    )
    environment = {**os.environ, "MMWAVE_CACHE": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
