"""The publisher's logo: an SVG or PNG that is small, has a size, and brings nothing along that could do harm."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

HEAVIEST = 20_000  # bytes
SMALLEST, LARGEST = 120, 1000  # pixels of a PNG's longer side: 15 mm on paper, and more than any screen here needs
FLATTEST = 6  # how many times as wide as high, or as high as wide
SHOWN_WIDTH, SHOWN_HEIGHT = 200, 64  # the room in the foot of a page, in CSS pixels

_PNG = b"\x89PNG\r\n\x1a\n"
_HEADER = 33  # bytes of a PNG up to the end of its first part
_SVG = "{http://www.w3.org/2000/svg}"
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LENGTH = re.compile(r"\s*(\d*\.?\d+)(px|pt|pc|mm|cm|in|)\s*")
# What a drawing is made of. Everything else, also what will be invented one day, is kept out.
_ALLOWED = {
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "textPath",
    "image",
    "style",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
}
_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!['\"]?#)|javascript:|expression\(", re.IGNORECASE)
_EMBEDDED = re.compile(r"\s*(?:#|data:image/(?:png|jpeg);base64,)", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A sound logo.

    path: below docs/, and so below the site; kind: `svg` or `png`, by its content
    width, height: its own size, in pixels
    """

    path: str
    kind: str
    data: bytes
    width: float
    height: float

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height in the foot of a page, in CSS pixels."""
        scale = min(SHOWN_WIDTH / self.width, SHOWN_HEIGHT / self.height)
        return round(self.width * scale), round(self.height * scale)


def read_logo(docs: Path, path: str) -> tuple[Logo | None, list[str]]:
    """Read a logo from its path below docs/. Returns it, or None and what is wrong with it."""
    file = docs / path
    if not path or "\\" in path or ":" in path or not file.resolve().is_relative_to(docs.resolve()):
        return None, [f'"{path}" is not in docs/; put the picture there and write its path below it, such as logo.svg']
    if not file.is_file():
        return None, [f"there is no docs/{path}; put the picture there, or leave this empty"]
    data = file.read_bytes()
    kind = "png" if data.startswith(_PNG) else "svg"
    size, wrong = _png(data) if kind == "png" else _svg(data)
    problems = [*_heavy(data, kind), *wrong, *_shape(size), *(_misnamed(path, kind) if size else ())]
    if problems or size is None:
        return None, [f"docs/{path}: {each}" for each in problems]
    return Logo(path, kind, data, *size), []


def _heavy(data: bytes, kind: str) -> Iterator[str]:
    if len(data) > HEAVIEST:
        how = {
            "png": "save it with fewer pixels, 400 wide is plenty, and with a palette of 64 colours or fewer",
            "svg": "save it as “optimised” or “plain” SVG, or save it as a PNG 400 pixels wide",
        }
        kilobytes = f"{len(data) / 1000:.1f}"
        yield f"it has {kilobytes} KB, {HEAVIEST // 1000} KB at most: every page carries it; {how[kind]}"


def _misnamed(path: str, kind: str) -> Iterator[str]:
    """Servers tell browsers what a file is by its name."""
    if not path.endswith(f".{kind}"):
        yield f"it is {kind.upper()} by its content; name it {path.rpartition('.')[0] or path}.{kind}"


def _shape(size: tuple[float, float] | None) -> Iterator[str]:
    if size and max(size) > FLATTEST * min(size):
        yield f"it is {size[0]:g} by {size[1]:g}; one side may be {FLATTEST} times as long as the other at most"


def _png(data: bytes) -> tuple[tuple[int, int] | None, list[str]]:
    head = data[12 : _HEADER - 4]
    if (
        len(data) < _HEADER
        or head[:4] != b"IHDR"
        or struct.unpack(">I", data[_HEADER - 4 : _HEADER])[0] != zlib.crc32(head)
    ):
        return None, ["this PNG is damaged; save it again"]
    if b"IEND" not in data[-12:]:
        return None, ["this PNG is cut off at its end; save it again"]
    width, height = struct.unpack(">II", head[4:12])
    if max(width, height) < SMALLEST:
        message = f"it is {width} by {height} pixels; the longer side needs {SMALLEST} to be sharp on paper"
        return None, [message]
    if max(width, height) > LARGEST:
        return None, [f"it is {width} by {height} pixels, {LARGEST} at most; save it about 400 pixels wide"]
    return ((width, height), []) if min(width, height) else (None, ["it has no pixels; save it again"])


def _svg(data: bytes) -> tuple[tuple[float, float] | None, list[str]]:
    if b"<!ENTITY" in data:
        return None, ["it defines entities; save it as “plain SVG”"]
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 (no entities, and a few KB)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None, ["it is neither SVG nor PNG by its content; save the picture as one of the two"]
    if root.tag != f"{_SVG}svg":
        return None, ['it is XML, but no SVG; the first element has to be <svg xmlns="http://www.w3.org/2000/svg">']
    unsafe = [f"it holds {each}; save it as “plain SVG”, without it" for each in dict.fromkeys(_unsafe(root, data))]
    size = _svg_size(root)
    missing = [] if size else ["it has no size; give <svg> a viewBox, or width and height"]
    return size, unsafe + missing


def _unsafe(root: ElementTree.Element, data: bytes) -> Iterator[str]:
    if b"<?xml-stylesheet" in data:
        yield "a style sheet from outside itself"
    for element in root.iter():
        name = _local(element.tag)
        if name not in _ALLOWED or not str(element.tag).startswith(_SVG):
            yield f"<{name}>"
        if name == "style" and _OUTSIDE.search(element.text or ""):
            yield "a style that refers outside itself"
        for key, value in element.attrib.items():
            attribute = _local(key)
            if attribute.lower().startswith("on"):
                yield f"{attribute}=, which runs a script"
            refers = attribute in ("href", "src")
            if (refers and not _EMBEDDED.match(value)) or (not refers and _OUTSIDE.search(value)):
                yield f'a reference outside itself, {attribute}="{value[:40]}"'


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _svg_size(root: ElementTree.Element) -> tuple[float, float] | None:
    try:
        box = [float(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    except ValueError:
        box = []
    lengths = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    width, height = [float(each[1]) * _UNITS[each[2]] if each else 0.0 for each in lengths]
    if not (width and height) and len(box) == 4:  # noqa: PLR2004 (left, top, width, height)
        width, height = box[2:]
    return (width, height) if width > 0 and height > 0 else None
