"""The newsletter kit of a school: the guide's, with links that lead by the school's page, in one file.

What a message says of the guide as a whole opens the school's page; what it says of a page or a form opens that one,
which is told of the school.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping

from guide.newsletter.kit import HOME, Item, files_beside, texts, zip_of
from guide.paper.codes import Codes
from guide.schools.roll import School
from guide.source.languages import Language
from guide.source.site import Site

FILE_NAME = "newsletter-kit.zip"


def kit(
    school: School, site: Site, items: Callable[[Language], Iterable[Item]], codes: Codes, colours: Mapping[str, str]
) -> bytes:
    """Return a school's kit as a ZIP, a folder a language.

    items: returns the guide's kit in a language
    """
    files: dict[str, bytes] = {}
    for language in (each for each in site.languages if each.locale in school.languages):
        url = site.page_url(language, school.page)
        own = tuple(of_school(item, school, url) for item in items(language))
        beside = {"texts.txt": texts(own), **files_beside(own, colours)}
        beside |= {"code.svg": codes.drawing(url).encode(), "code.png": codes.picture(url)}
        files |= {f"{language.locale}/{name}": content for name, content in beside.items()}
    return zip_of(files)


def of_school(item: Item, school: School, url: str) -> Item:
    """Return an item that leads to the school's page, or tells its own page of the school.

    url: of the school's page
    """
    own = url if item.slug == HOME else f"{item.url}{school.query}"
    return dataclasses.replace(item, url=own, shorter=item.url)
