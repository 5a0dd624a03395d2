"""Puts what schools get where no folder of this machine is: S3, Azure, SFTP, what fsspec reaches; an optional extra.

It is made into a folder here first, and what differs is put. A school's list, `list.json`, is taken away before its
files are put and comes back last, so that only what has arrived whole counts as done. Where something can be renamed,
a file is put beside the old one and renamed; elsewhere it is there whole, or not at all.
"""

from __future__ import annotations

import json
import mimetypes
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

import fsspec
from fsspec.core import url_to_fs

from guide.schools.roll import CHECK, FILE, School
from guide.schools.run import INDEX, LIST, index, of_school
from guide.source.problems import Problem, SourceError, did_you_mean
from guide.source.site import Site

# Places that show a file while it is being written.
_RENAMING = {"file", "local", "sftp", "ssh", "smb"}
_PART = ".part"

# Places that send a file as whatever kind it was put as: a page of no kind is not shown, but saved. What each calls it.
_TYPED: dict[str, Callable[[str], dict[str, Any]]] = {
    "abfs": lambda kind: {"content_settings": {"content_type": kind}},
    "s3": lambda kind: {"ContentType": kind},
}


def check_place(address: str) -> None:
    """Find out, before anything is made, whether a kind of place can be reached. Raises SourceError."""
    kind = address.partition("://")[0]
    try:
        fsspec.get_filesystem_class(kind)
    except ValueError:
        hint = did_you_mean(kind, fsspec.available_protocols())
        raise _wrong(f"{address} is in no place that is known.{hint} Write s3://BUCKET/FOLDER, for instance") from None
    except ImportError as error:
        raise _wrong(f"{address} needs another package: {error}") from error


class Place:
    """A folder elsewhere. What goes wrong there is raised as OSError, whatever the service calls it."""

    def __init__(self, address: str):
        self.address = address
        with _as_os_error(address):
            self.files, root = url_to_fs(address)
        self.root = root.rstrip("/")

    def put_all(self, folder: Path, site: Site, roll: Iterable[School], schools: Iterable[School]) -> None:
        """Put what a folder has of schools, as far as they are finished, and the index of all that are there."""
        with _as_os_error(self.address):
            counts = [self.put(folder, each) for each in schools if (folder / each.page / LIST).is_file()]
            there = [each for each in roll if self.files.isfile(self._at(each.page + LIST))]
            self._write(INDEX, index(site, there))
        print(f"{sum(counts)} files put into {self.address}, the others are there", file=sys.stderr)

    def put(self, folder: Path, school: School) -> int:
        """Put what differs of a finished school; return how many files."""
        listing = school.page + LIST
        listed = (folder / listing).read_bytes()
        old, new = self._listed(listing), _digests(listed)
        there = self._sizes(new)
        sizes = {path: (folder / path).stat().st_size for path in new}
        changed = [path for path in new if (old.get(path), there.get(path)) != (new[path], sizes[path])]
        if changed or old != new:
            self._remove(listing)
            self._put(folder, changed)
            self._arrived({path: sizes[path] for path in changed})
            copies = {path for path in there if path.rpartition(".")[0] in new}
            for path in of_school(school, (old.keys() | copies) - new.keys()):
                self._remove(path)
            self._write(listing, listed)
        return len(changed)

    def _put(self, folder: Path, paths: list[str]) -> None:
        end = _PART if self._renames else ""
        self._make_folders(paths)
        for kind, alike in groupby(sorted(paths, key=_kind), _kind):
            ours = list(alike)
            here, there = [str(folder / each) for each in ours], [self._at(each) + end for each in ours]
            self.files.put(here, there, **self._typed(kind))
        for each in paths if end else ():
            self.files.mv(self._at(each) + end, self._at(each))

    def _write(self, path: str, content: bytes) -> None:
        target = self._at(path)
        self._make_folders([path])
        self.files.pipe_file(target + _PART if self._renames else target, content, **self._typed(_kind(path)))
        if self._renames:
            self.files.mv(target + _PART, target)

    def _make_folders(self, paths: Iterable[str]) -> None:
        """Make the folders of files, where there are any: of a service without, it would ask for a new bucket."""
        for each in {path.rpartition("/")[0] for path in paths} if self._renames else ():
            self.files.makedirs(self._at(each), exist_ok=True)

    @property
    def _names(self) -> set[str]:
        """What fsspec calls such a place."""
        names = self.files.protocol
        return {names} if isinstance(names, str) else set(names)

    @property
    def _renames(self) -> bool:
        return bool(_RENAMING & self._names)

    def _typed(self, kind: str) -> dict[str, Any]:
        """Return how a place is told what kind of files it gets."""
        return next((_TYPED[each](kind) for each in self._names & _TYPED.keys()), {})

    def _arrived(self, sizes: dict[str, int]) -> None:
        there = self._sizes(sizes)
        if missing := sorted(path for path, size in sizes.items() if there.get(path) != size):
            raise OSError(f"{missing[0]} has not arrived whole")

    def _sizes(self, paths: Iterable[str]) -> dict[str, int]:
        """Return how long the files are that stand in the folders of some."""
        self.files.invalidate_cache()
        found: dict[str, int] = {}
        for folder in {path.rpartition("/")[0] for path in paths}:
            found |= {f"{folder}/{each['name'].rpartition('/')[2]}": each["size"] for each in self._in(folder)}
        return found

    def _in(self, folder: str) -> Iterator[dict[str, Any]]:
        try:
            yield from self.files.ls(self._at(folder), detail=True)
        except FileNotFoundError:
            return

    def _listed(self, path: str) -> dict[str, str]:
        try:
            return _digests(self.files.cat_file(self._at(path)))
        except FileNotFoundError:
            return {}

    def _remove(self, path: str) -> None:
        if self.files.exists(self._at(path)):
            self.files.rm_file(self._at(path))

    def _at(self, path: str) -> str:
        return f"{self.root}/{path}"


@contextmanager
def _as_os_error(address: str) -> Iterator[None]:
    """Say what goes wrong at a place as OSError: every service has exceptions of its own."""
    try:
        yield
    except Exception as error:  # they have no other parent in common
        raise OSError(f"{address}: {type(error).__name__}: {error}; run it again to go on") from error


def _kind(path: str) -> str:
    """Return what kind of file a web server calls a path."""
    return mimetypes.guess_type(path)[0] or "application/octet-stream"


def _digests(listed: bytes) -> dict[str, str]:
    """Return the files that a school's list names, with their digests; none where it is broken."""
    try:
        return dict(json.loads(listed)["files"])
    except (ValueError, KeyError, TypeError):
        return {}


def _wrong(message: str) -> SourceError:
    return SourceError([Problem(FILE, 0, message, CHECK)])
