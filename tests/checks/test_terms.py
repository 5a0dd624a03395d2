"""One word for one thing: catalogues are held to the list of terms of their language."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.every import check
from guide.project import Project
from guide.source.problems import SourceError
from guide.source.terms import read_terms
from guide.translation import po_files

from tests.forms.examples import example, form_page
from tests.sites import PAGES, make

TERMS = """short-forms: {IDP: CDU}
terms:
- {term: meeting, say: cyfarfod, forms: [yfarfod], brackets: meeting}
- {term: plan, say: cynllun, forms: [ynllun]}
- {term: plan of the house, say: map}
avoid:
- {words: [gellir, ellir], say: gallwch chi}
- {words: [chi], say: ti, where: child}
"""
KEEP = 'or say why not in a comment: # keep "{}": … (terms)'


def site(folder: Path, said: dict[str, str], terms: str = TERMS, head: str = "", locale: str = "cy") -> Path:
    """Make a site with a page of these sentences, their translations, and a list of terms."""
    folder.mkdir(exist_ok=True)
    text = PAGES["second.md"].replace("---\n#", f"{head}---\n#") + "".join(f"\n{each}\n" for each in said)
    make(folder, PAGES | {"second.md": text}, ("en", locale), {locale: said})
    list_of_terms = folder / "translations" / "terms" / "cy.yml"
    list_of_terms.parent.mkdir()
    list_of_terms.write_text(terms, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[str]:
    """Return what the check says, without the catalogue and the line."""
    return [str(each).partition(": ")[2] for each in check(Project(folder), ["terms"])]


def keep(folder: Path, english: str, comment: str) -> None:
    """Put a translator's comment on an entry."""
    file = folder / "translations" / "cy.po"
    po = po_files.read_po(file, folder)
    entry = po.find(english)
    assert entry is not None
    entry.tcomment = comment
    po_files.write(po, file)


def test_a_bent_form_will_do_and_another_word_is_refused(tmp_path: Path) -> None:
    said = {"Plans help.": "Mae’r gynlluniau’n helpu.", "Ask for the plan.": "Gofynnwch am y rhestr."}
    assert problems(site(tmp_path, said)) == [f'"plan" is "cynllun" in this language; write it, {KEEP.format("plan")}']


def test_of_two_terms_in_one_place_the_longer_counts_and_none_is_part_of_a_word_or_an_address(tmp_path: Path) -> None:
    said = {"The plan of the house.": "Y map.", "We are [planning](second.md).": "Rydyn ni’n [trefnu](second.md)."}
    assert problems(site(tmp_path, said)) == []


def test_what_has_to_differ_says_so_with_a_reason(tmp_path: Path) -> None:
    folder = site(tmp_path, {"Ask for the plan.": "Gofynnwch am y rhestr."})
    keep(folder, "Ask for the plan.", 'keep "plan":')
    assert len(problems(folder)) == 1
    keep(folder, "Ask for the plan.", 'keep "plan": a shopping list is meant')
    assert problems(folder) == []


def test_a_page_that_first_says_a_term_has_the_official_word_in_brackets(tmp_path: Path) -> None:
    said = {"The meeting.": "Y cyfarfod.", "A meeting.": "Cyfarfod (meeting)."}
    message = 'docs/second.md says "meeting" here for the first time; write (meeting) behind it'
    assert problems(site(tmp_path, said)) == [f"{message}, {KEEP.format('meeting')}"]
    assert problems(site(tmp_path / "in order", dict(reversed(said.items())))) == []


def test_words_that_reviewers_took_out_are_refused_for_those_who_read_them(tmp_path: Path) -> None:
    said = {"Ask.": "Gellir gofyn i chi."}
    refused = f'"gellir" is not said; write gallwch chi, {KEEP.format("gellir")}'
    assert problems(site(tmp_path, said)) == [refused]
    assert problems(site(tmp_path / "child", said, head="audience: child\n")) == [
        f'"chi" is not said to a child; write ti, {KEEP.format("chi")}',
        refused,
    ]


def test_what_a_sheet_says_beside_a_question_suits_all_who_are_asked(tmp_path: Path) -> None:
    """A child's form says which face; one choice is asked of children and of adults."""
    folder = site(tmp_path, {"Circle one face.": "Rhowch gylch, chi.", "Choose one.": "Dewiswch chi un."})
    questions = [example(kind)["example"] for kind in ("faces", "choice")]
    forms = folder / "docs" / "forms"
    forms.mkdir()
    (forms / "all.md").write_text(form_page(questions[1]), encoding="utf-8")
    assert problems(folder) == []
    (forms / "child.md").write_text(
        form_page(*questions).replace("audience: everyone", "audience: child"), encoding="utf-8"
    )
    assert problems(folder) == 2 * [f'"chi" is not said to a child; write ti, {KEEP.format("chi")}']


def test_no_two_buttons_share_a_word(tmp_path: Path) -> None:
    folder = site(tmp_path, {}, "buttons:\n  copy: [Copïo]\n  scan: [Sganio, copio]\n")
    assert problems(folder) == ['the buttons "copy" and "scan" share the word "copio"; choose another for one (terms)']


def test_the_laws_short_forms_are_kept_and_a_language_may_have_its_own(tmp_path: Path) -> None:
    said = {"Ask (IDP).": "Gofynnwch (IDP).", "Read (ALN).": "Darllenwch (ALN)."}
    missing = "the official short form {} is missing (English: IDP); put it in, " + KEEP.format("IDP")
    assert problems(site(tmp_path, said)) == [missing.format("CDU")]
    no_list = site(tmp_path / "ar", {"Ask (IDP).": "اسألوا."}, locale="ar")
    assert missing.format("IDP") in problems(no_list)


def test_a_list_of_no_language_is_reported(tmp_path: Path) -> None:
    message = "no language of mkdocs.yml uses this list of terms; add the language there or delete the file (terms)"
    assert problems(site(tmp_path, {}, locale="ar")) == [message]


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        (
            "terms:\n- {term: plan}",
            'translations/terms/cy.yml:2: "terms" of the list of terms, number 1 has no "say"; add it (terms)',
        ),
        ("short-forms: {LDP: CDU}", '"LDP" is no short form of the law; write one of ALN, ALNCo, ALP, IDP'),
        ("terms:\n- {term: a, say: b}\n- {term: A, say: c}", 'the term "a" is listed twice; keep one'),
    ],
)
def test_mistakes_in_a_list_name_the_file_and_what_to_write(tmp_path: Path, terms: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_terms(site(tmp_path, {}, terms), "cy")
    assert message in str(caught.value)
