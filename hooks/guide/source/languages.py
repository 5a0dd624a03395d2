"""What follows from a locale. Everything that CLDR knows comes from Babel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# static-i18n takes two-letter codes only, so Sorani travels as ku-Arab and is `ckb` in everything we write.
TAGS = {"ku-Arab": "ckb"}

# A quotation's marks and those of one within it, as CLDR has them; Arabic as the United Nations write it.
QUOTES = {"ar": "«»“”", "ckb": "«»‹›", "cy": "‘’“”", "fa": "«»‹›", "pl": "„”«»", "ro": "„”«»", "uk": "«»„“"}

# What ends a sentence, with the space after it, where it is no full stop of Latin script.
FULL_STOPS = {"bn": "। ", "ur": "۔ ", "zh-Hans": "。", "zh-Hant": "。"}

# The scripts that run from right to left, as CLDR has them: to ask it costs a megabyte a language.
RIGHT_TO_LEFT = {"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"}

# Welsh and English have equal standing in Wales: Welsh Language (Wales) Measure 2011, section 1.
OFFICIAL = ("en", "cy")


@dataclass(frozen=True)
class Language:
    """A language of the site.

    locale: the code in mkdocs.yml, in addresses and in file names, e.g. `ar`, `ku-Arab`
    name: what its readers call it
    tag: the BCP 47 tag for `lang` and `hreflang`
    direction: `ltr` or `rtl`
    script: ISO 15924 code, e.g. `Latn`
    """

    locale: str
    name: str
    tag: str
    direction: str
    script: str

    @property
    def official(self) -> bool:
        """Whether schools and councils in Wales work in it."""
        return self.locale in OFFICIAL

    @property
    def quotes(self) -> str:
        """The marks before and after a quotation, and before and after one within it."""
        return QUOTES.get(self.tag, "“”‘’")

    @property
    def full_stop(self) -> str:
        """What stands between two sentences."""
        return FULL_STOPS.get(self.tag, ". ")


def language(locale: str, name: str = "") -> Language:
    """Return the language for a locale code. Raises ValueError for a code that CLDR does not know."""
    tag = TAGS.get(locale, locale)
    try:
        cldr = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f'"{locale}" is not a language code. Write one such as pl, zh-Hans or pt-PT.') from error
    script = cldr.script or _likely_script(cldr)
    return Language(
        locale=locale,
        name=name or _own_name(cldr),
        tag=tag,
        direction="rtl" if script in RIGHT_TO_LEFT else "ltr",
        script=script,
    )


def wrong_locale(locale: str) -> Iterator[str]:
    """Yield what is wrong with a locale of the site: static-i18n takes two letters, then a script or a country."""
    if locale.lower() in ("no", "on"):
        yield f'is "{locale}", which YAML reads as yes or no; Norwegian is nb or nn'
        return
    try:
        tag = Locale.parse(TAGS.get(locale, locale), sep="-")
    except (UnknownLocaleError, ValueError):
        yield f'is "{locale}", which is not a language code; write one such as pl, zh-Hans or pt-PT'
        return
    if not re.fullmatch(r"[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?", locale):
        known = {"ckb": "; Sorani is ku-Arab"}.get(str(tag), "")
        example = normal if (normal := normal_locale(locale)) != locale else "pl, zh-Hans or pt-PT"
        yield f'is "{locale}"; write two letters, and perhaps a script and a country, such as {example}{known}'


def normal_locale(locale: str) -> str:
    """Return a locale with its letters in the usual case: `pt-br` gives `pt-BR`, `ku-arab` gives `ku-Arab`."""
    first, *rest = locale.replace("_", "-").split("-")
    return "-".join([first.lower(), *(each.title() if len(each) == len("Arab") else each.upper() for each in rest)])


def _likely_script(cldr: Locale) -> str:
    return str(get_global("likely_subtags").get(cldr.language, "und_Latn_ZZ").split("_")[1])


def _own_name(cldr: Locale) -> str:
    name = cldr.get_display_name(cldr) or cldr.english_name or str(cldr)
    return name[:1].upper() + name[1:]
