"""The copy of the guide that a reader may keep on a phone: one compressed file a language, and what it is.

A copy of a large guide holds as many pages as it has room for: those that come first matter most.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from guide.source.files import gzipped
from guide.web.assets import digest, fingerprint

# What a whole language may take on a phone, in bytes.
MOST = 500_000


@dataclass(frozen=True)
class Copy:
    """A language's copy.

    about: `saved.json`, which is small and asked for often: `digest` is the copy's SHA-256 in base64, `left` how many
        pages, the search among them, had no room
    packed: the copy, `name` its file: gzip of JSON, `{path below the site: text}`
    held: how many pages it holds
    """

    about: str
    name: str
    packed: bytes
    held: int


def copy(always: Mapping[str, str], pages: Mapping[str, str], tag: str) -> Copy:
    """Return the copy of some files, by their paths below the site.

    always: what every copy holds; pages: the rest, in the order in which they fill what is left of the room
    tag: of the language, for dates
    """
    held = len(pages)
    text, packed = _packed(always, pages, held)
    if len(packed) > MOST:
        held = _room(always, pages)
        text, packed = _packed(always, pages, held)
    version = fingerprint(text)
    name = f"saved.{version}.bin"  # not .gz: some servers say of that name that the browser shall unpack it
    about = {"version": version, "bytes": len(packed), "digest": digest(packed), "path": name, "tag": tag}
    return Copy(json.dumps(about | {"left": len(pages) - held}), name, packed, held)


def _room(always: Mapping[str, str], pages: Mapping[str, str]) -> int:
    """Return for how many of the pages there is room, which there is not for all."""
    counts = range(len(pages))
    return max(0, bisect_right(counts, MOST, key=lambda count: len(_packed(always, pages, count)[1])) - 1)


def _packed(always: Mapping[str, str], pages: Mapping[str, str], count: int) -> tuple[str, bytes]:
    files = dict(always) | dict(islice(pages.items(), count))
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text, gzipped(text.encode())
