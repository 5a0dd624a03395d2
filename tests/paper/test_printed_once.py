"""Nothing is printed twice, the same bytes come each time, and the cache can be lost without harm."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from guide.forms.model import translate
from guide.kept import Store
from guide.paper.editions import Edition
from guide.paper.press import Press
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import language

from tests.forms.examples import every_field

ROOT = Path(__file__).parent.parent.parent
ENGLISH = Edition(language("en"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def printer(project: Project, folder: Path) -> Printer:
    return Printer(project.site, project.lookup, Press(Store(folder)), project.colours)


def printed(printer: Printer, edition: Edition = ENGLISH) -> bytes:
    return printer.sheet(every_field(), "forms/every-field/", edition, "docs/forms/every-field.md").pdf


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("??/*"))


def test_what_was_printed_is_not_printed_again(printer: Printer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = printed(printer)
    monkeypatch.setattr(Press, "_compiled", None)
    assert printed(printer) == first
    assert len(kept(folder)) == 1


@pytest.mark.parametrize("shape", ["empty", "cut", "other", "folder", "link"])
def test_an_entry_of_any_shape_is_made_again(printer: Printer, folder: Path, shape: str) -> None:
    """Empty, cut off, another entry's content, a folder in its place, a link that leads nowhere."""
    first = printed(printer)
    (entry,) = kept(folder)
    content = entry.read_bytes()
    changed = translate(every_field(), lambda msgid: "New" if msgid == "Every field" else None, "en")
    printer.sheet(changed, "forms/every-field/", ENGLISH, "x")
    (other,) = set(kept(folder)) - {entry}
    entry.unlink()
    if shape == "folder":
        (entry / "inside").mkdir(parents=True)
    elif shape == "link":
        entry.symlink_to("nowhere")
    else:
        entry.write_bytes({"empty": b"", "cut": content[:-1], "other": other.read_bytes()}[shape])
    assert printed(printer) == first
    assert entry.read_bytes() == content


def test_a_changed_text_is_printed_anew_and_nothing_else(project: Project, printer: Printer, folder: Path) -> None:
    printed(printer)
    changed = translate(every_field(), lambda msgid: "New" if msgid == "Every field" else None, "en")
    printer.sheet(changed, "forms/every-field/", ENGLISH, "x")
    assert len(kept(folder)) == 2
    moved = dataclasses.replace(project.site, url="https://elsewhere.example/")
    printed(Printer(moved, project.lookup, Press(Store(folder)), project.colours))
    assert len(kept(folder)) == 3
    printed(printer)
    assert len(kept(folder)) == 3


@pytest.mark.parametrize("damage", [b"", b"%PDF", None], ids=["empty", "foreign", "cut short"])
def test_a_damaged_file_is_made_anew(printer: Printer, folder: Path, damage: bytes | None) -> None:
    first = printed(printer)
    (file,) = kept(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:-100] if damage is None else damage)
    assert printed(printer) == first
    assert file.read_bytes() == whole


def test_a_lost_folder_is_made_anew(printer: Printer, folder: Path) -> None:
    first = printed(printer)
    shutil.rmtree(folder)
    assert printed(printer) == first


def test_two_builds_give_the_same_bytes(printer: Printer, tmp_path: Path) -> None:
    """In another process, where sets have another order."""
    script = (
        "import sys; from pathlib import Path\n"
        "from guide.kept import Store; from guide.project import Project; from guide.paper.press import Press\n"
        "from guide.paper.sheets import Printer; from tests.paper.test_printed_once import *\n"
        f"project = Project(Path({str(ROOT)!r}))\n"
        f"press = Press(Store(Path({str(tmp_path / 'other')!r})))\n"
        "printer = Printer(project.site, project.lookup, press, project.colours)\n"
        "for edition in EDITIONS: printed(printer, edition)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    for edition in EDITIONS:
        printed(printer, edition)
    mine, other = kept(printer.press.store.folder), kept(tmp_path / "other")
    assert {file.name: file.read_bytes() for file in mine} == {file.name: file.read_bytes() for file in other}


EDITIONS = (
    ENGLISH,
    Edition(language("en"), fillable=True),
    Edition(language("ar"), second=language("en")),
    Edition(language("en"), size=18),
)
