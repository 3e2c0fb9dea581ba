"""`fetch` against a real server on this machine."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from mmwave_sim._errors import InputError
from mmwave_sim.io import CATALOGUE, PublicFile, PublicRecording, _fetch, fetch

CONTENT = {"radar.npy": bytes(range(256)) * 1000, "LICENSE": b"MIT"}
RECORDING = PublicRecording(
    name="small",
    title="a test",
    repository="owner/name",
    commit="0" * 40,
    licence="MIT",
    files=tuple(
        PublicFile(f"a folder/{name}", len(data), hashlib.sha256(data).hexdigest())
        for name, data in CONTENT.items()
    ),
)
Respond = Callable[[BaseHTTPRequestHandler, str], None]


def send(handler: BaseHTTPRequestHandler, body: bytes, length: int | None = None) -> None:
    handler.send_response(200)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.wfile.write(body)


def redirect(handler: BaseHTTPRequestHandler, to: str) -> None:
    handler.send_response(302)
    handler.send_header("Location", to)
    handler.end_headers()


class Server:
    """A server whose answer the test sets; it notes the paths that were asked for."""

    def __init__(self) -> None:
        self.respond: Respond = lambda handler, name: send(handler, CONTENT[name])
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = unquote(self.path)
                outer.asked.append(path)
                outer.respond(self, path.rsplit("/", 1)[-1])

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.http.shutdown()
    thread.join()
    server.http.server_close()


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CATALOGUE, "small", RECORDING)


def refuse(server: Server, folder: Path, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        fetch("small", folder, base_url=server.url, timeout_s=5)
    assert "\n" not in str(caught.value)
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_no_empty_folder_is_left(server: Server, tmp_path: Path) -> None:
    server.respond = lambda handler, name: send(handler, b"other")
    refuse(server, tmp_path / "new" / "data", "instead of")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "kept").mkdir()
    refuse(server, tmp_path / "kept", "instead of")
    assert list(tmp_path.rglob("*")) == [tmp_path / "kept"]


def test_success(server: Server, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    fetched = fetch(
        "small", tmp_path / "new", base_url=f"{server.url}/", progress=lambda *s: seen.append(s)
    )
    assert fetched.path == tmp_path / "new" / "small" / "radar.npy"
    assert {path.name: path.read_bytes() for path in fetched.files} == CONTENT
    assert {path.name for path in fetched.path.parent.iterdir()} == set(CONTENT)
    assert fetched.licence == "MIT"
    assert fetched.source == f"https://github.com/owner/name/tree/{'0' * 40}"
    assert server.asked[0] == f"/owner/name/{'0' * 40}/a folder/radar.npy"
    assert seen[-1] == ("LICENSE", 3, 3)
    assert ("radar.npy", 256_000, 256_000) in seen


def test_what_is_there_is_kept(server: Server, tmp_path: Path) -> None:
    fetch("small", tmp_path, base_url=server.url)
    asked = len(server.asked)
    fetch("small", tmp_path, base_url=server.url)
    assert len(server.asked) == asked


@pytest.mark.parametrize("content", [b"mine", CONTENT["radar.npy"][::-1]])
def test_another_file_is_not_overwritten(server: Server, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "radar.npy").write_bytes(content)
    with pytest.raises(InputError, match="another file"):
        fetch("small", tmp_path, base_url=server.url)
    assert (tmp_path / "small" / "radar.npy").read_bytes() == content


def test_wrong_hash(server: Server, tmp_path: Path) -> None:
    server.respond = lambda handler, name: send(handler, CONTENT[name][::-1])
    refuse(server, tmp_path, "its sha256 differs")


def test_oversize_is_cut_off(server: Server, tmp_path: Path) -> None:
    def flood(handler: BaseHTTPRequestHandler, name: str) -> None:
        handler.close_connection = True
        try:
            send(handler, CONTENT[name])
            for _ in range(1000):
                handler.wfile.write(bytes(100_000))
        except OSError:
            server.asked.append("cut off")

    server.respond = flood
    refuse(server, tmp_path, "more than 256000 bytes instead of 256000")
    server.http.shutdown()
    server.http.server_close()  # waits for the handler
    assert server.asked[-1] == "cut off"


@pytest.mark.parametrize("length", [None, 256_000])
def test_truncated(server: Server, tmp_path: Path, length: int | None) -> None:
    server.respond = lambda handler, name: send(handler, CONTENT[name][:1000], length)
    refuse(server, tmp_path, "1000 bytes instead of 256000|IncompleteRead")


def test_not_found(server: Server, tmp_path: Path) -> None:
    server.respond = lambda handler, name: handler.send_error(404)
    refuse(server, tmp_path, "HTTP 404")


def test_the_second_file_fails(server: Server, tmp_path: Path) -> None:
    def respond(handler: BaseHTTPRequestHandler, name: str) -> None:
        if name == "LICENSE":
            handler.send_error(500)
        else:
            send(handler, CONTENT[name])

    server.respond = respond
    with pytest.raises(InputError, match="HTTP 500"):
        fetch("small", tmp_path, base_url=server.url)
    server.respond = lambda handler, name: send(handler, CONTENT[name])
    assert len(fetch("small", tmp_path, base_url=server.url).files) == 2


def test_silence_times_out(server: Server, tmp_path: Path) -> None:
    release = threading.Event()
    server.respond = lambda handler, name: release.wait(10) and None
    with pytest.raises(InputError, match="timed out"):
        fetch("small", tmp_path, base_url=server.url, timeout_s=0.2)
    release.set()


def test_nobody_listens(server: Server, tmp_path: Path) -> None:
    server.url = "http://127.0.0.1:1"
    refuse(server, tmp_path, "refused")


def test_no_http(server: Server, tmp_path: Path) -> None:
    server.respond = lambda handler, name: handler.wfile.write(b"\x00\x01nonsense\r\n\r\n") and None
    refuse(server, tmp_path, "a file at")


def test_redirects_stay_where_they_may(server: Server, tmp_path: Path) -> None:
    for to in ("http://example.invalid/x", "file:///etc/passwd", "ftp://127.0.0.1/x"):
        server.respond = lambda handler, name, to=to: redirect(handler, to)
        refuse(server, tmp_path, "HTTP 302")
    server.respond = lambda handler, name: (
        send(handler, CONTENT[name])
        if handler.path.startswith("/moved")
        else redirect(handler, f"/moved/{name}")
    )
    assert fetch("small", tmp_path, base_url=server.url).path.is_file()


@pytest.mark.parametrize(
    "url",
    [
        "http://example.invalid",
        "http://10.0.0.1",
        "http://127.0.0.1.example.invalid",
        "ftp://127.0.0.1",
        "file:///etc",
        "https://",
        "https://[::1",
        "https://a b",
        "https://a:port",
        "nonsense",
    ],
)
def test_only_https(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="an https address"):
        fetch("small", tmp_path, base_url=url)
    assert not list(tmp_path.iterdir())


def test_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="openradar_doppler, openradar_single, infineon_breathing"):
        fetch("nothing", tmp_path)


def test_folder_that_cannot_be_made(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError, match="a folder that can be created"):
        fetch("small", tmp_path / "file", base_url=server.url)


def test_catalogue_is_pinned() -> None:
    assert _fetch.BASE_URL.startswith("https://")
    for recording in (r for name, r in CATALOGUE.items() if name != "small"):
        assert len(recording.commit) == 40
        assert recording.licence
        assert "LICENSE" in {file.name for file in recording.files}
        for file in recording.files:
            assert int(recording.commit, 16) >= 0
            assert len(bytes.fromhex(file.sha256)) == 32
            assert 0 < file.size < 10**8


def test_catalogue_is_of_the_recordings_that_are_tested(shared_data: Path) -> None:
    folder = shared_data / "infineon_breathing"
    for file in CATALOGUE["infineon_breathing"].files:
        content = (folder / file.name).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)


def test_a_fetched_recording_is_read(server: Server, tmp_path: Path, shared_data: Path) -> None:
    from mmwave_sim.io import read_recording

    folder = shared_data / "infineon_breathing"
    server.respond = lambda handler, name: send(handler, (folder / name).read_bytes())
    fetched = fetch("infineon_breathing", tmp_path, base_url=server.url)
    assert read_recording(fetched.path).frames == 256
