"""Styles and scripts: put together, translated, made small, and named by what is in them.

A page holds its styles, so that one response shows it. Scripts are files of their own. Those of a language lie in one
folder, whose name carries a fingerprint of all their texts: a browser may keep them for ever, and each finds the others
by their plain names.

Scripts mark their words as templates do, `_("…")`. The build writes the translation into a copy for each language. What
a script imports at its top, other scripts or a style sheet, is put in its place; a script with a default function is
loaded on use, `import("./other.js")`, and is a file of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import rcssmin
import rjsmin
from markupsafe import Markup

from guide.source.languages import Language
from guide.source.problems import Problem
from guide.translation.scripts import translated_script
from guide.translation.segments import Lookup
from guide.web.look import brought_by, short_names, shortened

FOLDER = "assets"
START, PRINT, TOKENS = "start", "print", "tokens"
STYLES, SCRIPTS = "styles", "scripts"

# At the root of the site, because a service worker serves the folder that it lies in.
WORKER = "worker"

MOVED = "moved"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js"\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_SHEET = re.compile(r'^import (\w+) from "\.\./styles/([\w-]+)\.css"\n', re.MULTILINE)
_USED = re.compile(r'(?:\bimport\("\./|\buse\("|\bdata-(?:use|load)=")([\w-]+)(?:\.js)?"')
_ON_USE = re.compile(r"^export default ", re.MULTILINE)


class Assets:
    """The styles and scripts of a checkout.

    folder: the folder that holds styles/ and scripts/
    lookups: for each language, the function that translates into it
    """

    def __init__(self, folder: Path, lookups: Callable[[Language], Lookup]):
        self.folder = folder
        self.lookups = lookups
        self.style = lru_cache(maxsize=None)(self._style)
        self.scripts = lru_cache(maxsize=None)(self._scripts)

    def _style(self, *names: str) -> Markup:
        """Return style sheets as one, made small."""
        text = "\n".join((self.folder / STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names)
        return Markup(shortened(rcssmin.cssmin(text), self._properties))  # noqa: S704 (the project's own text)

    @cached_property
    def _properties(self) -> dict[str, str]:
        return short_names((self.folder / STYLES / f"{TOKENS}.css").read_text(encoding="utf-8"))

    @cached_property
    def brought(self) -> frozenset[str]:
        """The names of what scripts may add to a page."""
        return brought_by(file.read_text(encoding="utf-8") for file in (self.folder / SCRIPTS).glob("*.js"))

    @property
    def print_style(self) -> tuple[str, str]:
        """The path below the site and the text of the style for paper."""
        text = self.style(PRINT)
        return f"{FOLDER}/{PRINT}.{fingerprint(text)}.css", text

    @property
    def worker(self) -> str:
        """The service worker's text."""
        return str(rjsmin.jsmin(self._read(WORKER)))

    @property
    def moved(self) -> tuple[str, str]:
        """The path below the site and the text of the script of a page at an old address; it says no words."""
        text = str(rjsmin.jsmin(self._read(MOVED)))
        return f"{FOLDER}/{MOVED}.{fingerprint(text)}.js", text

    def script(self, name: str, language: Language) -> str:
        """Return a script's path below the site, in a language."""
        return next(path for path in self.scripts(language) if path.endswith(f"/{name}.js"))

    def _scripts(self, language: Language) -> dict[str, str]:
        """Return every script that a page may load, in a language: paths below the site and texts."""
        lookup = self.lookups(language)
        texts = {name: rjsmin.jsmin(translated_script(self._read(name), lookup)) for name in self._files()}
        folder = f"{FOLDER}/{language.locale}.{fingerprint(json.dumps(texts))}"
        return {f"{folder}/{name}.js": text for name, text in texts.items()}

    def _files(self) -> list[str]:
        """Return the names of the script that stands behind every page, and of those that are loaded on use."""
        return [START, *on_use(self.folder)]

    def _read(self, name: str, seen: set[str] | None = None) -> str:
        """Return a script's source with what it imports at its top, each import once."""
        seen = {name} if seen is None else seen
        source = (self.folder / SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
        source = _SHEET.sub(lambda match: f"const {match[1]} = {json.dumps(self.style(match[2]))}\n", source)
        return _IMPORT.sub(lambda match: self._imported(match[1], seen), source)

    def _imported(self, name: str, seen: set[str]) -> str:
        if name in seen:
            return ""
        seen.add(name)
        return _EXPORT.sub("", self._read(name, seen))


def on_use(folder: Path) -> list[str]:
    """Return the names of the scripts that are loaded on use, each a file of its own, from the folder with scripts/."""
    files = sorted((folder / SCRIPTS).glob("*.js"))
    return [file.stem for file in files if _ON_USE.search(file.read_text(encoding="utf-8"))]


def wrong_scripts(root: Path) -> Iterator[Problem]:
    """Find imports and exports that the build would leave in a script, and what a script or a template names in vain.

    root: the folder of the checkout
    """
    folder = root / "overrides"
    there = on_use(folder)
    for file in [*sorted((folder / SCRIPTS).glob("*.js")), *sorted(folder.rglob("*.html"))]:
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            message = _wrong_use(line, there) or (_wrong_import(line, folder) if file.suffix == ".js" else "")
            if message:
                yield Problem(file.relative_to(root).as_posix(), number, message, "scripts")


def _wrong_use(line: str, there: list[str]) -> str:
    unknown = [each for each in _USED.findall(line) if each not in there]
    if not unknown:
        return ""
    return f"there is no overrides/{SCRIPTS}/{unknown[0]}.js with a default function. There are: {', '.join(there)}"


def _wrong_import(line: str, folder: Path) -> str:
    script, sheet = _IMPORT.match(f"{line}\n"), _SHEET.match(f"{line}\n")
    named = [*([f"{SCRIPTS}/{script[1]}.js"] if script else []), *([f"{STYLES}/{sheet[2]}.css"] if sheet else [])]
    if missing := [each for each in named if not (folder / each).is_file()]:
        return f"there is no overrides/{missing[0]}"
    if not named and re.match(r"\s*(?:import\b(?!\s*[(.])|export\s*[{*])", line):
        return (
            f'"{line.strip()[:60]}" would be left in; write import {{ name }} from "./other.js" on one line, '
            'or import sheet from "../styles/other.css", and export before what it names'
        )
    return ""


def fingerprint(text: str | bytes) -> str:
    """Return eight letters that change when the text does."""
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()[:8]


def digest(content: bytes) -> str:
    """Return the SHA-256 in base64, as browsers compare it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def source_hash(text: str) -> str:
    """Return what a Content-Security-Policy says of an inline style or script."""
    return f"'sha256-{digest(text.encode())}'"
