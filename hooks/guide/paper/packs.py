"""Packs: several forms in one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guide.forms.model import Form
from guide.paper.editions import pack_editions
from guide.paper.sheets import Printer, Sheet
from guide.source.languages import Language
from guide.words import words


@dataclass(frozen=True)
class Pack:
    """Forms that are used together.

    stem: of the file names, which newsletters link to; never change it. forms: their slugs, in order of use
    """

    stem: str
    title: str
    forms: tuple[str, ...]


PACKS = tuple(Pack(stem, pack["title"], tuple(pack["forms"])) for stem, pack in words("packs").items())


def packs(printer: Printer, forms: Mapping[str, Form], language: Language) -> Iterator[Sheet]:
    """Yield the packs of a language in all their editions. `forms` are all there are, by address.

    A form that a site does not have is left out of its packs. Raises SourceError when a pack cannot be made.
    """
    for pack in PACKS:
        chosen = {address: form for slug in pack.forms for address, form in forms.items() if form.slug == slug}
        for edition in pack_editions(printer.site, language) if chosen else ():
            yield printer.pack(pack.title, chosen, edition, pack.stem, "hooks/guide/words/packs.yml")
