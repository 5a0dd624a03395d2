"""From a document's data to its PDF or its picture: the compiler, and what is done afterwards."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import typst
from PIL import Image, ImageColor

from guide.forms.model import Place
from guide.kept import Store, digest, makers, open_store
from guide.paper import spoken, tags, widgets
from guide.paper.codes import Codes
from guide.pictures import pictures
from guide.source.problems import Problem, SourceError
from guide.source.site import without_scheme

PRINT = Path(__file__).parent
CORE = PRINT.parent

# The same for every build: a PDF changes when its content does.
_TIMESTAMP = 1_735_689_600  # 2025-01-01T00:00:00Z

# Of a picture: how many steps there are from its paper to its ink and to its accent. Packing it harder than this takes
# four times as long and saves a tenth.
_OF_INK, _OF_ACCENT = 15, 8
_COMPRESSION = 6
# The places of two colours in its palette.
_PAPER, _ACCENT = 0, _OF_INK + _OF_ACCENT


@dataclass(frozen=True)
class Document:
    """What is to be printed.

    name: the PDF's, source: the file that says what is on it; both for messages
    template: the Typst file's stem
    data: what the template reads, the same for each school
    publisher: what stands at the foot; urls: the addresses whose codes it shows
    boxes: the places to write that become fields to fill in
    """

    name: str
    source: str
    template: str
    data: Mapping[str, Any]
    publisher: Mapping[str, Any] = field(default_factory=dict)
    urls: tuple[str, ...] = ()
    boxes: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The data as JSON."""
        return json.dumps(self.data, ensure_ascii=False)


@dataclass(frozen=True)
class Printed:
    """A PDF: its file name, its number of A4 sides, and which of several attempts it is."""

    file_name: str
    pdf: bytes
    sides: int
    attempt: int

    @property
    def kilobytes(self) -> int:
        """Size in units of 1,000 bytes, rounded up."""
        return -(-len(self.pdf) // 1000)


@dataclass(frozen=True)
class Canvas:
    """What a picture is put on, in pixels; what is empty need not be drawn, and most of it is.

    width, height: of the picture; top: the empty rows above what is drawn; line: the height of the line at its foot
    """

    width: int
    height: int
    top: int
    line: int


def open_press(root: Path) -> Press:
    """Return the press of a checkout, which keeps what it has printed in the checkout's `.cache` folder."""
    return Press(open_store(root), root)


class Press:
    """Prints documents, each only once. One compiler serves all of them, so that fonts are read once.

    root: the checkout, in whose sources a letter that no font has is looked for
    foot: the file that says who publishes what is printed
    """

    def __init__(self, store: Store, root: Path | None = None, foot: str = "mkdocs.yml"):
        self.store = store
        self.codes = Codes(store)
        self.root = root
        self.foot = foot

    def print(self, document: Document, attempts: Sequence[int] = (0,)) -> Printed:
        """Print a document: of several attempts, whose number the template is told, the first with the fewest sides.

        Raises SourceError when it cannot be printed.
        """
        key = self._key(document, tuple(attempts))
        return _unpacked(document.name, self.store.made(key, lambda: _packed(self._best(document, attempts))))

    def attempt(self, document: Document, attempts: Sequence[int]) -> int:
        """Return the attempt that `print` chooses. Raises SourceError."""
        fit = self._fit(document, attempts)
        return fit[0] if fit else self.print(document, attempts).attempt

    def picture(self, document: Document, canvas: Canvas) -> bytes:
        """Draw a document of one side as PNG, one pixel a point, in the shades of its `colours`.

        Raises SourceError when it cannot be drawn.
        """
        shades = _shades(document.data["colours"])
        key = self._key(document, canvas)
        return self.store.made(key, lambda: _drawn(self._compiled(document, format="png", ppi=72), shades, canvas))

    def _key(self, document: Document, made: tuple[int, ...] | Canvas) -> str:
        """Return a key of all that goes into a PDF, of one of some attempts, or into a picture."""
        own = document.publisher, document.urls
        return digest(makers(__name__), document.template, document.text, own, document.boxes, made)

    def _fit(self, document: Document, attempts: Sequence[int]) -> tuple[int, int] | None:
        """Return which attempt was chosen for this document, whichever school's, and its sides; None if none was."""
        number, _, sides = (self.store.get(_fit_key(document, attempts)) or b"").partition(b" ")
        return (int(number), int(sides)) if sides else None

    @cached_property
    def _compiler(self) -> typst.Compiler:
        return typst.Compiler(root=str(CORE), font_paths=[str(PRINT / "fonts")], ignore_system_fonts=True)

    def _best(self, document: Document, attempts: Sequence[int]) -> Printed:
        """Return the first attempt with the fewest sides, finished. What was chosen for one school holds for all."""
        if fit := self._fit(document, attempts):
            best = self._attempt(document, fit[0])
        if not fit or best.sides != fit[1]:
            best = self._tried(document, attempts)
            self.store.put(_fit_key(document, attempts), b"%d %d" % (best.attempt, best.sides))
        return dataclasses.replace(best, pdf=_finished(best.pdf, document))

    def _tried(self, document: Document, attempts: Sequence[int]) -> Printed:
        """Return the first attempt with the fewest sides; when the boldest saves nothing, none between is made."""
        first, *others = attempts
        best = self._attempt(document, first)
        if best.sides > 1 and others:
            boldest = self._attempt(document, others.pop())
            if boldest.sides < best.sides:
                between = (self._attempt(document, each) for each in others)
                best = next((each for each in between if each.sides == boldest.sides), boldest)
        return best

    def _attempt(self, document: Document, number: int) -> Printed:
        pdf = self._compiled(document, number, format="pdf", pdf_standards="ua-1", timestamp=_TIMESTAMP)
        return Printed(document.name, pdf, _sides(pdf), number)

    def _compiled(self, document: Document, attempt: int = 0, **how: Any) -> bytes:
        files = {
            "main.typ": self._main(document),
            "data.typ": _defined("data", document.text),
            "attempt.typ": _defined("attempt", str(attempt)),
            "pictures.typ": _pictures(),
        }
        try:
            # Files, not inputs: these are a part of Typst’s library, and what was laid out with another is of no use.
            made = self._compiler.compile(input=files, **how)
        except typst.TypstError as error:
            message = f"{document.name} cannot be printed: {_explained(error, document, self.foot)}"
            place = self._place(error, document) or (document.source, 0)
            raise SourceError([Problem(*place, message, "print")]) from error
        if not isinstance(made, bytes):
            raise TypeError(f"{document.name} has to be one file")
        return made

    def _main(self, document: Document) -> bytes:
        """Return what Typst begins with: what is the school's own, and the template."""
        own = {
            "publisher": document.publisher,
            "urls": document.urls,
            "addresses": [without_scheme(each) for each in document.urls],
            "codes": {url: self.codes.drawing(url) for url in document.urls},
        }
        said = _said(json.dumps(own, ensure_ascii=False))
        return f'#metadata({said})<own>\n#include "/paper/{document.template}.typ"\n'.encode()

    def _place(self, error: typst.TypstError, document: Document) -> tuple[str, int] | None:
        """Return the file and line where a missing letter first stands: in the source, the settings or a catalogue."""
        if self.root is None or not (match := _MISSING.search(error.message)):
            return None
        files = (document.source, self.foot, *sorted(map(str, self.root.glob("translations/*.po"))))
        return next((found for each in files if (found := _first(match["letter"], self.root / each, self.root))), None)


def _first(letter: str, file: Path, root: Path) -> tuple[str, int] | None:
    before, found, _ = (file.read_text(encoding="utf-8") if file.is_file() else "").partition(letter)
    return (file.relative_to(root).as_posix(), 1 + before.count("\n")) if found else None


def _finished(pdf: bytes, document: Document) -> bytes:
    """Return what the compiler made with words behind its letters and fields to fill in, as small as it can be."""
    made, tag = tags.opened(pdf), document.data["sides"][0]["tag"]
    made.Root.Lang = tag  # the compiler knows of no scripts, and would say `zh` for `zh-Hans`
    if any(each["spoken"] for each in document.data["languages"].values()):
        spoken.add_words(made)
    if document.boxes:
        widgets.add_fields(made, document.boxes, tag)
    return tags.saved(made)


@lru_cache(maxsize=1000)
def letters(text: str) -> int:
    """Return how many letters a text has, as readers count them, whatever they are made of."""
    return int(_counter().eval(f"{_literal(text)}.clusters().len()"))


@cache
def _counter() -> typst.Compiler:
    return typst.Compiler(ignore_system_fonts=True)


def _fit_key(document: Document, attempts: Sequence[int]) -> str:
    return digest(makers(__name__), "fit", document.template, document.text, tuple(attempts))


def _literal(text: str) -> str:
    """Return a text as Typst writes it: as JSON does, where it has no letters that cannot be seen."""
    return json.dumps(text, ensure_ascii=False)


def _said(text: str) -> str:
    """Return JSON as an expression of Typst's."""
    return f"json(bytes({_literal(text)}))"


def _defined(name: str, text: str) -> bytes:
    """Return a file that says in Typst's language what a name stands for, of its JSON."""
    return f"#let {name} = {_said(text)}\n".encode()


@cache
def _pictures() -> bytes:
    there = {name: {"svg": each.svg, "mirrored": each.mirrored} for name, each in pictures().items()}
    return _defined("pictures", json.dumps(there))


def _shades(colours: Mapping[str, str]) -> Image.Image:
    """Return a palette: paper, and the shades from it to the ink and to the accent, at the edges of letters."""
    paper, ink, accent = (ImageColor.getrgb(colours[name])[:3] for name in ("paper", "ink", "accent"))
    mixed = [_between(paper, ink, at / _OF_INK) for at in range(_OF_INK + 1)]
    mixed += [_between(paper, accent, at / _OF_ACCENT) for at in range(1, _OF_ACCENT + 1)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for shade in mixed for part in shade])
    return palette


def _between(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def _drawn(png: bytes, shades: Image.Image, canvas: Canvas) -> bytes:
    """Return what the compiler drew, as wide as the canvas, on the paper with the line in the accent at its foot."""
    buffer = io.BytesIO()
    drawn = Image.open(io.BytesIO(png)).convert("RGB").quantize(palette=shades, dither=Image.Dither.NONE)
    whole = Image.new("P", (canvas.width, canvas.height), _PAPER)
    whole.putpalette(drawn.getpalette() or [])
    whole.paste(drawn, (0, canvas.top))
    whole.paste(_ACCENT, (0, canvas.height - canvas.line, canvas.width, canvas.height))
    whole.save(buffer, "PNG", compress_level=_COMPRESSION)
    return buffer.getvalue()


def _packed(printed: Printed) -> bytes:
    return f"{printed.sides} {printed.attempt}\n".encode() + printed.pdf


def _unpacked(name: str, kept: bytes) -> Printed:
    facts, pdf = kept.split(b"\n", 1)
    sides, attempt = map(int, facts.split())
    return Printed(name, pdf, sides, attempt)


def _sides(pdf: bytes) -> int:
    # Typst writes one uncompressed page tree.
    counts = re.findall(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)", pdf)
    return int(counts[0]) if counts else 0


# --- messages ---

_MISSING = re.compile(r'text `"(?P<letter>.+?)"` could not be displayed')


def _explained(error: typst.TypstError, document: Document, foot: str) -> str:
    """Return the compiler's message on one line; of a missing letter, its text and that text's language."""
    if not (match := _MISSING.search(error.message)):
        return " ".join(" ".join([error.message, *error.hints]).split())
    letter = match["letter"]
    places = (f'"{text}" ({lang})' for text, lang in _texts(document.data) if letter in text)
    code = " ".join(f"U+{ord(each):04X}" for each in letter)
    place = next(places, f"what {foot} says of the publisher")
    return f'no font has "{letter}" ({code}) in {place}; see paper/fonts/README.md'


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text of a document's data, with its language."""
    if isinstance(value, Mapping):
        if value.keys() >= {"text", "lang"}:
            yield value["text"], value["lang"]
        value = list(value.values())
    if isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
