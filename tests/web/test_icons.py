"""Icons: one set for the frame, none drawn by hand."""

from __future__ import annotations

import pytest
from guide.web.icons import icon, shape

from tests.conftest import ROOT


def test_an_icon_is_not_read_aloud_and_takes_the_colour_of_the_text() -> None:
    assert str(icon("menu")) == f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{shape("menu")}"/></svg>'


@pytest.mark.parametrize("name", ["no-such-icon", "../../main", ""])
def test_an_icon_that_the_set_lacks_is_an_error(name: str) -> None:
    with pytest.raises(KeyError):
        icon(name)


def test_no_icon_of_the_frame_is_drawn_by_hand() -> None:
    """The guide's own mark and the faces of its forms are its own drawings; everything else comes from the set."""
    own = {"mark.html", "fields.html", "field.html"}
    for file in (ROOT / "overrides").rglob("*"):
        if file.suffix in {".html", ".js"} and file.name not in own:
            assert "<svg" not in file.read_text(encoding="utf-8"), file
