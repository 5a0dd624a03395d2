"""Pictures in pages: a block that names one begins with it; what names one that is not there is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from jinja2.ext import extract_from_ast
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from guide.pictures import CHECK, no_picture, picture
from guide.project import Project
from guide.source.pages import Page
from guide.source.problems import Problem
from guide.source.template import parsed_template
from guide.translation.segments import AFTER_INLINE
from guide.web.page import Heading, heading_of

_CORE = Path(__file__).parent.parent
_PICTURE = re.compile(r'<svg class="picture".*?</svg>')
_PART = re.compile(rf"<h2\b([^>]*)>({_PICTURE.pattern})(.*?)</h2>(.*?)(?=<h2\b|\Z)", re.DOTALL)
_INLINE = {"a", "abbr", "code", "em", "img", "span", "strong"}


class PictureExtension(Extension):
    """Python-Markdown extension that draws the picture of each block with `{: picture=name }`.

    Set `rtl` before each page: whether it runs from right to left.
    """

    rtl = False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Register what draws."""
        md.treeprocessors.register(_Draw(md, self), "pictures", AFTER_INLINE - 2)


class _Draw(Treeprocessor):
    def __init__(self, md: Markdown, extension: PictureExtension):
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        for block in list(root.iter()):
            if (name := block.attrib.pop("picture", None)) is not None:
                if (element := _link_of(block)) is block:
                    block.set("class", f"{block.get('class', '')} pictured".strip())
                drawing = self.md.htmlStash.store(picture(name, rtl=self.extension.rtl))
                element.text = f"{drawing}{element.text or ''}"


def _link_of(block: Element) -> Element:
    """Return the link that is all of a block, also one marked as English, or else the block."""
    inner = block
    while len(inner) and not (inner.text or "").strip() and not (inner[0].tail or "").strip():
        inner = inner[0]
        if inner.tag == "a":
            return inner
    return block


@dataclass(frozen=True)
class Part(Heading):
    """A part of a page whose heading has a picture.

    way: the pictures from the heading through the steps below it, each once
    """

    picture: Markup
    way: tuple[Markup, ...]


def parts(content: str) -> list[Part]:
    """Return the parts of a rendered page whose headings have pictures."""
    return [_part(*found.groups()) for found in _PART.finditer(content)]


def _part(attributes: str, drawing: str, title: str, below: str) -> Part:
    way = tuple(map(Markup, dict.fromkeys([drawing, *_PICTURE.findall(below)])))
    return Part(**vars(heading_of(attributes, title)), picture=way[0], way=way)


def wrong_pictures(project: Project) -> Iterator[Problem]:
    """Find what names a picture that is not there, or names one where none can be: in pages and templates."""
    for page in project.pages:
        for part in project.parsed(page).parts:
            if (name := part.attributes.get("picture")) is not None:
                message = _inside(name) if part.tag in _INLINE else no_picture(name)
                for line in _lines(page, name) if message else ():
                    yield Problem(page.path, line, message, CHECK)
    for file, line, name in _in_templates(project.root):
        if message := no_picture(name):
            yield Problem(file, line, message, CHECK)


def _inside(name: str) -> str:
    return f"picture={name} stands inside a text that is translated; put it behind the block, on a line of its own"


def _lines(page: Page, name: str) -> list[int]:
    """Return each line of a page that names a picture."""
    found = re.finditer(rf"\bpicture=[\"']?{re.escape(name)}(?![\w-])", page.body)
    return [page.body_line + page.body.count("\n", 0, each.start()) for each in found] or [page.body_line]


def _in_templates(root: Path) -> Iterator[tuple[str, int, str]]:
    """Yield the pictures of the templates: file, line, name."""
    named = {file: file.relative_to(root).as_posix() for file in sorted((root / "overrides").rglob("*.html"))}
    own = [file for file in sorted(_CORE.rglob("*")) if file.suffix in (".html", ".typ")]
    named |= {file: f"hooks/guide/{file.relative_to(_CORE).as_posix()}" for file in own}
    for file, name in named.items():
        text = file.read_text(encoding="utf-8")
        found = _in_jinja(text, name) if file.suffix == ".html" else _in_typst(text)
        yield from ((name, line, picture) for line, picture in found)


def _in_jinja(text: str, name: str) -> Iterator[tuple[int, str]]:
    found = extract_from_ast(parsed_template(text, name), ("picture", "outline"))
    return ((line, name) for line, _, name in found if isinstance(name, str))


def _in_typst(text: str) -> Iterator[tuple[int, str]]:
    found = re.finditer(r'\bpicture\("([^"]*)"', text)
    return ((text.count("\n", 0, each.start()) + 1, each[1]) for each in found)
