"""Forms as PDF: one sheet template, many editions.

An edition says for whom a sheet is made: its language, a second language beside it, the size of its letters. A new
edition is a new entry in `editions`; the template reads what it needs from the same data.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
import typst

from guide.forms import Form, Text, translate, translate_text
from guide.languages import Language
from guide.problems import Problem, SourceError
from guide.segments import Lookup
from guide.site import Site

PRINT = Path(__file__).parent / "print"

# UKAAF: 12 pt at least for print, 18 pt for large print.
STANDARD_SIZE = 12

# A translation is often longer than its English: how many ruled lines a place to write may lose to save a side.
MOST_LINES_LESS = 2

# For each script: its font, by how much that must grow to look as large as Noto Sans, and the room between its lines
# in parts of the letters' size; Arabic letters reach further up and down.
FONTS = {
    "Latn": ("Noto Sans", 1.0, 0.55),
    "Cyrl": ("Noto Sans", 1.0, 0.55),
    "Arab": ("Noto Naskh Arabic", 1.15, 0.75),
}

# Words of the sheet that belong to no form.
LABELS = {
    "page": "Page {n} of {m}",
    "one": "Choose one.",
    "face": "Circle one face.",
}

# The same for every build: a PDF changes when its content does.
_TIMESTAMP = 1_735_689_600  # 2025-01-01T00:00:00Z


@dataclass(frozen=True)
class Edition:
    """For whom a sheet is made.

    second: the language that stands beside the first, or None
    size: of the letters, in points
    """

    language: Language
    second: Language | None = None
    size: int = STANDARD_SIZE

    def file_name(self, slug: str) -> str:
        """Return the PDF's name: `prepare-ar.pdf`, `prepare-ar-en.pdf`. Newsletters link to it: never change it."""
        parts = [slug, self.language.locale] + ([self.second.locale] if self.second else [])
        return "-".join(parts) + ".pdf"


def editions(site: Site, language: Language) -> tuple[Edition, ...]:
    """Return the editions in which every form is printed for a language, the most useful first."""
    standard = Edition(language)
    if language == site.source:
        return (standard,)
    return (standard, Edition(language, second=site.source))


@dataclass(frozen=True)
class Sheet:
    """A printed form: its file name, its PDF, its number of A4 sides."""

    edition: Edition
    file_name: str
    pdf: bytes
    sides: int

    @property
    def kilobytes(self) -> int:
        """Size in units of 1,000 bytes, rounded up."""
        return -(-len(self.pdf) // 1000)


class Printer:
    """Makes sheets. One compiler serves all of them, so that fonts are read once.

    lookups: for each locale, the function that translates into it
    """

    def __init__(self, site: Site, lookups: Callable[[Language], Lookup]):
        self.site = site
        self.lookups = lookups
        self.compiler = typst.Compiler(
            str(PRINT / "form.typ"), root=str(PRINT), font_paths=[str(PRINT / "fonts")], ignore_system_fonts=True
        )

    def sheets(self, form: Form, address: str, language: Language, source: str) -> Iterator[Sheet]:
        """Yield a form's sheets in all editions of a language.

        address: the form page's address below the site's, in the source language, e.g. `forms/prepare/`
        source: the file that defines the form, for messages. Raises SourceError when a sheet cannot be made.
        """
        for edition in editions(self.site, language):
            yield self.sheet(form, address, edition, source)

    def sheet(self, form: Form, address: str, edition: Edition, source: str) -> Sheet:
        """Make one sheet. Where a ruled line or two less in each place to write saves a side, it has them less."""
        name = edition.file_name(form.slug)
        data = self._data(form, self.site.page_url(edition.language, address), edition)
        best = self._compiled(data | {"less": 0}, name, source)
        for less in range(1, MOST_LINES_LESS + 1):
            if _sides(best) == 1:
                break
            tighter = self._compiled(data | {"less": less}, name, source)
            best = tighter if _sides(tighter) < _sides(best) else best
        return Sheet(edition, name, best, _sides(best))

    def _compiled(self, data: Mapping[str, Any], name: str, source: str) -> bytes:
        try:
            pdf = self.compiler.compile(
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards="ua-1",
                timestamp=_TIMESTAMP,
            )
        except typst.TypstError as error:
            message = f"{name} cannot be printed: {_explained(error)}"
            raise SourceError([Problem(source, 0, message, "print")]) from error
        if not isinstance(pdf, bytes):
            raise TypeError("the compiler gave no PDF")
        return pdf

    def _data(self, form: Form, url: str, edition: Edition) -> dict[str, Any]:
        languages = [edition.language] + ([edition.second] if edition.second else [])
        return {
            "size": edition.size,
            "languages": {each.tag: _described(each) for each in {*languages, self.site.source}},
            "sides": [self._side(form, each) for each in languages],
            "url": url,
            "address": re.sub(r"^https?://|/$", "", url),
            "code": qr_code(url),
            "publisher": list(self.site.publisher.lines),
        }

    def _side(self, form: Form, language: Language) -> Mapping[str, Any]:
        lookup = self.lookups(language)
        return {
            "tag": language.tag,
            "form": _plain(translate(form, lookup, language.tag)),
            "labels": {key: _plain(translate_text(Text(text), lookup, language.tag)) for key, text in LABELS.items()},
        }


def _plain(value: Any) -> Any:
    """Turn a form into what JSON can hold. A field's kind travels with it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return parts | ({"kind": value.kind} if hasattr(value, "kind") else {})
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _described(language: Language) -> Mapping[str, Any]:
    if language.script not in FONTS:
        message = f"no font for the script {language.script} of {language.locale}; add one to print/fonts and to FONTS"
        raise SourceError([Problem("hooks/guide/printables.py", 0, message, "print")])
    font, scale, leading = FONTS[language.script]
    primary, *rest = language.tag.split("-")
    region = next((each.lower() for each in rest if each.isupper()), None)
    face = {"font": font, "scale": scale, "leading": leading}
    return {"lang": primary, "region": region, "dir": language.direction, **face}


@lru_cache(maxsize=256)
def qr_code(url: str) -> str:
    """Return a QR code as SVG, with the quiet zone of four modules that readers need (ISO/IEC 18004)."""
    buffer = io.BytesIO()
    segno.make(url, error="m", micro=False).save(buffer, kind="svg", border=4, xmldecl=False, svgns=True)
    return buffer.getvalue().decode()


def _explained(error: typst.TypstError) -> str:
    """Return the compiler's message on one line, with its hints."""
    return " ".join(" ".join([error.message, *error.hints]).split())


def _sides(pdf: bytes) -> int:
    # Typst writes one uncompressed page tree.
    counts = re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", pdf)
    return int(counts[0]) if counts else 0
