"""Icons and pictures: each in one place, none drawn where it is used."""

from __future__ import annotations

import pytest
from guide.web.icons import icon, in_tenths, shape

from tests.conftest import ROOT


def test_an_icon_is_not_read_aloud_and_takes_the_colour_of_the_text() -> None:
    drawn = 'd="M3 6h18M3 12h18M3 18h18"'
    assert str(icon("menu")) == f'<svg viewBox="0 0 24 24" aria-hidden="true"><path {drawn}/></svg>'


@pytest.mark.parametrize("name", ["no-such-icon", "../../main", ""])
def test_an_icon_that_is_not_there_is_an_error(name: str) -> None:
    for drawing in (icon, shape):
        with pytest.raises(KeyError):
            drawing(name)


def test_no_icon_is_drawn_where_it_is_used() -> None:
    """But for the guide's mark, its two drawings, and the faces of its forms."""
    own = {"mark.html", "home.html", "loop.html", "fields.html", "field.html"}
    for file in (ROOT / "overrides").rglob("*"):
        if file.suffix in {".html", ".js"} and file.name not in own:
            assert "<svg" not in file.read_text(encoding="utf-8"), file


@pytest.mark.parametrize(
    ("outline", "short"),
    [
        ("M10.51 4.04.46 0-.04z", "M10.5 4 .5 0 0z"),
        ("m12 5.69 5 4.5V18h-2v-6", "m12 5.7 5 4.5V18h-2v-6"),
        ("a1.25 1.25 0 0 1-.75-.96", "a1.2 1.2 0 0 1-.8-1"),
        ("c.97.53-1.04 10.96 2.02.88", "c1 .5-1 11 2 .9"),
        ("c.26.53.31", "c.3.5.3"),
    ],
)
def test_outlines_are_rounded_to_tenths_and_each_number_stays_one(outline: str, short: str) -> None:
    assert in_tenths(outline) == short
