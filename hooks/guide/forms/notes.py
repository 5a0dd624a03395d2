"""Notes for translators: what each text of a form is there, and who reads it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from guide.forms.model import Form, FormField, Section, Text
from guide.words import words


def notes(form: Form) -> Iterator[tuple[str, str]]:
    """Yield each text of a form, in the order of `texts`, with a note."""
    who = words("notes")["audience"][form.audience]
    for text, role in _noted(form, ""):
        yield text.text, f"form “{form.title}”, {who}: {role}"


def _noted(value: object, under: str) -> Iterator[tuple[Text, str]]:
    """Yield the texts of a part of a form; `under`: the question or heading to which it belongs."""
    if not dataclasses.is_dataclass(value):
        return
    heading = str(value.label if isinstance(value, FormField) else value.title if isinstance(value, Section) else "")
    for part in dataclasses.fields(value):
        held = getattr(value, part.name)
        for each in held if isinstance(held, tuple) else (held,):
            if isinstance(each, Text):
                below = under if str(each) == heading else heading
                yield each, f"{_role(value, part.name)}{f', under “{below}”' if below else ''}"
            else:
                yield from _noted(each, heading or under)


def _role(value: object, part: str) -> str:
    """Say what a part is; one that has no words yet is told by its name."""
    said = words("notes")
    if isinstance(value, FormField):
        place = next(value.places(), None) if part == "label" else None
        return str(said["label"][place.kind] if place else said["field"].get(part, part.replace("_", " ")))
    return str(said[type(value).__name__.casefold()].get(part, part))
