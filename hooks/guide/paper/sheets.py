"""Forms as PDF: each in every edition, and several of them in one pack."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from guide.forms.letters import on_paper
from guide.forms.model import Form, FormField, Place, Text, translate, translate_text
from guide.paper.editions import Edition, editions
from guide.paper.press import Document, Press, Printed, letters, open_press
from guide.paper.typefaces import described
from guide.paper.widgets import boxes
from guide.project import Project
from guide.source.languages import Language
from guide.source.site import Site
from guide.translation.digits import isolated
from guide.translation.segments import Lookup
from guide.translation.status import status
from guide.words import label, words

# A translation is often longer than its English: how many ruled lines a place to write may lose to save a side.
MOST_LINES_LESS = 3

# The foot: two lines are always there, and four have room beside the code. How many letters each of the others has, and
# beside a logo.
_LINES_IN_FOOT, _LINES_BESIDE_CODE = 2, 4
_LETTERS, _LETTERS_BESIDE_LOGO = 90, 70

# How many translated forms are held: more than there are in a language, in English and in Welsh together. Each is
# printed in several editions, is asked for again in the list of forms, and once more in packs.
_HELD = 100

# What a sheet says of its translation, by how much of it a person has checked; the page says the same.
_HONEST = {"none": "draft", "some": "partly"}


@dataclass(frozen=True)
class Sheet(Printed):
    """A form or a pack, printed in one edition."""

    edition: Edition

    @classmethod
    def of(cls, edition: Edition, printed: Printed) -> Sheet:
        """Return what was printed, with its edition."""
        return cls(**vars(printed), edition=edition)


@dataclass(frozen=True)
class Cover:
    """What the first page of a pack says, above its contents."""

    title: Text
    about: Text


class Printer:
    """Makes what is printed.

    lookups: for each language, the function that translates into it
    colours: those of the guide, by name; sheets are black on white, pictures are not
    checked: how much of a page's translation a person has checked, `all`, `some` or `none`, by language and by the
        page's file; of another file, or none, how much of the whole guide's
    """

    def __init__(
        self,
        site: Site,
        lookups: Callable[[Language], Lookup],
        press: Press,
        colours: Mapping[str, str],
        checked: Callable[[Language, str], str] = lambda language, source: "all",
    ):
        self.site = site
        self.lookups = lookups
        self.press = press
        self.colours = colours
        self.checked = checked
        self.translated = lru_cache(_HELD)(self._translated)
        self._on_paper = lru_cache(_HELD)(self._put_on_paper)
        self._labels = lru_cache(_HELD)(self._all_labels)

    def sheets(self, form: Form, address: str, language: Language, source: str) -> Iterator[Sheet]:
        """Yield a form's sheets in all editions of a language.

        address: the form page's address below the site's, in the source language, e.g. `forms/prepare/`
        source: the file that defines the form, for messages. Raises SourceError when a sheet cannot be made.
        """
        for edition in self.editions(form, language):
            yield self.sheet(form, address, edition, source)

    def editions(self, form: Form, language: Language) -> tuple[Edition, ...]:
        """Return a form's editions in a language. Where its answers make a letter, a screen has the page itself."""
        return tuple(each for each in editions(self.site, language) if not (each.fillable and form.letters))

    def sheet(self, form: Form, address: str, edition: Edition, source: str) -> Sheet:
        """Make one sheet. Where a ruled line or two less in each place to write saves a side, it has them less."""
        return Sheet.of(edition, self._fitted(form, address, edition, source))

    def pack(self, cover: Cover, forms: Mapping[str, Form], edition: Edition, stem: str, source: str) -> Sheet:
        """Make one PDF of several forms, each laid out as on its own sheet, behind a cover.

        forms: by the addresses of their pages; stem: of the file name; source: the file that says what is in it
        """
        name = edition.file_name(stem)
        less = [self._lines_less(form, address, edition, source) for address, form in forms.items()]
        document = self._document(name, source, edition, forms, less=less, title=cover.title)
        return Sheet.of(edition, self.press.print(self._covered(document, cover, edition)))

    def _covered(self, document: Document, cover: Cover, edition: Edition) -> Document:
        url = self.site.page_url(edition.language, "")
        sides = [
            side | {"cover": {part: plain(self.said(text, each)) for part, text in vars(cover).items()}}
            for side, each in zip(document.data["sides"], edition.languages, strict=True)
        ]
        data = {**document.data, "sides": sides, "cover": True}
        return dataclasses.replace(document, data=data, urls=(*document.urls, url))

    def _fitted(self, form: Form, address: str, edition: Edition, source: str) -> Printed:
        return self.press.print(*self._to_fit(form, address, edition, source))

    def _lines_less(self, form: Form, address: str, edition: Edition, source: str) -> int:
        return self.press.attempt(*self._to_fit(form, address, edition, source))

    def _to_fit(self, form: Form, address: str, edition: Edition, source: str) -> tuple[Document, Sequence[int]]:
        name = edition.file_name(form.slug)
        document = self._document(name, source, edition, {address: form}, less=[0], title=form.title)
        return document, self._attempts(form, address, edition, source)

    def _attempts(self, form: Form, address: str, edition: Edition, source: str) -> Sequence[int]:
        """Return how many lines less are tried; a sheet to fill in looks like the one for a pen, and has as many."""
        if not edition.fillable:
            return range(1 + MOST_LINES_LESS)
        return (self._lines_less(form, address, dataclasses.replace(edition, fillable=False), source),)

    def _document(
        self, name: str, source: str, edition: Edition, forms: Mapping[str, Form], *, less: list[int], title: Text
    ) -> Document:
        urls = tuple(self.site.page_url(edition.language, address) for address in forms)
        data = self.frame(edition.languages, edition.size, title, source) | {
            "less": less,
            "cover": False,
            "fillable": edition.fillable,
        }
        for side, language in zip(data["sides"], edition.languages, strict=True):
            side["forms"] = [self._on_paper(form, language) for form in forms.values()]
        places = [boxes(self.translated(form, edition.language)) for form in forms.values() if edition.fillable]
        publisher = self.publisher(edition.language)
        return Document(name, source, "form", data, publisher, urls, places[0] if places else {})

    def frame(self, languages: tuple[Language, ...], size: int, title: Text, source: str = "") -> dict[str, Any]:
        """Return the data that every template reads. `source` is the file whose words are printed."""
        sides = [self._side(each, source) for each in languages]
        return self.unsigned(languages, size, title) | {"sides": sides, "more-in-foot": self._more_in_foot(sides)}

    def publisher(self, language: Language) -> dict[str, Any]:
        """Return what of the publisher stands at the foot. A picture's bytes travel as numbers: JSON holds none."""
        logo = self.site.publisher.logo
        return {
            "lines": [isolated(each, language.tag) for each in self.site.publisher.lines],
            "alnco": isolated(self.site.publisher.alnco.line, language.tag),
            "logo": {"kind": logo.kind, "data": list(logo.data)} if logo else None,
        }

    def _more_in_foot(self, sides: list[dict[str, Any]]) -> int:
        publisher, first = self.site.publisher, sides[0]
        width = _LETTERS_BESIDE_LOGO if publisher.logo else _LETTERS
        alnco = isolated(publisher.alnco.line, first["tag"])
        texts = [
            " · ".join(isolated(each, first["tag"]) for each in publisher.lines),
            f"{first['labels']['alnco']['text']} {alnco}" if alnco else "",
            *dict.fromkeys(each["honest"]["text"] for each in sides if each["honest"]),
        ]
        return max(0, _LINES_IN_FOOT + sum(-(-letters(each) // width) for each in texts) - _LINES_BESIDE_CODE)

    def unsigned(self, languages: tuple[Language, ...], size: int, title: Text) -> dict[str, Any]:
        """Return the same for what has no foot: it looks alike whoever publishes it, and is drawn once for all."""
        return {
            "size": size,
            "name": plain(self.said(Text(self.site.name), languages[0])),
            "title": plain(self.said(title, languages[0])),
            "languages": {each.tag: described(each) for each in (*languages, self.site.source)},
            "sides": [{"tag": each.tag, "labels": {}, "honest": None} for each in languages],
            "more-in-foot": 0,
        }

    def _side(self, language: Language, source: str) -> dict[str, Any]:
        labels = self._labels(language)
        return {
            "tag": language.tag,
            "labels": labels,
            "honest": labels.get(_HONEST.get(self.checked(language, source), "")),
        }

    def _all_labels(self, language: Language) -> dict[str, Any]:
        return {key: plain(self.label(key, language)) for key in words("labels")}

    def label(self, key: str, language: Language) -> Text:
        """Return what stands on paper beside the words of a page or a form, in a language."""
        text, context = label(key)
        return self.said(Text(text), language, context)

    def _translated(self, form: Form, language: Language) -> Form:
        """Return a form in a language."""
        return translate(form, self.lookups(language), language.tag)

    def _put_on_paper(self, form: Form, language: Language) -> Any:
        return plain(on_paper(self.translated(form, language)))

    def said(self, text: Text, language: Language, context: str = "") -> Text:
        """Return a text in a language."""
        return translate_text(text, self.lookups(language), language.tag, context)


def open_printer(project: Project) -> Printer:
    """Return what prints a checkout's forms, handouts and pictures, and keeps them in its `.cache` folder."""
    return Printer(project.site, project.lookup, open_press(project.root), project.colours, checked_by_people(project))


def checked_by_people(project: Project) -> Callable[[Language, str], str]:
    """Return what says how much of a page's translation a person has checked, see `Printer`."""

    @cache
    def checked(language: Language, source: str) -> str:
        if language == project.site.source:
            return "all"
        strings = project.strings
        msgids = strings.page_msgids.get(source) or [each.key for each in strings.messages]
        return status(project.catalogues[language.locale], msgids).checked

    return checked


def plain(value: Any) -> Any:
    """Turn a form or a text into what JSON can hold. A field's kind and the marks of its places travel with it."""
    if isinstance(value, Place):
        return value.mark
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
        return parts | ({"kind": value.kind, "parts": plain(value.parts())} if isinstance(value, FormField) else {})
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return value
