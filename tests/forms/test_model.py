"""Form definitions: read into a model, or refused with every mistake named."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from guide.forms.definition import read_form
from guide.forms.model import Form, Text, texts, translate
from guide.project import Project
from guide.source.pages import parse_page
from guide.source.problems import SourceError
from mkdocs.exceptions import Abort

from tests.forms.examples import every_field, every_field_page
from tests.sites import build, make

CASES = Path(__file__).parent.parent / "cases"
MISTAKES = yaml.safe_load((CASES / "form-mistakes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case["name"])
def test_mistakes_are_reported_all_at_once(case: dict[str, Any]) -> None:
    with pytest.raises(SourceError) as caught:
        read_form(parse_page(case["source"], "docs/forms/form.md"))
    assert [str(problem) for problem in caught.value.problems] == case["says"]


@pytest.mark.parametrize("key", ["label", "help"])
def test_a_text_that_nobody_would_read_to_its_end_is_refused(key: str) -> None:
    def with_letters(count: int) -> Form | None:
        texts = {"label": "What to say", "help": "A few words."} | {key: "x" * count}
        field = {"type": "lines", "id": "say", **texts}
        sections = [{"title": "One", "fields": [field]}]
        form = {"audience": "parent", "minutes": 5, "intro": "Hello.", "sections": sections}
        page = json.dumps({"title": "A form", "description": "About it.", "form": form})
        return read_form(parse_page(f"---\n{page}\n---\n", "docs/forms/form.md"))

    assert with_letters(400)
    with pytest.raises(SourceError, match=rf'{key}" of the lines field "say" has 401 letters.*400'):
        with_letters(401)


def test_a_page_without_a_form_has_none() -> None:
    assert read_form(parse_page("---\ntitle: A page\n---\n# A page\n", "docs/page.md")) is None
    assert read_form(parse_page("# A page\n", "docs/page.md")) is None


ASKED = {
    "child": {"Child’s name", "My name"},
    "class": {"Class", "My class"},
    "meeting-date": {"Date of the meeting"},
    "school": {"Name of the school"},
    "parent": {"Your name", "Parent or carer", "Filled in by"},
    "contact": {"Your phone number, e-mail or address"},
    "speak": {"The language I speak best"},
    "read": {"The language I read best"},
}


def test_what_one_form_fills_in_for_another_is_the_same_question(project: Project) -> None:
    """A new wording goes into `ASKED` only if an answer to the others answers it, too."""
    script = (Path(project.root) / "overrides/scripts/kept.js").read_text(encoding="utf-8")
    shared = re.compile(re.findall(r"SHARED = /(.+)/", script)[0])
    asked: dict[str, set[str]] = {}
    for form in project.forms.values():
        for field in form.fields:
            if any(shared.match(place.name) for place in field.places()):
                asked.setdefault(field.id, set()).add(str(field.label))
    assert asked == ASKED


def test_the_texts_come_in_the_order_of_the_sheet() -> None:
    found = texts(every_field())
    assert found[:6] == [
        "Every field",
        "One of each.",
        "A form with one field of each type.",
        "Fields",
        "A short text",
        "Help for a field.",
    ]
    assert "Something else" in found
    assert "By when" in found


def test_translation_reaches_every_text_and_nothing_else() -> None:
    form = every_field()
    translated = translate(form, lambda msgid: f"‹{msgid}›", "cy")
    assert texts(translated) == [f"‹{msgid}›" for msgid in texts(form)]
    assert [field.id for field in translated.fields] == [field.id for field in form.fields]


def test_a_text_without_translation_says_that_it_is_english() -> None:
    translated = translate(every_field(), {"Every field": "Pob maes"}.get, "cy")
    assert translated.title == Text("Pob maes", "cy")
    assert translated.intro.lang == "en"


def test_every_text_of_a_form_is_extracted(project: Project) -> None:
    for path, form in project.forms.items():
        assert set(texts(form)) <= set(project.strings.page_msgids[path])


def test_a_broken_form_stops_the_build_before_anything_is_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = MISTAKES[0]["source"]
    make(tmp_path, pages={"index.md": every_field_page()}, languages=("en",))
    (tmp_path / "docs" / "form.md").write_text(source, encoding="utf-8")
    with pytest.raises(Abort):
        build(tmp_path)
    assert 'docs/form.md:13: the lines field "say" has "lable"' in caplog.text
    assert not (tmp_path / "site").exists()
