"""What follows from a locale."""

from __future__ import annotations

from babel import Locale, localedata
from guide.source.languages import language


def test_a_language_runs_as_cldr_says() -> None:
    """Each that CLDR knows: the direction is taken from its script, because all that CLDR has takes a megabyte."""
    tags = [each.replace("_", "-") for each in localedata.locale_identifiers()]
    wrong = [
        each for each in tags if (direction(each) == "rtl") != (Locale.parse(each, sep="-").text_direction == "rtl")
    ]
    assert wrong == []


def direction(tag: str) -> str:
    return language(tag, name=tag).direction
