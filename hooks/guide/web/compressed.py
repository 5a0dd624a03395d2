"""Copies that a web server sends as they are: each text of a built site in gzip and in Brotli, as small as can be.

nginx looks for them with `gzip_static` and `brotli_static`: `page.html.gz` and `page.html.br` beside `page.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
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
    return sum(
        _written(Path(copy), small) for file in files for copy, small in copies(str(file), file.read_bytes(), store)
    )


def copies(path: str, content: bytes, store: Store) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each copy of a file that is smaller than this; none of what is no text.

    store: keeps what was compressed before
    """
    for way in WAYS if Path(path).suffix in KINDS else ():
        small = store.made(digest("compressed", way, content, makers(__name__)), partial(WAYS[way], content))
        if len(small) < len(content):
            yield f"{path}{way}", small


def _written(copy: Path, small: bytes) -> bool:
    if copy.exists():  # MkDocs packs the sitemap itself
        return False
    copy.write_bytes(small)
    return True
