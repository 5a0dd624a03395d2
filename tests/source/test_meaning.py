"""What a page is for is said in its front matter, and not guessed from where it stands."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from guide.newsletter.kit import items
from guide.source.pages import parse_page

from tests.forms.examples import every_field_page
from tests.sites import PAGES, build, make


def page(title: str, *said: str) -> str:
    front = "".join(f"{each}\n" for each in said)
    return f"---\ntitle: {title}\ndescription: About {title}.\n{front}---\n# {title} {{#{title.lower()}}}\n\nText.\n"


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("menu: bottom", 'docs/p.md:4: "menu" of the front matter is "bottom". Allowed: foot (front matter)'),
        ("audience: parent", '"audience" of the front matter is "parent". Did you mean "parents"? Allowed: parents,'),
        ("kit: forms", '"kit" of the front matter is "forms". Did you mean "form"? Allowed: parents, form, staff, no'),
        ("offline: yes", '"offline" of the front matter is "yes". Allowed: with English'),
    ],
)
def test_a_meaning_that_there_is_not_is_named(said: str, says: str) -> None:
    (found,) = parse_page(page("P", said), "docs/p.md").problems
    assert says in str(found)


def test_a_section_appended_to_the_navigation_does_not_take_the_place_at_the_foot(tmp_path: Path) -> None:
    about, more = page("Privacy", "menu: foot"), page("More")
    nav = ["index.md", {"About": ["about/privacy.md"]}, {"Appended": ["more.md", "second.md"]}]
    make(tmp_path, PAGES | {"about/privacy.md": about, "more.md": more}, languages=("en",), nav=nav)
    shown = build(tmp_path).page("more")
    assert [each.text for each in shown.cssselect("footer li a")] == ["Privacy"]
    (menu,) = shown.cssselect("nav.panel[aria-label=Menu]")
    assert [each.text_content() for each in menu.cssselect("h2, a")] == ["Start", "More", "Second"]


def test_a_page_moves_to_another_folder_and_keeps_its_meaning(tmp_path: Path) -> None:
    pages = {"for-schools/plan.md": page("Plan", "audience: staff"), "small-print.md": page("Print", "kit: no")}
    project = make(tmp_path, PAGES | pages, languages=("en",))
    assert {each.slug: each.audience for each in items(project, project.site.source)} == {
        "home": "parents",
        "second": "parents",
        "for-schools-plan": "staff",
    }


def test_the_copy_holds_in_english_what_says_so_and_every_form(tmp_path: Path) -> None:
    pages = PAGES | {"form.md": every_field_page(), "say.md": page("Say", "offline: with English")}
    make(tmp_path, pages)
    home = build(tmp_path).folder / "ar"
    about = json.loads((home / "saved.json").read_text(encoding="utf-8"))
    saved = set(json.loads(gzip.decompress((home / about["path"]).read_bytes())))
    assert saved >= {"form/", "ar/form/", "say/", "ar/say/", "ar/second/"}
    assert "second/" not in saved
