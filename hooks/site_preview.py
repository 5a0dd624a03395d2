"""Shows the site while it is written: builds again what is looked at, and shows in the browser what is wrong.

The page that says what is wrong asks again each second, so it goes away when the source is mended.
"""

from __future__ import annotations

import logging
import os.path
import tempfile
import threading
import traceback
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from guide.build import Build
from guide.project import Project
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory
from site_build import build_language, configured, heard

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Not built</title>
<style>body{{margin:2rem;font:1.1rem/1.5 system-ui,sans-serif;color-scheme:light dark}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere}}</style></head>
<body><h1>Not built</h1><p>Mend this and save; the page comes back by itself.</p><pre>{}</pre></body></html>
"""


class Preview(LiveReloadServer):
    """A web server that shows a checkout's site from a folder.

    A change builds the language that was looked at last; another one is built when a page of it is asked for.

    wrong: what keeps the site from being built, or nothing
    """

    def __init__(self, root: Path, folder: Path, host: str = "127.0.0.1", port: int = 8000):
        self.checkout, self.folder, self.wrong = root, folder, ""
        self._seen: set[str] = set()
        self._project: Project | None = None  # of the build that succeeded last
        self._looked_at = ""  # a locale; empty for the source language
        self._fresh: set[str] = set()  # the locales that are built since the last change
        self._building = threading.Lock()
        super().__init__(builder=self.build, host=host, port=port, root=str(folder))
        self.error_handler = lambda code: _page(folder / f"{code}.html")

    def build(self) -> None:
        """Build what was looked at, and watch what it is made of; what is wrong is kept, whatever it is."""
        with self._building:
            self._fresh.clear()
            self._build(self._looked_at)

    def _build(self, locale: str) -> None:
        self._watch([str(self.checkout / each) for each in ("mkdocs.yml", "docs")])
        with heard() as warnings, heard(logging.ERROR) as messages:
            try:
                project = Project(self.checkout)
                config = configured(project, self.folder, preview=True)
                self._watch(config.watch)
                config.site_url = self.url
                there = [each.locale for each in project.site.languages]
                self._build_language(config, project, locale if locale in there else there[0], warnings)
                self.wrong = ""
            except (Exception, SystemExit) as error:  # whatever a source breaks, the preview goes on
                self.wrong = "\n".join(messages) or _told(error)
                print(self.wrong)

    def _build_language(self, config: MkDocsConfig, project: Project, locale: str, warnings: list[str]) -> None:
        built: Build = vars(config)["build"]
        built.sound = lambda: not warnings
        if self._project and project.site.pages != self._project.site.pages:
            clean_directory(self.root)  # of pages that are no more
        self._project = project
        build_language(config, locale, serve_url=self.url)
        built.write_shared()
        built.write_copy(project.site.language(locale))
        self._fresh.add(locale)

    def _watch(self, paths: Iterable[str]) -> None:
        for path in {os.path.abspath(each) for each in paths} - self._seen:
            self._seen.add(path)
            self.watch(path)

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer with the page that was asked for, or with what is wrong."""
        path = environ["PATH_INFO"]
        if path.startswith("/livereload/"):
            return super().serve_request(environ, start_response)
        if path.endswith("/"):
            self._bring_up_to_date(path, looked_at=environ.get("HTTP_SEC_FETCH_MODE", "navigate") == "navigate")
        if not self.wrong:
            return super().serve_request(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8")])
        return [PAGE.format(escape(self.wrong)).encode()]

    def _bring_up_to_date(self, path: str, *, looked_at: bool) -> None:
        """Build the language of a page that is asked for, by a person or by a script, where it is not built yet."""
        with self._building:
            if self.wrong or self._project is None:
                return
            site = self._project.site
            first = path.split("/")[1]
            locale = first if first in {each.locale for each in site.languages} else site.source.locale
            if looked_at:
                self._looked_at = locale
            if locale not in self._fresh:
                self._build(locale)


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


def _told(error: BaseException) -> str:
    """Return what a person is told of an error, or else where it happened."""
    return str(error) if isinstance(error, MkDocsException) else traceback.format_exc()
