"""A school's own edition: one block of mkdocs.yml, each mistake named with its line, shown in every language."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from guide.source.logo import HEAVIEST, read_logo
from guide.source.problems import SourceError
from guide.source.publisher import Alnco, Publisher
from guide.source.site import read_site

from tests.sites import build, make

SETTINGS = """site_url: https://school.example/
plugins:
  - i18n:
      languages:
        - locale: en
          default: true
extra:
  publisher:
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">{}</svg>'


def png(width: int, height: int, extra: bytes = b"") -> bytes:
    """Return a white PNG of this size."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"tEXt", extra) + part(b"IDAT", rows) + part(b"IEND", b"")


def read(folder: Path, block: str) -> Publisher:
    """Read a block, whose first line is line 9 of the file."""
    (folder / "docs").mkdir(exist_ok=True)
    text = SETTINGS + "".join(f"    {line}\n" for line in block.splitlines())
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    return read_site(folder / "mkdocs.yml").publisher


def wrong(folder: Path, block: str) -> list[str]:
    with pytest.raises(SourceError) as raised:
        read(folder, block)
    return [str(each).removesuffix(" (publisher)") for each in raised.value.problems]


def test_what_is_empty_is_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Publisher()
    assert read(tmp_path, 'name: ""\nalnco:\n  name:\nlogo: ""') == Publisher()
    assert Publisher().lines == ()


def test_a_whole_block_is_read(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "logo.svg").write_text(SVG.format(""), encoding="utf-8")
    found = read(
        tmp_path,
        "name: Ysgol y Bryn\naddress: >\n  1 High Street,\n  Caerdydd\ncontact: 029 2087 2087\n"
        "alnco:\n  name: Ms Rees\n  contact: alnco@bryn.example\nlogo: logo.svg\n"
        "report: https://github.com/bryn/guide/issues/new",
    )
    assert (found.name, found.address) == ("Ysgol y Bryn", "1 High Street, Caerdydd")
    assert found.alnco == Alnco("Ms Rees", "alnco@bryn.example")
    assert found.alnco.line == "Ms Rees, alnco@bryn.example"
    assert found.lines == ("Ysgol y Bryn", "029 2087 2087")
    assert found.report == "https://github.com/bryn/guide/issues/new"
    assert found.logo is not None
    assert (found.logo.kind, found.logo.shown) == ("svg", (200, 50))


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("nme: x", 'mkdocs.yml:9: extra.publisher has "nme", which is not known. Did you mean "name"? '
                   "Allowed: name, address, contact, alnco, logo, report"),
        ("name: x\nname: y", 'mkdocs.yml:10: "name" is given twice; keep one'),
        ("name: x\nalnco:\n  nam: y", 'mkdocs.yml:11: "alnco" of extra.publisher has "nam", which is not known. '
                                      'Did you mean "name"? Allowed: name, contact'),
        ("alnco: Ms Rees", 'mkdocs.yml:9: "alnco" of extra.publisher is "Ms Rees"; write keys with values, one a line: '
                           "name, contact"),
        ("name: [a]", 'mkdocs.yml:9: "name" of extra.publisher is a list; write a text'),
        ("contact: 0201234567", 'mkdocs.yml:9: "contact" of extra.publisher is "0201234567"; write a text; put it in '
                                "quotes"),
        ("name: yes", 'mkdocs.yml:9: "name" of extra.publisher is "yes"; write a text; put it in quotes'),
        (f"name: {'x' * 61}", 'mkdocs.yml:9: "name" of extra.publisher has 61 letters; write 60 at most, so that it '
                              "fits the foot of a page and of a printed form"),
        ("report: tell us", 'mkdocs.yml:9: "report" of extra.publisher is "tell us", neither a mail address nor an '
                            "https address; write a mail address such as office@school.example, or one that begins with https://"),
        ("report: http://x.example/", "write https://x.example/, if the site has it"),
        ("report: javascript:alert(1)", "neither a mail address nor an https address"),
        ("report: mailto:a@b.example", "write a@b.example alone"),
        ("report: a@b.example?cc=x@y.example", "neither a mail address nor an https address"),
        ("contact: alnco @bryn.example", 'mkdocs.yml:9: "contact" of extra.publisher is "alnco @bryn.example",'),
        ("alnco:\n  contact: www.bryn.example", 'mkdocs.yml:10: "contact" of "alnco" of extra.publisher is'),
        ("logo: ../secret.svg", 'mkdocs.yml:9: "logo" of extra.publisher: "../secret.svg" is not in docs/; put'),
        ("logo: https://x.example/a.svg", '"logo" of extra.publisher: "https://x.example/a.svg" is not in docs/'),
        ("logo: logo.svg", 'mkdocs.yml:9: "logo" of extra.publisher: there is no docs/logo.svg; put the picture'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, block: str, says: str) -> None:
    (found,) = wrong(tmp_path, block)
    assert says in found


def test_mistakes_are_named_all_at_once(tmp_path: Path) -> None:
    assert len(wrong(tmp_path, f"name: {'x' * 99}\nreport: x\nlogo: y.svg\nnme: z")) == 4


def test_as_many_letters_as_fit_are_allowed(tmp_path: Path) -> None:
    assert len(read(tmp_path, f"name: {'x' * 60}\naddress: {'y' * 120}").name) == 60


# --- the logo ----------------------------------------------------------------------------------------------------


def logo(folder: Path, data: bytes | str, name: str = "logo.svg") -> list[str]:
    """Return what is wrong with a picture."""
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found, problems = read_logo(folder, name)
    assert (found is None) == bool(problems)
    return problems


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('viewBox="0 0 40 10"', (40, 10)),
        ('viewBox="0,0,40,10" width="100%"', (40, 10)),
        ('width="20mm" height="96"', (75.59, 96)),
    ],
)
def test_an_svg_gives_its_size(tmp_path: Path, head: str, size: tuple[float, float]) -> None:
    (tmp_path / "a.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {head}/>', encoding="utf-8")
    found, _ = read_logo(tmp_path, "a.svg")
    assert found is not None
    assert (round(found.width, 2), round(found.height, 2)) == size


def test_the_kind_is_told_by_the_content_and_the_name_has_to_agree(tmp_path: Path) -> None:
    assert logo(tmp_path, png(400, 200)) == ["docs/logo.svg: it is PNG by its content; name it logo.png"]
    assert logo(tmp_path, SVG.format(""), "logo.png") == ["docs/logo.png: it is SVG by its content; name it logo.svg"]
    (tmp_path / "logo.png").write_bytes(png(400, 200))
    found, _ = read_logo(tmp_path, "logo.png")
    assert found is not None
    assert (found.kind, found.width, found.height, found.shown) == ("png", 400, 200, (128, 64))


@pytest.mark.parametrize(
    "inside",
    [
        '<path fill="url(#a)" d="M0 0"/><use href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>path { fill: url(#a) }</style><title>on and on</title>",
        '<text x="1">javascript is a word</text>',
    ],
)
def test_what_stays_inside_an_svg_is_allowed(tmp_path: Path, inside: str) -> None:
    assert logo(tmp_path, SVG.format(inside)) == []


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<script>1</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<g onload="x()"/>', "onload=, which runs a script"),
        ('<g ONCLICK="x()"/>', "ONCLICK=, which runs a script"),
        ('<image href="https://x.example/a.png"/>', 'a reference outside itself, href="https://x.example/a.png"'),
        ('<image xmlns:x="http://www.w3.org/1999/xlink" x:href="a.png"/>', 'a reference outside itself, href="a.png"'),
        ('<a href="javascript:x()"/>', 'a reference outside itself, href="javascript:x()"'),
        ('<image href="data:image/svg+xml,x"/>', 'a reference outside itself, href="data:image/svg+xml,x"'),
        ('<g style="fill: url(//x.example/a)"/>', 'a reference outside itself, style="fill: url(//x.example/a)"'),
        ("<style>@import 'a.css'</style>", "a style that refers outside itself"),
        ('<set attributeName="href" to="javascript:x()"/>', "<set>"),
        ("<animate/>", "<animate>"),
        ('<a href="#a"/>', "<a>"),
        ("<feImage/>", "<feImage>"),
        ('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>', "<script>"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "<p>"),
        ("<invented/>", "<invented>"),
    ],
)
def test_an_svg_that_could_do_harm_is_refused(tmp_path: Path, inside: str, what: str) -> None:
    assert f"docs/logo.svg: it holds {what}; save it as “plain SVG”, without it" in logo(tmp_path, SVG.format(inside))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"GIF89a", "it is neither SVG nor PNG by its content; save the picture as one of the two"),
        (b"\xff\xd8\xff\xe0", "it is neither SVG nor PNG by its content"),
        ("<html/>", "it is XML, but no SVG; the first element has to be <svg"),
        ("<svg/>", "it is XML, but no SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), "it defines entities"),
        ("<?xml-stylesheet href='a.css'?>" + SVG.format(""), "it holds a style sheet from outside itself"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "it has no size; give <svg> a viewBox, or width and height"),
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>', "it has no size"),
        (SVG.format("").replace("200 50", "700 100"), "it is 700 by 100; one side may be 6 times as long as the other"),
        (SVG.format("x" * HEAVIEST), "it has 20.1 KB, 20 KB at most: every page carries it; save it as “optimised”"),
        (png(300, 90, b"x" * HEAVIEST), "save it with fewer pixels, 400 wide is plenty"),
        (png(119, 90), "it is 119 by 90 pixels; the longer side needs 120 to be sharp on paper"),
        (png(1001, 500), "it is 1001 by 500 pixels, 1000 at most; save it about 400 pixels wide"),
        (png(300, 90)[:-9], "this PNG is cut off at its end; save it again"),
        (png(300, 90)[:20], "this PNG is damaged; save it again"),
        (png(300, 90).replace(b"IHDR", b"IHXR"), "this PNG is damaged; save it again"),
    ],
)
def test_a_wrong_logo_says_what_to_do(tmp_path: Path, data: bytes | str, says: str) -> None:
    assert any(says in each for each in logo(tmp_path, data))


def test_the_smallest_and_the_largest_png_are_allowed(tmp_path: Path) -> None:
    assert logo(tmp_path, png(120, 60), "logo.png") == []
    assert logo(tmp_path, png(1000, 400), "logo.png") == []


# --- on the page -------------------------------------------------------------------------------------------------

BLOCK = {
    "name": "Ysgol y Bryn & <Co>",
    "address": "1 High Street",
    "contact": "029 2087 2087",
    "alnco": {"name": "Ms Rees", "contact": "alnco@bryn.example"},
    "logo": "logo.svg",
    "report": "",
}


def test_the_publisher_stands_at_the_foot_of_every_page_in_every_language(tmp_path: Path) -> None:
    words = {"ALN co-ordinator (ALNCo):": "منسّق (ALNCo):", "Contact:": "للتواصل:"}
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "logo.svg").write_text(SVG.format(""), encoding="utf-8")
    make(tmp_path, translations={"ar": words}, extra={"publisher": BLOCK})
    site = build(tmp_path)
    for path in ("", "second/", "ar/", "ar/second/"):
        (foot,) = site.page(path).xpath("//footer")
        text = foot.text_content()
        assert BLOCK["name"] in text
        assert "1 High Street" in text
        (picture,) = foot.xpath(".//img")
        assert (picture.get("width"), picture.get("height"), picture.get("loading")) == ("200", "50", "lazy")
        assert picture.get("alt") == "", "the name stands beside it"
        assert (site.folder / path / picture.get("src")).resolve().is_file()
        assert foot.xpath(".//a/@href") == ["mailto:alnco@bryn.example"]
    # The line between name and contact is a <br>.
    lines = [each.text_content() for each in site.page("ar/").xpath("//footer//p")]
    assert lines[-2:] == ["للتواصل: 029 2087 2087", "منسّق (ALNCo): Ms Reesalnco@bryn.example"]


def test_a_logo_without_a_name_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "logo.png").write_bytes(png(300, 90))
    make(tmp_path, translations={"ar": {"Logo": "الشعار"}}, extra={"publisher": {"logo": "logo.png"}})
    assert build(tmp_path).page("ar/").xpath("//footer//img/@alt") == ["الشعار"]
