"""Pictures: one list of names, drawn the same on a page and on paper; a name that is not there stops the check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.forms.definition import read_form
from guide.forms.model import Pictured, has_pictures, texts, translate
from guide.paper.handouts import handout
from guide.paper.sheets import open_printer
from guide.pictures import picture, pictures, read_pictures
from guide.project import Project
from guide.source.pages import Page, parse_page
from guide.source.problems import SourceError
from guide.translation.segments import SegmentExtension, extract
from guide.web.pictured import PictureExtension, parts, wrong_pictures
from lxml import html
from markdown import Markdown

from tests.paper.verapdf import Validator

# Each block that can have a picture, and how its line of the page begins with it.
BLOCKS = {
    "## Say it {#say picture=speak}": '<h2 class="pictured" id="say">{}Say it</h2>',
    "- One\n    {{: picture=speak }}\n- Two": '<li class="pictured">{}One</li>',
    "- [One](one.md)\n    {{: picture=speak }}\n- Two": '<li><a href="one.md">{}One</a></li>',
    "- [One](one.md) or two\n    {{: picture=speak }}": '<li class="pictured">{}<a href="one.md">One</a> or two</li>',
    "One\n{{: .lead picture=speak }}": '<p class="lead pictured">{}One</p>',
}

FORM = """---
title: A form
description: About it.
template: form.html
form:
  audience: parent
  minutes: 5
  intro: Hello.
  sections:
    - title: One
      fields:
        - type: ticks
          id: contact
          label: How?
          options:
            - {}
            - Letter
---
"""


def parser(*, rtl: bool = False) -> Markdown:
    drawing = PictureExtension()
    drawing.rtl = rtl
    return Markdown(extensions=["attr_list", "md_in_html", SegmentExtension(), drawing])


@pytest.mark.parametrize("source", BLOCKS)
def test_a_block_begins_with_its_picture(source: str) -> None:
    html = parser().convert(source.replace("{{", "{").replace("}}", "}"))
    assert BLOCKS[source].format(picture("speak")) in html


def test_a_picture_is_no_part_of_what_is_translated() -> None:
    plain, pictured = "- Phone *now*\n- Wait", "- Phone *now*\n    {: picture=phone }\n- Wait"
    assert extract(parser(), pictured) == extract(parser(), plain)


def test_only_a_picture_with_a_direction_turns_with_the_text() -> None:
    assert "transform" in picture("speak", rtl=True)
    assert "transform" not in picture("speak") + picture("time", rtl=True)
    assert "transform" in parser(rtl=True).convert("One\n{: picture=speak }")


def test_a_picture_that_is_not_there_is_named_with_its_line(tmp_path: Path) -> None:
    page = "---\ntitle: A\ndescription: B\n---\n# A {#a}\n\n- One\n    {: picture=fone }\n\n[x](y){: picture=phone }\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(page, encoding="utf-8")
    (tmp_path / "overrides").mkdir()
    (tmp_path / "overrides" / "home.html").write_text('<p>\n{{ picture("hone") }}', encoding="utf-8")
    settings = "site_name: A\nsite_url: https://a.example/\nnav: [index.md]\nmarkdown_extensions: [attr_list]\n"
    languages = "plugins: [{i18n: {languages: [{locale: en, name: English, default: true}]}}]\n"
    (tmp_path / "mkdocs.yml").write_text(settings + languages, encoding="utf-8")
    found = [str(each) for each in wrong_pictures(Project(tmp_path))]
    where = "in hooks/guide/words/pictures.yml"
    assert f'docs/index.md:8: there is no picture "fone" {where}. Did you mean "phone"? (picture)' in found
    assert f'overrides/home.html:2: there is no picture "hone" {where}. Did you mean "phone"? (picture)' in found
    assert any(each.startswith("docs/index.md:10: picture=phone stands inside a text") for each in found)
    assert len(found) == 3


def test_a_list_of_pictures_names_what_is_there(tmp_path: Path) -> None:
    """An icon that the set has, an outline that is one; each name once; what is mirrored is in the list."""
    file = tmp_path / "pictures.yml"
    lines = [
        "icons:",
        "  one: no-such-icon",
        "  two: home-outline",
        "drawn:",
        "  two: M1 2z",
        "  three: <b>",
        "mirrored: [tow]",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SourceError) as refused:
        read_pictures(file)
    assert [(each.line, each.message.split(";")[0]) for each in refused.value.problems] == [
        (2, '"one" of "icons" of the list of pictures is "no-such-icon", which the icon set lacks'),
        (6, '"three" of "drawn" of the list of pictures is no outline'),
    ]
    file.write_text("\n".join([*lines[:1], *lines[2:5], lines[6]]), encoding="utf-8")
    with pytest.raises(
        SourceError, match=r'(?s)"two" is among the icons already.*no picture "tow"\. Did you mean "two"\?'
    ):
        read_pictures(file)


def test_every_picture_is_another_drawing() -> None:
    outlines = [each.outline for each in pictures().values()]
    assert len(outlines) == len(set(outlines))


def test_the_parts_of_a_page_give_their_titles_and_the_way_through_them() -> None:
    """Each with the language of its title, and each picture once, in order; parts without a picture are none."""
    source = (
        "## A {#a picture=school lang=en}\n\n1. B\n    {: picture=letter }\n2. C\n    {: picture=letter }\n\n## D {#d}"
    )
    (part,) = parts(parser().convert(source))
    assert (part.id, part.title, part.language) == ("a", "A", ' lang="en"')
    assert part.way == (picture("school"), picture("letter"))


def test_drawings_lead_to_each_part_in_words_of_the_page(project: Project, real_site: Path) -> None:
    for language in project.site.languages:
        for path, count in (("how-it-works/", 4), ("disagree/", 2)):
            page = html.fromstring((real_site / project.site.path(language, path) / "index.html").read_text("utf-8"))
            links = page.xpath("//*[@class='loop']//a | //*[@class='routes']//a")
            assert len(links) == count
            for link in links:
                assert link.text_content() == page.get_element_by_id(link.get("href")[1:]).text_content()


def test_a_text_of_a_form_may_have_a_picture_in_every_language() -> None:
    option = "{text: Phone, picture: phone}"
    form = read_form(parse_page(FORM.format(option), "docs/forms/form.md"))
    assert form is not None
    assert has_pictures(form)
    assert texts(form)[-2:] == ["Phone", "Letter"], "what is translated is the text alone"
    translated = translate(form, lambda text: f"{text}!", "cy")
    assert next(translated.fields).options[0] == Pictured("Phone!", "cy", "phone")  # type: ignore[attr-defined]


def test_a_picture_of_a_form_that_is_not_there_is_named_with_its_line() -> None:
    with pytest.raises(SourceError, match=r'form\.md:16: "picture" of .* there is no picture "fone" .*mean "phone"\?'):
        read_form(parse_page(FORM.format("{text: Phone, picture: fone}"), "docs/forms/form.md"))


def test_pictures_of_a_form_take_no_room_from_its_lines(project: Project) -> None:
    """A sheet has as many sides with them as without, where it is full."""
    path, printer = "docs/forms/prepare.md", open_printer(project)
    source = (project.root / path).read_text(encoding="utf-8")
    without = re.sub(r"\{text: (.+), picture: [\w-]+\}", r"\1", source)
    assert without != source
    forms = [read_form(parse_page(each, path)) for each in (source, without)]
    edition = printer.editions(project.forms[path], project.site.source)[0]
    sides = [printer.sheet(form, "forms/prepare/", edition, path).sides for form in forms if form]
    assert sides[0] == sides[1]


def test_a_handout_draws_the_pictures_of_its_page_as_decoration(
    project: Project, validator: Validator, tmp_path: Path
) -> None:
    source = "# A {#a}\n\n<div class=short markdown>\n\n1. B\n    {: picture=speak }\n2. C\n\n</div>"
    for locale in ("en", "ar"):
        language = project.site.language(locale)
        content = parser(rtl=locale == "ar").convert(source)
        with_pictures, without = (
            handout(open_printer(project), Page("docs/a.md", "title: A", "", 2, 3), each, language)
            for each in (content, re.sub("<svg.*?</svg>", "", content))
        )
        assert with_pictures is not None
        assert without is not None
        assert len(with_pictures.pdf) > len(without.pdf)
        file = tmp_path / with_pictures.file_name
        file.write_bytes(with_pictures.pdf)
        assert validator.failures(file) == []
