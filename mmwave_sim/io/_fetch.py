"""`fetch`: a public recording, by pinned commit, checked against its hash before it is kept."""

import hashlib
import http.client
import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import quote as quote_url
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from mmwave_sim._errors import InputError
from mmwave_sim.io._atomic import replacing
from mmwave_sim.io._catalogue import CATALOGUE, PublicFile, PublicRecording
from mmwave_sim.io._files import quote, reading

BASE_URL: Final = "https://raw.githubusercontent.com"
TIMEOUT_S: Final = 30.0
STEP_BYTES: Final = 2**16

Progress = Callable[[str, int, int], None]
"""Called with a file's name, the bytes that have arrived and the bytes in all."""


class Response(Protocol):
    """What is used of an HTTP response."""

    def read(self, length: int, /) -> bytes:
        """Reads at most `length` bytes."""


@dataclass(frozen=True)
class Fetched:
    """A recording that was fetched.

    Attributes:
        path: The file to give to `read_recording`.
        files: All its files, the licence among them.
        licence: Its licence.
        source: The page of the commit that it comes from.
    """

    path: Path
    files: tuple[Path, ...]
    licence: str
    source: str


def fetch(
    name: str,
    folder: str | Path,
    *,
    base_url: str | None = None,
    progress: Progress | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Fetched:
    """Fetches a public recording into `folder / name`; files that are there already are kept.

    Args:
        name: One of `CATALOGUE`.
        folder: Where to; it is created.
        base_url: Server that is asked instead of GitHub, with the same paths below it.
        progress: Called as bytes arrive.
        timeout_s: Longest silence of the server, s.

    Raises:
        InputError: There is no such recording, the server cannot be used, what it sends is not
            what was pinned, or the folder cannot be written. Nothing half-fetched is left.
    """
    recording = _recording(name)
    base = _checked_base(base_url or BASE_URL)
    target = Path(folder) / recording.name
    opener = _opener(base)
    paths = []
    with _folder(target):
        for file in recording.files:
            path = target / file.name
            if not _is_there(path, file):
                parts = (recording.repository, recording.commit, file.path)
                url = "/".join([base, *map(quote_url, parts)])
                _download(opener, url, file, path, progress, timeout_s)
            paths.append(path)
    source = f"https://github.com/{recording.repository}/tree/{recording.commit}"
    return Fetched(paths[0], tuple(paths), recording.licence, source)


@contextmanager
def _folder(target: Path) -> Iterator[None]:
    """Creates a folder; when the block fails, those it created that are empty go again."""
    with reading(target, "a folder that can be created"):
        created = [path for path in (target, *target.parents) if not path.exists()]
        target.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        with suppress(OSError):  # one that holds something stays, and so do those above it
            for path in created:
                path.rmdir()
        raise


def _recording(name: str) -> PublicRecording:
    if name not in CATALOGUE:
        raise InputError(
            expected=f"one of the recordings {', '.join(CATALOGUE)}",
            found=quote(name),
            do="choose one of them",
        )
    return CATALOGUE[name]


def _checked_base(url: str) -> str:
    if not _is_allowed(url):
        raise InputError(
            expected="an https address (http only of this machine)",
            found=quote(url),
            do="correct base_url",
        )
    return url.rstrip("/")


def _is_allowed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return False
    if not host or not url.isprintable() or " " in url:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class _SafeRedirects(HTTPRedirectHandler):
    """Follows redirects only to addresses that could have been asked for themselves."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        if not _is_allowed(newurl) or urlsplit(req.full_url).scheme != urlsplit(newurl).scheme:
            raise HTTPError(newurl, code, "redirect to an address that is not allowed", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener(base: str) -> OpenerDirector:
    handlers: list[Any] = [_SafeRedirects()]
    if _is_loopback(urlsplit(base).hostname or ""):
        handlers.append(ProxyHandler({}))
    return build_opener(*handlers)


def _is_there(path: Path, file: PublicFile) -> bool:
    with reading(path, "a file that can be read"):
        if not path.exists():
            return False
        content = path.read_bytes() if path.stat().st_size == file.size else b""
    if hashlib.sha256(content).hexdigest() == file.sha256:
        return True
    raise InputError(
        expected=f"nothing, or the very {file.name} of the recording, at {quote(str(path))}",
        found="another file",
        do="move it away or choose another folder",
    )


def _download(
    opener: OpenerDirector,
    url: str,
    file: PublicFile,
    path: Path,
    progress: Progress | None,
    timeout_s: float,
) -> None:
    request = Request(url, headers={"User-Agent": "mmwave", "Accept-Encoding": "identity"})
    with replacing(path) as aside:
        try:
            with opener.open(request, timeout=timeout_s) as response:
                content = _receive(response, file, progress)
        except HTTPError as error:
            with error:
                raise _no_file(url, f"HTTP {error.code} {error.reason}") from error
        except (URLError, OSError, http.client.HTTPException, UnicodeError) as error:
            reason = getattr(error, "reason", None) or error
            raise _no_file(url, str(reason) or type(error).__name__) from error
        aside.write_bytes(content)


def _receive(response: Response, file: PublicFile, progress: Progress | None) -> bytes:
    """Reads no more than the pinned size, and checks size and hash."""
    content = bytearray()
    while len(content) <= file.size:
        step = response.read(min(STEP_BYTES, file.size + 1 - len(content)))
        if not step:
            break
        content += step
        if progress is not None:
            progress(file.name, min(len(content), file.size), file.size)
    if len(content) != file.size:
        size = f"more than {file.size}" if len(content) > file.size else str(len(content))
        raise _not_pinned(file, f"{size} bytes instead of {file.size}")
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise _not_pinned(file, "other content (its sha256 differs)")
    return bytes(content)


def _not_pinned(file: PublicFile, found: str) -> InputError:
    return InputError(
        expected=f"the {file.name} that was pinned",
        found=found,
        do="try again later; nothing was kept",
    )


def _no_file(url: str, found: str) -> InputError:
    return InputError(
        expected=f"a file at {quote(url, 200)}",
        found=quote(" ".join(found.split()), 120)[1:-1],
        do="check the connection, or give another base_url",
    )
