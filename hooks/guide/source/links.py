"""Where an address outside the guide has one in another language: `docs/links.yml`, besides what the ledger says.

https://www.legislation.gov.uk/anaw/2018/2:
  cy: https://www.legislation.gov.uk/anaw/2018/2/contents/welsh
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from guide.source.facts import Ledger, web_address
from guide.source.schema import Must, Reader, compose, read_text

FILE = "docs/links.yml"
CHECK = "links"

Links = dict[str, dict[str, str]]  # by the English address and by locale


def read_links(file: Path) -> Links:
    """Read the list; one that is not there is empty. Raises SourceError with every mistake."""
    if not file.exists():
        return {}
    document = compose(read_text(file, FILE, CHECK), FILE, CHECK, what="the list of links")
    reader = Reader(document, CHECK)
    found = reader.names(document.root, dict[str, Annotated[str, Must(web_address)]], FILE) if document.root else {}
    return dict(reader.sound(found))


def in_language(locale: str, links: Links, ledger: Ledger) -> dict[str, str]:
    """Return the addresses that readers of a language are led to, by the English ones."""
    read = {each.source: own for each in ledger.facts.values() if (own := each.read_in(locale)[0]) != each.source}
    return read | {english: each[locale] for english, each in links.items() if locale in each}
