"""QR codes."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

# Of the code as a picture: pixels of the side of a module, and how wide it prints, 3 cm.
_MODULE = 20
_INCHES = 3 / 2.54


@lru_cache(maxsize=512)
def _code(url: str) -> segno.QRCode:
    return segno.make(url, error="m", micro=False)


@lru_cache(maxsize=512)
def qr_code(url: str) -> str:
    """Return a QR code as SVG, with the quiet zone of four modules that readers need (ISO/IEC 18004).

    It brings its white along: on a dark page, black on nothing cannot be read.
    """
    buffer = io.BytesIO()
    _code(url).save(buffer, kind="svg", border=4, light="white", xmldecl=False, svgns=True)
    return buffer.getvalue().decode()


@lru_cache(maxsize=512)
def qr_picture(url: str) -> bytes:
    """Return the same code as PNG, in black and white, for tools that take no SVG. It prints 3 cm wide, sharply."""
    code = _code(url)
    pixels = code.symbol_size(scale=_MODULE, border=4)[0]
    buffer = io.BytesIO()
    code.save(buffer, kind="png", border=4, scale=_MODULE, dpi=round(pixels / _INCHES))
    return buffer.getvalue()
