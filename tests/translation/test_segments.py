"""The segment walker: extraction and translation see the same segments in every construct the site allows."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring, tostring

import markdown
import pytest
import yaml
from guide.forms.model import Text, translate_text
from guide.project import Project
from guide.translation.digits import isolated
from guide.translation.messages import without_context
from guide.translation.segments import Found, Lookup, SegmentExtension, collapse, extract, segments
from lxml import html

CASES = sorted((Path(__file__).parent.parent / "cases" / "segments").glob("*.yml"))


@pytest.fixture(params=CASES, ids=lambda file: file.stem)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return yaml.safe_load(request.param.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def convert(project: Project, source: str, lookup: Lookup | None, into: str = "cy") -> str:
    extension = SegmentExtension()
    extension.into = into
    extension.lookup = lookup
    site = project.site
    md = markdown.Markdown(extensions=[*site.extensions, extension], extension_configs=site.extension_configs)
    return md.convert(source)


def text(fragment: str) -> str:
    return " ".join(html.fragment_fromstring(fragment, create_parent="main").text_content().split())


def test_extraction_finds_the_segments_in_reading_order(project: Project, case: dict[str, Any]) -> None:
    found = [each.source for each in extract(project.site.markdown(), case["source"])]
    assert found == case["segments"]


def test_translation_asks_for_the_same_segments(project: Project, case: dict[str, Any]) -> None:
    asked: list[str] = []

    def lookup(msgid: str) -> str:
        asked.append(msgid)
        return msgid

    convert(project, case["source"], lookup)
    assert asked == case["segments"]


def test_a_translation_equal_to_its_source_leaves_the_page_as_it_was(project: Project, case: dict[str, Any]) -> None:
    assert convert(project, case["source"], lambda msgid: msgid) == convert(project, case["source"], None)


def test_without_translations_the_text_is_the_source_text(project: Project, case: dict[str, Any]) -> None:
    assert text(convert(project, case["source"], lambda _: None)) == text(convert(project, case["source"], None))


def test_without_translations_every_text_is_marked_as_english(project: Project, case: dict[str, Any]) -> None:
    page = html.fragment_fromstring(convert(project, case["source"], lambda _: None), create_parent="main")
    for element in page.xpath(".//*[text()[normalize-space()]]"):
        own = "".join(element.xpath("text()"))
        if element.xpath("ancestor-or-self::pre|ancestor-or-self::code|ancestor-or-self::*[@translate='no']"):
            continue
        if element.xpath("ancestor-or-self::div[@class='raw']") or not any(map(str.isalpha, own)):
            continue
        marked = element.xpath("ancestor-or-self::*[@lang]")
        assert marked, own
        assert (marked[-1].get("lang"), marked[-1].get("dir")) == ("en", "ltr")


def test_every_segment_is_replaced_where_it_stands(project: Project, case: dict[str, Any]) -> None:
    words = [each for each in case["segments"] if not each.isupper()]  # a short form must stay as its text has it
    translated = convert(project, case["source"], lambda msgid: f"‹{msgid}›" if msgid in words else msgid)
    source = convert(project, case["source"], None)
    assert translated.count("‹") >= len(words)
    assert translated.replace("‹", "").replace("›", "").split() == source.split()


def test_a_marked_list_item_does_not_mark_the_list_inside_it(project: Project) -> None:
    page = html.fragment_fromstring(
        convert(project, "- outer\n    - inner\n", {"inner": "داخل"}.get), create_parent="main"
    )
    (inner,) = page.xpath("//li//li")
    assert inner.text_content().strip() == "داخل"
    assert not inner.xpath("ancestor-or-self::*[@lang]")


MIXED = '<main><p title="Tip">One<b>two</b> three<i>four</i> five</p><ul><li>six</li></ul></main>'


def test_each_text_is_marked_where_it_stands_and_an_attribute_cannot_be() -> None:
    """Text before an element, behind one, alone in one; never a list item, whose mark would reach the list in it."""
    root = fromstring(MIXED)
    for segment in segments(root):
        segment.mark("en", "ltr")
    marked = 'lang="en" dir="ltr"'
    assert tostring(root, encoding="unicode") == (
        f'<main><p title="Tip"><span {marked}>One</span><b {marked}>two</b> <span {marked}>three</span>'
        f"<i {marked}>four</i> <span {marked}>five</span></p><ul><li><span {marked}>six</span></li></ul></main>"
    )


def test_each_text_is_replaced_where_it_stands() -> None:
    root = fromstring(MIXED)
    found = segments(root)
    assert [(each.part, each.source) for each in found] == [
        ("title", "Tip"),
        ("text", "One"),
        ("text", "two"),
        ("tail", "three"),
        ("text", "four"),
        ("tail", "five"),
        ("text", "six"),
    ]
    for segment in found:
        segment.replace(segment.source.upper())
    assert tostring(root, encoding="unicode") == (
        '<main><p title="TIP">ONE<b>TWO</b> THREE<i>FOUR</i> FIVE</p><ul><li>SIX</li></ul></main>'
    )


def test_white_space_collapses_but_a_space_that_does_not_break_stays() -> None:
    assert collapse("  one\n\ttwo   three ") == "one two three"
    assert collapse("w\u00a0szkole, «\u202foui\u202f»") == "w\u00a0szkole, «\u202foui\u202f»"


def test_attribute_lists_survive_translation(project: Project) -> None:
    source = "# Title {#kept .big}\n\nLead.\n{: .lead }\n\nTerm {#term}\n:   Text\n    {: .small }\n"
    page = html.fragment_fromstring(convert(project, source, lambda _: "مرحبا"), create_parent="main")
    assert [(each.tag, each.get("id"), each.get("class")) for each in page] == [
        ("h1", "kept", "big"),
        ("p", None, "lead"),
        ("dl", None, None),
    ]
    assert page.xpath("//dt/@id") == ["term"]
    assert page.xpath("//dd/@class") == ["small"]


def test_extraction_finds_what_tells_a_word_from_another_and_which_facts_it_states(project: Project) -> None:
    source = "## Open {#b data-context='of an office' fact=a}\n\nWeeks.\n{: fact=\"a b\" }\n\nOpen.\n{: .c }\n"
    assert extract(project.site.markdown(), source) == [
        Found("Open", "heading", "of an office", "a"),
        Found("Weeks.", "paragraph", "", "a b"),
        Found("Open.", "paragraph"),
    ]


def test_what_ties_a_block_to_the_ledger_reaches_no_reader(project: Project) -> None:
    source = "Weeks.\n{: fact=a .b }\n"
    assert convert(project, source, None) == convert(project, source, str) == '<p class="b">Weeks.</p>'


def test_what_tells_two_jobs_of_a_word_apart_reaches_no_reader(project: Project) -> None:
    source = "## Open {#a data-context='of an office'}\n"
    assert convert(project, source, None) == convert(project, source, without_context) == '<h2 id="a">Open</h2>'


def test_an_abbreviation_is_translated_in_its_short_and_its_long_form(project: Project) -> None:
    words = {"ALN": "ADY", "additional learning needs": "anghenion dysgu ychwanegol", "With ALN.": "Ag ADY."}
    shown = convert(project, "With ALN.\n\n*[ALN]: additional learning needs\n", words.get)
    assert shown == '<p>Ag <abbr title="anghenion dysgu ychwanegol">ADY</abbr>.</p>'


def test_an_abbreviation_without_translation_shows_no_english_tip(project: Project) -> None:
    shown = convert(project, "With ALN.\n\n*[ALN]: additional learning needs\n", {"With ALN.": "مع ALN."}.get)
    assert shown == "<p>مع ALN.</p>"


# --- digit groups in right-to-left text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصلوا على 029 2000 1234 اليوم", "اتصلوا على ‹029 2000 1234› اليوم"),
        ("هاتف: +44 29 2000 1234.", "هاتف: ‹+44 29 2000 1234›."),
        ("(029) 2000 1234", "‹(029) 2000 1234›"),
        ("+442920001234", "‹+442920001234›"),
        ("٠٢٩ ٢٠٠٠ ١٢٣٤", "‹٠٢٩ ٢٠٠٠ ١٢٣٤›"),
        ("في 2026-12-01 صباحًا", "في ‹2026-12-01› صباحًا"),
        ("10\u00a0000 طفل", "‹10\u00a0000› طفل"),
        ("من 0-25 سنة", "من 0-25 سنة"),
        ("خلال 35 يومًا، 10:30", "خلال 35 يومًا، 10:30"),
    ],
)
def test_a_phone_number_keeps_its_order_between_arabic_letters(text: str, shown: str) -> None:
    found = isolated(text, "ar")
    assert found.replace("\u2066", "‹").replace("\u2069", "›") == shown
    assert isolated(found, "ar") == found
    assert isolated(text, "cy") == text


def test_digit_groups_are_isolated_on_a_page_and_not_in_english_or_in_a_link(project: Project) -> None:
    source = "Ring [us](tel:029 2000 1234), *029 2000 1234*.\n\nOr 029 2000 1234.\n\n`029 2000 1234`\n"
    words = {"Ring [us](tel:029 2000 1234), *029 2000 1234*.": "اتصلوا [بنا](tel:029 2000 1234)، *029 2000 1234*."}
    page = convert(project, source, words.get, into="ar")
    assert page.count("\u2066029 2000 1234\u2069") == 1
    assert 'href="tel:029 2000 1234"' in page
    assert '<p dir="ltr" lang="en">Or 029 2000 1234.</p>' in page
    assert "<em>\u2066029" in page


def test_digit_groups_are_isolated_in_a_form() -> None:
    assert translate_text(Text("Ring us", "en"), {"Ring us": "اتصلوا 029 2000 1234"}.get, "ar").text == (
        "اتصلوا \u2066029 2000 1234\u2069"
    )
