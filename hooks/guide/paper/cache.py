"""What was printed before, kept by what it was made of."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path

from guide.source.files import write_whole

_DIGEST = hashlib.sha256().digest_size


class Cache:
    """A folder of byte strings, each under the hash of what it was made of. It can be deleted without harm.

    folder: made when something is first kept
    days: how long an entry stays after it was last used
    """

    def __init__(self, folder: Path, days: int = 30):
        self.folder = folder
        self._prune(time.time() - days * 24 * 60 * 60)

    def get(self, key: str) -> bytes | None:
        """Return what was kept, or None; what is damaged counts as not kept."""
        file = self.folder / key
        try:
            kept = file.read_bytes()
        except OSError:
            return None
        digest, value = kept[:_DIGEST], kept[_DIGEST:]
        if _digest(key, value) != digest:
            return None
        _touch(file)
        return value

    def put(self, key: str, value: bytes) -> None:
        """Keep a value: all of it or nothing, whoever else writes at the same time."""
        file = self.folder / key
        self.folder.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            shutil.rmtree(file)
        write_whole(file, _digest(key, value) + value, durable=False)

    def _prune(self, oldest: float) -> None:
        for file in self.folder.glob("*"):
            try:
                if file.stat().st_mtime < oldest:
                    file.unlink()
            except OSError:
                continue  # another build was faster


def _digest(key: str, value: bytes) -> bytes:
    """Return what tells a whole entry from a damaged one, and from one that was kept under another key."""
    return hashlib.sha256(f"{key}\n".encode() + value).digest()


def _touch(file: Path) -> None:
    try:
        os.utime(file)
    except OSError:
        return  # pruned, or not ours to touch; the value is at hand
