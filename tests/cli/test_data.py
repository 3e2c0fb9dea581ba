"""`mmwave data fetch` against a server on this machine."""

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mmwave_sim import io
from mmwave_sim.cli import main

CONTENT = bytes(range(256)) * 1000


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a server that has the two files of a recording called `tiny`."""
    files = (("raw/tiny.bin", CONTENT), ("LICENSE", b"Do as you like.\n"))
    for path, content in files:
        file = tmp_path / "served/somebody/recordings/0123abc" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    pinned = (
        io.PublicFile(path, len(content), hashlib.sha256(content).hexdigest())
        for path, content in files
    )
    recording = io.PublicRecording(
        "tiny", "a tiny one", "somebody/recordings", "0123abc", "CC0-1.0", tuple(pinned)
    )
    monkeypatch.setitem(io.CATALOGUE, "tiny", recording)
    handler = partial(QuietHandler, directory=str(tmp_path / "served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}"
        listening.shutdown()
        thread.join()


def test_a_recording_arrives_with_its_licence(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["data", "fetch", "tiny", "--out", str(out), "--base-url", server]) == 0
    assert (out / "tiny/tiny.bin").read_bytes() == CONTENT
    assert (out / "tiny/LICENSE").is_file()
    printed, complaints = capsys.readouterr()
    assert f"recording: {out / 'tiny/tiny.bin'}\nlicence: CC0-1.0\nsource: " in printed
    assert "somebody/recordings" in printed
    assert complaints == ""


def test_other_content_is_refused_and_not_kept(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    served = tmp_path / "served/somebody/recordings/0123abc/raw/tiny.bin"
    served.write_bytes(CONTENT[::-1])
    out = tmp_path / "out"
    assert main(["data", "fetch", "tiny", "--out", str(out), "--base-url", server]) == 2
    printed, complaints = capsys.readouterr()
    assert printed == ""
    assert len(complaints.splitlines()) == 1
    assert "sha256" in complaints
    assert not [path for path in out.rglob("*") if path.is_file()]


def test_an_absent_file_is_one_line(
    server: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "served/somebody/recordings/0123abc/raw/tiny.bin").unlink()
    arguments = ["data", "fetch", "tiny", "--out", str(tmp_path), "--base-url", server]
    assert main(arguments) == 2
    complaints = capsys.readouterr().err
    assert len(complaints.splitlines()) == 1
    assert "404" in complaints


def test_an_unknown_recording_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "fetch", "no_such_recording"]) == 2
    complaints = capsys.readouterr().err
    assert len(complaints.splitlines()) == 1
    assert all(name in complaints for name in io.CATALOGUE)
