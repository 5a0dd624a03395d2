"""Tiny real sites: a few pages and catalogues, built by MkDocs with the real hooks and templates."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
import yaml
from guide.project import Project
from guide.source.addresses import FILE, Address, published
from guide.source.languages import language
from guide.source.pages import address
from guide.translation import catalogues, po_files
from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from site_build import told_to

ROOT = Path(__file__).parent.parent

PAGE = """---
title: Start
description: Where it starts.
---
# Start {#start}

Read the [second](second.md#more) page, 12 times.

- One
    - Two
"""

SECOND = """---
title: Second
description: What comes second.
---
# Second {#second}

## More {#more}

*More* text.
"""

PAGES = {"index.md": PAGE, "second.md": SECOND}


@dataclass(frozen=True)
class Built:
    """A built site: its folder and what the build logged as warnings."""

    folder: Path
    warnings: list[str]

    def page(self, path: str) -> html.HtmlElement:
        """Return a page's parsed HTML, from its address, e.g. `ar/second/`."""
        return html.document_fromstring(self.source(path))

    def source(self, path: str) -> str:
        """Return a page's HTML."""
        return (self.folder / path / "index.html").read_text(encoding="utf-8")

    def content(self, path: str) -> html.HtmlElement:
        """Return what the Markdown gave, without what the frame puts around it."""
        main = self.page(path).get_element_by_id("content")
        for part in main.cssselect(".trail, .notice, .aids, .handout"):
            part.drop_tree()
        return main


def make(
    folder: Path,
    pages: dict[str, str] = PAGES,
    languages: tuple[str, ...] = ("en", "ar"),
    translations: dict[str, dict[str, str]] | None = None,
    **settings: object,
) -> Project:
    """Write a small project: pages below docs/, and catalogues that hold the given translations.

    translations: for each locale, msgid to msgstr; what is left out is not translated
    settings: top-level keys for mkdocs.yml
    """
    raw = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    plugin = raw["plugins"][0]["i18n"]
    plugin["languages"] = [
        {"locale": locale, "name": language(locale).name, "default": locale == languages[0]} for locale in languages
    ]
    raw["nav"] = list(pages)
    raw["site_url"], raw["extra"] = "https://working-together.example/", {"publisher": {}}
    raw["hooks"] = [str(ROOT / hook) for hook in raw["hooks"]]
    raw["watch"] = []
    raw |= settings
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for name, text in pages.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    listed = {"languages": list(languages), "published": [str(Address(address(name))) for name in pages]}
    (folder / FILE).write_text(published("", listed), encoding="utf-8")
    (folder / "translations").mkdir()
    project = Project(folder)
    for locale in languages[1:]:
        _write_catalogue(project, locale, (translations or {}).get(locale, {}))
    return Project(folder)


def _write_catalogue(project: Project, locale: str, translations: dict[str, str]) -> polib.POFile:
    po = catalogues.new_catalogue(language(locale))
    catalogues.update(po, project.strings.messages)
    for entry in po:
        entry.msgstr = translations.get(entry.msgid, "")
    po_files.write(po, project.root / "translations" / f"{locale}.po")
    return po


class _Keep(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, level: int):
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(folder: Path) -> Built:
    """Build the project in a folder and return the site with the build's warnings."""
    handler = _Keep(logging.WARNING)
    with told_to(handler):
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    return Built(folder / "site", handler.messages)


def built_strictly(folder: Path, site: Path) -> Path:
    """Build the project in a folder as `make` does, with nothing to say, and return the site."""
    run = subprocess.run(
        [sys.executable, "-m", "guide", "build", "--quiet", "--out", site],
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PATH": "/usr/bin:/bin"},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    return site


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Path]) -> Path:
    """Return what is made in a folder of this name: by the first worker that wants it, for all that run beside it."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with Path(f"{folder}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / "made"
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            made.write_text(str(make(folder)), encoding="utf-8")
        return Path(made.read_text(encoding="utf-8"))
