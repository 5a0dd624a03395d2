"""What tests of printed files share: poppler's view of them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
from guide.forms.letters import on_paper
from guide.forms.model import SLOT, Form, texts
from guide.paper.editions import Edition
from guide.paper.sheets import Printer


def run(*command: object) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def read_back(pdf: Path) -> Counter[str]:
    """Count the words that poppler finds."""
    return words(run("pdftotext", pdf, "-"))


def words(text: str) -> Counter[str]:
    """Count words, of Chinese characters; digits, marks on letters and invisible direction marks are left out."""
    letters = (each for each in unicodedata.normalize("NFKD", text) if unicodedata.category(each) not in ("Mn", "Cf"))
    return Counter(re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+", "".join(letters)))


def actual_texts(pdf: Path) -> list[str]:
    """Return what assistive technology reads in place of letters."""
    with pikepdf.open(pdf) as document:
        return [
            str(each.ActualText)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        ]


# Letters stand above one another in Nastaliq, or are wide: such sheets may have a side more.
ROOMY = {"ur", "ta"}


def most_sides(form: Form, edition: Edition) -> int:
    """Return how many sides a sheet may have. A letter has a side more, because its reminder is a letter, too."""
    most = 4 if edition.large and form.letters else 3 if edition.large or edition.second or form.letters else 2
    return most + (edition.language.tag in ROOMY)


def words_of(form: Form) -> Counter[str]:
    """Count the words that stand on a form's sheet."""
    printed = (SLOT.sub("", text) for text in texts(on_paper(form)) if text != form.description.text)
    return sum((words(text) for text in printed), Counter())


def info(pdf: Path) -> dict[str, str]:
    lines = (line.partition(":") for line in run("pdfinfo", pdf).splitlines())
    return {key: value.strip() for key, _, value in lines}


def pages(pdf: Path) -> list[str]:
    """Return the text of each page."""
    return run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def written(folder: Path, printer: Printer, form: Form, edition: Edition) -> Path:
    """Print a form and return the file."""
    sheet = printer.sheet(form, f"forms/{form.slug}/", edition, f"docs/forms/{form.slug}.md")
    file = folder / sheet.file_name
    file.write_bytes(sheet.pdf)
    return file


def marked_languages(pdf: Path) -> set[str]:
    """Return the languages that parts of a file are marked as being in."""
    found = set()
    with pikepdf.open(pdf) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/Lang" in each:
                found.add(str(each.Lang))
        for page in document.pages:
            found |= {each.decode() for each in re.findall(rb"/Lang ?\(([^)]*)\)", page.obj.Contents.read_bytes())}
    return found
