"""One place for colours: whatever shows the guide's own look takes it from tokens.css."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide.newsletter import kit
from guide.project import Project
from guide.source.problems import SourceError
from guide.source.tokens import FILE, read_colours

from tests.conftest import ROOT


def test_the_light_colours_are_read(project: Project) -> None:
    text = (ROOT / FILE).read_text(encoding="utf-8")
    assert re.findall(r"--accent: (#\w+);", text)[0] == project.colours["accent"]
    assert len(re.findall(r"--accent: (#\w+);", text)) == 2, "light and dark"


def test_a_colour_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r'tokens\.css: there is no colour "--paper" as six digits'):
        read_colours(tmp_path)


def test_a_changed_colour_reaches_e_mails(project: Project) -> None:
    item = kit.items(project, project.site.source)[0]
    assert "color:#123456" in kit.snippet(item, {**project.colours, "accent": "#123456"})


def test_the_icon_has_the_accent(project: Project) -> None:
    colours = set(re.findall(r"#[0-9a-f]{6}", (ROOT / "overrides" / "icon.svg").read_text(encoding="utf-8")))
    assert colours == {project.colours["accent"]}


def test_no_other_style_names_a_colour_of_its_own(project: Project) -> None:
    """Black and white for paper apart; a colour that changes is changed once."""
    own = set(project.colours.values())
    for folder in ("overrides", "hooks"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in {".css", ".html", ".js", ".py", ".typ"} and file != ROOT / FILE:
                assert not own & set(re.findall(r"#[0-9a-f]{6}", file.read_text(encoding="utf-8"))), file
