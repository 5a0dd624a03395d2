"""A scale on paper: what its ends mean stands below the first and the last number."""

from __future__ import annotations

import re
from pathlib import Path

from guide.paper.editions import Edition
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import language

from tests.paper.papers import run, written
from tests.paper.scripts import PLANNED, sample_printer


def test_the_words_of_both_ends_stand_at_their_ends(project: Project, tmp_path: Path) -> None:
    printer: Printer = sample_printer(project.site, tmp_path / "cache", PLANNED)
    file = written(tmp_path, printer, project.forms["docs/forms/parents-check.md"], Edition(language("en")))
    found = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(Never|Always|1|5)<', run("pdftotext", "-bbox", file, "-"))
    left = {word: float(start) for start, _, word in reversed(found)}
    right = {word: float(end) for _, end, word in reversed(found)}
    assert left["Never"] < left["1"] < 200
    assert right["Always"] > right["5"] > 400
