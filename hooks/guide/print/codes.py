"""QR codes."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def qr_code(url: str) -> str:
    """Return a QR code as SVG, with the quiet zone of four modules that readers need (ISO/IEC 18004)."""
    buffer = io.BytesIO()
    segno.make(url, error="m", micro=False).save(buffer, kind="svg", border=4, xmldecl=False, svgns=True)
    return buffer.getvalue().decode()
