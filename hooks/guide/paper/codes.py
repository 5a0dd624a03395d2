"""QR codes."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from guide.kept import Store, digest, makers

# Of the code as a picture: pixels of the side of a module, and how wide it prints, 3 cm.
_MODULE = 20
_INCHES = 3 / 2.54

_QUIET = 4  # modules around a code that readers need (ISO/IEC 18004)


class Codes:
    """The codes of addresses, each drawn once and then kept."""

    def __init__(self, store: Store):
        self._store = store

    def drawing(self, url: str) -> str:
        """Return a code as SVG, see `qr_code`."""
        return self._store.made(digest(makers(__name__), "code as SVG", url), lambda: qr_code(url).encode()).decode()

    def picture(self, url: str) -> bytes:
        """Return a code as PNG, see `qr_picture`."""
        return self._store.made(digest(makers(__name__), "code as PNG", url), lambda: qr_picture(url))


@lru_cache(maxsize=8)
def _code(url: str) -> segno.QRCode:
    """Return a code; it is asked for once for each of its shapes, one after the other."""
    return segno.make(url, error="m", micro=False)


def qr_code(url: str) -> str:
    """Return a QR code as SVG, with its quiet zone.

    It brings its white along: on a dark page, black on nothing cannot be read.
    """
    buffer = io.BytesIO()
    _code(url).save(buffer, kind="svg", border=_QUIET, light="white", xmldecl=False, svgns=True)
    return buffer.getvalue().decode()


def qr_picture(url: str) -> bytes:
    """Return the same code as PNG, in black and white, for tools that take no SVG. It prints 3 cm wide, sharply."""
    code = _code(url)
    pixels = code.symbol_size(scale=_MODULE, border=_QUIET)[0]
    buffer = io.BytesIO()
    code.save(buffer, kind="png", border=_QUIET, scale=_MODULE, dpi=round(pixels / _INCHES))
    return buffer.getvalue()
