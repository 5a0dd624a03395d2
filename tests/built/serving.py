"""A built site on a server of its own, as a reader's browser meets it."""

from __future__ import annotations

import functools
import http.server
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

PORTAL = b"<!doctype html><title>Free wifi</title><main>Log in</main>"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Host(Quiet):
    """A host, or the network before it, in one of several moods.

    mood: `well`, `portal` (a login page for everything), `hangs`, `down` (the connection is cut), `trouble` (503);
    or the end of a path, of which only the first half is sent
    """

    mood = "well"
    over: ClassVar[dict[str, bytes]] = {}
    woken = threading.Event()

    def do_GET(self) -> None:
        """Answer in the mood of the moment."""
        if self.mood == "hangs":
            self.woken.wait(20)
        if self.mood in ("down", "hangs"):
            self.close_connection = True
        elif self.mood == "portal":
            self._say(200, "text/html", PORTAL)
        elif self.mood == "trouble":
            self._say(503, "text/html", b"Trouble")
        elif self.path in self.over:
            self._say(200, "application/json", self.over[self.path])
        elif self.path.endswith(self.mood):
            whole = Path(self.translate_path(self.path)).read_bytes()
            self._say(200, "application/octet-stream", whole[: len(whole) // 2])
        else:
            super().do_GET()

    def _say(self, code: int, kind: str, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Drips(Quiet):
    """Sends a page in pieces, each once the browser has shown the one before: its bar bit by bit."""

    def do_GET(self) -> None:
        """Send a page in pieces, and other files whole."""
        file = Path(self.translate_path(self.path)) / "index.html"
        if not file.exists():
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        head, bar, rest = re.split(r"(?s)(<header.*</header>)", file.read_text(encoding="utf-8"), maxsplit=1)
        for piece in (head, *re.split(r"(?=<summary|</details)", bar), rest):
            self.wfile.write(piece.encode())
            self.wfile.flush()
            time.sleep(0.1)


@contextmanager
def served(folder: Path, host: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder on this machine; yield its address."""
    handler = functools.partial(host, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
