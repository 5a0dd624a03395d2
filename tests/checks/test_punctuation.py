"""A translation has the quotation marks of its language, and the comma and full stop of its script."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.every import check
from guide.checks.punctuation import wrong
from guide.project import Project
from guide.source.languages import language
from guide.translation import po_files

from tests.sites import PAGES, make


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("pl", "Proszę powiedzieć: “Tak”.", "“ is no quotation mark of this language; write „…”, and «…» within"),
        ("ro", "Spuneți: «Da „nu” da».", ""),
        ("cy", "Dywedwch: ‘Mae’r “plan” yma’.", ""),
        ("fa", "بله, می‌آیم.", '"," after a letter of another script; write ،'),
        ("ku-Arab", "کەی?", '"?" after a letter of another script; write ؟'),
        ("ur", "یہ ٹھیک ہے.", '"." after a letter of another script; write ۔'),
        ("ar", "هذا جيد (ALN), نعم. 3,5.", ""),
        ("bn", "এটি ঠিক আছে.", '"." after a letter of another script; write ।'),
        ("zh-Hans", "请说明,谢谢。", '"," after a letter of another script; write ，'),
        ("uk", "Скажіть, будь ласка: «Так»?", ""),
    ],
)
def test_marks_of_another_language_or_script_are_found(locale: str, text: str, found: str) -> None:
    assert list(wrong(text, language(locale))) == ([found] if found else [])


def test_words_for_the_search_and_what_is_meant_are_left_alone(tmp_path: Path) -> None:
    """Nor does what stands in an address or in code count."""
    said = {
        "Yes, please.": "نعم, شكرًا.",
        "Read [this](second.md?a).": "اقرؤوا [هذا](second.md?a).",
        "So `a,b`.": "كذا `ا,ب`.",
    }
    text = PAGES["second.md"].replace("---\n#", "search: pen, ink\n---\n#") + "".join(f"\n{each}\n" for each in said)
    make(tmp_path, PAGES | {"second.md": text}, ("en", "ar"), {"ar": said | {"pen, ink": "قلم, حبر"}})
    (problem,) = check(Project(tmp_path), ["punctuation"])
    assert str(problem).endswith('"," after a letter of another script; write ، (punctuation)')
    file = tmp_path / "translations" / "ar.po"
    po = po_files.read_po(file, tmp_path)
    entry = po.find("Yes, please.")
    assert entry is not None
    entry.tcomment = "punctuation: as the letter has it"
    po_files.write(po, file)
    assert check(Project(tmp_path), ["punctuation"]) == []
