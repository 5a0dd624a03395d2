"""Measures printing: `.venv/bin/python -m tests.benchmarks.printing`.

Cards and all editions of every form in the languages planned, with sample words: cold, by kind, and again from the
cache, in CPU time. Then one sheet a form and language by Typst and by WeasyPrint, from the same model. WeasyPrint is
installed for this into a folder that is deleted afterwards; it is no part of the project.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from guide.paper.cards import card
from guide.paper.editions import Edition
from guide.paper.sheets import Printer, plain
from guide.paper.typefaces import FONTS
from guide.project import Project
from guide.source.pages import address

from tests.paper.scripts import PLANNED, sample_printer

ROOT = Path(__file__).parent.parent.parent
WEASYPRINT = "weasyprint==70.0"
PEER = Path(__file__).parent / "weasyprint_peer.py"


def main() -> int:
    """Print the figures."""
    project = Project(ROOT)
    with tempfile.TemporaryDirectory() as folder:
        cold, warm = (everything(project, Path(folder)) for _ in range(2))
    for kind, seconds in cold.items():
        print(
            f"{kind}: {len(seconds)}, cold {milliseconds(seconds):.0f} ms each, warm {milliseconds(warm[kind]):.1f} ms"
        )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    with tempfile.TemporaryDirectory() as folder:
        compare(project, Path(folder))
    return 0


def printer(project: Project, folder: Path) -> Printer:
    """Return a printer of sample words in all languages planned."""
    return sample_printer(project.site, folder, PLANNED)


def everything(project: Project, folder: Path) -> dict[str, list[float]]:
    """Draw each page's card and print each form in each edition of each language; return what each took, by kind."""
    fresh = printer(project, folder)
    spent: dict[str, list[float]] = defaultdict(list)
    for language in fresh.site.languages:
        for page in project.pages:
            spent["card"].append(measured(partial(card, fresh, page.title, page.description, language, page.path)))
        for path, form in project.forms.items():
            for each in fresh.editions(form, language):
                took = measured(partial(fresh.sheet, form, address(path), each, path))
                spent["all sheets"].append(took)
                spent[each.kind].append(took)
    return spent


def milliseconds(seconds: list[float]) -> float:
    """Return the mean."""
    return 1000 * sum(seconds) / len(seconds)


def compare(project: Project, folder: Path) -> None:
    """Make the standard sheet of each form in each language twice: with Typst, and with WeasyPrint."""
    fresh = printer(project, folder / "cache")
    models = folder / "models.json"
    models.write_text(json.dumps([*model(fresh, project)], ensure_ascii=False), encoding="utf-8")
    ours = measured(lambda: standard(fresh, project))
    python = install(folder / "venv")
    run = subprocess.run([python, PEER, models, FONTS], capture_output=True, text=True, check=False)
    print(f"standard sheets, Typst and pikepdf: {ours:.1f} CPU s")
    print(f"standard sheets, WeasyPrint:        {run.stdout.strip() or run.stderr.strip().splitlines()[-1]}")


def model(fresh: Printer, project: Project) -> list[dict[str, Any]]:
    """Return every form in every language as plain data."""
    return [
        {"lang": language.tag, "dir": language.direction, "form": plain(fresh.translated(form, language))}
        for language in fresh.site.languages
        for form in project.forms.values()
    ]


def standard(fresh: Printer, project: Project) -> None:
    """Print each form once in each language."""
    for language in fresh.site.languages:
        for path, form in project.forms.items():
            fresh.sheet(form, address(path), Edition(language), path)


def install(folder: Path) -> Path:
    """Make a virtual environment with WeasyPrint and return its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", WEASYPRINT], check=True, capture_output=True)
    return python


def measured(work: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
