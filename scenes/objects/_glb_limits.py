"""What a glb file may ask for, checked on its header before its buffers are taken apart."""

import json
import struct
from typing import Any

from scenes._errors import InputError

ENTRIES = 20_000
"""Most nodes, meshes, accessors and the like, of each."""

NUMBERS = 50_000_000
"""Most numbers in all arrays together."""

_COMPONENTS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT2": 4, "MAT3": 9, "MAT4": 16}
_PACKED = ("KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_mesh_quantization")


def check_glb(data: bytes) -> None:
    """Refuses a file that refers to others, is compressed, or unfolds to more than it holds.

    Raises:
        InputError: Says which of these.
    """
    header = _header(data)
    for name, entries in header.items():
        if isinstance(entries, list) and len(entries) > ENTRIES:
            raise _refusal(f"{len(entries):,} {name[:40]}", f"write at most {ENTRIES:,}")
    for buffer in header.get("buffers", []):
        uri = str(buffer.get("uri", "data:"))
        if not uri.startswith("data:"):
            raise _refusal(f"a reference to {uri[:60]!r}", "export everything into one glb file")
    for name in header.get("extensionsRequired", []):
        if name in _PACKED:
            raise _refusal(f"the extension {name}", "export without compression")
    _check_arrays(header)


def _check_arrays(header: dict[str, Any]) -> None:
    numbers = 0
    for array in header.get("accessors", []):
        count = array["count"]
        if type(count) is not int or count < 0 or "sparse" in array:
            raise _refusal("an array of no plain size", "export it again")
        numbers += count * _COMPONENTS[array["type"]]
    if numbers > NUMBERS:
        raise _refusal(f"arrays of {numbers:,} numbers", f"reduce them below {NUMBERS:,}")


def _header(data: bytes) -> dict[str, Any]:
    """The JSON chunk, which comes first."""
    if len(data) < 20 or data[:4] != b"glTF":
        raise _refusal("other first bytes", "export the scene as binary glTF 2.0")
    length, kind = struct.unpack("<I4s", data[12:20])
    if kind != b"JSON" or 20 + length > len(data):
        raise _refusal("a header that is cut off", "copy the file again")
    header = json.loads(data[20 : 20 + length])
    if not isinstance(header, dict):
        raise _refusal("a header that is no object", "export it again")
    return header


def _refusal(found: str, do: str) -> InputError:
    return InputError(expected="a glb file that holds all it needs", found=found, do=do)
