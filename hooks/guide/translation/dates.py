"""Days as each language writes them, by CLDR, in Western digits."""

from __future__ import annotations

import datetime
import re

from babel import Locale
from babel.dates import format_date

from guide.source.languages import Language

# In CLDR, English without a territory is American.
_CLDR = {"en": "en-GB"}

_DAY, _YEAR = 28, 2999  # no month has these numbers


def days(language: Language) -> tuple[str, ...]:
    """Return how a language writes a day of each month: `{d} December {y}`."""
    return tuple(_pattern(language, month) for month in range(1, 13))


def written(day: datetime.date, language: Language) -> str:
    """Return a day as a language writes it: `1 December 2026`."""
    return _pattern(language, day.month).format(d=day.day, y=day.year)


def _pattern(language: Language, month: int) -> str:
    day = format_date(datetime.date(_YEAR, month, _DAY), "long", locale=cldr(language))
    named = {_DAY: "{d}", _YEAR: "{y}"}
    return re.sub(r"\d+", lambda number: named.get(int(number[0]), str(int(number[0]))), day)


def cldr(language: Language) -> Locale:
    """Return what CLDR knows of a language."""
    return Locale.parse(_CLDR.get(language.tag, language.tag), sep="-")
