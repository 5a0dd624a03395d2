"""The benchmarks: the same pages for every generator, sound in any size, and measured as a browser meets them."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest
from guide.checks.every import check
from guide.project import Project
from guide.source.pages import parse_page

from tests.benchmarks.__main__ import SMALL, Row, show
from tests.benchmarks.measuring import Cost, first_view, run
from tests.benchmarks.pages import Size, write_guide, write_hugo, write_mkdocs


def test_more_of_the_pages_are_a_sound_guide(tmp_path: Path, project: Project) -> None:
    """Copies link to one another, and to what is not copied."""
    write_guide(tmp_path, Size(2, 3))
    written = Project(tmp_path)
    assert len(written.site.languages) == 2
    assert 2.6 * len(project.pages) < len(written.pages) <= 3 * len(project.pages)
    assert check(written, ["sources", "links"]) == []


def test_languages_to_come_follow_the_guide_s_own(project: Project) -> None:
    own = [each.locale for each in project.site.languages]
    *first, new = Size(len(own) + 1).locales
    assert set(first) == set(own)
    assert first[:3] == ["en", "cy", "ar"], "in the order in which they came"
    assert new not in own


def test_every_generator_gets_the_same_pages(tmp_path: Path, project: Project) -> None:
    for name in ("hugo", "mkdocs"):
        (tmp_path / name).mkdir()
    write_hugo(tmp_path / "hugo", Size(2), SMALL)
    write_mkdocs(tmp_path / "mkdocs", Size(2))
    count = 2 * len(project.pages)
    assert len([*(tmp_path / "hugo" / "content").rglob("*.md")]) == count
    assert len([*(tmp_path / "mkdocs" / "docs").rglob("*.md")]) == count
    before = (tmp_path / "hugo" / "content" / "en" / "before.md").read_text(encoding="utf-8")
    assert "{#tomorrow}" in before
    assert "<div" not in before
    assert "{:" not in before
    for page in (tmp_path / "mkdocs" / "docs").rglob("*.md"):
        assert parse_page(page.read_text(encoding="utf-8"), page.name).meta.template == "", page


def test_a_first_view_is_the_page_and_what_it_names(tmp_path: Path) -> None:
    page = b'<script src="/a.js?v=1"></script><link rel="icon" href="../i.svg"><img loading="lazy" src="../late.png">'
    for name, content in (("before/index.html", page), ("a.js", b"1"), ("i.svg", b"<svg/>"), ("late.png", b"x" * 99)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert first_view(tmp_path, "before") == sum(len(gzip.compress(each)) for each in (page, b"1", b"<svg/>"))


def test_what_a_command_costs_is_its_own_and_a_failure_is_told(tmp_path: Path) -> None:
    cost = run([sys.executable, "-c", "x = b'1' * 60_000_000; [None for _ in range(3_000_000)]"], tmp_path)
    assert cost.seconds > 0
    assert cost.memory > 57
    assert run([sys.executable, "-S", "-c", ""], tmp_path).memory < 40, "what measures is larger, and does not count"
    with pytest.raises(RuntimeError, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_the_table_holds_each_row_against_the_peer_and_against_the_least(capsys: pytest.CaptureFixture[str]) -> None:
    figures = {(3, "the guide"): (2, 50, 8000), (3, "peer"): (4, 100, 20_000), (13, "the guide"): (6, 60, 9000)}
    figures[13, "peer"] = (20, 150, 20_000)
    show([Row(name, Size(count), Cost(s, mib), weight) for (count, name), (s, mib, weight) in figures.items()], "peer")
    assert "| the guide | 13 languages | 6.0 | 0.30 | 3.0 | 60 | 9,000 | 0.45 |" in capsys.readouterr().out
