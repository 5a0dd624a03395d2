"""What a translation may carry. Nothing else reaches a page, and `guide check` says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from guide.checks.every import check
from guide.project import Project
from guide.translation.markup import differences, numbers, shape

from tests.sites import build, make

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "hostile.yml").read_text(encoding="utf-8"))
REFUSED = [(case["msgid"], each["msgstr"], each["says"]) for case in CASES for each in case["refused"]]
ON_A_PAGE = [each for each in REFUSED if each[0] == CASES[0]["msgid"]]
ALLOWED = [(case["msgid"], msgstr) for case in CASES for msgstr in case["allowed"]]


def said(project: Project, msgid: str, msgstr: str) -> list[str]:
    md = project.site.markdown()
    return sorted(message for message, _ in differences(shape(md, msgid), shape(md, msgstr)))


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


@pytest.mark.parametrize(("msgid", "msgstr", "says"), ON_A_PAGE, ids=[each[1] for each in ON_A_PAGE])
def test_a_refused_translation_never_reaches_a_page(tmp_path: Path, msgid: str, msgstr: str, says: list[str]) -> None:
    project = make(tmp_path, translations={"ar": {msgid: msgstr, "More": "المزيد"}})
    problems = [str(each) for each in check(project) if each.check not in ("site",)]
    site = build(tmp_path)
    page = site.content("ar")
    assert "Read the second page, 12 times." in page.text_content()
    (paragraph,) = [each for each in page.xpath("//p") if "12 times" in each.text_content()]
    assert paragraph.get("lang") == "en"
    assert page.xpath("//main//script | //main//img | //main//@onclick | //main//@onerror") == []
    assert "evil" not in site.source("ar")
    assert "javascript:" not in site.source("ar")
    assert any(says[0] in each and each.startswith("translations/ar.po:") for each in problems), problems
    assert any(says[0] in each and "shows the English" in each for each in site.warnings)


def test_a_form_or_a_template_shows_a_refused_translation_as_english_too(tmp_path: Path) -> None:
    hostile: dict[str, Any] = {
        "Menu": "<b onclick=x>Menu</b>",
        "Start": '"><script>x</script>',
        "Language": "لغة & < >",
    }
    make(tmp_path, translations={"ar": hostile})
    source = build(tmp_path).source("ar")
    assert "<b onclick" not in source
    assert "<script>" not in source
    assert '<span lang="en" dir="ltr">Menu</span>' in source
    assert "لغة &amp; &lt; &gt;" in source


def test_a_translation_does_not_become_a_list_of_headings(tmp_path: Path) -> None:
    page = "---\ntitle: T\ndescription: D\n---\n# T {#t}\n\nContents here\n\n## More {#more}\n"
    make(tmp_path, {"index.md": page}, translations={"ar": {"Contents here": "[TOC]"}})
    assert build(tmp_path).content("ar").xpath(".//div") == []


def test_a_very_long_number_is_compared_like_any_other() -> None:
    assert numbers("٠٠" + "7" * 5000) == numbers("7" * 5000)
    assert numbers("4 weeks") != numbers("4½ weeks") != numbers("4² weeks")
