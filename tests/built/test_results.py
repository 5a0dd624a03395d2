"""What was built before is used again only where it would come out the same: warm equals cold, byte for byte.

Printing has tests of its own, and is kept here, so that cold means: every page is built anew.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import guide.build
import guide.results
import pytest
import yaml
from guide.build import Build
from guide.paper.press import Press
from guide.project import Project
from guide.results import Result, Results, manifest
from guide.source.addresses import FILE, Address, published
from guide.source.languages import Language
from guide.source.pages import address
from guide.translation import po_files
from guide.translation.marks import mark_reviewed
from markdown import Markdown
from mkdocs.exceptions import MkDocsException
from site_build import build_language, configured, heard

from tests.forms.examples import example, form_page
from tests.sites import PAGE, SECOND, make

LANGUAGES = ("en", "cy", "ar")
FORM = form_page(example("short text")["example"], title="Form").replace("every-field", "form")
PAGES = {
    "index.md": PAGE,
    "second.md": SECOND.replace("*More* text.", '<div class="short" markdown>\n\n1. *More* text.\n\n</div>'),
    "forms/index.md": "---\ntitle: Forms\ndescription: All.\ntemplate: forms.html\n---\n# Forms {#forms}\n",
    "forms/form.md": FORM,
    "share.md": "---\ntitle: Share\ndescription: Words.\ntemplate: share.html\nkit: parents\n---\n"
    "# Share {#share}\n\n<!-- kit -->\n",
    "languages.md": "---\ntitle: Languages\ndescription: Them.\ntemplate: languages.html\nmenu: foot\nkit: no\n---\n"
    "# Languages {#languages}\n",
}
SAID = {
    "Start": "Dechrau",
    "Read the [second](second.md#more) page, 12 times.": "Gw. [ail](second.md#more) 12",
    "Second": "Ail",
    "Form": "Ffurflen",
    "*More* text.": "*Mwy*",
    "Menu": "Dewislen",
}


def change(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces a text in a file, which has to be there."""

    def changed(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return changed


def set_up(**parts: Any) -> Callable[[Path], None]:
    """Return what changes settings: each is a function from the old value to the new one."""

    def changed(folder: Path) -> None:
        settings = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
        settings |= {key: make_new(settings.get(key)) for key, make_new in parts.items()}
        (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")

    return changed


def translate(locale: str, msgid: str, msgstr: str, *, reviewed: bool = False) -> Callable[[Path], None]:
    """Return what gives a message a translation, and perhaps the mark of a person who has read it."""

    def changed(folder: Path) -> None:
        file = folder / "translations" / f"{locale}.po"
        po = po_files.read_po(file, folder)
        (entry,) = (each for each in po if each.msgid == msgid)
        entry.msgstr = msgstr
        if reviewed:
            mark_reviewed(entry, "Amal, 2026-11-01")
        po_files.write(po, file)

    return changed


def same_size_and_time(folder: Path) -> None:
    """Change a page so that neither its size nor its time tells."""
    page = folder / "docs" / "second.md"
    times = page.stat()
    change("docs/second.md", "*More* text.", "*Less* text.")(folder)
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))


def delete_and_bring_back_other(folder: Path) -> None:
    """Delete a page, build, and write another in its place."""
    gone = folder / "docs" / "second.md"
    text = gone.read_text(encoding="utf-8")
    change("docs/index.md", "[second](second.md#more)", "second")(folder)
    gone.unlink()
    nav = yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    set_up(nav=lambda old: [each for each in old if each != "second.md"])(folder)
    listed(folder, [each for each in PAGES if each != "second.md"])
    assert warm(folder) == []
    gone.write_text(text.replace("More", "Other"), encoding="utf-8")
    change("docs/index.md", "second page", "[second](second.md#more) page")(folder)
    set_up(nav=lambda old: nav)(folder)
    listed(folder, list(PAGES))


def rebuilt_after_a_mistake(folder: Path) -> None:
    """Break a page, see the build stop, and mend it with another text."""
    page = folder / "docs" / "second.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n[gone](gone.md)\n", encoding="utf-8")
    assert "gone.md" in "".join(warm(folder))
    assert "gone.md" in "".join(warm(folder)), "what was wrong is not taken for done"
    page.write_text(text + "\nMended.\n", encoding="utf-8")


def logo(colour: str) -> Callable[[Path], None]:
    """Return what writes the publisher's logo; the settings name it already."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="{colour}" d="M0 0h9v9z"/></svg>'

    def changed(folder: Path) -> None:
        (folder / "docs" / "logo.svg").write_text(svg, encoding="utf-8")

    return changed


def listed(folder: Path, pages: list[str]) -> None:
    entries = {"languages": list(LANGUAGES), "published": [str(Address(address(each))) for each in pages]}
    (folder / FILE).write_text(published("", entries), encoding="utf-8")


def renamed(languages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [*languages[:-1], languages[-1] | {"name": "Arabeg"}]


CHANGES: dict[str, Callable[[Path], None]] = {
    "order of the menu": set_up(nav=lambda old: [old[1], old[0], *old[2:]]),
    "a title": change("docs/second.md", "title: Second", "title: Two"),
    "a number for a text": change("docs/second.md", "title: Second", "title: '2'"),
    "a text": change("docs/second.md", "*More* text.", "*Other* text."),
    "a text of the same size and time": same_size_and_time,
    "an id that others link to": change("docs/second.md", "{#second}", "{#first}"),
    "a question of a form": change("docs/forms/form.md", "title: Fields", "title: Parts"),
    "parent template": change("overrides/base.html", 'class="skip"', 'class="skip new"'),
    "included template": change("overrides/partials/footer.html", "<footer", '<footer data-new="1"'),
    "style": change("overrides/styles/guide.css", "}", "}main{top:7px}"),
    "script": change("overrides/scripts/worker.js", "\n", "\nvar changed = 1\n"),
    "script of every page": change("overrides/scripts/start.js", "\n", "\nvar changed = 1\n"),
    "name of the site": set_up(site_name=lambda old: "Other"),
    "option of the parser": set_up(
        markdown_extensions=lambda old: [each for each in old if "toc" not in each] + [{"toc": {"permalink": True}}]
    ),
    "name of a language": set_up(
        plugins=lambda old: [{"i18n": old[0]["i18n"] | {"languages": renamed(old[0]["i18n"]["languages"])}}]
    ),
    "picture beside the pages": logo("#00f"),
    "deleted and written anew": delete_and_bring_back_other,
    "mended": rebuilt_after_a_mistake,
    "moved": change(FILE, "moved: {}", "moved:\n  second/#old: second/#more"),
    "translation of a text": translate("ar", "*More* text.", "*Newydd*"),
    "translation of a title": translate("ar", "Start", "Newydd"),
    "translation in a form, beside another language": translate("cy", "Form", "Newydd"),
    "translation in the frame": translate("ar", "Menu", "Newydd"),
    "translation of the name": translate("cy", "Working together", "Newydd"),
    "read by a person": translate("cy", "*More* text.", "*Mwy*", reviewed=True),
    "read in a form": translate("cy", "Form", "Ffurflen", reviewed=True),
}


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that is built."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "docs").mkdir()
    logo("#f00")(folder)
    extra = {"publisher": {"name": "Bryn", "logo": "logo.svg", "report": "https://bryn.example/tell-us"}}
    make(folder, PAGES, LANGUAGES, dict.fromkeys(LANGUAGES[1:], SAID), extra=extra)
    assert warm(folder) == []
    return folder


@pytest.fixture
def folder(start: Path, tmp_path: Path) -> Path:
    """Return a copy of it, with what was kept."""
    return shutil.copytree(start, tmp_path / "copy")


def warm(folder: Path) -> list[str]:
    """Build every language in this process, and return what is wrong."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    project = Project(folder)
    with heard() as wrong:
        try:
            config = configured(project, folder / "site")
            build: Build = vars(config)["build"]
            build.sound = lambda: not wrong
            for language in project.site.languages:
                build_language(config, language.locale)
        except MkDocsException:
            pass
    return wrong


def cold(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Build every page anew, and return the site."""
    with monkeypatch.context() as patched:
        patched.setattr(Results, "get", lambda *given: None)
        assert warm(folder) == []
    return manifest(folder / "site")


@pytest.mark.parametrize("name", CHANGES)
def test_after_a_change_warm_equals_cold(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = manifest(folder / "site")
    CHANGES[name](folder)
    assert warm(folder) == []
    after = manifest(folder / "site")
    assert after == cold(folder, monkeypatch)
    assert after != before, "the change changes nothing"


def test_a_second_build_makes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is rendered, no Markdown read, no document printed, and the bytes are the same."""
    before = manifest(folder / "site")

    def never(*given: object, **named: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(Build, "_result", never)
    monkeypatch.setattr(Press, "_compiled", never)
    monkeypatch.setattr(guide.build, "zipped", never)
    converted = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda md, text: never() if text else converted(md, text))
    assert warm(folder) == []
    assert manifest(folder / "site") == before


def test_a_change_of_one_page_makes_that_page_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the page that counts what is translated."""
    made: list[tuple[str, str]] = []
    result = Build._result

    def noted(build: Build, path: str, page: str, language: Language) -> Result:
        made.append((language.locale, path))
        return result(build, path, page, language)

    monkeypatch.setattr(Build, "_result", noted)
    change("docs/second.md", "*More* text.", "*Other* text.")(folder)
    assert warm(folder) == []
    assert sorted(made) == [(each, f"docs/{page}.md") for each in sorted(LANGUAGES) for page in ("languages", "second")]


def test_other_code_or_another_engine_makes_everything_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guide.results, "makers", lambda: "other")
    project = Project(folder)
    results = Results(project, preview=False)
    assert [results.get(page, each) for page in project.pages for each in project.site.languages].count(None) == 18


def test_a_lost_or_damaged_entry_is_made_anew(folder: Path) -> None:
    before = manifest(folder / "site")
    for number, file in enumerate(sorted((folder / ".cache").rglob("*"))):
        if file.is_file() and number % 3:
            file.write_bytes(b"damaged") if number % 3 == 1 else file.unlink()
    assert warm(folder) == []
    assert manifest(folder / "site") == before
