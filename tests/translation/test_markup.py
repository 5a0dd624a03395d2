"""What a translation may carry. Nothing else reaches a page, and `guide check` says why."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import markdown
import pytest
import yaml
from guide.checks.every import check
from guide.project import Project
from guide.translation.markup import faults, numbers, shape
from guide.translation.segments import Lookup, SegmentExtension
from hypothesis import given
from hypothesis import strategies as some
from lxml import html

from tests.fuzzing import many
from tests.sites import build, make

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "hostile.yml").read_text(encoding="utf-8"))
REFUSED = [(case["msgid"], each["msgstr"], each["says"]) for case in CASES for each in case["refused"]]
ON_A_PAGE = [each for each in REFUSED if each[0] == CASES[0]["msgid"]]
PIECES = sorted({piece for each in REFUSED for piece in re.findall(r"\w+|\s+|[^\w\s]{1,3}", each[1])})
ALLOWED = [(case["msgid"], msgstr) for case in CASES for msgstr in case["allowed"]]


def acting(project: Project, source: str, lookup: Lookup | None) -> list[tuple[str, dict[str, str]]]:
    """Return what a page does: its elements with their attributes, in no order."""
    extension = SegmentExtension()
    extension.lookup = lookup
    site = project.site
    md = markdown.Markdown(extensions=[*site.extensions, extension], extension_configs=site.extension_configs)
    page = html.fragment_fromstring(md.convert(source), create_parent="main")
    elements = [(str(each.tag), dict(each.attrib)) for each in page.iter()]
    return sorted((tag, {k: v for k, v in found.items() if k not in ("id", "alt", "title")}) for tag, found in elements)


def said(project: Project, msgid: str, msgstr: str) -> list[str]:
    md = project.site.markdown()
    return sorted(message for message, _ in faults(partial(shape, md), msgid, msgstr))


@pytest.mark.parametrize(("msgid", "msgstr", "says"), REFUSED, ids=[each[1] for each in REFUSED])
def test_a_translation_that_changes_the_markup_is_refused(
    project: Project, msgid: str, msgstr: str, says: list[str]
) -> None:
    assert set(says) <= set(said(project, msgid, msgstr))


@pytest.mark.parametrize(("msgid", "msgstr"), ALLOWED)
def test_a_translation_may_change_words_and_order(project: Project, msgid: str, msgstr: str) -> None:
    assert said(project, msgid, msgstr) == []


def test_numbers_compare_by_value_in_every_script() -> None:
    assert numbers("35 to 2026") == numbers("٣٥ ٢٠٢٦") == numbers("۲۰۲۶ ۳۵") == numbers("৩৫ ২০২৬")


def test_a_month_that_is_written_as_a_number_is_a_name() -> None:
    assert numbers("12 March 2026") == numbers("2026年3月12日") == numbers("2026 年 3 月 12 日")
    assert numbers("6 months") == numbers("6 个月") != numbers("6月")


@pytest.mark.parametrize(("msgid", "msgstr", "says"), ON_A_PAGE, ids=[each[1] for each in ON_A_PAGE])
def test_a_refused_translation_is_named_with_its_line_and_not_given_out(
    tmp_path: Path, msgid: str, msgstr: str, says: list[str]
) -> None:
    project = make(tmp_path, translations={"ar": {msgid: msgstr, "More": "المزيد"}})
    problems = [str(each) for each in check(project, ["translations"])]
    assert any(says[0] in each and re.match(r"translations/ar\.po:\d+: ", each) for each in problems), problems
    lookup = project.lookup(project.site.language("ar"))
    assert (lookup(msgid), lookup("More")) == (None, "المزيد")


def test_a_refused_translation_never_reaches_a_page(tmp_path: Path) -> None:
    msgid, msgstr, says = ON_A_PAGE[0]
    make(tmp_path, translations={"ar": {msgid: msgstr, "More": "المزيد"}})
    site = build(tmp_path)
    page = site.content("ar")
    assert "Read the second page, 12 times." in page.text_content()
    (paragraph,) = [each for each in page.xpath("//p") if "12 times" in each.text_content()]
    assert paragraph.get("lang") == "en"
    assert page.xpath("//main//script") == []
    assert "alert" not in site.source("ar")
    assert any(says[0] in each and "shows the English" in each for each in site.warnings)


def test_a_form_or_a_template_shows_a_refused_translation_as_english_too(tmp_path: Path) -> None:
    hostile: dict[str, Any] = {
        "Menu": "<b onclick=x>Menu</b>",
        "Start": '"><script>x</script>',
        "Skip to the page": "لغة & < >",
    }
    make(tmp_path, translations={"ar": hostile})
    page = build(tmp_path).page("ar")
    assert page.xpath("//@onclick | //script[not(@src)]") == []
    assert "Menu" in page.xpath("//summary//span[@lang='en'][@dir='ltr']/text()")
    assert page.findtext(".//a[@class='skip']") == "لغة & < >"


def test_a_translation_does_not_become_a_list_of_headings(tmp_path: Path) -> None:
    page = "---\ntitle: T\ndescription: D\n---\n# T {#t}\n\nContents here\n\n## More {#more}\n"
    make(tmp_path, {"index.md": page}, translations={"ar": {"Contents here": "[TOC]"}})
    assert build(tmp_path).content("ar").xpath(".//div") == []


def test_a_very_long_number_is_compared_like_any_other() -> None:
    assert numbers("٠٠" + "7" * 5000) == numbers("7" * 5000)
    assert numbers("4 weeks") != numbers("4½ weeks") != numbers("4² weeks")


@pytest.mark.parametrize("opens", ["[", "![", "[a](", "<!--", "**", "\\\\`"])
def test_what_would_take_the_parser_long_never_comes_to_it(project: Project, opens: str) -> None:
    """Python-Markdown looks from each mark to the end of the text; 16,000 of them took more than a minute."""

    def shape_of(text: str) -> NoReturn:
        pytest.fail(f"{len(text)} letters were parsed")

    many = opens * (3000 // len(opens))
    assert [check for _, check in faults(shape_of, "Get ready", many)] == ["length", "length"]
    assert [check for _, check in faults(shape_of, many, many)] == ["length", "length"]
    assert [check for _, check in faults(shape_of, "x" * 4001, "x")] == ["length"]


def test_the_largest_segments_of_the_guide_are_far_from_the_limits(project: Project) -> None:
    texts = sorted((message.msgid for message in project.strings.messages), key=len)[-20:]
    for text in texts:
        assert [*faults(partial(shape, project.markdown), text * 3, text * 3)] == []


@given(
    some.lists(some.sampled_from(PIECES), max_size=12).map("".join), some.sampled_from([each[0] for each in REFUSED])
)
@many
def test_a_translation_that_passes_shows_and_does_what_its_english_does(
    project: Project, text: str, msgid: str
) -> None:
    """Whatever is made of the pieces of hostile translations: what passes has, on a page, its English's elements."""
    if [*faults(partial(shape, project.site.markdown()), msgid, text)]:
        return
    for source in (f"{msgid}\n", f"# {msgid}\n", f"- {msgid}\n"):
        english, translated = (acting(project, source, lookup) for lookup in (None, lambda _: text))
        assert translated == english
