"""Letters: what is made of a form's answers, in a language that the reader chooses and the school reads.

The language is an argument everywhere. What an answer needs to stand in a letter, the names of months and of the
reader's own language, travels with each version of the letter, so that nothing depends on what a phone knows.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from guide.forms.model import SLOT, Form, FormField, Letter, Place, Text, translate
from guide.source.languages import Language
from guide.source.problems import did_you_mean, listed
from guide.source.site import Site
from guide.translation.dates import cldr, days
from guide.translation.segments import Lookup

# Slots that no field answers: the day on which the letter is made, and the language that it was filled in in.
TODAY, LANGUAGE = "today", "language"


@dataclass(frozen=True)
class Version:
    """A form's letters in one language.

    days: for each month, how a day is written: `{d} December {y}`
    written: what this language calls the one that the form is filled in in; empty where they are the same
    """

    language: Language
    letters: tuple[Letter, ...]
    days: tuple[str, ...]
    written: str


def versions(form: Form, site: Site, lookups: Callable[[Language], Lookup], language: Language) -> tuple[Version, ...]:
    """Return the letters as a page in `language` shows them: in the languages that schools read, then in its own.

    Where the page's language is one that schools read, it comes first. A language that lacks a sentence of the letters
    is left out: no letter mixes two languages.
    """
    official = sorted((each for each in site.languages if each.official), key=lambda each: each != language)
    found = [(each, translate(form, lookups(each), each.tag)) for each in dict.fromkeys((*official, language))]
    return tuple(
        Version(each, own.letters, days(each), "" if each == language else name_of(language, each))
        for each, own in found
        if all(text.lang == each.tag for text in _texts(own.letters))
    )


def _texts(letters: tuple[Letter, ...]) -> Iterator[Text]:
    for letter in letters:
        yield from (letter.title, *letter.head, *letter.foot)
        for piece in letter.body:
            yield from (piece.text, *piece.sentences)


def on_paper(form: Form) -> Form:
    """Return what of a form is printed: with letters, the letters to fill in by hand and what stands after them.

    A reminder does not ask again what is to be written or ticked in the letter itself: a copy of that goes with it.
    """
    if not form.letters:
        return form
    first, *reminders = form.letters
    asked = {name for each in first.body for name in (each.words, each.options) if name}
    left = [
        dataclasses.replace(each, body=tuple(part for part in each.body if not {part.words, part.options} & asked))
        for each in reminders
    ]
    return dataclasses.replace(form, sections=form.sections[-1:], letters=(first, *left))


def name_of(language: Language, reader: Language) -> str:
    """Return what a reader's language calls another one, or its own name where CLDR does not say."""
    names = cldr(reader).languages
    tag = language.tag.replace("-", "_")
    return str(names.get(tag) or names.get(tag.partition("_")[0]) or language.name)


# --- what a definition may say ---


def slots(field: FormField) -> dict[str, str]:
    """Return what of a field can stand in a letter: the slot's name, and where the script finds the answer.

    That is a place's name or, of a day, what the names of its three boxes begin with.
    """
    match field.parts():
        case {"line": Place() as line} | {"lines": Place() as line}:
            return {field.id: line.name}
        case {"day": Place(), "month": Place(), "year": Place()}:
            return {field.id: field.name_of("")}
        case {"name": Place() as name, "date": Place() as date}:
            return {field.id: name.name, f"{field.id}-date": date.name}
        case {"other": Place() as other}:
            return {f"{field.id}-other": other.name}
    return {}


def options(field: FormField) -> tuple[Place, ...]:
    """Return the options of a field that is answered by ticks, or by one circle."""
    match field.parts():
        case {"boxes": tuple() as marks} | {"circles": tuple() as marks}:
            return tuple(each for each in marks if isinstance(each, Place))
    return ()


def answers(form: Form) -> dict[str, str]:
    """Return where the script finds what a letter names: slots, and fields with options."""
    found = {name: place for field in form.fields for name, place in slots(field).items()}
    ticked = {field.id: marks[0].name for field in form.fields if (marks := options(field))}
    return {TODAY: TODAY, LANGUAGE: LANGUAGE, **ticked, **found}


def clashes(form: Form) -> Iterator[str]:
    """Yield what is wrong with the ids of a form with letters: a name in a letter means one answer only."""
    named = Counter([TODAY, LANGUAGE])
    for field in form.fields:
        named.update({field.id} if options(field) else ())
        named.update(list(slots(field)))
    for name in (each for each, count in named.items() if count > 1):
        yield f'"{name}" means two things in a letter of this form; give one of the two fields another id'


def mistakes(node: yaml.Node, form: Form) -> Iterator[tuple[yaml.Node, str]]:
    """Yield what the `letters` of a definition name and the form does not have, each with its node.

    node: anything below `letters`, whose shape is right
    """
    if isinstance(node, yaml.ScalarNode):
        yield from _unknown_slots(node, form)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from mistakes(each, form)
    elif isinstance(node, yaml.MappingNode):
        yield from _block(node, form)


def _block(node: yaml.MappingNode, form: Form) -> Iterator[tuple[yaml.Node, str]]:
    named = [name for each in form.fields for name in slots(each)]
    counts = {each.id: len(options(each)) for each in form.fields if options(each)}
    allowed = {"when": [*named, *counts, LANGUAGE], "words": named, "options": list(counts)}
    given = {str(key.value): value for key, value in node.value}
    for key, value in given.items():
        if key not in allowed:
            yield from mistakes(value, form)
        elif value.value not in allowed[key]:
            hint = did_you_mean(str(value.value), allowed[key])
            yield value, f'"{key}" names "{value.value}".{hint} Allowed: {listed(allowed[key])}'
    count, wanted = len(given["sentences"].value) if "sentences" in given else 0, 0
    if "options" in given:
        wanted = counts.get(str(given["options"].value), count)
    if count != wanted:
        yield node, f'"sentences" has {count} entries for {wanted} options; write one for each option, in their order'


def _unknown_slots(node: yaml.ScalarNode, form: Form) -> Iterator[tuple[yaml.Node, str]]:
    known = [TODAY, LANGUAGE, *(name for field in form.fields for name in slots(field))]
    for name in SLOT.findall(node.value):
        if name not in known:
            yield node, f'the letter has the slot "{{{name}}}".{did_you_mean(name, known)} Allowed: {listed(known)}'
    if set(SLOT.sub("", node.value)) & set("{}"):
        yield node, f'"{node.value}" has a brace that belongs to no slot; write {{name}} in small letters'
