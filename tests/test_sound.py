"""What is wrong in a source is said by `guide check` and stops a build, with file, line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.every import check
from guide.paper import packs
from guide.paper.packs import Pack, wrong_packs
from guide.sound import unsound
from guide.web.templates import COUNTED
from mkdocs.exceptions import Abort

from tests.forms.examples import every_field_page
from tests.sites import PAGES, build, make

FORM = every_field_page()
HEAD = "---\ntitle: T\ndescription: D.\n{}---\n# T {{#t}}\n\n{}\n"


def said(folder: Path, page: str, only: str = "sources") -> list[str]:
    """Return what is said of a page `docs/p.md` beside two that are sound."""
    project = make(folder, PAGES | {"p.md": page}, languages=("en",))
    return [str(each) for each in check(project, [only])]


@pytest.mark.parametrize(
    ("keys", "body", "says"),
    [
        ("template: from.html\n", "", 'docs/p.md:4: there is no template "from.html". Did you mean "form.html"?'),
        ("template: main.html\n", "", 'docs/p.md:4: there is no template "main.html".'),
        ("template: base.html\n", "", 'docs/p.md:4: there is no template "base.html".'),
        ("template: form.html\n", "", "docs/p.md:4: form.html shows a form, and the page has none"),
        ("template: share.html\n", "<!-- kit -->", "docs/p.md:4: share.html shows the kit of one"),
        ("kit: staff\n", "", 'docs/p.md:4: "kit: staff" is shown by its own template only'),
        ("template: share.html\nkit: staff\n", "Text.", "docs/p.md:7: <!-- kit -->, in whose place the kit is"),
        ("template: share.html\nkit: staff\n", "`<!-- kit -->`", "docs/p.md:7: <!-- kit -->, in whose place"),
        ("template: share.html\nkit: staff\n", "<!-- kit -->\n\n<!-- kit -->", "stands here 2 times; write it"),
        ("", "<!-- last days -->", "docs/p.md:5: <!-- last days --> is shown by its own template only"),
        ('audience: "staff\n', "", "docs/p.md:4: the front matter is not YAML: a quotation mark opens here"),
    ],
)  # fmt: skip
def test_a_page_and_its_template_have_what_each_needs(tmp_path: Path, keys: str, body: str, says: str) -> None:
    (found,) = said(tmp_path, HEAD.format(keys, body))
    assert says in found


def test_a_table_of_last_days_without_its_periods_is_named(tmp_path: Path) -> None:
    found = said(tmp_path, HEAD.format("template: dates.html\n", "<!-- last days -->"))
    assert found == [
        f'docs/p.md:4: dates.html counts with the fact "{name}"; give it a period in docs/facts.yml (template)'
        for name in sorted(COUNTED)
    ]


def test_a_form_without_its_template_is_named(tmp_path: Path) -> None:
    (found,) = said(tmp_path, FORM.replace("template: form.html\n", ""))
    assert "a form is shown by its own template only; write template: form.html" in found


def test_what_check_says_stops_the_build(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (found,) = said(tmp_path, HEAD.format("template: from.html\n", ""))
    with pytest.raises(Abort):
        build(tmp_path)
    assert found in caplog.text
    assert not (tmp_path / "site").exists()


def test_a_misspelled_form_in_a_pack_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "PACKS", (Pack("meeting", "Meeting", "All of it", ("prepare", "folow-up")),))
    (found,) = wrong_packs(["prepare", "follow-up"])
    assert str(found) == (
        'hooks/guide/words/packs.yml: the pack "meeting" has "folow-up", and no form is called that. '
        'Did you mean "follow-up"? There are: prepare, follow-up (packs)'
    )
    assert list(wrong_packs(["other"])) == [], "a site with none of a pack's forms has no such pack"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("import x from './dates.js'", "\"import x from './dates.js'\" would be left in"),
        ('import * as dates from "./dates.js"', "would be left in"),
        ('import { day } from "./datse.js"', "there is no overrides/scripts/datse.js"),
        ('await import("./fil.js")', "there is no overrides/scripts/fil.js with a default function. There are: "),
        ('use("fil", control)', "there is no overrides/scripts/fil.js"),
        ('use("elements", control)', "there is no overrides/scripts/elements.js with a default function"),
        ('export { day } from "./dates.js"', "would be left in"),
    ],
)
def test_an_import_that_the_build_would_leave_is_named(tmp_path: Path, line: str, says: str) -> None:
    project = make(tmp_path)
    (tmp_path / "overrides" / "scripts" / "new.js").write_text(f"// New.\n{line}\n", encoding="utf-8")
    (found,) = unsound(project)
    assert str(found).startswith("overrides/scripts/new.js:2: ")
    assert says in str(found)


@pytest.mark.parametrize("attribute", ["data-use", "data-load"])
def test_a_script_that_a_template_names_in_vain_is_named(tmp_path: Path, attribute: str) -> None:
    project = make(tmp_path)
    template = tmp_path / "overrides" / "partials" / "aids.html"
    template.write_text(f'<p>\n<button {attribute}="lisen">\n</p>', encoding="utf-8")
    (found,) = unsound(project)
    assert str(found).startswith("overrides/partials/aids.html:2: there is no overrides/scripts/lisen.js")


# --- links, and what the parser made of a page ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a](secnd.md)", 'docs/p.md:7: a link leads to "secnd.md", and there is no docs/secnd.md. Did you'),
        ("[a](second.md#mroe)", '"second.md#mroe", and docs/second.md has no "#mroe". Did you mean "more"?'),
        ("[a](#u)", 'docs/p.md:7: a link leads to "#u", and docs/p.md has no "#u".'),
        ("[a](/second/)", 'a link leads to "/second/"; write the path of the file from here, such as before.md'),
        ("[a](second/)", "there is no docs/second"),
        ("[a](../mkdocs.yml)", "there is no mkdocs.yml"),
        ("![a](no.png)", 'a link leads to "no.png", and there is no docs/no.png.'),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    (found,) = said(tmp_path, HEAD.format("", text), "links")
    assert says in found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("A setext heading\n---", ("headings", 'docs/p.md:7: the heading "A setext heading" has no id')),
        ("Text.\n\n<b>Loud</b> text.", ("markdown", "docs/p.md:9: the text in <b> cannot be translated")),
        ("[Text][ref]\n\n[ref]: second.md", ("markdown", "docs/p.md:9: a reference link breaks once translated")),
        ("One.\nTwo.  \nThree.", ("markdown", "docs/p.md:8: a line break at the end of the line is lost")),
        ("[a](second.md){onclick=x()}", ("markdown", "docs/p.md:7: onclick= in an attribute list would be refused")),
        ("Text.\n{style=color:red}", ("markdown", "style= in an attribute list would be refused")),
        ("[a](javascript:x)", ("markdown", 'docs/p.md:7: a link begins with "javascript:"; write one of https, http,')),
        ("-\xa0One\n-\xa0Two", ("markdown", 'docs/p.md:8: "-\xa0Two" looks like an entry of a list and is none;')),
        ("1.\xa0One", ("markdown", 'looks like an entry of a list and is none; write "- " or "1. " before it')),
        ("•\tOne", ("markdown", "docs/p.md:7: ")),
        ("– One", ("markdown", 'docs/p.md:7: "– One" looks like an entry of a list and is none;')),
        ("We need:\n- one", ("markdown", 'docs/p.md:8: "- one" is no entry of a list, as it continues a paragraph;')),
    ],
)
def test_what_the_parser_made_is_what_is_checked(tmp_path: Path, text: str, says: tuple[str, str]) -> None:
    assert any(says[1] in each for each in said(tmp_path, HEAD.format("", text), says[0]))


@pytest.mark.parametrize(
    "text",
    [
        "```\n# no heading <p>\n- [a][b]  \n[b]: c\n```",
        "Type `<p>` or `[a][b]`.",
        "    ## code {.x}\n    <p>\n",
        "We came late\n– and stayed. It took 12\n13 days.",
        "- One\n- Two\n\n1. One\n2. Two",
        '<div class="short" markdown>\n\nText.\n\n</div>',
        "*[ALN]: additional learning needs\n\nALN.",
    ],
)
def test_code_and_plain_text_are_left_alone(tmp_path: Path, text: str) -> None:
    page = HEAD.format("", text)
    project = make(tmp_path, PAGES | {"p.md": page}, languages=("en",))
    assert [str(each) for each in check(project, ["headings", "markdown", "links"])] == []
