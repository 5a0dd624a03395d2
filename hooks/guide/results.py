"""What was built before: each page in each language, kept by all that went into it.

The key of a page holds, by content, never by name or time:

- for every page: this code, its packages, the settings, the templates, styles and scripts, the addresses, what stands
  in docs/ beside the pages, and each page's front matter, in the order of the menu;
- its own text; what its language, and the official ones that stand beside it on paper, make of that, of all front
  matter and of what is said around the pages; how much of it people have checked;
- of a page that tells of the whole guide, the same of every language.

So a page may use what it says itself, and what others say in their front matter; never what they say in their text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from guide.kept import digest, digest_of_file, digest_of_folder, makers
from guide.project import Project
from guide.source.addresses import FILE as ADDRESSES
from guide.source.languages import Language
from guide.source.pages import Page
from guide.translation.status import Status, status, statuses

SETTINGS = "mkdocs.yml"
FOLDERS = ("docs", "overrides", "translations")

# The template that shows how far each translation is.
COUNTS = "languages.html"
# The templates of pages that tell of the whole guide.
OF_ALL = (COUNTS, "forms.html", "share.html")


@dataclass(frozen=True)
class Result:
    """A finished page.

    html: with its frame; files: what stands beside it, by paths below the site
    said: its sections, for the search: `[id, heading, text]`; places: every id in it, but for those of old addresses
    ids: those in its text; links: `(page, id, link)` of those that lead to one, page by source path
    """

    html: str
    files: dict[str, bytes]
    said: list[list[str]]
    places: list[str]
    ids: list[str]
    links: list[list[str]]


def inputs(project: Project) -> str:
    """Return a key of all that a site is made of: of every file, of this code, and of the day. Raises OSError."""
    root = project.root
    files = [file.read_bytes() if file.is_file() else None for file in (root / SETTINGS, root / ADDRESSES)]
    folders = [digest_of_folder(root / each) for each in FOLDERS]
    return digest(makers(), project.today.isoformat(), files, folders)


def _times(root: Path) -> list[tuple[str, int, int, int]]:
    """Return what changes whenever somebody writes a source: its file, its length and both its times.

    Nobody can set back the second one, so it tells a change; what a source is made into is never kept by it.
    """
    files = [
        root / SETTINGS,
        root / ADDRESSES,
        *(file for each in FOLDERS for file in sorted((root / each).rglob("*"))),
    ]
    there = [(str(file), file.stat()) for file in files if file.exists()]
    return [(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in there]


class Results:
    """The pages of a checkout that need not be built again. `preview`: they have no policy then."""

    def __init__(self, project: Project, *, preview: bool):
        self.project, self.preview = project, preview
        self.begun = _times(project.root)
        self._around = lru_cache(maxsize=None)(self._said_around)
        self._said_by = lru_cache(maxsize=None)(self._said_of_page)

    def get(self, page: Page, language: Language) -> Result | None:
        """Return a page as it was built before, whole, or None."""
        store = self.project.store
        if (kept := store.get(self._key(page, language))) is None:
            return None
        found = json.loads(kept)
        files = {path: store.get(key) for path, key in found["files"].items()}
        return Result(**{**found, "files": files}) if None not in files.values() else None

    def put(self, made: Iterable[tuple[Page, Language, Result]]) -> None:
        """Keep pages that nothing is wrong with, unless a source was changed while they were built."""
        if _times(self.project.root) != self.begun:
            return
        for page, language, result in made:
            files = dict(self._stored(result))
            kept = json.dumps(asdict(replace(result, files=files)))
            self.project.store.put(self._key(page, language), kept.encode())

    def _stored(self, result: Result) -> Iterator[tuple[str, Any]]:
        for path, content in result.files.items():
            key = digest("file", content)
            self.project.store.put(key, content)
            yield path, key

    def of_all(self, *parts: str) -> str:
        """Return a key of something that is made of every language's words, but of no page's text."""
        return digest(self._site, [self._around(each) for each in self.project.site.languages], *parts)

    def _key(self, page: Page, language: Language) -> str:
        site = self.project.site
        there = dict.fromkeys([language, *(each for each in site.languages if each.official)])
        said = [(each.locale, self._around(each), self._said_by(each, page.path)) for each in there]
        whole = self.of_all() if page.meta.template in OF_ALL else None
        counts = [(each.locale, counts) for each, counts in self.statuses] if page.meta.template == COUNTS else None
        return digest(self._site, page.path, page.body, language.locale, said, whole, counts)

    @cached_property
    def _site(self) -> str:
        """A key of what goes into every page in every language."""
        root = self.project.root
        docs = sorted(file for file in (root / "docs").rglob("*") if file.is_file() and file.suffix != ".md")
        return digest(
            makers(),
            self.preview,
            (root / SETTINGS).read_bytes(),
            (root / ADDRESSES).read_bytes() if (root / ADDRESSES).is_file() else None,
            digest_of_folder(root / "overrides"),
            [(file.relative_to(root).as_posix(), file.read_bytes()) for file in docs],
            [(page.path, page.header) for page in self.project.pages],
        )

    @cached_property
    def statuses(self) -> tuple[tuple[Language, Status], ...]:
        """How complete and how reviewed each translation is, over the whole guide."""
        return statuses(self.project)

    def _said_around(self, language: Language) -> str:
        """Return a key of what a language says around the texts of pages, and of how much of each is checked."""
        if language == self.project.site.source:
            return ""
        catalogue, strings = self.project.catalogues[language.locale], self.project.strings
        checked = [status(catalogue, keys).checked for keys in strings.page_msgids.values()]
        whole = status(catalogue, [each.key for each in strings.messages]).checked
        return digest(self._said(language, strings.msgids_around), checked, whole)

    def _said_of_page(self, language: Language, path: str) -> str:
        return digest(self._said(language, self.project.strings.page_msgids[path]))

    def _said(self, language: Language, keys: Iterable[str]) -> str:
        if language == self.project.site.source:
            return ""
        catalogue = self.project.catalogues[language.locale]
        return json.dumps([(key, catalogue.state(key), catalogue.lookup(key)) for key in keys])


def manifest(folder: Path, without: tuple[str, ...] = ()) -> dict[str, str]:
    """Return a key of each file below a folder, by its path. `without`: how the paths of those left out begin."""
    files = sorted(f"{at}/{name}" for at, _, names in os.walk(folder) for name in names)
    paths = {file.removeprefix(f"{folder}/"): file for file in files}
    return {path: digest_of_file(file) for path, file in paths.items() if not path.startswith(without)}
