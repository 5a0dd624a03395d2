"""The `guide` command, as translators and maintainers run it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
import pytest
import yaml
from guide.cli import main
from guide.source.languages import normal_locale

from tests.forms.examples import every_field_page
from tests.sites import PAGES, build, make


def guide(folder: Path, *arguments: str) -> int:
    return main(["--project", str(folder), *arguments])


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_the_command_is_installed_and_is_the_module_too() -> None:
    for command in ([str(Path(sys.executable).with_name("guide"))], [sys.executable, "-m", "guide"]):
        said = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
        assert all(name in said for name in ("extract", "update", "status", "check", "reviewed", "new-language"))


def test_extract_writes_a_template(tmp_path: Path) -> None:
    make(tmp_path)
    assert guide(tmp_path, "extract", str(tmp_path / "guide.pot")) == 0
    msgids = [entry.msgid for entry in polib.pofile(str(tmp_path / "guide.pot"))]
    assert msgids[:3] == ["Start", "Where it starts.", "Read the [second](second.md#more) page, 12 times."]
    assert {"Working together", "Menu", "Page {n} of {m}"} <= set(msgids)


def test_update_makes_a_missing_catalogue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    (tmp_path / "translations" / "ar.po").unlink()
    assert guide(tmp_path, "update") == 0
    assert out(capsys).startswith("translations/ar.po: ")
    po = polib.pofile(str(tmp_path / "translations" / "ar.po"))
    assert po.metadata["Language"] == "ar"
    assert po.metadata["Plural-Forms"].startswith("nplurals=6")


def test_status_counts_each_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, translations={"ar": {"One": "واحد", "Start": "البداية"}})
    assert guide(tmp_path, "status", "ar") == 0
    lines = {line.split()[-1]: line.split()[:5] for line in out(capsys).splitlines() if line.strip()}
    assert lines["docs/index.md"] == ["5", "2", "0", "3", "0"]
    assert lines["docs/second.md"] == ["4", "0", "0", "4", "0"]


@pytest.mark.parametrize("command", ["status", "update", "extract", "publish", "version"])
def test_what_prints_nothing_loads_no_pdf_engine_and_no_site_builder(tmp_path: Path, command: str) -> None:
    make(tmp_path)
    program = (
        "import sys; from guide.cli import main\n"
        f"code = main(['--project', {str(tmp_path)!r}, {command!r}])\n"
        "sys.exit(code or ', '.join({'typst', 'pikepdf', 'mkdocs', 'PIL'} & sys.modules.keys()) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("required", "code", "says"),
    [
        ("ar=3", 0, ""),
        ("ar=100", 1, "ar is translated to 3%, 100% required"),
        ("ar", 2, '--require has "ar"; write it as cy=100 or cy=100,ar=95'),
        ("ar=101", 2, '--require has "ar=101"; write it as cy=100 or cy=100,ar=95'),
        ("xx=5", 2, 'no language "xx"; there are: ar'),
    ],
)
def test_completeness_is_required_only_where_a_person_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], required: str, code: int, says: str
) -> None:
    project = make(tmp_path, translations={"ar": {"One": "واحد"}})
    some = [message.msgid for message in project.strings.messages][: len(project.strings.messages) * 3 // 100 + 1]
    file = tmp_path / "translations" / "ar.po"
    po = polib.pofile(str(file), wrapwidth=0)
    for entry in (each for each in po if each.msgid in some):
        entry.msgstr = f"ع {entry.msgid}"
    po.save(str(file))
    assert guide(tmp_path, "status", "--require", required) == code
    assert says in capsys.readouterr().err


def test_reviewed_marks_a_page_and_status_counts_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, translations={"ar": {"One": "واحد", "Start": "البداية"}})
    assert guide(tmp_path, "reviewed", "ar", "docs/index.md", "--by", "Amal") == 0
    assert "2 of 5 segments marked as reviewed by Amal" in out(capsys)
    guide(tmp_path, "status", "ar")
    (line,) = [line for line in out(capsys).splitlines() if line.endswith("docs/index.md")]
    assert line.split()[:5] == ["5", "2", "0", "3", "2"]


def written(folder: Path) -> dict[Path, bytes]:
    """Return every file of a project but those of the cache, which may come and go."""
    files = [file for file in folder.rglob("*") if file.is_file() and ".cache" not in file.parts]
    return {file: file.read_bytes() for file in files}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--project", "/nope", "check"), 2, "guide: there is no mkdocs.yml in /nope; go to the guide's folder"),
        (("extract", "/nope/x.pot"), 2, "/nope"),
        (("publish", "x"), 2, "addresses.yml: x is no file; a page is written as x/."),
        (("publish", "secnd/"), 2, 'addresses.yml: there is no page secnd/. Did you mean "second/"?'),
        (("publish", "../x"), 2, '"../x" is no address; write it as before/'),
    ],
)
def test_a_command_that_fails_says_why_in_one_line_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, says: str
) -> None:
    make(tmp_path)
    before = written(tmp_path)
    assert main(["--project", str(tmp_path), *arguments]) == code
    said = capsys.readouterr().err
    assert says in said
    assert len(said.splitlines()) == 1
    assert written(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("school trips.md", '"school trips" becomes an address; write letters from a to z, digits and hyphens'),
        ("before.cy.md", "what follows a dot is taken for a language; rename it to before-cy.md"),
        ("a.b/page.md", '"a.b" becomes an address'),
        ("s/page.md", '"s/" holds the pages of schools; rename it'),
        ("js/page.md", 'the folder "js" is taken for a language; give it a longer name'),
        ("more/README.md", "a folder's first page is index.md; rename it"),
        ("folder.md/page.md", "docs/folder.md: this is a folder, and should be a file; rename it"),
        ("ysgol-ŵyr.md", '"ysgol-ŵyr" becomes an address'),
    ],
)
def test_a_file_name_that_cannot_be_an_address_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, says: str
) -> None:
    make(tmp_path)
    file = tmp_path / "docs" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGES["second.md"], encoding="utf-8")
    assert guide(tmp_path, "check", "--only", "sources") == 1
    assert says in out(capsys)


def test_a_page_that_is_a_link_out_of_the_checkout_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path)
    (tmp_path / "docs" / "linked.md").symlink_to("/etc/hostname")
    assert guide(tmp_path, "check", "--only", "sources") == 1
    assert out(capsys) == "docs/linked.md: this is a link to another file; copy the file here (front matter)\n"


def test_check_is_silent_on_a_sound_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    assert guide(tmp_path, "check") == 0
    assert out(capsys) == ""


def test_check_reports_everything_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, translations={"ar": {"One": "<b>واحد</b>", "Two": "2"}})
    (tmp_path / "docs" / "second.md").write_text(
        "---\ntitle: Second\n---\n# Second\n\n### Deep {#deep}\n\nA [link][ref] and a break  \nhere.\n\n"
        "<div>Raw text</div>\n\n## Again {#deep}\n\n```\n# no heading <p>\n```\n",
        encoding="utf-8",
    )
    file = tmp_path / "translations" / "ar.po"
    file.write_text(
        file.read_text(encoding="utf-8").replace('"Language: ar\\n"', '"Language: fa\\n"') + "\n", encoding="utf-8"
    )
    (tmp_path / "translations" / "pl.po").write_text("", encoding="utf-8")
    assert guide(tmp_path, "check") == 1
    said = out(capsys).splitlines()
    lines = file.read_text(encoding="utf-8").splitlines()
    one = lines.index('msgid "One"') + 2  # the line of its msgstr
    expected = [
        'docs/second.md:1: the front matter has no "description"; add one (front matter)',
        'docs/second.md:4: the heading "Second" has no id; add one such as {#short-name} (headings)',
        "docs/second.md:6: a heading of level 3 follows level 1; write ## (headings)",
        "docs/second.md:8: a line break at the end of the line is lost in translation; "
        "start a new paragraph (markdown)",
        "docs/second.md:8: a reference link breaks once translated; write [text](target) (markdown)",
        "docs/second.md:11: the text in <div> cannot be translated; write Markdown, or <div markdown> (markdown)",
        'docs/second.md:13: the id "deep" is taken on line 6; choose another (headings)',
        'translations/ar.po:1: the header says "Language: fa"; '
        'if it is the right file, write "Language: ar" (languages)',
        f"translations/ar.po:{one}: HTML added: <b>, </b>; take it out (markup)",
        "translations/pl.po: no language of mkdocs.yml uses this catalogue; "
        "add the language there or delete the file (languages)",
    ]
    for line in expected:
        assert line in said
    assert any("segments of the English are not here yet" in line for line in said)
    assert any("segments are no longer in the English" in line for line in said)
    assert any("number added: 2" in line for line in said)


def test_an_unsealed_mark_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, translations={"ar": {"One": "واحد"}})
    file = tmp_path / "translations" / "ar.po"
    po = polib.pofile(str(file), wrapwidth=0)
    entry = po.find("One")
    assert entry is not None
    entry.tcomment = "reviewed: Amal, 2026-11-01"
    po.save(str(file))
    assert guide(tmp_path, "check") == 1
    assert 'the mark "reviewed: Amal, 2026-11-01" is not sealed to this text; run: guide update (reviewed)' in out(
        capsys
    )
    guide(tmp_path, "update")
    assert guide(tmp_path, "check") == 0


def test_a_mark_that_names_nobody_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, translations={"ar": {"One": "واحد"}})
    file = tmp_path / "translations" / "ar.po"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            '#: docs/index.md\nmsgid "One"', '# reviewed: no\n#: docs/index.md\nmsgid "One"'
        ),
        encoding="utf-8",
    )
    guide(tmp_path, "update")
    assert guide(tmp_path, "check") == 1
    assert 'the mark "reviewed: no" names no person and day that has been; write: reviewed: NAME, 2026-11-01' in out(
        capsys
    )


def test_a_letter_that_cannot_be_printed_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path, {"index.md": every_field_page()}, translations={"ar": {"Your name": "😀 اسم"}})
    catalogue = (tmp_path / "translations" / "ar.po").read_text(encoding="utf-8").splitlines()
    line = 1 + catalogue.index('msgstr "😀 اسم"')
    assert guide(tmp_path, "check") == 1
    said = f'translations/ar.po:{line}: index-ar-en.pdf cannot be printed: no font has "😀" (U+1F600) in "😀 اسم" (ar)'
    assert said in out(capsys)
    (tmp_path / "docs" / "index.md").write_text(every_field_page().replace("Your name", "😀"), encoding="utf-8")
    line = 1 + (tmp_path / "docs" / "index.md").read_text(encoding="utf-8").partition("😀")[0].count("\n")
    assert guide(tmp_path, "check", "--only", "outputs") == 1
    assert f'docs/index.md:{line}: index-en.pdf cannot be printed: no font has "😀" (U+1F600) in "😀" (en)' in out(
        capsys
    )


@pytest.mark.parametrize(
    ("given", "tag"), [("pl", "pl"), ("ku-arab", "ckb"), ("zh-Hans", "zh-Hans"), ("pt-br", "pt-BR")]
)
def test_a_new_language_can_be_built_at_once(tmp_path: Path, given: str, tag: str) -> None:
    make(tmp_path)
    locale = normal_locale(given)
    before = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert guide(tmp_path, "new-language", given) == 0
    after = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    names = [each["locale"] for each in yaml.safe_load(after)["plugins"][0]["i18n"]["languages"]]
    assert names == ["en", "ar", locale]
    assert build(tmp_path).page(locale).get("lang") == tag
    assert guide(tmp_path, "check") == 0


@pytest.mark.parametrize(
    ("locale", "says"),
    [
        ("ar", 'the language "ar" is there already'),
        ("ckb", "such as pl, zh-Hans or pt-PT; Sorani is ku-Arab"),
        ("klingon", 'is "klingon", which is not a language code'),
        ("no", 'is "no", which YAML reads as yes or no; Norwegian is nb or nn'),
        ("es-419", 'is "es-419"; write two letters, and perhaps a script and a country'),
        ("AR", 'the language "ar" is there already'),
    ],
)
def test_a_language_that_cannot_be_added_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], locale: str, says: str
) -> None:
    make(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert guide(tmp_path, "new-language", locale) == 2
    assert says in capsys.readouterr().err
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_unknown_languages_and_pages_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(tmp_path)
    assert guide(tmp_path, "status", "xx") == 2
    assert 'mkdocs.yml: no language "xx"; there are: ar (languages)' in capsys.readouterr().err
    assert guide(tmp_path, "reviewed", "ar", "nowhere.md", "--by", "Amal") == 2
    assert "nowhere.md: no such page; write it as docs/before.md" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("site_url: https", "site_uri: https"), "mkdocs.yml: site_url is missing"),
        (("- default: true", "- default: false"), "0 languages of the i18n plugin have `default: true`"),
        (("publisher:", "publisher: {nom: x}\n  other:"), 'extra.publisher has "nom", which is not known'),
        (("nav:", "nav: ["), "not YAML"),
    ],
)
def test_mistakes_in_the_settings_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], says: str
) -> None:
    make(tmp_path, PAGES)
    file = tmp_path / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change, 1), encoding="utf-8")
    assert guide(tmp_path, "status") == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("by", ["", " ", "?", "[x], y", "Anna\nBob"])
def test_a_review_by_nobody_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str) -> None:
    make(tmp_path, translations={"ar": {"One": "واحد"}})
    before = (tmp_path / "translations" / "ar.po").read_bytes()
    assert guide(tmp_path, "reviewed", "ar", "docs/index.md", "--by", by) == 2
    assert "write the name of the person who read it: --by" in capsys.readouterr().err
    assert (tmp_path / "translations" / "ar.po").read_bytes() == before
