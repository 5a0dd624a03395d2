"""Shows the site while it is written: builds it again on each change, and shows in the browser what is wrong.

The page that says what is wrong asks again each second, so it goes away when the source is mended.
"""

from __future__ import annotations

import logging
import os.path
import tempfile
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from site_build import told_to

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Not built</title>
<style>body{{margin:2rem;font:1.1rem/1.5 system-ui,sans-serif;color-scheme:light dark}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere}}</style></head>
<body><h1>Not built</h1><p>Mend this and save; the page comes back by itself.</p><pre>{}</pre></body></html>
"""


class Preview(LiveReloadServer):
    """A web server that shows a checkout's site from a folder.

    wrong: what keeps the site from being built, or nothing
    """

    def __init__(self, root: Path, folder: Path, host: str = "127.0.0.1", port: int = 8000):
        self.checkout, self.wrong, self._seen = root, "", set[str]()
        super().__init__(builder=self.build, host=host, port=port, root=str(folder))
        self.error_handler = lambda code: _page(folder / f"{code}.html")

    def build(self) -> None:
        """Build the site, and watch what it is made of; what is wrong is kept, whatever it is."""
        self._watch([str(self.checkout / each) for each in ("mkdocs.yml", "docs")])
        with _heard() as messages:
            try:
                config = load_config(str(self.checkout / "mkdocs.yml"), site_dir=self.root)
                self._watch(config.watch)
                config.site_url = self.url
                config.plugins.on_startup(command="serve", dirty=False)
                build(config, serve_url=self.url)
                self.wrong = ""
            except (Exception, SystemExit) as error:  # whatever a source breaks, the preview goes on
                self.wrong = "\n".join(messages) or _told(error)
                print(self.wrong)

    def _watch(self, paths: Iterable[str]) -> None:
        for path in {os.path.abspath(each) for each in paths} - self._seen:
            self._seen.add(path)
            self.watch(path)

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer with the page that was asked for, or with what is wrong."""
        if not self.wrong or environ["PATH_INFO"].startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        return [PAGE.format(escape(self.wrong)).encode()]


def preview(root: Path) -> int:
    """Serve a checkout's site until it is stopped. Returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        server = Preview(root, Path(folder))
        print("Building the preview …", flush=True)
        server.build()
        print(f"Open {server.url}", flush=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        finally:
            server.shutdown()
    return 0


def _page(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Yield a list that takes each error that MkDocs logs."""
    messages: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    with told_to(handler):
        yield messages


def _told(error: BaseException) -> str:
    """Return what a person is told of an error, or else where it happened."""
    return str(error) if isinstance(error, MkDocsException) else traceback.format_exc()
