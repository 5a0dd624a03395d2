"""Sample translations in every script, for languages that nobody has translated the guide into yet."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from guide.kept import Store
from guide.paper.press import Press
from guide.paper.sheets import Printer
from guide.source.languages import Language, language
from guide.source.site import Site
from guide.source.tokens import read_colours
from guide.translation.messages import without_context
from guide.translation.segments import Lookup

PLANNED = ("en", "cy", "pl", "ar", "ku-Arab", "bn", "fa", "uk", "ro", "ur", "pt", "zh-Hans", "so")
NEXT = ("tr", "pa", "ta", "ml", "hu", "zh-Hant")


@lru_cache(maxsize=1)
def samples() -> dict[str, Any]:
    """Return the sample words of every language."""
    return dict(yaml.safe_load((Path(__file__).parent.parent / "cases" / "scripts.yml").read_text(encoding="utf-8")))


def sample_lookup(of: Language) -> Lookup:
    """Return a lookup that gives as many sample words as the English has, and keeps what is in braces."""
    entry = samples()[of.locale]

    def lookup(key: str) -> str | None:
        msgid = without_context(key)
        if of.locale == "en":
            return msgid
        start = sum(msgid.encode()) % len(entry["words"])
        words = (entry["words"] * 20)[start : start + max(1, len(msgid.split()) * 3 // 4)]
        text = ("" if entry.get("joined") else " ").join(words)
        return " ".join([text, *re.findall(r"\{[\w-]+\}", msgid)])

    return lookup


def many_languages(site: Site, locales: tuple[str, ...] = PLANNED) -> Site:
    """Return the site as it will be with more languages."""
    return dataclasses.replace(site, languages=tuple(language(each) for each in locales))


def sample_printer(site: Site, folder: Path, locales: tuple[str, ...] = PLANNED) -> Printer:
    """Return a printer of sample translations."""
    return Printer(
        many_languages(site, locales),
        sample_lookup,
        Press(Store(folder)),
        read_colours(Path(__file__).parent.parent.parent),
    )
