"""Misspelled words are found in translations, and what is no word of the language is not taken for one."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from guide.project import Project
from guide.source.terms import Terms
from hunspell import Hunspell

from tests.sites import PAGES, make
from tests.spelling import UNFIT, dictionary, misspelled, words

DICTIONARY = """5
dydd
pethau
mae
ysgol
'n
"""


def found(folder: Path, said: dict[str, str], *spelling: str, locale: str = "cy", stale: bool = False) -> list[str]:
    """Return what is found in one language of a site with these sentences and their translations."""
    (folder / "cy.aff").write_text("SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\nWORDCHARS '\n", encoding="utf-8")
    (folder / "cy.dic").write_text(DICTIONARY, encoding="utf-8")
    known = Hunspell("cy", hunspell_data_dir=str(folder))
    text = PAGES["second.md"] + "".join(f"\n{each}\n" for each in said)
    make(folder, PAGES | {"second.md": text}, ("en", locale), {locale: said})
    if stale:
        file = folder / "translations" / f"{locale}.po"
        po = polib.pofile(str(file))
        for entry in po:
            entry.flags.append("fuzzy")
        po.save()
    project = Project(folder)
    catalogue = project.catalogues[locale]
    assert not catalogue.refused
    terms = Terms(spelling=spelling, short_forms={"IDP": "CDU"})
    problems = misspelled(catalogue, terms, known, project.markdown)
    return [str(each).replace(" in the list of terms", "") for each in problems]


def test_a_misspelled_word_is_found_with_its_places_and_what_may_be_meant(tmp_path: Path) -> None:
    said = {"The school.": "Mae ysgoll.", "The day is.": "Mae dydd.", "The school is.": "Ysgoll mae ysgoll."}
    first, second = found(tmp_path, said)
    lines = (tmp_path / "translations" / "cy.po").read_text(encoding="utf-8").splitlines()
    place, others = (lines.index(f'msgid "{english}"') + 2 for english in ("The school.", "The school is."))
    assert first == (
        f'translations/cy.po:{place}: "ysgoll", also on {others}: did you mean ysgol? '
        "If it is right, add it to `spelling` (spelling)"
    )
    assert second.startswith(f'translations/cy.po:{others}: "Ysgoll": did you mean Ysgol?')


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("Mr Hughes says yes.", "Mae Mr Hughes."),
        ("The council is there.", "Mae ysgol (council)."),
        ("The plan (IDP), the ALN.", "Pethau CDU, ALN."),
        ("Read `xyz` at [abc](https://xyz.example/abcd).", "Mae `xyz` [dydd](https://xyz.example/abcd)."),
        ("Call {name} by {tag}, 3b.", "Mae {name} {tag} 3b."),
        ("*Wort*{: lang=de } is *fixed*{: translate=no }.", "*Wort*{: lang=de } mae *fixed*{: translate=no }."),
        ("How things are.", "Pethau’n mae, pethau'n."),
    ],
)
def test_what_is_no_word_of_the_language_is_not_looked_for(tmp_path: Path, english: str, welsh: str) -> None:
    """Names, short forms of the law, code, addresses, places, other languages; what is tied to a word is cut off."""
    assert found(tmp_path, {english: welsh}) == []


def test_english_words_in_another_script_are_left_alone(tmp_path: Path) -> None:
    assert found(tmp_path, {"The school.": "مدرسة school."}, "مدرسة", locale="ar") == []


def test_words_of_the_list_are_right_and_idle_ones_are_named(tmp_path: Path) -> None:
    idle = "is in the dictionary now, or in no translation; take it out of `spelling` (spelling)"
    assert found(tmp_path, {"The school.": "Mae Cwcis ysgol."}, "cwcis", "dydd", "gone") == [
        f'translations/terms/cy.yml: "{word}" {idle}' for word in ("dydd", "gone")
    ]


def test_a_translation_that_waits_for_its_new_english_is_not_read_but_needs_its_words(tmp_path: Path) -> None:
    assert found(tmp_path, {"The school.": "Mae cwcis ysgoll."}, "cwcis", stale=True) == []


def test_a_dictionary_of_no_use_is_left_alone_wherever_it_is_installed(tmp_path: Path) -> None:
    """Else a machine that has it finds a misspelled word in every line."""
    for locale in UNFIT:
        found = tmp_path / "node_modules" / f"dictionary-{locale}"
        found.mkdir(parents=True)
        (found / "index.aff").write_text("SET UTF-8\n", encoding="utf-8")
        (found / "index.dic").write_text("0\n", encoding="utf-8")
        assert dictionary(locale, tmp_path) is None


def test_words_hold_their_marks_and_joiners_in_every_script() -> None:
    assert words("می‌خواهم، п’ять — বাংলা’ 3b ‘Größe’ مُعلّم") == ["می‌خواهم", "п'ять", "বাংলা", "Größe", "مُعلّم"]
