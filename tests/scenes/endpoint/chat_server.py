"""A real HTTP server on the loopback that speaks the chat completions interface from a script."""

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pydantic import SecretStr

from scenes.endpoint import Endpoint, Limits

KEY = "sk-TopSecret_0123456789.abc/def+ghi="


@dataclass(frozen=True)
class Reply:
    """What the server sends for one request."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    delay_s: float = 0.0
    drip_s: float = 0.0


def said(
    text: str | list[dict[str, str]] | None, finish_reason: str = "stop", **message: Any
) -> Reply:
    """A chat completion that says this."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text, **message},
        "finish_reason": finish_reason,
    }
    body = {"id": "1", "object": "chat.completion", "model": "m", "choices": [choice]}
    return Reply(json.dumps(body).encode())


def failed(status: int, message: str = "no", **headers: str) -> Reply:
    """An error as such servers report it."""
    body = json.dumps({"error": {"message": message, "type": "error"}}).encode()
    return Reply(body, status, {"Content-Type": "application/json", **headers})


@dataclass
class ChatServer:
    """What the server was asked, and what it answers: the replies in turn, the last for ever."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)

    def next_reply(self) -> Reply:
        return self.replies[min(len(self.requests), len(self.replies)) - 1]

    def endpoint(self, *, vision_model: str = "", **limits: Any) -> Endpoint:
        """An endpoint at this server that does not wait long."""
        usual = {"timeout_s": 5.0, "retries": 2, "backoff_s": 0.01, "longest_pause_s": 0.05}
        return Endpoint(
            url=self.url,
            model="small",
            key=SecretStr(KEY),
            vision_model=vision_model,
            limits=Limits(**{**usual, **limits}),
        )

    def texts(self, request: int) -> list[str]:
        """What the messages of a request say."""
        return [message["content"] for message in self.requests[request]["messages"]]


@contextmanager
def serving() -> Iterator[ChatServer]:
    """Serves in a thread until the block ends."""
    chat = ChatServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            chat.paths.append(self.path)
            chat.headers.append({name.lower(): value for name, value in self.headers.items()})
            length = int(self.headers["Content-Length"])
            chat.requests.append(json.loads(self.rfile.read(length)))
            reply = chat.next_reply()
            time.sleep(reply.delay_s)
            with suppress(OSError):  # the client has gone, as some tests want it to
                self.send(reply)

        def send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("X-Echo", self.headers.get("Authorization", ""))
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if not reply.drip_s:
                self.wfile.write(reply.body)
            for i in range(len(reply.body) if reply.drip_s else 0):
                self.wfile.write(reply.body[i : i + 1])
                self.wfile.flush()
                time.sleep(reply.drip_s)

        def log_message(self, format: str, *args: Any) -> None:
            """Stays silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    chat.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield chat
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
