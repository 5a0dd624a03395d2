"""Measures what schools cost: `.venv/bin/python -m tests.benchmarks.schools`.

One process makes the paper of thirty schools in English, Welsh and Polish as a run does, each sheet for one school
after the other, and says what a file took of CPU time, by kind. Every third sheet is made, from nothing.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from guide.kept import Store
from guide.paper.editions import KINDS
from guide.paper.press import Press
from guide.project import Project
from guide.schools.roll import FILE, School
from guide.schools.tasks import Task, Workshop, made, runs, tasks

from tests.benchmarks.printing import milliseconds

ROOT = Path(__file__).parent.parent.parent
SCHOOL = School("hill", "Hill School", "Ysgol y Bryn", "1 Hill Road", "01632 960001", "Ms Rees", "01632 960002")
SCHOOLS, LANGUAGES, EVERY = 30, ("en", "cy", "pl"), 3


def main() -> int:
    """Print the figures."""
    project = Project(ROOT)
    schools = [
        dataclasses.replace(
            SCHOOL, slug=f"hill-{each}", name=f"Hill School {each}", languages=LANGUAGES, editions=KINDS
        )
        for each in range(SCHOOLS)
    ]
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(project)
        workshop.press = Press(Store(Path(folder)), ROOT, foot=FILE)
        first, others = measured(workshop, list(tasks(project, schools)))
    for kind, seconds in others.items():
        print(
            f"{kind}: {milliseconds(first[kind]):.1f} ms for the first school, {milliseconds(seconds):.1f} for others"
        )
    after = [each for seconds in others.values() for each in seconds]
    whole = after + [each for seconds in first.values() for each in seconds]
    print(
        f"{len(whole)} files, {milliseconds(whole):.1f} ms each; {milliseconds(after):.1f} ms from the second school on"
    )
    return 0


def measured(workshop: Workshop, bag: Iterable[Task]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    """Return the seconds of CPU time that files took, by kind: for the first school of a run, and for the others."""
    first: dict[str, list[float]] = defaultdict(list)
    others: dict[str, list[float]] = defaultdict(list)
    papers = runs(each for each in bag if each.kind != "page")
    for run in list(papers)[::EVERY]:
        for number, task in enumerate(run):
            begun = time.process_time()
            made(task, workshop)
            kind = f"{task.kind} {task.edition.kind}" if task.edition else task.kind
            (others if number else first)[kind].append(time.process_time() - begun)
    return first, others


if __name__ == "__main__":
    sys.exit(main())
