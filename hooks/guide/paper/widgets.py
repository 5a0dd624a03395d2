"""Fields to fill in on a screen: put where the template left a link that carries a field's name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from guide.forms.model import Form, Place
from guide.paper import tags, typed

SCHEME = "field:"
SIZE = 12

# PDFium draws letters beyond Windows-1252 in the font of the file only if that is a font of symbols, and it tells those
# by this name.
FONT = "/Wingdings"

_PRINTED = 4  # annotation flag: on paper, too
_SEVERAL_LINES = 1 << 12
_RADIO = 1 << 15


def boxes(form: Form) -> dict[str, Place]:
    """Return the places of a form that can be filled in as a PDF, by the marks that the template puts there."""
    return {place.mark: place for each in form.fields for place in each.places() if place.kind != "drawing"}


def add_fields(document: pikepdf.Pdf, wanted: Mapping[str, Place], language: str) -> None:
    """Turn each link that carries a box's name into a field, for letters of a language, by its BCP 47 tag.

    Raises ValueError unless each has exactly one place.
    """
    found = list(tags.links(document, SCHEME))
    names = [name for _, annotations, name in found for _ in annotations]
    if sorted(names) != sorted(wanted):
        raise ValueError(f"places to write: found {sorted(names)}, expected {sorted(wanted)}")
    maker = _Maker(document, language)
    for tag, (annotation,), name in found:
        _retag(tag)
        maker.make(annotation, name, wanted[name])
    _in_reading_order(document, [annotation for _, (annotation,), _ in found])
    document.Root.AcroForm = Dictionary(Fields=Array(maker.fields), DA=maker.look, DR=Dictionary(Font=maker.fonts))


def _retag(tag: Object) -> None:
    tag.S = Name.Form
    for key in ("/Alt", "/A"):
        if key in tag:
            del tag[key]


def _in_reading_order(document: pikepdf.Pdf, annotations: list[Object]) -> None:
    """Sort each page's annotations, for viewers that go by their order; tell the others to go by the tags."""
    places = {each.objgen: at for at, each in enumerate(annotations)}
    for page in document.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array(sorted(page.obj.Annots, key=lambda each: places.get(each.objgen, -1)))
            page.obj.Tabs = Name.S


class _Maker:
    """Makes fields of annotations, in one document."""

    def __init__(self, document: pikepdf.Pdf, language: str):
        self.document = document
        self.fonts = Dictionary({FONT: typed.font(document, language), "/Ticks": _ticks(document)})
        self.look = String(f"{FONT} {SIZE} Tf 0 g")
        self.fitted = String(f"{FONT} 0 Tf 0 g")  # letters as large as the box takes (ISO 32000-1, 12.7.3.3)
        self.groups: dict[str, Object] = {}
        self.fields: list[Object] = []
        self.drawing = lru_cache(maxsize=None)(partial(_drawing, document))

    def make(self, annotation: Object, name: str, box: Place) -> None:
        """Turn an annotation into a field, or into one button of a group."""
        for key in ("/A", "/Contents", "/QuadPoints", "/Border", "/H", "/C", "/Dest"):
            if key in annotation:
                del annotation[key]
        annotation.Subtype = Name.Widget
        annotation.F = _PRINTED
        annotation.TU = String(box.question)
        match box.kind:
            case "line" | "lines":
                self._text(annotation, name, box)
            case "tick":
                self._tick(annotation, name)
            case "one":
                self._radio(annotation, name, box)
            case "drawing":
                raise ValueError(f"{name} is for a pen, not for a screen")
            case unknown:
                assert_never(unknown)

    def _text(self, annotation: Object, name: str, box: Place) -> None:
        annotation.FT = Name.Tx
        annotation.T = String(name)
        annotation.DA = self.look if box.kind == "lines" else self.fitted
        annotation.Ff = _SEVERAL_LINES if box.kind == "lines" else 0
        annotation.AP = Dictionary(N=self.drawing(*_extent(annotation), b"/Tx BMC EMC"))
        self.fields.append(annotation)

    def _tick(self, annotation: Object, name: str) -> None:
        annotation.FT = Name.Btn
        annotation.T = String(name)
        annotation.V = Name.Off
        self._button(annotation, "Yes", "4")  # a tick, in the letters of Zapf Dingbats
        self.fields.append(annotation)

    def _radio(self, annotation: Object, name: str, box: Place) -> None:
        group = box.name
        if group not in self.groups:
            parent = Dictionary(FT=Name.Btn, Ff=_RADIO, T=String(group), TU=String(box.group), V=Name.Off, Kids=Array())
            self.groups[group] = self.document.make_indirect(parent)
            self.fields.append(self.groups[group])
        self.groups[group].Kids.append(annotation)
        annotation.Parent = self.groups[group]
        self._button(annotation, f"Choice{box.value}", "4")

    def _button(self, annotation: Object, state: str, sign: str) -> None:
        width, height = _extent(annotation)
        annotation.AS = Name.Off
        annotation.DA = String("/Ticks 0 Tf 0 g")
        annotation.MK = Dictionary(CA=String(sign))
        on = self.drawing(width, height, _tick(width, height))
        annotation.AP = Dictionary(N=Dictionary({"/Off": self.drawing(width, height, b""), f"/{state}": on}))


def _extent(annotation: Object) -> tuple[float, float]:
    left, bottom, right, top = (float(each) for each in annotation.Rect)
    return round(right - left, 2), round(top - bottom, 2)


def _tick(width: float, height: float) -> bytes:
    """Return the strokes of a tick, in the middle of its box."""
    size = min(width, height)
    left, bottom = (width - size) / 2, (height - size) / 2
    points = [(left + x * size, bottom + y * size) for x, y in ((0.2, 0.5), (0.42, 0.24), (0.82, 0.78))]
    path = " ".join(f"{x:.2f} {y:.2f} {'l' if at else 'm'}" for at, (x, y) in enumerate(points))
    return f"q {0.09 * size:.2f} w 1 J 1 j {path} S Q".encode()


def _drawing(document: pikepdf.Pdf, width: float, height: float, strokes: bytes) -> Object:
    stream = document.make_stream(strokes)
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox, stream.Resources = Array([0, 0, width, height]), Dictionary()
    return stream


def _ticks(document: pikepdf.Pdf) -> Object:
    return document.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats))
