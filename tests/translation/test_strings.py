"""What is translated: nothing that a reader sees is forgotten, and each string says where it stands and what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.project import Project
from guide.translation.messages import keyed
from guide.translation.strings import SEARCHED, SourceString
from guide.words import label, words

from tests.forms.examples import every_field_page
from tests.sites import PAGES, make

PAGE = """---
title: Start
description: Where it starts.
search: begin, first
handout: [Say hello., ""]
---
# Start {#start}

Seven weeks.
{: fact="weeks days" }

## Open {#open data-context="of an office"}
"""

FACTS = """groups:
- id: times
  title: Times
  facts: [{id: a, claim: A., grade: A, source: https://law.example/, checked: 2026-11-01}]
"""


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """Return a project with a page of each kind, and a template and a script of its own."""
    make(tmp_path, {"index.md": PAGE, "form.md": every_field_page()}, nav=["index.md", {"More": ["form.md"]}])
    (tmp_path / "overrides" / "new.html").write_text(
        '{{ _("Open", "of an office") }}{{ plain("Shut\n it") }}{{ _(a) }}'
    )
    (tmp_path / "docs" / "facts.yml").write_text(FACTS)
    (tmp_path / "overrides" / "scripts" / "new.js").write_text('say(_("Copied."))')
    return Project(tmp_path)


def test_a_page_gives_what_is_said_about_it_what_it_says_and_what_its_handout_says(small: Project) -> None:
    (page,) = [each for each in small.pages if each.path == "docs/index.md"]
    file = page.path
    assert small.strings.of(page) == (
        SourceString("Start", file, "page title"),
        SourceString("Where it starts.", file, "page description"),
        SourceString("begin, first", file, SEARCHED),
        SourceString("Say hello.", file, "to say, on paper"),
        SourceString("Start", file, "heading"),
        SourceString("Seven weeks.", file, "paragraph", facts="weeks days"),
        SourceString("Open", file, "heading", context="of an office"),
    )
    assert "begin, first" not in [each.source for each in small.strings.read(page)]


def test_every_word_around_the_pages_is_translated(small: Project) -> None:
    found = set(small.strings.frame_msgids)
    assert found >= {*words("about").values(), *(keyed(*label(each)) for each in words("labels"))}
    assert "number in a date\x04Day" in found
    assert found >= {pack[key] for pack in words("packs").values() for key in ("title", "about")}
    assert found >= {small.site.name, "More", "of an office\x04Open", "Shut it", "Copied.", "Times"}


def test_a_message_names_all_its_places_and_says_of_a_text_of_a_form_more_than_its_kind(small: Project) -> None:
    messages = {each.key: each for each in small.strings.messages}
    assert [each.partition(" ")[0] for each in messages["Start"].kinds] == ["title", "heading"]
    assert messages["of an office\x04Open"].files == ("docs/index.md", "overrides/new.html")
    assert any("form “Every field”" in kind for kind in messages["A short text"].kinds)


def test_nothing_is_no_message(tmp_path: Path) -> None:
    """An empty msgid is the header of a PO file."""
    settings = make(tmp_path, PAGES).root / "mkdocs.yml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    settings.write_text("\n".join(each for each in lines if not each.startswith("site_name")), encoding="utf-8")
    assert "" not in [each.msgid for each in Project(tmp_path).strings.messages]
