"""Files that were made to harm are refused in one line; nothing runs and nothing large is made."""

import io
import pickle
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csc_matrix

from scenes import InputError
from scenes.bodies import _arrays
from scenes.bodies._arrays import read_arrays

END = b"."
DICT = b"}"
ARRAY = b"cnumpy.core.multiarray\n_reconstruct\n"
DTYPE = (
    b"cnumpy\ndtype\nU\x02f8K\x00K\x01\x87R(K\x03U\x01<NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
)


def entry(value: bytes, protocol: bytes = b"\x80\x02") -> bytes:
    """A pickled dictionary with `a` alone."""
    return protocol + b"}U\x01a" + value + b"s."


def array(shape: bytes, data: bytes, dtype: bytes = DTYPE) -> bytes:
    """An array of this shape and these bytes, as protocol 2 writes it."""
    return ARRAY + b"NK\x00\x85U\x01b\x87R(K\x01" + shape + dtype + b"\x89" + data + b"tb"


class Runs:
    """Pickles as a call."""

    def __init__(self, function: Callable, *arguments: Any) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> tuple[Callable, tuple]:
        return self.call


def refusal(path: Path, content: bytes) -> str:
    """What is said about a file; it may take a megabyte of memory at most."""
    path.write_bytes(content)
    tracemalloc.start()
    with pytest.raises(InputError) as caught:
        read_arrays(path, ["a"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**20
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("protocol", range(6))
def test_calls_are_refused_by_name_and_not_made(tmp_path: Path, protocol: int) -> None:
    import os

    trace = tmp_path / "trace"
    hostile = {
        f"{os.name}.system": Runs(os.system, f"touch {trace}"),
        "eval": Runs(eval, f"open({str(trace)!r}, 'w')"),
        "exec": Runs(exec, f"open({str(trace)!r}, 'w')"),
        "getattr": Runs(getattr, (1,), "__class__"),
        "numpy.load": Runs(np.load, str(trace)),
    }
    for name, value in hostile.items():
        content = pickle.dumps({"a": value}, protocol=protocol)
        assert name in refusal(tmp_path / "hostile.pkl", content)
        nested = pickle.dumps({"b": [{"c": (set(), value)}], "a": np.zeros(3)}, protocol=protocol)
        assert name in refusal(tmp_path / "nested.pkl", nested)
    assert not trace.exists()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"(S'touch x'\nios\nsystem\n.", "the opcode b'i'"),
        (b"(cos\nsystem\nS'touch x'\no.", "the name 'os.system'"),
        (b"\x80\x02\x82\x01.", "the opcode b'\\x82'"),
        (b"Pid\n.", "the opcode b'P'"),
        (b"\x80\x02cnumpy\nndarray\nN}U\x01ax\x86b.", "damage|opcode"),
        (b"\x80\x02cnumpy\nndarray\n}b.", "a state for a Name"),
        (b"\x80\x02}}b.", "a state for a dict"),
        (b"\x80\x02]K\x01\x85R.", "a call of a list"),
        (b"\x80\x04\x8c\x02os\x8c\x06system\x93.", "the name 'os.system'"),
        (b"\x80\x04\x8c\x08builtins\x8c\x0cset.__init__\x93.", "set.__init__"),
    ],
)
def test_other_ways_to_reach_code_are_refused(tmp_path: Path, content: bytes, found: str) -> None:
    import re

    assert re.search(
        found if "|" in found else re.escape(found), refusal(tmp_path / "a.pkl", content)
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x80\x04\x8e" + struct.pack("<Q", 2**62) + END, "past the end"),
        (b"\x80\x05\x96" + struct.pack("<Q", 2**62) + END, "past the end"),
        (b"\x80\x04\x8d" + struct.pack("<Q", 2**40) + END, "past the end"),
        (b"\x80\x02T" + struct.pack("<i", -5) + END, "past the end"),
        (b"\x80\x02\x8b" + struct.pack("<i", 2**31 - 1) + END, "the opcode"),
        (b"\x80\x02}r" + struct.pack("<I", 2**32 - 1) + b"j" + struct.pack("<I", 7) + END, "to 7"),
        (b"I" + b"9" * 100_000 + b"\n.", "a number of 100000 digits"),
        (
            entry(
                array(b"\x8a\x06" + (2**40).to_bytes(6, "little") + b"\x85", b"U\x08" + bytes(8))
            ),
            "8 bytes for",
        ),
        (entry(array(b"K\x00\x8a\xff" + b"\x7f" * 255 + b"\x86", b"U\x00")), "damaged"),
        (
            entry(array(b"J\xff\xff\xff\xffJ\xff\xff\xff\xff\x86", b"U\x08" + bytes(8))),
            "8 bytes for",
        ),
        (entry(array(b"K\x01\x85", b"U\x07" + bytes(7))), "7 bytes for"),
        (b"\x80\x02K\x01" + b"\x85q\x00h\x00\x86" * 5 + b"}h\x00K\x01s.", "a dict|a tuple"),
        (b"\x80\x02}q\x00U\x01ah\x00s.", "a dict as 'a'"),
        (b"\x80\x02}(", "past the end"),
        (b"\x80\x02e.", "without a beginning"),
        (b"", "past the end"),
    ],
)
def test_bombs_are_refused_without_making_room(tmp_path: Path, content: bytes, found: str) -> None:
    import re

    assert re.search(found, refusal(tmp_path / "bomb.pkl", content))


def test_deep_and_endless_structures_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chains of encodings, a matrix made of itself, a variable in itself, and very many steps."""
    chain = b"c_codecs\nencode\n" * 900 + b"U\x01x" + b"\x85R" * 900
    assert "no bytes" in refusal(tmp_path / "a.pkl", entry(array(b"K\x01\x85", chain)))
    chumpy = b"cchumpy.ch\nCh\n)\x81q\x05}U\x01xh\x05sb"
    assert "a chumpy.ch.Ch" in refusal(tmp_path / "b.pkl", entry(chumpy))
    sparse = b"cscipy.sparse.csc\ncsc_matrix\n)\x81q\x05}(U\x06_shapeK\x02K\x02\x86U\x04datah\x05ub"
    assert "csc_matrix" in refusal(tmp_path / "c.pkl", entry(sparse))
    monkeypatch.setattr("scenes.bodies._pickle.MAX_STEPS", 1000)
    assert "1000 steps" in refusal(tmp_path / "d.pkl", b"\x80\x02" + b"]0" * 600 + END)


def test_arrays_of_objects_are_refused_and_others_beside_them_read(tmp_path: Path) -> None:
    """SMPL-X keeps names of its parts in such arrays, which nobody asks for."""
    objects = np.array([Path("x"), {}], dtype=object)
    for kind, found in (("a", "PosixPath"), ("b", "objects")):
        content = {"a": np.arange(3.0), "b": np.array([{}, 1], dtype=object)}
        if kind == "a":
            content["b"] = objects
        path = tmp_path / f"{kind}.pkl"
        path.write_bytes(pickle.dumps(content, protocol=2))
        with pytest.raises(InputError, match=found):
            read_arrays(path, ["b"])
    np.testing.assert_array_equal(read_arrays(path, ["a"])["a"], np.arange(3.0))
    archive = tmp_path / "objects.npz"
    np.savez(archive, a=np.arange(3.0), b=objects)
    with pytest.raises(InputError, match="an array of objects as 'b'"):
        read_arrays(archive, ["b"])
    np.testing.assert_array_equal(read_arrays(archive, ["a"])["a"], np.arange(3.0))


@pytest.mark.parametrize("change", ["indices", "indptr", "_shape"])
def test_sparse_matrices_that_point_outside_are_refused(tmp_path: Path, change: str) -> None:
    matrix = csc_matrix(np.eye(4))
    broken = {
        "indices": np.array([0, 1, 2, 9], np.int32),
        "indptr": np.array([0, 1, 2, 3, 90], np.int32),
        "_shape": (10**6, 10**6),
    }
    matrix.__dict__[change] = broken[change]
    refusal(tmp_path / "sparse.pkl", pickle.dumps({"a": matrix}, protocol=2))


def npy(shape: tuple[int, ...], data: bytes, descr: str = "'<f8'") -> bytes:
    """A `.npy` file with this header."""
    header = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header) + 1) + header + b"\n" + data


@pytest.mark.parametrize(
    ("member", "found"),
    [
        (npy((2**40,), bytes(8)), "8 bytes for"),
        (npy((-1, -1), bytes(8)), "8 bytes for"),
        (npy((1,), bytes(8), "'|O'"), "objects"),
        (npy((1,), bytes(8), "[('x', '<f8')]"), "an array of"),
        (npy((1,), bytes(8), "__import__('os').system('touch x')"), "damaged"),
        (b"\x80\x04cos\nsystem\n.", "damaged"),
        (npy((1,), bytes(8)).replace(b"\x01\x00", b"\x09\x00", 1), "version"),
    ],
)
def test_members_of_archives_are_checked_by_their_header(
    tmp_path: Path, member: bytes, found: str
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.npy", member)
    assert found in refusal(tmp_path / "a.npz", content.getvalue())


def test_sizes_have_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive may unfold to no more than a file may hold."""
    path = tmp_path / "large.npz"
    np.savez_compressed(path, a=np.zeros(100_000), b=np.zeros(100_000))
    monkeypatch.setattr(_arrays, "MAX_BYTES", 1_000_000)
    assert len(read_arrays(path, ["b"])["b"]) == 100_000
    with pytest.raises(InputError, match="more than 1000000 bytes"):
        read_arrays(path, ["a", "b"])
    monkeypatch.setattr(_arrays, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="more than 100"):
        read_arrays(path, ["a"])


@pytest.mark.parametrize("name", ["none.pkl", "none.npz", "folder.npz", "model.txt"])
def test_what_is_no_file_of_arrays_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.npz").mkdir()
    (tmp_path / "model.txt").write_bytes(b"x")
    with pytest.raises(InputError, match="check the path"):
        read_arrays(tmp_path / name, ["a"])
    (tmp_path / "text.npz").write_text("hello")
    with pytest.raises(InputError, match="no zip archive"):
        read_arrays(tmp_path / "text.npz", ["a"])
    (tmp_path / "list.pkl").write_bytes(pickle.dumps([1.0]))
    with pytest.raises(InputError, match="a list and no dictionary"):
        read_arrays(tmp_path / "list.pkl", ["a"])


def test_random_damage_never_does_more_than_be_refused(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    sound = pickle.dumps({"a": csc_matrix(np.eye(5)), "b": np.arange(4)}, protocol=2)
    path = tmp_path / "damaged.pkl"
    for _ in range(300):
        content = bytearray(sound)
        for place in random.integers(0, len(content), 3):
            content[place] = random.integers(0, 256)
        path.write_bytes(content[: random.integers(1, len(content) + 1)])
        try:
            assert read_arrays(path, ["a", "b"])["a"].ndim == 2
        except InputError:
            continue
