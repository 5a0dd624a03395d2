"""The copy of the guide that a reader may keep on a phone: one compressed file a language, and what it is."""

from __future__ import annotations

import json
from dataclasses import dataclass

from guide.source.files import gzipped
from guide.web.assets import digest, fingerprint

# What a whole language may take on a phone, in bytes.
MOST = 500_000


@dataclass(frozen=True)
class Copy:
    """A language's copy.

    about: `saved.json`, which is small and asked for often: `digest` is the copy's SHA-256 in base64
    packed: the copy, `name` its file: gzip of JSON, `{path below the site: text}`
    """

    about: str
    name: str
    packed: bytes


def copy(files: dict[str, str], tag: str) -> Copy:
    """Return the copy of some files, by their paths below the site. Raises ValueError when it is too large.

    tag: of the language, for dates
    """
    text = json.dumps(files, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    packed = gzipped(text.encode())
    if len(packed) > MOST:
        raise ValueError(f"the copy for {tag} has {len(packed)} bytes; {MOST} are allowed")
    version = fingerprint(text)
    name = f"saved.{version}.bin"  # not .gz: some servers say of that name that the browser shall unpack it
    about = {"version": version, "bytes": len(packed), "digest": digest(packed), "path": name, "tag": tag}
    return Copy(json.dumps(about), name, packed)
