"""Numbers and their times, in digits of any script and in words."""

from __future__ import annotations

import pytest
from guide.checks.quantities import knows, quantities
from guide.project import Project
from guide.words import words_of


@pytest.mark.parametrize(
    ("locale", "text", "found"),
    [
        ("en", "35 school days, that is seven weeks.", ["35 school days", "7 weeks"]),
        ("en", "Once you have one letter, ask at once.", []),
        ("en", "Often someone attends [section 11](https://law.example/2018/2).", ["11"]),
        ("en", "7.5 weeks, or 1,000", []),
        ("en", "within 8 (eight) working days", ["8", "8 working days"]),
        ("en", "It ends at 16. Weeks later", ["16"]),
        ("cy", "saith wythnos o bum diwrnod ysgol", ["7 weeks", "5 school days"]),
        ("cy", "o fewn 35 o ddiwrnodau ysgol", ["35 school days"]),
        ("ar", "35 يومًا دراسيًا", ["35 school days"]),
        ("ar", "خلال ٨ أسابيع", ["8 weeks"]),
        ("ar", "الأسابيع الثمانية", ["8 weeks"]),
        ("ar", "ثمانية عشر شهرًا", ["18 months"]),
        ("zh-Hans", "通常有 35 个上学日，也就是七个星期。", ["35 school days", "7 weeks"]),
        ("zh-Hans", "对于三岁的孩子，在 8 个星期之内", ["3 years", "8 weeks"]),
        ("so", "35 maalmood oo dugsiyeed", ["35 school days"]),
        ("ta", "35 பள்ளி நாட்கள்", ["35"]),
        ("ps", "۳۵ ورځې", ["35"]),
    ],
)
def test_a_number_is_found_with_the_time_beside_it(locale: str, text: str, found: list[str]) -> None:
    assert [str(each) for each in quantities(text, locale)] == found


@pytest.mark.parametrize("locale", ["en", "cy", "ar"])
def test_a_language_with_a_list_knows_every_time_and_number_word_of_the_claims(project: Project, locale: str) -> None:
    """A claim may be told in words only where the list has them."""
    largest_in_words, listed = 35, words_of("law", locale)["numbers"]
    for fact in project.ledger.facts.values():
        for each in quantities(fact.claim, "en"):
            assert not each.unit or knows(locale, each.unit), f"{fact.id}: {locale} has no words for {each.unit}"
            assert each.number in {1, *listed} or each.number > largest_in_words, f"{fact.id}: {locale} has no {each}"
