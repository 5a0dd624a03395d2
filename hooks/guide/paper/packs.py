"""Packs: several forms in one PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from guide.forms.model import Form, Text
from guide.paper.editions import Edition, pack_editions
from guide.paper.sheets import Cover, Printer, Sheet
from guide.source.languages import Language
from guide.source.problems import Problem, did_you_mean, listed
from guide.words import words

FILE = "hooks/guide/words/packs.yml"


@dataclass(frozen=True)
class Pack:
    """Forms that are used together.

    stem: of the file names, which newsletters link to; never change it. title, about: what its cover says
    forms: their slugs, in order of use
    """

    stem: str
    title: str
    about: str
    forms: tuple[str, ...]


PACKS = tuple(Pack(stem, pack["title"], pack["about"], tuple(pack["forms"])) for stem, pack in words("packs").items())


def wrong_packs(slugs: Collection[str]) -> Iterator[Problem]:
    """Find names in packs that no form has. A site that has none of a pack's forms has no such pack."""
    for pack in PACKS:
        missing = [each for each in pack.forms if each not in slugs]
        for each in missing if len(missing) < len(pack.forms) else ():
            hint = did_you_mean(each, slugs)
            message = (
                f'the pack "{pack.stem}" has "{each}", and no form is called that.{hint} There are: {listed(slugs)}'
            )
            yield Problem(FILE, 0, message, "packs")


def packs(printer: Printer, forms: Mapping[str, Form], language: Language) -> Iterator[Sheet]:
    """Yield the packs of a language in all their editions. `forms` are all there are, by address.

    Raises SourceError when a pack cannot be made.
    """
    for each in packs_of(forms):
        for edition in pack_editions(printer.site, language):
            yield pack(printer, each, forms, edition)


def packs_of(forms: Mapping[str, Form]) -> tuple[Pack, ...]:
    """Return the packs of a site, which has all their forms or none."""
    return tuple(each for each in PACKS if _chosen(each, forms))


def pack(printer: Printer, which: Pack, forms: Mapping[str, Form], edition: Edition) -> Sheet:
    """Make a pack in one edition. `forms` are all there are, by address. Raises SourceError when it cannot be made."""
    cover = Cover(Text(which.title), Text(which.about))
    return printer.pack(cover, _chosen(which, forms), edition, which.stem, FILE)


def _chosen(which: Pack, forms: Mapping[str, Form]) -> dict[str, Form]:
    return {address: form for slug in which.forms for address, form in forms.items() if form.slug == slug}
