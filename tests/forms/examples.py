"""A form with one field of each type, made from the types' own examples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import guide.forms.fields
import yaml
from guide.forms.definition import read_form
from guide.forms.fields import FIELD_TYPES
from guide.forms.model import Form
from guide.source.pages import parse_page

FOLDER = Path(guide.forms.fields.__file__).parent


def example(kind: str) -> dict[str, Any]:
    """Return what a type's example.yml says."""
    file = FOLDER / kind.replace(" ", "_") / "example.yml"
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def form_page(*fields: dict[str, Any], title: str = "Every field", help: str = "Help for a section.") -> str:
    """Return the source of a page with a form of these fields."""
    definition = {
        "audience": "everyone",
        "minutes": 5,
        "intro": "A form with one field of each type.",
        "sections": [{"title": "Fields", "help": help, "fields": list(fields)}],
    }
    meta = {"title": title, "description": "One of each.", "template": "form.html", "form": definition}
    header = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{header}---\n# {title} {{#every-field}}\n\nOne of each.\n"


def every_field_page() -> str:
    """Return the source of a page with one field of each type, in the order in which the types are listed."""
    return form_page(*(example(kind)["example"] for kind in FIELD_TYPES))


def every_field() -> Form:
    """Return that form."""
    form = read_form(parse_page(every_field_page(), "docs/forms/every-field.md"))
    assert form is not None
    return form
