"""Styles and scripts: put together, translated, made small, and named by what is in them.

A page holds its styles, so that one response shows it. Scripts are files of their own; each name carries a fingerprint
of the text, so that a browser may keep it for ever.

Scripts mark their words as templates do, `_("…")`. The build writes the translation into a copy for each language. What
a script imports at its top, other scripts or a style sheet, is put in its place; what it imports on use,
`import("./other.js")`, is a file of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import rcssmin
import rjsmin
from markupsafe import Markup

from guide.source.languages import Language
from guide.source.problems import Problem
from guide.translation.scripts import translated_script
from guide.translation.segments import Lookup

FOLDER = "assets"
START, PRINT = "start", "print"
STYLES, SCRIPTS = "styles", "scripts"

# At the root of the site, because a service worker serves the folder that it lies in.
WORKER = "worker"

MOVED = "moved"

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w-]+)\.js"\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)
_SHEET = re.compile(r'^import (\w+) from "\.\./styles/([\w-]+)\.css"\n', re.MULTILINE)
_LOADED = re.compile(r'\bimport\("\./([\w-]+)\.js"\)')


class Assets:
    """The styles and scripts of a checkout.

    folder: the folder that holds styles/ and scripts/
    lookups: for each language, the function that translates into it
    """

    def __init__(self, folder: Path, lookups: Callable[[Language], Lookup]):
        self.folder = folder
        self.lookups = lookups
        self.style = lru_cache(maxsize=None)(self._style)
        self.script = lru_cache(maxsize=None)(self._script)

    def _style(self, *names: str) -> Markup:
        """Return style sheets as one, made small."""
        text = "\n".join((self.folder / STYLES / f"{name}.css").read_text(encoding="utf-8") for name in names)
        return Markup(rcssmin.cssmin(text))  # noqa: S704 (the project's own text)

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

    def _script(self, name: str, language: Language) -> tuple[str, str]:
        """Return a script's path below the site and its text, in a language."""
        text = translated_script(self._read(name), self.lookups(language))
        text = rjsmin.jsmin(
            _LOADED.sub(lambda match: f'import("./{Path(self.script(match[1], language)[0]).name}")', text)
        )
        return f"{FOLDER}/{name}.{language.locale}.{fingerprint(text)}.js", text

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

    def scripts(self, language: Language) -> dict[str, str]:
        """Return every script that a page may load, in a language: paths below the site and texts."""
        return dict(self.script(name, language) for name in self._loaded_by(START))

    def _loaded_by(self, name: str) -> list[str]:
        """Return a script, and what it loads on use, and what that loads."""
        others = [each for loaded in _LOADED.findall(self._read(name)) for each in self._loaded_by(loaded)]
        return list(dict.fromkeys([name, *others]))


def wrong_scripts(root: Path) -> Iterator[Problem]:
    """Find imports and exports that the build would leave in a script, and files that they name and that are not there.

    root: the folder of the checkout
    """
    folder = root / "overrides"
    for file in sorted((folder / SCRIPTS).glob("*.js")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if message := _wrong_import(line, folder):
                yield Problem(file.relative_to(root).as_posix(), number, message, "scripts")


def _wrong_import(line: str, folder: Path) -> str:
    script, sheet = _IMPORT.match(f"{line}\n"), _SHEET.match(f"{line}\n")
    named = [*([f"{SCRIPTS}/{script[1]}.js"] if script else []), *([f"{STYLES}/{sheet[2]}.css"] if sheet else [])]
    named += [f"{SCRIPTS}/{each}.js" for each in _LOADED.findall(line)]
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
