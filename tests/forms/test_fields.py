"""The types of field: each is a folder that holds all of it, and names no place as another does."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from guide.forms.definition import read_form
from guide.forms.fields import FIELD_TYPES
from guide.forms.model import Form
from guide.paper.widgets import boxes
from guide.source.pages import parse_page
from guide.source.problems import SourceError
from hypothesis import given
from hypothesis import strategies as some
from lxml import html

from tests.conftest import ROOT
from tests.forms.examples import FOLDER, every_field_page, example, form_page
from tests.fuzzing import many
from tests.sites import build, make

MISTAKES = [
    pytest.param(kind, mistake, id=f"{kind}: {mistake['says']}")
    for kind in FIELD_TYPES
    for mistake in example(kind).get("mistakes", [])
]
# What a browser calls the parts of a form and of a page, and what the page's own templates use as ids.
TAKEN = ["name", "submit", "elements", "action", "length", "content", "fill-in", "on-paper", "label", "help", "one"]


def read(*fields: dict[str, Any]) -> Form:
    form = read_form(parse_page(form_page(*fields), "docs/forms/form.md"))
    assert form is not None
    return form


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_a_type_is_a_folder_of_four_files(kind: str) -> None:
    files = {file.name for file in (FOLDER / kind.replace(" ", "_")).iterdir() if file.is_file()}
    assert files == {"__init__.py", "field.html", "field.typ", "example.yml"}


@pytest.mark.parametrize(("kind", "mistake"), MISTAKES)
def test_each_mistake_of_a_type_is_named(kind: str, mistake: dict[str, Any]) -> None:
    with pytest.raises(SourceError) as caught:
        read(example(kind)["example"] | mistake["with"])
    assert [problem.message for problem in caught.value.problems] == [mistake["says"]]


def rows() -> list[str]:
    """Return the table of types, as CONTRIBUTING has to have it."""
    table = ["| field `type` | own keys | on paper |", "|---|---|---|"]
    for kind in FIELD_TYPES:
        facts = example(kind)
        own = "; ".join(f"`{key}`: {meaning}" for key, meaning in facts.get("keys", {}).items())
        table.append(f"| `{kind}` | {own} | {facts['paper']} |")
    return table


def test_contributing_lists_every_type_as_its_folder_says() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "\n".join(rows()) in text, "\n".join(["put this into CONTRIBUTING.md:", *rows()])


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_the_keys_that_a_folder_explains_are_those_of_its_type(kind: str) -> None:
    own = {part.name.replace("_", "-") for part in dataclasses.fields(FIELD_TYPES[kind])} - {
        "id",
        "label",
        "help",
        "fact",
    }
    assert set(example(kind).get("keys", {})) == own


@pytest.mark.parametrize("folder", ["paper", "web", "newsletter", "checks", "source", "translation"])
def test_no_other_room_knows_a_type_by_its_class(folder: str) -> None:
    classes = "|".join(each.__name__ for each in FIELD_TYPES.values())
    for file in (FOLDER.parent.parent / folder).rglob("*.py"):
        assert not re.search(rf"fields import .*\b({classes})\b", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("name", ["fn", "fnref"])
def test_an_id_may_not_be_the_beginning_of_a_footnote(name: str) -> None:
    with pytest.raises(SourceError, match="with which the ids of footnotes begin; choose another"):
        read(example("lines")["example"] | {"id": name})


def test_the_types_are_listed_in_an_order_of_their_own() -> None:
    assert len({each.order for each in FIELD_TYPES.values()}) == len(FIELD_TYPES)


definitions = some.lists(
    some.tuples(
        some.sampled_from(sorted(FIELD_TYPES)),
        some.sampled_from(TAKEN) | some.from_regex(r"[a-z][a-z0-9-]{0,6}", fullmatch=True),
        some.sampled_from(["", "-other", "-1-2", "-help", "-label", "-date", "-note"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda each: each[1] + each[2],
)


@many
@given(definitions)
def test_whatever_the_ids_no_two_places_have_one_name(chosen: list[tuple[str, str, str]]) -> None:
    form = read(*(example(kind)["example"] | {"id": name + ending} for kind, name, ending in chosen))
    places = [place for field in form.fields for place in field.places()]
    assert [mark for mark, count in Counter(place.mark for place in places).items() if count > 1] == []
    assert all(":" in place.name for place in places), "no id of a page and no property of a form has a colon"
    assert set(boxes(form)) == {place.mark for place in places if place.kind != "drawing"}
    one = {place.name: place.group for place in places if place.kind == "one"}
    assert all(place.group == one[place.name] for place in places if place.kind == "one")


def test_a_page_shows_exactly_the_places_of_its_form_under_ids_of_their_own(tmp_path: Path) -> None:
    """Fields that are called as another's line for another, as the browser's own words, as parts of the page."""
    fields = [example(kind)["example"] | {"id": name} for kind, name in zip(FIELD_TYPES, TAKEN, strict=False)]
    fields.append(example("ticks")["example"] | {"id": "papers"})
    fields.append(example("lines")["example"] | {"id": "papers-other"})
    make(tmp_path, {"index.md": form_page(*fields)}, languages=("en",))
    page = build(tmp_path).page("")
    ids = Counter(page.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert set(page.xpath("//@for | //@aria-describedby | //@aria-labelledby")) <= set(ids)
    assert shown(page) == [(place.name, place.value) for field in read(*fields).fields for place in field.places()]


def test_the_page_with_every_field_shows_each_with_its_label(tmp_path: Path) -> None:
    make(tmp_path, {"index.md": every_field_page()}, languages=("en",))
    page = build(tmp_path).page("")
    (form,) = page.xpath("//form")
    assert form.get("method") == "dialog", "nothing is sent, even when Enter is pressed"
    for control in form.xpath(".//input | .//textarea"):
        assert control.label is not None or control.xpath("ancestor::label"), control.get("name")
    assert len(form.xpath(".//fieldset[not(legend)]")) == 0


def shown(page: html.HtmlElement) -> list[tuple[str, str]]:
    return [(each.get("name"), each.get("value", "")) for each in page.xpath("//form//input | //form//textarea")]
