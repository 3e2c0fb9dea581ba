"""What a mesh file may ask for, checked on its bytes before they are taken apart."""

import json
import struct
from typing import Any

from scenes.objects._mesh_path import refusal

LARGEST_FACES = 2_000_000
"""A file with more triangles, every use of a mesh counted, is refused."""

LINES = 4_000_000
"""Most lines of an obj or ply file."""

HEADER_BYTES = 8 * 2**20
"""Largest header of a glb file, bytes."""

ENTRIES, NODES = 20_000, 2_000
"""Most arrays, meshes and the like, of each, and most nodes, in a glb file."""

DEPTH = 64
"""Deepest nesting of the nodes of a glb file."""

NUMBERS = 20_000_000
"""Most numbers in all arrays of a glb file together."""

_LINE_ENDS = (b"\n", b"\r", b"\x0b", b"\x0c", b"\x1c", b"\x1d", b"\x1e", b"\x85", b"\xe2\x80")

_COMPONENTS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
_PACKED = ("KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_mesh_quantization")


def check_mesh_data(data: bytes, form: str) -> None:
    """Refuses data that unfold to far more than they are, and a glb file that needs others.

    Raises:
        InputError: Says what of this.
    """
    if form == "glb":
        _check_glb(_header(data))
    elif (lines := sum(data.count(end) for end in _LINE_ENDS)) > LINES:
        raise refusal(f"{lines:,} lines", f"write at most {LINES:,}, or a glb file")


def _check_glb(header: dict[str, Any]) -> None:
    for name, entries in header.items():
        most = NODES if name == "nodes" else ENTRIES
        if isinstance(entries, list) and len(entries) > most:
            raise refusal(f"{len(entries):,} {name[:40]}", f"write at most {most:,}")
    for buffer in header.get("buffers", []):
        uri = str(buffer.get("uri", "data:"))
        if not uri.startswith("data:"):
            raise refusal(f"a reference to {uri[:60]!r}", "export everything into one glb file")
    for name in header.get("extensionsRequired", []):
        if name in _PACKED:
            raise refusal(f"the extension {name}", "export without compression")
    _check_tree(header.get("nodes", []))
    _check_arrays(header)


def _check_tree(nodes: list[Any]) -> None:
    """Nodes must form trees, as glTF demands, and not deep ones."""
    parent: dict[int, int] = {}
    for number, node in enumerate(nodes):
        for child in node.get("children", []):
            if child in parent:
                raise refusal("a node inside two others", "export it again")
            parent[child] = number
    for number in range(len(nodes)):
        depth, above = 0, parent.get(number)
        while above is not None:
            depth, above = depth + 1, parent.get(above)
            if depth > DEPTH:
                raise refusal("nodes nested too deeply", f"nest at most {DEPTH}")


def _check_arrays(header: dict[str, Any]) -> None:
    numbers = 0
    for array in header.get("accessors", []):
        count = array["count"]
        if type(count) is not int or count < 0 or "sparse" in array:
            raise refusal("an array of no plain size", "export it again")
        numbers += count * _COMPONENTS[array["type"]]
    if numbers > NUMBERS:
        raise refusal(f"arrays of {numbers:,} numbers", f"reduce them below {NUMBERS:,}")


def _header(data: bytes) -> dict[str, Any]:
    """The JSON chunk, which comes first."""
    if len(data) < 20 or data[:4] != b"glTF":
        raise refusal("other first bytes", "export the scene as binary glTF 2.0")
    length, kind = struct.unpack("<I4s", data[12:20])
    if length > HEADER_BYTES:
        raise refusal(f"a header of {length:,} bytes", f"write at most {HEADER_BYTES:,}")
    if kind != b"JSON" or 20 + length > len(data):
        raise refusal("a header that is cut off", "copy the file again")
    header = json.loads(data[20 : 20 + length])
    if not isinstance(header, dict):
        raise refusal("a header that is no object", "export it again")
    return header
