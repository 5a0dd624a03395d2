"""Letters: the language is an argument everywhere, and no letter mixes two."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from guide.forms.definition import read_form
from guide.forms.letters import Version, answers, clashes, name_of, on_paper, slots, versions
from guide.forms.model import SLOT, Form, texts
from guide.project import Project
from guide.source.languages import Language, language
from guide.source.pages import parse_page
from guide.source.site import Site
from guide.translation.dates import days

from tests.forms.examples import every_field, example, form_page
from tests.paper.scripts import NEXT, PLANNED, many_languages, sample_lookup

LANGUAGES = [language(each) for each in (*PLANNED, *NEXT)]
PAIRS = [(reader, school) for reader in LANGUAGES for school in LANGUAGES if school.official]


@pytest.fixture
def site(project: Project) -> Site:
    return many_languages(project.site, (*PLANNED, *NEXT))


@pytest.fixture
def letter_form(project: Project) -> Form:
    return project.forms["docs/forms/letter-decide.md"]


@pytest.mark.parametrize("each", LANGUAGES, ids=lambda each: each.tag)
def test_every_language_writes_its_own_twelve_months(each: Language) -> None:
    """Twelve different ways, each with the day and the year once, in Western digits only."""
    written = days(each)
    assert len(set(written)) == 12
    assert all(day.count("{d}") == day.count("{y}") == 1 for day in written)
    assert all(digit in "0123456789" for day in written for digit in day if digit.isdigit())


def test_days_are_written_as_in_britain_and_in_welsh() -> None:
    assert days(language("en"))[11] == "{d} December {y}"
    assert days(language("cy"))[11] == "{d} Rhagfyr {y}"


def test_no_two_languages_of_the_guide_write_december_the_same() -> None:
    """So that a month in the wrong language would be seen by the tests of pairs."""
    decembers = [days(language(each))[11] for each in PLANNED]
    assert len(set(decembers)) == len(PLANNED)


@pytest.mark.parametrize(("reader", "school"), PAIRS, ids=lambda each: each.tag)
def test_a_letter_keeps_to_its_language_whatever_the_reader_s(
    site: Site, letter_form: Form, reader: Language, school: Language
) -> None:
    version = shown(site, letter_form, reader)[school.tag]
    assert version.days == days(school)
    assert {text.lang for letter in version.letters for text in letter.head} == {school.tag}
    expected = [sample_lookup(school)(text) for text in texts_of(letter_form)]
    assert texts_of(dataclasses.replace(letter_form, letters=version.letters)) == expected
    assert version.written == ("" if reader == school else name_of(reader, school))


@pytest.mark.parametrize(("one", "other"), [*itertools.permutations(LANGUAGES, 2)], ids=lambda each: each.tag)
def test_every_language_has_a_name_in_every_other(one: Language, other: Language) -> None:
    assert name_of(one, other)


def test_a_language_has_the_name_that_a_school_knows() -> None:
    assert name_of(language("ar"), language("en")) == "Arabic"
    assert name_of(language("ar"), language("cy")) == "Arabeg"
    assert name_of(language("zh-Hans"), language("en")) == "Simplified Chinese"


def test_a_letter_that_lacks_a_sentence_in_a_language_is_not_offered_in_it(site: Site, letter_form: Form) -> None:
    last = letter_form.letters[-1].foot[-1].text
    lookups = {each: sample_lookup(each) for each in LANGUAGES}
    lookups[language("cy")] = lambda msgid: None if msgid == last else sample_lookup(language("cy"))(msgid)
    found = versions(letter_form, site, lookups.__getitem__, language("pl"))
    assert [each.language.tag for each in found] == ["en", "pl"]


def test_the_reader_s_own_language_comes_first_where_schools_read_it(site: Site, letter_form: Form) -> None:
    assert list(shown(site, letter_form, language("cy"))) == ["cy", "en"]
    assert list(shown(site, letter_form, language("en"))) == ["en", "cy"]
    assert list(shown(site, letter_form, language("ar"))) == ["en", "cy", "ar"]


def test_translations_reach_every_text_of_a_letter_with_its_places(letter_form: Form) -> None:
    assert {"{child}", "{sent-on}", "{today}"} <= {
        f"{{{place}}}" for text in texts_of(letter_form) for place in SLOT.findall(text)
    }
    assert set(texts_of(letter_form)) <= set(texts(letter_form))


def test_on_paper_a_letter_stands_in_the_place_of_its_questions(letter_form: Form) -> None:
    assert on_paper(letter_form).sections == letter_form.sections[-1:]
    assert on_paper(letter_form).letters == letter_form.letters
    assert on_paper(every_field()) == every_field()


def test_on_paper_a_reminder_does_not_ask_again_what_the_letter_asks(project: Project) -> None:
    form = project.forms["docs/forms/letter-council.md"]
    reminder, printed = form.letters[1], on_paper(form).letters[1]
    again = [piece for piece in reminder.body if piece.options == "about"]
    assert len(again) == 1, "it says on the phone what was asked"
    assert printed.body == tuple(piece for piece in reminder.body if piece not in again)
    assert on_paper(form).letters[0] == form.letters[0]


def test_a_field_s_slots_are_what_people_write_in() -> None:
    found = {field.kind: slots(field) for field in every_field().fields}
    assert found["short text"] == {"short": "short:line"}
    assert found["date"] == {"which": "which:"}
    assert found["ticks"] == {"tick-other": "tick:other"}
    assert found["name and date"] == {"signed": "signed:name", "signed-date": "signed:date"}
    assert found["drawing"] == found["choice"] == found["grid"] == {}


def test_the_script_finds_every_answer_that_a_letter_can_name() -> None:
    assert answers(every_field()) == {
        "today": "today",
        "language": "language",
        "tick": "tick:tick",
        "choose": "choose:one",
        "short": "short:line",
        "long": "long:lines",
        "signed": "signed:name",
        "signed-date": "signed:date",
        "tick-other": "tick:other",
        "which": "which:",
    }


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ([("name and date", "who"), ("lines", "who-date")], "who-date"),
        ([("ticks", "papers"), ("lines", "papers-other")], "papers-other"),
        ([("short text", "today")], "today"),
        ([("short text", "language")], "language"),
    ],
)
def test_a_name_in_a_letter_means_one_answer_only(fields: list[tuple[str, str]], name: str) -> None:
    made = [example(kind)["example"] | {"id": id_} for kind, id_ in fields]
    form = read_form(parse_page(form_page(*made), "docs/forms/form.md"))
    assert form is not None
    assert list(clashes(form)) == [
        f'"{name}" means two things in a letter of this form; give one of the two fields another id'
    ]


def shown(site: Site, form: Form, reader: Language) -> dict[str, Version]:
    return {each.language.tag: each for each in versions(form, site, sample_lookup, reader)}


def texts_of(form: Form) -> list[str]:
    """Return the texts of a form's letters."""
    without = dataclasses.replace(form, letters=())
    return texts(form)[len(texts(without)) :]
