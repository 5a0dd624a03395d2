"""Makes the tasks of schools: in processes of this machine, each with a compiler of its own.

A file that stands there whole, made of the same, is not made again, so that a run that was stopped goes on by itself.
Only what a file holds counts, never that it is there. A school's list of its files, `list.json`, is written last, when
all of them are whole.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing.connection
import os
import re
import signal
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import click

from guide.kept import Store
from guide.processes import die_with_parent, start
from guide.project import Project
from guide.results import inputs
from guide.schools.roll import School
from guide.schools.tasks import Made, Orders, Size, Task, Workshop, made, tasks
from guide.source.files import write_whole
from guide.source.problems import SourceError
from guide.source.site import Site
from guide.web.compressed import WAYS

LIST, INDEX = "list.json", "s/schools.txt"

# How often a task is begun whose process ends by itself: another task, or another program, may have been the reason.
_ATTEMPTS = 3


@dataclass(frozen=True)
class Outcome:
    """What became of a task.

    files: the SHA-256 of each file, by path; size: of the task's own file, None where it was not made
    fresh: whether it was made now; wrong: why it was not made, or empty
    """

    task: Task
    files: dict[str, str] = field(default_factory=dict)
    size: Size | None = None
    fresh: bool = False
    wrong: str = ""


Told = Callable[[Outcome], None]


def build_schools(
    project: Project,
    schools: Sequence[School],
    place: Path,
    jobs: int | None = None,
    scheduler: str = "",
    *,
    compressed: bool = False,
) -> int:
    """Make what schools get below a folder, `s/SLUG/…`.

    jobs: how many processes work; as many as there are processors, if not given
    scheduler: the address of Dask's, whose workers make it then
    compressed: with copies of texts for web servers that send these as they are
    Returns the exit code: 0 all is made, 1 something was not, and was named. Raises SourceError when nothing can be
    made, and OSError when a file cannot be written; what was made until then need not be made again.
    """
    project.read()
    content, bag, wrong = inputs(project), list(tasks(project, schools, compressed=compressed)), list[str]()
    made_of_all = (
        _spread(project, bag, place, content, scheduler)
        if scheduler
        else run(project, bag, place, content, jobs or os.cpu_count() or 1)
    )
    counts, books = Counter[str](), _Books(place, bag)
    with _progress(bag) as told:
        for each in made_of_all:
            counts["wrong" if each.wrong else "fresh" if each.fresh else "there"] += 1
            wrong += [each.wrong] if each.wrong else []
            books.enter(each)
            told(each)
    for message in wrong:
        print(message, file=sys.stderr)
    left = f", {counts['wrong']} could not be made" if wrong else ""
    print(f"{counts['fresh']} files made, {counts['there']} as they were{left}", file=sys.stderr)
    return 1 if wrong else 0


class _Books:
    """What became of the tasks of each school, until all of them are done and its list is written."""

    def __init__(self, place: Path, bag: Iterable[Task]):
        self.place = place
        self.left = Counter(each.school.slug for each in bag)
        self.outcomes: dict[str, list[Outcome]] = {}

    def enter(self, outcome: Outcome) -> None:
        """Enter what became of a task. Raises OSError."""
        school = outcome.task.school
        self.outcomes.setdefault(school.slug, []).append(outcome)
        self.left[school.slug] -= 1
        if not self.left[school.slug]:
            _list(self.place, school, self.outcomes.pop(school.slug))


def outcome(task: Task, workshop: Workshop, place: Path, content: str) -> Outcome:
    """Make a task's files below a folder, unless they stand there; say what became of it. Raises OSError."""
    key, store = task.key(content), workshop.project.store
    if there := _standing(task, place, store, key):
        return there
    try:
        what = made(task, workshop)
    except SourceError as error:
        return Outcome(task, wrong=str(error))
    return _written(task, what, place, store, key)


def _written(task: Task, what: Made, place: Path, store: Store, key: str) -> Outcome:
    for path, data in what.files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(place / path, data, durable=False)
        for old in {f"{path}{way}" for way in WAYS} - what.files.keys():
            (place / old).unlink(missing_ok=True)  # a copy of what stood here
    files = {path: hashlib.sha256(data).hexdigest() for path, data in what.files.items()}
    length = len(what.files[task.path])
    store.put(key, json.dumps({"files": files, "length": length, "sides": what.sides}).encode())
    return Outcome(task, files, _size(task, length, what.sides), fresh=True)


def _standing(task: Task, place: Path, store: Store, key: str) -> Outcome | None:
    """Return what became of a task before, where all its files stand there as they were made."""
    if not (kept := store.get(key)):
        return None
    was = json.loads(kept)
    if any(_sha256(place / path) != digest for path, digest in was["files"].items()):
        return None
    return Outcome(task, was["files"], _size(task, was["length"], was["sides"]))


def _size(task: Task, length: int, sides: int) -> Size:
    return Size(task.path.rpartition("/")[2], length, sides)


def _sha256(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _list(place: Path, school: School, outcomes: list[Outcome]) -> None:
    """Write a school's list, if all its files are whole; take away what the old list named and the new one does not."""
    file = place / school.page / LIST
    if any(each.wrong for each in outcomes):
        file.unlink(missing_ok=True)
        return
    files = {path: digest for each in outcomes for path, digest in each.files.items()}
    for path in of_school(school, _listed(file) - files.keys()):
        (place / path).unlink(missing_ok=True)
    write_whole(file, json.dumps({"files": dict(sorted(files.items()))}, indent=1) + "\n")


def of_school(school: School, paths: Iterable[str]) -> list[str]:
    """Return which paths, that a list may name, lead to a file of a school."""
    return [each for each in paths if re.fullmatch(rf"(?:[A-Za-z-]+/)?{school.page}[^/]+", each)]


def write_index(site: Site, roll: Iterable[School], place: Path) -> None:
    """Write the addresses of all pages that are there, for the schools' secretaries. Nothing leads to it."""
    (place / INDEX).parent.mkdir(parents=True, exist_ok=True)
    write_whole(place / INDEX, index(site, [each for each in roll if (place / each.page / LIST).is_file()]))


def index(site: Site, schools: Iterable[School]) -> bytes:
    """Return the addresses of the pages of schools."""
    pages = ("\n".join([each.name, *_addresses(site, each)]) for each in schools)
    return "\n\n".join(pages).encode("utf-8-sig") + b"\n"


def _addresses(site: Site, school: School) -> Iterator[str]:
    for language in map(site.language, school.languages):
        yield f"{site.page_url(language, school.page)} {language.name}"


def _listed(file: Path) -> set[str]:
    try:
        return set(json.loads(file.read_bytes())["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return set()


# --- other machines ---


def _spread(project: Project, bag: Sequence[Task], place: Path, content: str, scheduler: str) -> Iterator[Outcome]:
    """Make with a scheduler's workers what does not stand there. Raises OSError, and SourceError as `spread` does."""
    from guide.schools.spread import spread  # noqa: PLC0415 - what it needs is installed where it is used

    def standing(task: Task) -> Outcome | None:
        return _standing(task, place, project.store, task.key(content))

    orders = _Missing(bag, standing)
    if orders.any():
        for task, what, wrong in spread(project, orders, content, scheduler):
            yield from orders.found()
            each = (
                Outcome(task, wrong=wrong) if wrong else _written(task, what, place, project.store, task.key(content))
            )
            orders.enter(task, each.size)
            yield each
    yield from orders.found()


class _Missing(Orders):
    """Orders for what does not stand there yet."""

    def __init__(self, bag: Sequence[Task], standing: Callable[[Task], Outcome | None]):
        super().__init__(bag)
        self._standing = standing
        self._found: list[Outcome] = []
        self._next: Sequence[Task] = ()

    def any(self) -> bool:
        """Whether something is missing."""
        self._next = self.take()
        return bool(self._next)

    def take(self) -> Sequence[Task]:
        run, self._next = self._next, ()
        while not run and (asked := super().take()):
            run = tuple(each for each in asked if not self._stands(each))
        return run

    def _stands(self, task: Task) -> bool:
        there = self._standing(task)
        if there:
            self.enter(task, there.size)
            self._found.append(there)
        return there is not None

    def found(self) -> list[Outcome]:
        """Return what was found standing there since this was asked last."""
        found, self._found = self._found, []
        return found


# --- processes ---


def run(project: Project, bag: Sequence[Task], place: Path, content: str, jobs: int) -> Iterator[Outcome]:
    """Make tasks in processes, each of which has one sheet for several schools in hand; yield what became of each.

    A process that ends by itself takes nothing with it: another one begins its task again, a few times. Raises OSError
    as they do.
    """
    crew = _Crew(project, place, content)
    orders = Orders(bag)
    try:
        while True:
            for _ in range(jobs - len(crew.busy)):
                crew.give(orders.take())
            if not crew.busy:
                return
            for end in crew.ready():
                said = crew.heard(end)
                if isinstance(said, Exception):
                    raise said
                if said is not None:
                    orders.enter(said.task, said.size)
                    yield said
    finally:
        crew.dismiss()


class _Crew:
    """The processes, each with tasks in hand, of which it makes one after the other."""

    def __init__(self, project: Project, place: Path, content: str):
        self.project, self.place, self.content = project, place, content
        self.start = start()
        self.workers: dict[Connection, BaseProcess] = {}
        self.busy: dict[Connection, deque[Task]] = {}
        self.deaths: Counter[str] = Counter()

    def give(self, tasks: Sequence[Task]) -> None:
        """Give tasks, if there are any, to a process that is free, or to a new one."""
        if tasks:
            free = (each for each in self.workers if each not in self.busy)
            end = next(free, None) or self.hire()
            self.busy[end] = deque(tasks)
            with suppress(BrokenPipeError):  # it has ended meanwhile; reading from it says so
                end.send(tasks)

    def hire(self) -> Connection:
        context: Any = multiprocessing.get_context(self.start)
        end: Connection
        end, its_end = context.Pipe()
        read, again = lambda: self.project, partial(Project, self.project.root, self.project.today)
        checkout = read if self.start == "fork" else again
        self.workers[end] = context.Process(target=_work, args=(checkout, self.place, self.content, its_end))
        self.workers[end].start()
        its_end.close()
        return end

    def ready(self) -> list[Connection]:
        """Wait until something is said."""
        ready: list[Any] = multiprocessing.connection.wait(list(self.busy))
        return ready

    def heard(self, end: Connection) -> Outcome | Exception | None:
        """Return what a process says of its task, or None where it ended and another has its tasks."""
        try:
            said: Outcome | Exception = end.recv()
        except (EOFError, ConnectionResetError):
            return self.lost(self.busy.pop(end), self.workers.pop(end))
        self.busy[end].popleft()
        if not self.busy[end]:
            del self.busy[end]
        return said

    def lost(self, in_hand: deque[Task], worker: BaseProcess) -> Outcome | None:
        worker.join()
        task, *others = in_hand
        ended = f"{task.path}: the process that made it ended by itself, with {worker.exitcode}"
        self.deaths[task.path] += 1
        if self.deaths[task.path] == _ATTEMPTS:
            self.give(others)
            return Outcome(task, wrong=f"{ended}, {_ATTEMPTS} times; it was not made")
        print(f"{ended}; it is made again", file=sys.stderr)
        self.give(in_hand)
        return None

    def dismiss(self) -> None:
        for worker in self.workers.values():
            worker.kill()
            worker.join()


def _work(checkout: Callable[[], Project], place: Path, content: str, end: Connection) -> None:
    """Make the tasks that the other end sends, until it is closed."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is stopped, too, and ends this
    workshop = Workshop(checkout())
    while True:
        try:
            tasks: Sequence[Task] = end.recv()
        except EOFError:
            return
        for task in tasks:
            try:
                end.send(outcome(task, workshop, place, content))
            except OSError as error:
                end.send(error)


# --- how far it is ---


@contextmanager
def _progress(bag: Sequence[Task]) -> Iterator[Told]:
    """Yield a function that is told of each task: a bar with rate and time left in a terminal, else a line a school."""
    begun = time.monotonic()
    if sys.stderr.isatty():
        rate = _Rate(begun)
        with click.progressbar(
            length=len(bag), label="Schools", show_pos=True, show_eta=True, file=sys.stderr, item_show_func=rate.said
        ) as bar:
            yield lambda outcome: bar.update(1, outcome)
        return
    left = Counter(each.school.slug for each in bag)
    count, total = len(left), 0

    def told(outcome: Outcome) -> None:
        nonlocal total
        total += 1
        left[slug := outcome.task.school.slug] -= 1
        if not left[slug]:
            ready = sum(not each for each in left.values())
            rest = (len(bag) - total) * (time.monotonic() - begun) / total
            line = f"{slug}: done; {ready} of {count} schools, {total} of {len(bag)} files, {rest:.0f} s left"
            print(line, file=sys.stderr, flush=True)

    yield told


class _Rate:
    """How many tasks are done in a second."""

    def __init__(self, begun: float):
        self.begun, self.count = begun, 0

    def said(self, outcome: Outcome | None) -> str | None:
        if outcome is None:
            return None
        self.count += 1
        return f"{self.count / max(time.monotonic() - self.begun, 0.001):.1f} a second, {outcome.task.school.slug}"
