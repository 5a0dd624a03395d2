"""Every point that the guide must make has its place, and nobody can drop one unnoticed."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
import yaml
from guide.forms.model import texts
from guide.project import Project
from guide.source.pages import address

POINTS = yaml.safe_load((Path(__file__).parent.parent / "coverage.yml").read_text(encoding="utf-8"))
EXPECTED = [
    *(f"P{number}" for number in range(1, 8)),
    *(f"C{number}" for number in range(4)),
    *(f"G{number}" for number in range(1, 7)),
    *(f"E{number}" for number in range(1, 5)),
    *(f"F{number}" for number in range(15)),
]
TASKS = [f"T{number}" for number in range(1, 46)]
FARTHEST = 2  # taps from the home page


def anchors(project: Project) -> set[str]:
    """Return every heading and term of the guide as `page#id`; a folder's index as `folder/#id`."""
    return {
        f"{re.sub(r'index$', '', name) if name != 'index' else name}#{anchor}"
        for page in project.pages
        for name in [page.path.removeprefix("docs/").removesuffix(".md")]
        for anchor in re.findall(r"\{#([\w-]+)[^}]*\}", page.body)
    }


def taps(project: Project) -> dict[str, int]:
    """Return how many links lie between the home page and each page that can be reached, by `before`, `staff/`."""
    links = {
        page.address: [
            address(posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target)))
            for target in re.findall(r"\]\(([\w/.-]+\.md)", page.body)
        ]
        for page in project.pages
    }
    found = {"": 0}
    reached = [""]
    while reached:
        here = reached.pop(0)
        new = [each for each in links.get(here, []) if each not in found]
        found |= dict.fromkeys(new, found[here] + 1)
        reached += new
    return found


def test_every_point_is_listed_once() -> None:
    assert list(POINTS) == [*EXPECTED, *TASKS]


@pytest.mark.parametrize("task", TASKS)
def test_the_answer_to_every_task_is_near_the_home_page(project: Project, task: str) -> None:
    place = POINTS[task]["at"]
    assert place in anchors(project)
    assert taps(project)[address(place.split("#")[0].rstrip("/"))] <= FARTHEST


@pytest.mark.parametrize("point", EXPECTED)
def test_every_point_has_its_place_on_both_sides(project: Project, point: str) -> None:
    places = POINTS[point]
    assert {places["parents"], places["staff"]} <= anchors(project)


@pytest.mark.parametrize("point", [point for point in EXPECTED if "form" in POINTS[point]])
def test_every_point_with_a_form_is_on_it(project: Project, point: str) -> None:
    form = project.forms[f"docs/forms/{POINTS[point]['form']}.md"]
    if "tick" in POINTS[point]:
        assert POINTS[point]["tick"] in texts(form)


def test_the_partnership_check_has_a_row_for_each_of_its_points(project: Project) -> None:
    points = [point for point in EXPECTED if POINTS[point].get("form") == "partnership-check"]
    (grid,) = [each for each in project.forms["docs/forms/partnership-check.md"].fields if each.kind == "grid"]
    assert len(grid.rows) == len(points)  # type: ignore[attr-defined]


def test_a_parent_can_tick_every_circumstance(project: Project) -> None:
    ticks = [POINTS[f"F{number}"]["tick"] for number in range(1, 14)]
    assert len(set(ticks)) == 13
    assert set(ticks) <= set(texts(project.forms["docs/forms/take-part.md"]))


def test_there_are_phrases_and_words_enough(project: Project) -> None:
    bodies = {page.path: page.body for page in project.pages}
    phrases = re.findall(r"^- ", bodies["docs/phrases.md"], re.MULTILINE)
    words = re.findall(r"translate=no", bodies["docs/words.md"])
    assert len(phrases) >= 25
    assert len(words) >= 2 * 30
