"""Copies that a web server sends as they are: each text of a built site in gzip and in Brotli, as small as can be.

nginx looks for them with `gzip_static` and `brotli_static`: `page.html.gz` and `page.html.br` beside `page.html`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import brotli

from guide.kept import Store, digest, makers
from guide.source.files import gzipped

KINDS = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
# Brotli's own default is its smallest.
WAYS: dict[str, Callable[[bytes], bytes]] = {".gz": gzipped, ".br": brotli.compress}


def compress(folder: Path, store: Store) -> int:
    """Write the copies of a site's texts that are smaller than these, and return how many. Raises OSError.

    store: keeps what was compressed before
    """
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix in KINDS]
    return sum(_copied(file, way, store) for file in files for way in WAYS)


def _copied(file: Path, way: str, store: Store) -> bool:
    copy, content = file.with_name(file.name + way), file.read_bytes()
    if copy.exists():  # MkDocs packs the sitemap itself
        return False
    small = store.made(digest("compressed", way, content, makers()), lambda: WAYS[way](content))
    if len(small) < len(content):
        copy.write_bytes(small)
    return len(small) < len(content)
