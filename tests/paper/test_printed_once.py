"""Nothing is printed twice, the same bytes come each time, and the cache can be lost without harm."""

from __future__ import annotations

import dataclasses
import io
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import guide.kept
import pytest
import segno
from guide.forms.model import translate
from guide.kept import Store, code_of
from guide.paper.cards import card
from guide.paper.codes import Codes
from guide.paper.editions import Edition
from guide.paper.posters import poster
from guide.paper.press import Document, Press
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import language
from guide.source.publisher import Publisher
from PIL import Image, ImageColor

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
    """Return the entries that hold a sheet; codes have their own."""
    return sorted(file for file in folder.glob("??/*") if b"%PDF" in file.read_bytes())


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


def test_what_printing_loads_is_in_the_key(printer: Printer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents of every kind, compiled in a process that has nothing else, load no other code of ours."""
    asked: list[Document] = []
    make = Press._compiled
    monkeypatch.setattr(Press, "_compiled", lambda *given, **how: asked.append(given[1]) or make(*given, **how))  # type: ignore[func-returns-value]
    for each in EDITIONS:
        printed(printer, each)
    poster(printer)
    card(printer, "A title", "What it is.", language("ur"), "x")
    (tmp_path / "asked").write_bytes(pickle.dumps(asked))
    run = f"""
import pickle, sys
from pathlib import Path
from guide.kept import Store, code_of
from guide.paper.press import Canvas, Press
press = Press(Store(Path({str(tmp_path / "alone")!r})))
for each in pickle.loads(Path({str(tmp_path / "asked")!r}).read_bytes()):
    press.picture(each, Canvas(1200, 630, 50, 22)) if each.template == "card" else press.print(each)
print(*(each.__file__ for each in [*sys.modules.values()] if getattr(each, "__file__", None)), sep="\\n")
"""
    told = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True).stdout.splitlines()
    hooks = Path(guide.kept.__file__).parent.parent
    ours = {Path(each).relative_to(hooks).as_posix() for each in told if each.startswith(str(hooks))}
    assert "guide/paper/widgets.py" in ours
    assert ours <= code_of("guide.paper.press", hooks)


# --- codes and pictures ---


def test_a_code_is_encoded_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a drawing, as a picture, and again in the next build."""
    encoded: list[str] = []
    make = segno.make
    monkeypatch.setattr(segno, "make", lambda url, **how: encoded.append(url) or make(url, **how))  # type: ignore[func-returns-value]
    drawn = [(codes.drawing("https://x.example/1"), codes.picture("https://x.example/1")) for codes in two(folder)]
    assert encoded == ["https://x.example/1"]
    assert drawn[0] == drawn[1]


def two(folder: Path) -> list[Codes]:
    return [Codes(Store(folder)) for _ in range(2)]


def test_a_picture_is_drawn_once_whoever_publishes_it(
    project: Project, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = dataclasses.replace(project.site, url="https://school.example/", publisher=Publisher("Ysgol y Bryn"))
    own = Printer(school, project.lookup, printer.press, project.colours)
    drawn = card(printer, "A title", "What it is.", language("en"), "x")
    monkeypatch.setattr(Press, "_compiled", None)
    assert card(own, "A title", "What it is.", language("en"), "x") == drawn


def test_the_next_school_begins_with_what_fitted_the_first(
    project: Project, printer: Printer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is compiled once, and is what it would be if it were the first, even where what is remembered is wrong."""
    school = dataclasses.replace(project.site, url="https://school.example/", publisher=Publisher("Ysgol y Bryn"))
    alone, next_one, misled = (
        Printer(school, project.lookup, Press(Store(each)), project.colours)
        for each in (folder / "alone", folder, folder / "misled")
    )
    fitted = alone.sheet(every_field(), "forms/every-field/", ENGLISH, "x")
    compiled: list[int] = []
    make = Press._attempt
    monkeypatch.setattr(Press, "_attempt", lambda *given: compiled.append(given[-1]) or make(*given))  # type: ignore[func-returns-value]
    printed(printer)
    assert len(compiled) > 1
    compiled.clear()
    assert printed(next_one) == fitted.pdf
    assert compiled == [fitted.attempt]
    monkeypatch.setattr(Press, "_fit", lambda *given: (2, fitted.sides + 1))
    assert printed(misled) == fitted.pdf


def test_a_picture_has_only_shades_of_its_colours(project: Project, printer: Printer) -> None:
    drawn = Image.open(io.BytesIO(card(printer, "A title", "What it is.", language("en"), "x"))).convert("RGB")
    used = sorted(drawn.getcolors() or [], reverse=True)
    paper, accent, ink = (ImageColor.getrgb(project.colours[each]) for each in ("paper", "accent", "ink"))
    assert used[0][1] == paper
    assert {accent, ink} <= {colour for _, colour in used}
    assert len(used) <= 24
