"""Makes the tasks of schools on other machines: the same function, on workers of a Dask scheduler.

A worker needs this package alone: the checkout's content is sent to each once, also to one that comes later, and what
it makes comes back, to be written by whoever asked for it. Retries, spreading and a dashboard are Dask's.
"""

from __future__ import annotations

import io
import logging
import platform
import shutil
import tarfile
import threading
import zlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from distributed import Client, Future, WorkerPlugin, get_worker
from distributed.scheduler import KilledWorker

from guide.kept import digest, digest_of_folder, packages
from guide.project import Project
from guide.results import FOLDERS, SETTINGS
from guide.schools.roll import CHECK, FILE
from guide.schools.tasks import Made, Orders, Task, Workshop, made
from guide.source.addresses import FILE as ADDRESSES
from guide.source.problems import Problem, SourceError

# How long nothing may be heard, in seconds: a sheet takes less than one.
PATIENCE = 60.0

_PLUGIN = "guide-checkout"

# Runs that a worker has at once, one in the making: the others are not kept waiting there, but here.
_AHEAD = 3

# How often a run is made again when a worker failed with something else than what is wrong with the run.
_RETRIES = 2

_NOTHING = Made({})

# What became of a task, and why nothing, if so.
Became = tuple[Made, str]


class UnlikeError(Exception):
    """A worker is not as the machine that asks it."""


class Checkout(WorkerPlugin):  # type: ignore[misc]
    """The content of a checkout on its way to a worker, and what the worker needs to be the same as here."""

    name = _PLUGIN

    def __init__(self, project: Project):
        self.content = _packed(project.root)
        self.today: date = project.today
        self.expected = facts()
        self._one_at_a_time = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in vars(self).items() if not key.startswith("_")}

    def setup(self, worker: Any) -> None:
        """Unpack the content beside what else the worker keeps."""
        self._one_at_a_time = threading.Lock()
        self._root = Path(worker.local_directory) / _PLUGIN
        shutil.rmtree(self._root, ignore_errors=True)
        with tarfile.open(fileobj=io.BytesIO(self.content)) as packed:
            packed.extractall(self._root, filter="data")
        self._workshop: Workshop | None = None

    def made(self, run: Sequence[Task]) -> list[Became]:
        """Make tasks, and no others meanwhile, since all share a compiler. Raises UnlikeError."""
        if differing := _differing(self.expected, facts()):
            raise UnlikeError(f"a worker that came later {differing}")
        with self._one_at_a_time:
            self._workshop = self._workshop or Workshop(Project(self._root, self.today))
            return [_became(task, self._workshop) for task in run]


def _became(task: Task, workshop: Workshop) -> Became:
    try:
        return made(task, workshop), ""
    except SourceError as error:
        return _NOTHING, str(error)


def facts() -> dict[str, str]:
    """Return what decides which bytes are made here, by name."""
    named = (each.removesuffix(".dist-info").rpartition("-") for each in sorted(packages()))
    versions = {name.replace("_", "-").lower(): version for name, _, version in named}
    made_by = {"Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {**made_by, **versions, "code, templates and fonts": _code()}


@cache
def _code() -> str:
    return digest_of_folder(Path(__file__).parent.parent)[:12]


def spread(
    project: Project, orders: Orders, content: str, address: str, patience: float = PATIENCE
) -> Iterator[tuple[Task, Made, str]]:
    """Make tasks with the workers of a scheduler; yield each with its files, or with why there are none.

    orders: whoever takes what was made enters it
    content: the key of the checkout, `guide.results.inputs`; patience: seconds in which something must be heard
    Raises SourceError when there is no scheduler, no worker, or one that is not as this machine is.
    """
    with _quiet(), _client(address, patience) as client:
        _wait(client, address, patience)
        _compare(client)
        client.register_plugin(Checkout(project))
        yield from _heard(client, address, orders, content, patience)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let Dask's client log nothing: of a scheduler that ended it shows how it failed to reach it, at length."""
    logger = logging.getLogger("distributed.client")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _client(address: str, patience: float) -> Client:
    try:
        return Client(address, timeout=patience, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _stopped(f"no scheduler answers at {address} within {patience:.0f} s ({error})") from error


def _wait(client: Client, address: str, patience: float) -> None:
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise _stopped(f"the scheduler at {address} has had no worker for {patience:.0f} s; start some") from error


def _compare(client: Client) -> None:
    """Refuse workers on which something else would be made: one line for each, with what differs."""
    here = facts()
    there = client.run(facts, on_error="return")
    rows = [f"the worker {each} {text}" for each, found in there.items() if (text := _differing(here, found))]
    if rows:
        raise _stopped(*sorted(rows))


def _differing(here: Mapping[str, str], there: Mapping[str, str] | Exception) -> str:
    """Return what a worker has that differs, as the rest of a sentence; empty where nothing does."""
    if isinstance(there, Exception):
        return f"cannot tell what it has ({there})"
    names = [name for name, value in here.items() if there.get(name) != value]
    return "has " * bool(names) + ", ".join(f"{each} {there.get(each, 'missing')}, not {here[each]}" for each in names)


class _Asked:
    """The runs that workers have in hand."""

    def __init__(self, client: Client, content: str):
        self.client, self.content = client, content
        self.runs: dict[str, tuple[Sequence[Task], Future]] = {}
        self.ready: Queue[Future] = Queue()

    def room(self) -> int:
        """Return how many more runs the workers that are there may have. Raises OSError."""
        if self.client.status != "running":
            raise OSError  # to ask would take as long as the client tries to reach it again
        return max(1, _AHEAD * len(self.client.nthreads())) - len(self.runs)

    def ask(self, run: Sequence[Task]) -> None:
        key = digest("run", [task.key(self.content) for task in run])
        future = self.client.submit(_made, run, key=key, retries=_RETRIES)
        self.runs[key] = run, future
        future.add_done_callback(self.ready.put)

    def heard(self, patience: float) -> tuple[Sequence[Task], list[Became] | Exception]:
        """Return a run that came back with its files, or with why there are none. Raises Empty, and OSError."""
        future = self.ready.get(timeout=patience)
        if future.status in ("cancelled", "lost"):
            raise OSError
        run, _ = self.runs.pop(future.key)
        try:
            return run, future.result(timeout=patience)
        except Exception as error:  # whatever a worker raises belongs to the run
            return run, error
        finally:
            future.release()


def _heard(
    client: Client, address: str, orders: Orders, content: str, patience: float
) -> Iterator[tuple[Task, Made, str]]:
    """Yield what comes back, in the order in which it does."""
    try:
        yield from _asked(_Asked(client, content), orders, patience)
    except (Empty, OSError) as error:
        why = f"nothing came from the workers at {address} for {patience:.0f} s"
        ended = f"the scheduler at {address} has ended"
        message = f"{why if isinstance(error, Empty) else ended}; {orders.left} of {orders.count} files are left"
        raise _stopped(f"{message}; run it again to go on") from None


def _asked(asked: _Asked, orders: Orders, patience: float) -> Iterator[tuple[Task, Made, str]]:
    """Ask for each run. Of one that came to nothing, each task is asked for alone at the end: so it is known which."""
    alone = deque[Task]()
    while True:
        for _ in range(asked.room()):
            if run := orders.take():
                asked.ask(run)
        if not asked.runs:
            if not alone:
                return
            asked.ask([alone.popleft()])
        run, came = asked.heard(patience)
        if isinstance(came, UnlikeError):
            raise _stopped(str(came))
        if not isinstance(came, Exception):
            yield from ((task, *became) for task, became in zip(run, came, strict=True))
        elif len(run) > 1:
            alone.extend(run)
        else:
            yield run[0], _NOTHING, _why(run[0], came)


def _why(task: Task, error: Exception) -> str:
    if isinstance(error, KilledWorker):
        return f"{task.path}: the workers that made it died, {error.allowed_failures + 1} times; it was not made"
    return f"{task.path}: a worker failed with {type(error).__name__}: {error}; it was not made"


def _made(run: Sequence[Task]) -> list[Became]:
    plugin: Checkout = get_worker().plugins[_PLUGIN]
    return plugin.made(run)


def _stopped(*messages: str) -> SourceError:
    return SourceError(Problem(FILE, 0, each, CHECK) for each in messages)


def _packed(root: Path) -> bytes:
    """Return what a site is made of, see `guide.results.inputs`, as one file."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as packed:
        for each in (SETTINGS, ADDRESSES, FILE, *FOLDERS):
            if (root / each).exists():
                packed.add(root / each, each)
    return buffer.getvalue()
