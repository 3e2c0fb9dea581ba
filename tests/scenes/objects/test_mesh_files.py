"""Objects from files: the three formats, their axes and limits, and files that mean harm."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
import trimesh

from scenes import InputError, ObjectSpec
from scenes.geometry import Mesh, box, cone, is_closed, merge, moved, torus, volume_m3
from scenes.objects import object_surfaces

SIZE = (0.4, 0.8, 1.2)


def item(file: str, size: tuple[float, float, float] = SIZE) -> ObjectSpec:
    return ObjectSpec(
        kind="mesh", mesh=file, position_m=(0.0, 0.0, 0.0), size_m=size, material="metal"
    )


def loaded(folder: Path, file: str, size: tuple[float, float, float] = SIZE) -> Mesh:
    (surface,) = object_surfaces([item(file, size)], folder)
    assert (surface.name, surface.material) == ("mesh_1", "metal")
    return surface.vertices_m, surface.faces


def pointer() -> Mesh:
    """A slab with a peg on its front and a taller one on its left: no two axes look alike."""
    slab = box((0.0, 0.0, 0.0), (2.0, 4.0, 1.0))
    peg, post = box((2.0, 0.0, 0.0), (3.0, 1.0, 0.5)), box((0.0, 4.0, 0.0), (1.0, 5.0, 2.0))
    return merge([slab, moved(peg, (0.01, 0.0, 0.0)), moved(post, (0.0, 0.01, 0.0))])


def write(path: Path, mesh: Mesh) -> None:
    trimesh.Trimesh(*mesh, process=False).export(path)


def glb(header: dict, data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    chunks = struct.pack("<I4s", len(text), b"JSON") + text
    chunks += struct.pack("<I4s", len(data), b"BIN\0") + data
    return struct.pack("<4sII", b"glTF", 2, 12 + len(chunks)) + chunks


@pytest.mark.parametrize("form", ["obj", "ply", "glb"])
def test_a_mesh_returns_from_each_format_in_its_box(tmp_path: Path, form: str) -> None:
    """glb is y-up and faces +z: its x, y, z are our y, z, x."""
    vertices, faces = pointer()
    stored = vertices[:, [1, 2, 0]] if form == "glb" else vertices
    write(tmp_path / f"pointer.{form}", (stored, faces))
    found, kept = loaded(tmp_path, f"pointer.{form}")
    low, high = vertices.min(0), vertices.max(0)
    expected = (vertices - low) / (high - low) * SIZE - [SIZE[0] / 2, SIZE[1] / 2, 0.0]
    order, other = np.lexsort(found.T), np.lexsort(expected.T)
    np.testing.assert_allclose(found[order], expected[other], atol=1e-6)
    assert len(kept) == len(faces) and is_closed(kept)
    assert volume_m3(found, kept) > 0
    assert kept.dtype == np.int32


def test_a_closed_mesh_that_faces_inwards_is_turned_over(tmp_path: Path) -> None:
    vertices, faces = pointer()
    write(tmp_path / "inside.ply", (vertices, faces[:, ::-1]))
    assert volume_m3(*loaded(tmp_path, "inside.ply")) > 0


def test_nodes_of_a_glb_place_their_meshes(tmp_path: Path) -> None:
    """Two crates 3 m apart, one of them mirrored, in a box of 4 x 1 x 1 m: a quarter of it each."""
    scene = trimesh.Scene()
    crate = trimesh.Trimesh(*box((-0.5, -0.5, -0.5), (0.5, 0.5, 0.5)), process=False)
    scene.add_geometry(crate, transform=np.diag([1.0, 1.0, -1.0, 1.0]))
    there = trimesh.transformations.translation_matrix((0.0, 0.0, 3.0))
    scene.add_geometry(crate, transform=there)
    scene.export(tmp_path / "two.glb")
    vertices, faces = loaded(tmp_path, "two.glb", (4.0, 1.0, 1.0))
    assert volume_m3(vertices, faces) == pytest.approx(2.0)
    assert len(faces) == 24


def test_quads_and_a_flat_sheet_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "sheet.obj").write_text("v 0 0 0\nv 0 1 0\nv 0 1 1\nv 0 0 1\nf 1 2 3 4\n")
    vertices, faces = loaded(tmp_path, "sheet.obj")
    assert len(faces) == 2
    np.testing.assert_allclose(vertices.min(0), [0.0, -0.4, 0.0], atol=1e-12)
    np.testing.assert_allclose(vertices.max(0), [0.0, 0.4, 1.2], atol=1e-12)


def test_a_fine_mesh_is_reduced_and_stays_closed(tmp_path: Path) -> None:
    write(tmp_path / "ring.ply", torus((0.0, 0.0, 0.0), 1.0, 0.5, 240, 60))
    vertices, faces = loaded(tmp_path, "ring.ply", (2.5, 2.5, 0.5))
    assert 10_000 < len(faces) <= 20_000
    assert is_closed(faces)
    assert volume_m3(vertices, faces) == pytest.approx(2 * np.pi**2 * 0.25**2, rel=0.01)


@pytest.mark.parametrize(
    "line", ["mtllib secret.mtl", "mtllib ../secret.mtl", "mtllib /etc/passwd"]
)
def test_material_libraries_and_textures_are_not_opened(
    tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing but the file itself is opened, whatever it refers to."""
    secret = tmp_path / "secret.mtl"
    secret.write_text("newmtl a\nmap_Kd secret.png\n")
    text = f"{line}\nv 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\nusemtl a\nf 1 2 3\nf 1 2 4\n"
    path = tmp_path / "plain.obj"
    path.write_text(text)
    opened: list[str] = []
    really = Path.open
    monkeypatch.setattr(
        Path, "open", lambda p, *a, **k: (opened.append(p.name), really(p, *a, **k))[1]
    )
    monkeypatch.setattr("builtins.open", lambda name, *a, **k: pytest.fail(f"opened {name}"))
    loaded(tmp_path, "plain.obj")
    assert opened == ["plain.obj"]


TRIANGLE = np.array([[0, 0, 0], [1, 0, 0], [0, 1, 0]], dtype="<f4").tobytes()
GOOD = {
    "asset": {"version": "2.0"},
    "buffers": [{"byteLength": 36}],
    "bufferViews": [{"buffer": 0, "byteLength": 36}],
    "accessors": [{"bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3"}],
    "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}],
    "nodes": [{"mesh": 0}],
    "scenes": [{"nodes": [0]}],
    "scene": 0,
}


def test_a_plain_glb_by_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.glb").write_bytes(glb(GOOD, TRIANGLE))
    assert len(loaded(tmp_path, "a.glb")[1]) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"buffers": [{"byteLength": 36, "uri": "../secret.bin"}]}, "a reference to"),
        ({"buffers": [{"byteLength": 36, "uri": "file:///etc/passwd"}]}, "a reference to"),
        ({"buffers": [{"byteLength": 36, "uri": "http://localhost/a.bin"}]}, "a reference to"),
        ({"accessors": [{"componentType": 5126, "count": 10**12, "type": "VEC3"}]}, "numbers"),
        ({"accessors": [{"componentType": 5126, "count": -3, "type": "VEC3"}]}, "no plain size"),
        ({"nodes": [{"mesh": 0}] * 30_000}, "30,000 nodes"),
        ({"extensionsRequired": ["KHR_draco_mesh_compression"]}, "without compression"),
        ({"meshes": []}, "cannot be parsed|no triangle"),
        ({"accessors": "none"}, "cannot be parsed"),
        ({"scenes": [{"nodes": [7]}]}, "cannot be parsed"),
        ({"nodes": [{"mesh": 0, "children": [i + 1]} for i in range(99)] + [{}]}, "too deeply"),
        ({"nodes": [{"children": [1]}, {"mesh": 0, "children": [0]}]}, "too deeply"),
        ({"nodes": [{"children": [1, 2]}, {"children": [2]}, {"mesh": 0}]}, "inside two others"),
    ],
)
def test_a_glb_that_reaches_out_or_blows_up_is_refused(
    tmp_path: Path, change: dict, says: str
) -> None:
    (tmp_path / "secret.bin").write_bytes(TRIANGLE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.glb").write_bytes(glb({**GOOD, **change}, TRIANGLE))
    with pytest.raises(InputError, match=says):
        object_surfaces([item("a.glb")], tmp_path / "in")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.obj", "", "cannot be parsed|no triangle"),
        ("points.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\n", "no triangle"),
        ("line.obj", "v 0 0 0\nv 1 0 0\nv 2 0 0\nf 1 2 3\n", "no triangle with an area"),
        ("nan.obj", "v 0 0 nan\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "not finite|cannot be parsed"),
        ("inf.obj", "v 0 0 1e999\nv 1 0 0\nv 0 1 0\nf 1 2 3\n", "not finite"),
        ("missing.obj", "v 0 0 0\nv 1 0 0\nf 1 2 9\n", "cannot be parsed|missing"),
        ("text.obj", "hello\nf a b c\nv x y z\n", "cannot be parsed|no triangle"),
        ("cut.glb", "glTF", "other first bytes"),
        ("deep.glb", glb({})[:12] + struct.pack("<I4s", 10**5, b"JSON") + b"[" * 10**5, "parsed"),
        (
            "no.ply",
            "ply\nformat ascii 1.0\nelement vertex 99999999999\nend_header\n",
            "parsed|no tri",
        ),
        ("chair.fbx", "x", "convert it to one of glb, obj, ply"),
    ],
)
def test_broken_files_are_refused_in_one_line(
    tmp_path: Path, name: str, content: str | bytes, says: str
) -> None:
    data = content if isinstance(content, bytes) else content.encode()
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=says) as error:
        object_surfaces([item(name)], tmp_path)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("", "no file"),
        ("../outside.obj", "leads out of its folder"),
        ("link.obj", "leads out of its folder"),
        ("file:///etc/a.obj", "on this machine"),
        ("https://example.org/a.obj", "on this machine"),
        ("nowhere.obj", "No such file"),
        ("folder.obj", "no plain file"),
        ("a\0.obj", "on this machine"),
    ],
)
def test_paths_stay_in_their_folder_and_name_plain_files(
    tmp_path: Path, file: str, says: str
) -> None:
    write(tmp_path / "outside.obj", cone((0.0, 0.0, 0.0), 1.0, 1.0))
    folder = tmp_path / "in"
    (folder / "folder.obj").mkdir(parents=True)
    (folder / "link.obj").symlink_to(tmp_path / "outside.obj")
    with pytest.raises(InputError, match=says):
        object_surfaces([item(file)], folder)


def test_an_absolute_path_is_taken_as_given_and_a_changed_file_is_read_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "shape.ply"
    write(path, cone((0.0, 0.0, 0.0), 1.0, 1.0, sides=8))
    first = object_surfaces([item(str(path))])[0].faces
    write(path, pointer())
    second = object_surfaces([item(str(path))])[0].faces
    assert len(first) != len(second)
