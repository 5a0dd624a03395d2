"""Catalogues: merged with the English without losing anything, and never giving out a guess."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from guide.checks.every import check
from guide.cli import main
from guide.project import Project
from guide.source.languages import language
from guide.source.problems import SourceError
from guide.translation.catalogues import Catalogue, Shown, Verdicts, new_catalogue, read_catalogue, template, update
from guide.translation.marks import mark_reviewed, review_of, seal
from guide.translation.messages import Message
from guide.translation.po_files import mend_header, problems_of_header, read_po, write
from guide.translation.status import status, statuses
from guide.web.page import plain_speaker, speaker
from hypothesis import given
from hypothesis import strategies as some

from tests.fuzzing import many, refused
from tests.sites import build, make

WELSH = language("cy")


def messages(*msgids: str, file: str = "docs/a.md") -> list[Message]:
    return [Message(msgid, (file,)) for msgid in msgids]


def catalogue(**translations: str) -> polib.POFile:
    """Return a catalogue; underscores in the names stand for spaces."""
    po = new_catalogue(WELSH)
    update(po, messages(*(name.replace("_", " ") for name in translations)))
    for entry, msgstr in zip(po, translations.values(), strict=True):
        entry.msgstr = msgstr
    return reread(po)


def reread(po: polib.POFile) -> polib.POFile:
    """Return the catalogue as the next reader finds it in the file."""
    again = polib.pofile(str(po))
    again.wrapwidth = 0
    return again


def by_msgid(po: polib.POFile) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in po if not entry.obsolete}


def stated(states: tuple[str, ...]) -> Catalogue:
    """Return a catalogue whose messages, "0", "1" and so on, are in these states."""
    given = {str(index): state for index, state in enumerate(states)}
    shown = {
        key: Shown("x", 1, state == "reviewed") for key, state in given.items() if state in ("translated", "reviewed")
    }
    stale = [key for key, state in given.items() if state == "stale"]
    return Catalogue(WELSH, "cy.po", Path("cy.po"), Verdicts(shown, stale))


def test_a_changed_segment_keeps_its_translation_as_fuzzy_with_the_previous_english() -> None:
    po = catalogue(You_must_sign_the_form="Rhaid i chi lofnodi’r ffurflen")
    changes = update(po, messages("You must not sign the form"))
    entry = by_msgid(reread(po))["You must not sign the form"]
    assert entry.fuzzy
    assert entry.msgstr == "Rhaid i chi lofnodi’r ffurflen"
    assert entry.previous_msgid == "You must sign the form"
    assert str(changes) == "1 added, 1 stale, 1 retired"


def test_a_fuzzy_translation_is_never_given_out(tmp_path: Path, project: Project) -> None:
    po = catalogue(You_must_sign_the_form="Rhaid i chi lofnodi’r ffurflen")
    update(po, messages("You must not sign the form"))
    write(po, tmp_path / "cy.po")
    found = read_catalogue(tmp_path / "cy.po", tmp_path, WELSH, project.judge)
    assert found.lookup("You must not sign the form") is None
    assert found.state("You must not sign the form") == "stale"


def test_what_is_empty_or_no_longer_used_is_neither_shown_nor_refused(tmp_path: Path, project: Project) -> None:
    po = catalogue(First="", Second="Ail", Third=" ")
    po[1].obsolete = True
    write(po, tmp_path / "cy.po")
    found = read_catalogue(tmp_path / "cy.po", tmp_path, WELSH, project.judge)
    assert [found.state(each) for each in ("First", "Second", "Third")] == ["missing"] * 3
    assert (found.lookup("Second"), found.verdicts.refused, found.verdicts.copies) == (None, [], {})


def test_a_translation_has_the_line_of_its_msgstr(tmp_path: Path, project: Project) -> None:
    text = (
        'msgid ""\nmsgstr ""\n\n#: a.md\nmsgid ""\n"a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n\nmsgid "e"\nmsgstr "f"\n'
    )
    (tmp_path / "cy.po").write_text(text, encoding="utf-8")
    found = read_catalogue(tmp_path / "cy.po", tmp_path, WELSH, project.judge)
    assert [found.line(each) for each in "ace"] == [7, 10, 13]


@pytest.mark.parametrize(
    ("states", "percents", "words"),
    [
        (("missing", "missing", "translated"), (33, 0), (False, "none")),
        (("stale", "reviewed", "translated"), (66, 33), (False, "some")),
        (("reviewed", "missing", "missing"), (33, 33), (False, "all")),
        (("reviewed", "reviewed", "translated"), (100, 66), (True, "some")),
        (("reviewed", "reviewed", "reviewed"), (100, 100), (True, "all")),
    ],
)
def test_a_translation_is_never_said_to_be_further_than_it_is(
    states: tuple[str, ...], percents: tuple[int, int], words: tuple[bool, str]
) -> None:
    found = status(stated(states), "012012")
    assert (found.total, found.stale, found.missing) == (3, states.count("stale"), states.count("missing"))
    assert (found.percent_translated, found.percent_reviewed) == percents
    assert (found.complete, found.checked) == words


def test_english_that_gains_a_link_or_a_number_stops_no_build(tmp_path: Path, project: Project) -> None:
    """A translation that waits to be brought in step is not held to its new English: nobody is shown it."""
    po = catalogue(You_must_sign_the_form="Rhaid i chi lofnodi’r ffurflen")
    update(po, messages("You must sign the [form](form.md) in 4 weeks"))
    assert po[0].fuzzy
    write(po, tmp_path / "cy.po")
    found = read_catalogue(tmp_path / "cy.po", tmp_path, WELSH, project.judge)
    assert found.refused == []


def test_a_segment_that_comes_back_gets_its_translation_back() -> None:
    po = catalogue(One_two_three="Un dau tri", Other="Arall")
    update(po, messages("Other"))
    assert [entry.msgid for entry in po.obsolete_entries()] == ["One two three"]
    po = reread(po)
    changes = update(po, messages("Other", "One two three"))
    entry = by_msgid(reread(po))["One two three"]
    assert (entry.msgstr, entry.fuzzy) == ("Un dau tri", False)
    assert changes.revived == ["One two three"]


def test_a_change_taken_back_leaves_the_catalogue_as_it_was() -> None:
    po = catalogue(You_can_ask_for_time="Gallwch chi ofyn am amser", Other="Arall")
    before = str(po)
    update(po, messages("You can ask for more time", "Other"))
    po = reread(po)
    update(po, messages("You can ask for time", "Other"))
    assert str(reread(po)) == before


def test_a_segment_changed_twice_keeps_the_english_that_was_translated() -> None:
    po = catalogue(Ask_for_the_papers_early="Gofynnwch am y papurau’n gynnar")
    update(po, messages("Ask for the papers a week early"))
    po = reread(po)
    update(po, messages("Ask for the papers two weeks early"))
    entry = by_msgid(reread(po))["Ask for the papers two weeks early"]
    assert entry.fuzzy
    assert entry.previous_msgid == "Ask for the papers early"


def test_work_on_a_fuzzy_segment_is_kept_when_its_english_goes_away() -> None:
    po = catalogue(Ask_for_the_papers_early="Gofynnwch am y papurau’n gynnar")
    update(po, messages("Ask for the papers a week early"))
    by_msgid(po)["Ask for the papers a week early"].msgstr = "Gofynnwch am y papurau wythnos ymlaen llaw"
    update(po, messages("Quite another thing"))
    kept = {entry.msgid: entry.msgstr for entry in reread(po).obsolete_entries()}
    assert kept["Ask for the papers a week early"] == "Gofynnwch am y papurau wythnos ymlaen llaw"
    assert kept["Ask for the papers early"] == "Gofynnwch am y papurau’n gynnar"


def test_a_segment_that_moves_keeps_everything_but_its_place() -> None:
    po = catalogue(First="Cyntaf", Second="Ail")
    update(po, [*messages("Second", file="docs/b.md"), *messages("First")])
    po = reread(po)
    assert [(entry.msgid, entry.msgstr, entry.occurrences) for entry in po] == [
        ("Second", "Ail", [("docs/b.md", "")]),
        ("First", "Cyntaf", [("docs/a.md", "")]),
    ]


def test_unlike_segments_inherit_nothing() -> None:
    po = catalogue(A_chair="Cadair")
    update(po, messages("The council decides within weeks"))
    entry = by_msgid(po)["The council decides within weeks"]
    assert (entry.msgstr, entry.fuzzy) == ("", False)


def test_two_segments_do_not_inherit_from_one() -> None:
    po = catalogue(You_can_bring_a_friend="Gallwch chi ddod â ffrind")
    update(po, messages("You can bring a friend too", "You can bring your friend"))
    assert sorted(bool(entry.msgstr) for entry in po if not entry.obsolete) == [False, True]


def test_an_update_without_changes_leaves_the_file_byte_for_byte(tmp_path: Path) -> None:
    po = catalogue(One_two_three="Un dau tri", A_very_long_segment="x " * 300)
    file = tmp_path / "cy.po"
    write(po, file)
    text = file.read_bytes()
    again = read_po(file, tmp_path)
    changes = update(again, messages("One two three", "A very long segment"))
    assert str(changes) == "nothing to change"
    assert write(again, file) is False
    assert file.read_bytes() == text


def test_an_added_segment_changes_only_its_own_lines(tmp_path: Path) -> None:
    po = catalogue(First="Cyntaf", Last="Olaf")
    before = str(po).splitlines()
    update(po, messages("First", "Middle", "Last"))
    after = str(po).splitlines()
    assert [line for line in after if line not in before] == ['msgid "Middle"', 'msgstr ""'][:1]
    assert [line for line in before if line not in after] == []


def test_percent_signs_and_braces_are_not_taken_for_formats() -> None:
    po = new_catalogue(WELSH)
    update(po, messages("A 10% discount", "Page {n} of {m}"))
    assert "format" not in str(po)


def test_a_template_holds_every_message_and_no_date() -> None:
    po = template(messages("First", "Second"))
    assert [(entry.msgid, entry.msgstr) for entry in po] == [("First", ""), ("Second", "")]
    assert "Date" not in str(po)


def test_a_reviewers_comment_is_sealed_by_update() -> None:
    po = catalogue(First="Cyntaf")
    po[0].tcomment = "a note\nreviewed: Anna, 2026-11-01"
    changes = update(po, messages("First"))
    (entry,) = reread(po)
    mark = review_of(entry)
    assert mark is not None
    assert (mark.by, mark.sealed) == ("Anna, 2026-11-01", True)
    assert entry.tcomment.splitlines()[0] == "a note"
    assert changes.sealed == ["First"]


@pytest.mark.parametrize("change", ["translation", "english"])
def test_a_reviewers_mark_goes_when_the_text_changes(change: str) -> None:
    po = catalogue(You_can_ask_for_time="Gallwch chi ofyn am amser")
    mark_reviewed(po[0], "Anna, 2026-11-01")
    wanted = "You can ask for time"
    if change == "translation":
        po[0].msgstr = "Cewch ofyn am amser"
    else:
        wanted = "You can ask for more time"
    update(po, messages(wanted))
    assert review_of(by_msgid(reread(po))[wanted]) is None


def test_a_mark_on_an_empty_or_fuzzy_translation_is_not_sealed() -> None:
    po = catalogue(First="Cyntaf", Second="")
    po[0].tcomment = po[1].tcomment = "reviewed: Anna, 2026-11-01"
    po[0].flags = ["fuzzy"]
    update(po, messages("First", "Second"))
    assert [review_of(entry) for entry in po] == [None, None]


def test_a_fresh_mark_counts_where_an_old_one_no_longer_fits() -> None:
    po = catalogue(First="Cyntaf")
    mark_reviewed(po[0], "Anna, 2026-11-01")
    po[0].msgstr = "Y cyntaf"
    po[0].tcomment += "\nreviewed: Bob, 2026-11-02"
    update(po, messages("First"))
    assert po[0].tcomment == f"reviewed: Bob, 2026-11-02 [{seal(po[0])}]"


@pytest.mark.parametrize(
    "comment",
    [
        "reviewed: no",
        "reviewed:",
        "reviewed: not yet!",
        "reviewed: Anna",
        "reviewed: Anna, 2026-02-31",
        "reviewed: Anna, 2999-01-01",
        "reviewed: , 2026-11-01",
        "reviewed: ?!, 2026-11-01",
    ],
)
def test_only_a_name_and_a_day_can_be_sealed(comment: str) -> None:
    po = catalogue(First="Cyntaf")
    po[0].tcomment = comment
    changes = update(po, messages("First"))
    mark = review_of(po[0])
    assert mark is not None
    assert (mark.sealed, mark.complete, changes.sealed) == (False, False, [])


def test_a_translators_question_follows_the_changed_english() -> None:
    po = catalogue(Ask_for_the_papers_early="")
    po[0].tcomment = "which papers?"
    update(po, messages("Ask for the papers a week early"))
    (entry,) = [each for each in reread(po) if not each.obsolete]
    assert (entry.tcomment, entry.msgstr, entry.fuzzy) == ("which papers?", "", False)


def test_updating_twice_changes_nothing_the_second_time() -> None:
    po = catalogue(Ask_for_the_papers_early="Gofynnwch am y papurau’n gynnar")
    update(po, messages("Ask for the papers a week early"))
    po = reread(po)
    by_msgid(po)["Ask for the papers a week early"].msgstr = "Gofynnwch am y papurau wythnos ymlaen llaw"
    update(po, messages("Something else"))
    once = str(po)
    po = reread(po)
    assert str(update(po, messages("Something else"))) == "nothing to change"
    assert str(po) == once


def test_work_on_a_fuzzy_segment_survives_though_its_origin_is_itself() -> None:
    po = catalogue(Ask_for_the_papers_early="Un")
    update(po, messages("Ask for the papers a week early"))
    po[:] = [entry for entry in po if not entry.obsolete]
    update(po, messages("Ask for the papers early"))
    by_msgid(po)["Ask for the papers early"].msgstr = "Dau"
    update(po, messages("Something else"))
    assert "Dau" in [entry.msgstr for entry in po.obsolete_entries()]


def test_a_line_separator_in_a_text_is_no_end_of_line(tmp_path: Path) -> None:
    (tmp_path / "cy.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b\u2028c"\n', encoding="utf-8")
    assert read_po(tmp_path / "cy.po", tmp_path)[0].msgstr == "b\u2028c"


def test_the_seal_is_for_the_english_and_its_translation() -> None:
    (entry,) = catalogue(First="Cyntaf")
    assert seal(entry) == seal(polib.POEntry(msgid="First", msgstr=" Cyntaf\n"))
    assert seal(entry) != seal(polib.POEntry(msgid="First", msgstr="cyntaf"))


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('msgid "a"\nmsgstr "b\n', 2),
        ("<html>\n", 1),
        ('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7),
        ('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "b"\n', 4),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n', 1),
        ('msgid "a"\nmsgstr "b\xe9"\n', 2),
        ('msgid ""\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7),
    ],
    ids=[
        "open quote",
        "not a catalogue",
        "the same msgid twice",
        "a plural",
        "another charset",
        "another encoding",
        "once in use and once not",
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / "cy.po").write_bytes(content.encode("latin-1" if "\xe9" in content else "utf-8"))
    with pytest.raises(SourceError) as caught:
        read_po(tmp_path / "cy.po", tmp_path)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.check) == ("cy.po", line, "catalogue")


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cy\.po: the catalogue is missing; run: guide update \(catalogue\)"):
        read_po(tmp_path / "cy.po", tmp_path)


# --- as other programs write them -----------------------------------------------------------------------------------

DIALECTS = sorted((Path(__file__).parent.parent / "cases" / "po").glob("*.po"))


@pytest.mark.parametrize("file", DIALECTS, ids=lambda file: file.stem)
def test_every_programs_file_says_the_same(tmp_path: Path, project: Project, file: Path) -> None:
    """The same four messages, as each program writes them: two translated, one fuzzy, one missing, one retired."""
    (tmp_path / "cy.po").write_bytes(file.read_bytes())
    found = read_catalogue(tmp_path / "cy.po", tmp_path, WELSH, project.judge)
    assert found.lookup("Read the [second](second.md) page before you come to the school, and bring it with you.") == (
        "Darllenwch yr [ail](second.md) dudalen cyn i chi ddod i’r ysgol, a dewch â hi gyda chi."
    )
    assert found.lookup('Say "hello"') == 'Dywedwch "helo"'
    assert (found.state("Menu"), found.state("Home")) == ("stale", "missing")
    assert review_of(by_msgid(found.po)['Say "hello"']) is not None
    assert [entry.msgstr for entry in found.po.obsolete_entries()] == ["Wedi mynd"]


@pytest.mark.parametrize("file", DIALECTS, ids=lambda file: file.stem)
def test_an_update_writes_every_programs_file_in_one_way(tmp_path: Path, file: Path) -> None:
    (tmp_path / "cy.po").write_bytes(file.read_bytes())
    wanted = [each for each in read_po(tmp_path / "cy.po", tmp_path) if not each.obsolete]
    for _ in range(2):
        po = read_po(tmp_path / "cy.po", tmp_path)
        mend_header(po, WELSH)
        update(po, messages(*(each.msgid for each in wanted)))
        changed = write(po, tmp_path / "cy.po")
    assert not changed
    text = (tmp_path / "cy.po").read_bytes().decode()
    assert text.startswith("#")
    assert ", fuzzy" not in text.partition("msgid")[0], "a fuzzy header is none to other programs"
    assert "\r" not in text
    assert '\nmsgid "Home"\nmsgstr ""\n' in text
    assert "Language: cy\\n" in text
    assert "charset=UTF-8" in text


@pytest.mark.parametrize(
    ("locale", "stated", "meant"),
    [
        ("cy", "cy_GB", True),
        ("cy", "en", False),
        ("ar", "ar_SA", True),
        ("zh-Hans", "zh_CN", True),
        ("zh-Hans", "zh_TW", False),
        ("zh-Hant", "zh_TW", True),
        ("zh-Hans", "zh_Hans", True),
        ("ku-Arab", "ckb", True),
        ("ku-Arab", "ckb_IQ", True),
        ("ku-Arab", "ku", False),
        ("pt-PT", "pt_BR", False),
        ("pt-PT", "pt_PT", True),
        ("pt", "pt_BR", True),
        ("pa", "pa_PK", False),
        ("cy", "no such", False),
    ],
)
def test_a_header_may_name_its_language_as_other_programs_do(locale: str, stated: str, meant: bool) -> None:
    po = polib.POFile()
    po.metadata = {"Language": stated}
    mend_header(po, language(locale))
    assert bool([*problems_of_header(po, language(locale))]) is not meant
    assert po.metadata["Language"] == (language(locale).tag if meant else stated)


# --- the English for its own translation ----------------------------------------------------------------------------


def test_a_copy_of_the_english_counts_as_missing_and_is_emptied(tmp_path: Path, project: Project) -> None:
    po = catalogue(First="First", Second="Ail", Third="Third", Fourth="Fourth")
    by_msgid(po)["Third"].tcomment = "Same as the English: a name"
    by_msgid(po)["Fourth"].tcomment = "reviewed: Anna, 2026-11-01"
    write(po, tmp_path / "cy.po")
    found = read_catalogue(tmp_path / "cy.po", tmp_path, WELSH, project.judge)
    assert [found.state(each) for each in ("First", "Second", "Third", "Fourth")] == [
        "missing", "translated", "translated", "translated",
    ]  # fmt: skip
    assert list(found.copies) == ["First"]
    changes = update(found.po, messages("First", "Second", "Third", "Fourth"))
    assert [entry.msgstr for entry in found.po] == ["", "Ail", "Third", "Fourth"]
    assert str(changes) == "1 emptied, 1 sealed"


def test_a_check_names_the_copies_and_what_to_do(tmp_path: Path) -> None:
    project = make(tmp_path, translations={"ar": {"Start": "Start", "More": "More", "Second": "الثانية"}})
    (problem,) = [each for each in check(project, ["translations"]) if each.check == "copies"]
    assert re.search(r"ar\.po:\d+: 2 translations are their English, on line \d+, \d+; run: guide update", str(problem))
    assert main(["--project", str(tmp_path), "update"]) == 0
    assert [each for each in check(Project(tmp_path), ["translations"]) if each.check == "copies"] == []


# --- one word with two jobs -----------------------------------------------------------------------------------------


def test_one_word_with_two_jobs_has_two_translations(tmp_path: Path) -> None:
    page = '---\ntitle: T\ndescription: D\n---\n# T {#t}\n\n## Open {#a}\n\n## Open {#b data-context="of an office"}\n'
    project = make(tmp_path, {"index.md": page})
    opens = [each for each in project.strings.messages if each.msgid == "Open"]
    assert [each.context for each in opens] == ["", "of an office"]
    po = read_po(tmp_path / "translations" / "ar.po", tmp_path)
    for entry in po:
        if entry.msgid == "Open":
            entry.msgstr = "مفتوح" if entry.msgctxt else "افتح"
    write(po, tmp_path / "translations" / "ar.po")
    assert main(["--project", str(tmp_path), "update"]) == 0
    content = build(tmp_path).content("ar")
    assert [each.text for each in content.xpath(".//h2")] == ["افتح", "مفتوح"]
    assert not [each for each in check(Project(tmp_path), ["translations"]) if each.check == "in step"]
    catalogue = Project(tmp_path).catalogues["ar"]
    assert (catalogue.lookup("Open", "of an office"), catalogue.lookup("Open", "of a book")) == ("مفتوح", None)


def test_a_word_that_gets_a_context_keeps_its_translation_and_no_reviewer_s_mark() -> None:
    po = catalogue(Day="Diwrnod")
    by_msgid(po)["Day"].tcomment = "reviewed: Anna, 2026-11-01\nsame word as in dates"
    changes = update(po, [Message("Day", ("form.md",)), Message("Day", ("labels.yml",), context="number in a date")])
    said = [(each.msgctxt, each.msgstr, each.fuzzy) for each in po]
    assert said == [(None, "Diwrnod", False), ("number in a date", "Diwrnod", False)]
    assert po[1].tcomment == "same word as in dates"
    assert changes.stale == []


def test_a_word_whose_translation_waits_passes_nothing_on() -> None:
    po = catalogue(Day="Diwrnod")
    by_msgid(po)["Day"].flags = ["fuzzy"]
    update(po, [Message("Day", ("form.md",)), Message("Day", ("labels.yml",), context="number in a date")])
    assert po[1].msgstr == ""


def test_a_word_with_two_jobs_is_counted_twice(tmp_path: Path) -> None:
    page = '---\ntitle: T\ndescription: D\n---\n# Open {#t}\n\n## Open {#b data-context="of an office"}\n'
    project = make(tmp_path, {"index.md": page})
    (counts,) = (counts for _, counts in statuses(project))
    assert counts.total == len(project.strings.messages) == len({each.key for each in project.strings.messages})
    assert counts.missing == counts.total


def test_a_template_names_the_context_of_a_word() -> None:
    say = speaker({"Open": "افتح", "of an office\x04Open": "مفتوح"}.get, language("en"))
    assert (say("Open"), say("Open", "of an office")) == ("افتح", "مفتوح")
    assert "Open</span>" in say("Open", "of a book")
    plain = plain_speaker({"of an office\x04Open": "مفتوح"}.get)
    assert (plain("Open"), plain("Open", "of an office")) == ("Open", "مفتوح")


# --- whatever stands in a file --------------------------------------------------------------------------------------


PO = (Path(__file__).parent.parent / "cases" / "po" / "weblate.po").read_text(encoding="utf-8")
ODD = some.text(alphabet='#~|,=:. "\\nmsgidstrctx[]0\n\r\t\x00\u2028é', max_size=40)


@many
@given(some.builds(lambda at, more: PO[:at] + more + PO[at:], some.integers(0, len(PO)), ODD) | ODD)
def test_any_po_file_is_read_or_refused_and_what_is_read_is_written_as_it_was(tmp_path: Path, text: str) -> None:
    (tmp_path / "cy.po").write_bytes(text.encode("utf-8", "surrogatepass"))
    problems = refused(lambda: read_po(tmp_path / "cy.po", tmp_path))
    assert all("\n" not in str(each) for each in problems or ())
    if problems is not None:
        return
    po = read_po(tmp_path / "cy.po", tmp_path)
    texts = [(entry.msgid, entry.msgstr, entry.fuzzy, entry.obsolete) for entry in po]
    write(po, tmp_path / "cy.po")
    again = read_po(tmp_path / "cy.po", tmp_path)
    assert [(entry.msgid, entry.msgstr, entry.fuzzy, entry.obsolete) for entry in again] == texts
