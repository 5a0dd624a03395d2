"""What was made before, kept by all that it was made of."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import shutil
import sys
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from guide.source.files import write_whole

_DIGEST = hashlib.sha256().digest_size
_DAY = 24 * 60 * 60

# This package, and how its description names what it needs.
_OWN = "working-together"
_REQUIRES = re.compile(r"(?m)^Requires-Dist: (.+)$")

# Our code, from the folder in which its packages begin; what imports say, with names in brackets over several lines.
_CODE = Path(__file__).parent.parent
_IMPORT = re.compile(r"(?m)^[ \t]*(?:from[ \t]+(?P<origin>[\w.]+)[ \t]+)?import[ \t]+(?P<names>\([^)]*\)|[^\n(#]+)")
_NAME = re.compile(r"(?:\bas[ \t]+\w+)|([\w.]+)")

# Beside the entries; its time is that of the last look for old ones.
_LOOKED = "looked"


class Store:
    """A folder of byte strings, each under the digest of what it was made of. It can be deleted without harm.

    folder: made when something is first kept
    days: how long an entry stays after it was last used; old ones are looked for once a day
    """

    def __init__(self, folder: Path, days: int = 30):
        self.folder = folder
        self._days = days
        self._prune_daily(time.time())

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key (see `digest`), or None; what is damaged counts as not kept."""
        file = self._file(key)
        try:
            kept = file.read_bytes()
        except OSError:
            return None
        stamp, value = kept[:_DIGEST], kept[_DIGEST:]
        if _stamp(key, value) != stamp:
            return None
        _touch(file)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep a value: all of it or nothing, whoever else writes at the same time.

        What cannot be kept, on a full disk or in a folder of somebody else's, is made again the next time.
        """
        file = self._file(key)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.is_dir():
                shutil.rmtree(file)
            write_whole(file, _stamp(key, value) + value, durable=False)
        except OSError:
            return

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return what was kept under a key; make it, and keep it, where there is nothing."""
        if (value := self.get(key)) is None:
            value = make()
            self.put(key, value)
        return value

    def _file(self, key: str) -> Path:
        """Return an entry's place: one of 256 folders, so that none grows too large to list."""
        return self.folder / key[:2] / key[2:]

    def _prune_daily(self, now: float) -> None:
        looked = self.folder / _LOOKED
        if not self.folder.is_dir() or _age(looked, now) < _DAY:
            return
        for file in self.folder.rglob("*"):
            if not file.is_dir() and _age(file, now) > self._days * _DAY:
                _remove(file)
        _touch(looked, make=True)


def open_store(root: Path) -> Store:
    """Return the store of a checkout, its `.cache` folder."""
    return Store(root / ".cache")


def digest(*parts: Any) -> str:
    """Return a key of all that a result depends on: the same parts in the same order give the same key, others another.

    A part is plain data, or a dataclass, tuple, list, mapping or set of such; 1, "1", b"1", 1.0 and True differ, and so
    do the orders of a list and of a mapping, not that of a set. Raises TypeError for what cannot be told by its value.
    """
    return hashlib.sha256(_encoded(parts)).hexdigest()


def digest_of_folder(folder: Path) -> str:
    """Return a key of every file below a folder, by name and content, whatever its kind. Raises OSError."""
    return digest(*_digests(folder))


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")
    return ((file.relative_to(folder).as_posix(), digest_of_file(file)) for file in files)


def digest_of_file(file: str | Path) -> str:
    """Return a key of a file's content, which is never held whole: some have megabytes. Raises OSError."""
    with open(file, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@cache
def makers(module: str = "") -> str:
    """Return a key of what makes results: our code, its templates, words and fonts; Python and what a build needs.

    module: whose results they are, such as `guide.paper.press`; of the code, only what it imports counts, see `code_of`
    """
    counts = code_of(module, _CODE) if module else None
    files = [(path, key) for path, key in _files() if counts is None or not path.endswith(".py") or path in counts]
    return digest(files, sys.version, zlib.ZLIB_RUNTIME_VERSION, packages())


def code_of(module: str, root: Path) -> set[str]:
    """Return the files that a module is made of: its own, what it imports, wherever in it, and what these import.

    A module that asks for others by a name that it works out has all that stand beside it.
    root: where packages begin; files are named by their paths below it
    """
    found: set[str] = set()
    waiting = [module]
    while waiting:
        parts = waiting.pop().split(".")
        packages_above = ["/".join([*parts[:at], "__init__.py"]) for at in range(1, len(parts) + 1)]
        for path in {*packages_above, "/".join(parts) + ".py"} - found:
            if (file := root / path).is_file():
                found.add(path)
                waiting += _imported(file, root)
    return found


def _imported(file: Path, root: Path) -> Iterator[str]:
    """Yield the names of what a file imports; what follows `import` may be a module or stand in one."""
    for each in _IMPORT.finditer(file.read_text(encoding="utf-8")):
        origin, names = each["origin"], list(filter(None, _NAME.findall(each["names"])))
        yield from (origin, *(f"{origin}.{name}" for name in names)) if origin else names
        if "import_module" in names:
            yield from (
                ".".join(beside.relative_to(root).with_suffix("").parts) for beside in file.parent.rglob("*.py")
            )


@cache
def _files() -> tuple[tuple[str, str], ...]:
    """Return every file of ours that makes results, by its path, with a key of its content."""
    return tuple(_digests(_CODE))


def packages() -> set[str]:
    """Return this package and all that it brings along, as their folders name them, `NAME-VERSION.dist-info`.

    What only checks and tests need makes nothing, so that they find what a build has kept. Where this package itself is
    not installed, every package counts.
    """
    there = [each for folder in map(Path, sys.path) for each in folder.glob("*.dist-info")]
    folders = {canonicalize_name(each.name.partition("-")[0]): each for each in reversed(there)}
    found: set[str] = set()
    waiting = [_OWN]
    while waiting:
        folder = folders.get(canonicalize_name(waiting.pop()))
        if folder and folder.name not in found:
            found.add(folder.name)
            waiting += _required(folder)
    return found or {each.name for each in there}


def _required(folder: Path) -> Iterator[str]:
    """Yield the names of what an installed package needs here, without its extras."""
    for each in _REQUIRES.findall((folder / "METADATA").read_text(encoding="utf-8")):
        requirement = Requirement(each)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


def _encoded(value: Any) -> bytes:
    """Return a value as bytes that no other value has: its type, how long it is, and what is in it."""
    kind, content = _content(value)
    return b"%s:%d:%s" % (kind.encode(), len(content), content)


def _content(value: Any) -> tuple[str, bytes]:
    kind = type(value).__name__
    match value:
        case bytes():
            return "bytes", value
        case str():
            return "str", value.encode("utf-8", "surrogatepass")
        case None | bool() | int() | float():
            return kind, repr(value).encode()
        case set() | frozenset():
            return "set", b"".join(sorted(map(_encoded, value)))
    return kind, b"".join(map(_encoded, _parts(value)))


def _parts(value: Any) -> Iterable[Any]:
    """Return what a value consists of, in order. Raises TypeError."""
    if isinstance(value, tuple | list):
        return value
    if isinstance(value, Mapping):
        return (part for pair in value.items() for part in pair)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return (part for each in dataclasses.fields(value) for part in (each.name, getattr(value, each.name)))
    raise TypeError(f"{type(value).__name__} cannot be part of a key: it cannot be told by its value")


def _stamp(key: str, value: bytes) -> bytes:
    """Return what tells a whole entry from a damaged one, and from one that was kept under another key."""
    return hashlib.sha256(_encoded(key) + value).digest()


def _age(file: Path, now: float) -> float:
    """Return how many seconds ago a file was last touched; without end where there is none."""
    try:
        return now - file.lstat().st_mtime
    except OSError:
        return float("inf")


def _touch(file: Path, *, make: bool = False) -> None:
    """Say that a file was used now, where it was not said today."""
    try:
        if make:
            file.touch()
        elif _age(file, time.time()) > _DAY:
            os.utime(file)
    except OSError:
        return  # pruned, or not ours to touch; the value is at hand


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError:
        return  # another build was faster
