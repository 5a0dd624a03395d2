"""Headings: an id of its own each, which nothing else on the page has."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.checks.every import check

from tests.sites import PAGES, make


@pytest.mark.parametrize(
    ("template", "id_", "says"),
    [
        ("", "content", 'the id "content" is one of the page around the text; choose another'),
        ("", "a:b", 'the id "a:b" has other signs than small letters, digits and hyphens; mend it'),
        ("", "Why", 'the id "Why" has other signs than small letters, digits and hyphens; mend it'),
        ("forms.html", "packs", 'the id "packs" is one of the page around the text; choose another'),
        ("", "packs", ""),
    ],
)
def test_an_id_is_the_heading_s_alone(tmp_path: Path, template: str, id_: str, says: str) -> None:
    """What a template calls its own parts is taken only on the pages that it shows."""
    keys = f"template: {template}\n" if template else ""
    page = f"---\ntitle: Second\ndescription: D.\n{keys}---\n# Second {{#{id_}}}\n"
    project = make(tmp_path, PAGES | {"third.md": page})
    assert [each.message for each in check(project, ["headings"])] == ([says] if says else [])
