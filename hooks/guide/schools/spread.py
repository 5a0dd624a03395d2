"""Makes the tasks of schools on other machines: the same function, on workers of a Dask scheduler.

A worker needs this package alone: the checkout's content is sent to each once, also to one that comes later, and what
it makes comes back, to be written by whoever asked for it. Retries, spreading and a dashboard are Dask's.
"""

from __future__ import annotations

import io
import platform
import shutil
import tarfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from distributed import Client, Future, WorkerPlugin, get_worker
from distributed.scheduler import KilledWorker

from guide.kept import digest_of_folder
from guide.project import Project
from guide.results import FOLDERS, SETTINGS
from guide.schools.roll import CHECK, FILE
from guide.schools.tasks import Task, Workshop, made
from guide.source.addresses import FILE as ADDRESSES
from guide.source.problems import Problem, SourceError

# How long nothing may be heard, in seconds: a sheet takes less than one.
PATIENCE = 60.0

_PLUGIN = "guide-checkout"
_PACKAGES = ("working-together", "typst", "pikepdf", "segno", "Jinja2", "Markdown")

Made = tuple[Task, Mapping[str, bytes], str]


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

    def made(self, task: Task) -> dict[str, bytes]:
        """Make a task: one at a time, since they share a compiler. Raises SourceError."""
        if differing := _differing(self.expected, facts()):
            raise SourceError([Problem(FILE, 0, f"{task.path}: a worker that came later has {differing}", CHECK)])
        with self._one_at_a_time:
            self._workshop = self._workshop or Workshop(Project(self._root, self.today))
            return made(task, self._workshop)


def facts() -> dict[str, str]:
    """Return what decides which bytes are made here, by name."""
    versions = {each: version(each) for each in _PACKAGES}
    return {"Python": platform.python_version(), **versions, "code, templates and fonts": _code()}


@cache
def _code() -> str:
    return digest_of_folder(Path(__file__).parent.parent)[:12]


def spread(
    project: Project, bag: Sequence[Task], content: str, address: str, patience: float = PATIENCE
) -> Iterator[Made]:
    """Make tasks with the workers of a scheduler; yield each with its files, or with why there are none.

    content: the key of the checkout, `guide.results.inputs`; patience: seconds in which something must be heard
    Raises SourceError when there is no scheduler, no worker, or one that is not as this machine is.
    """
    with _client(address, patience) as client:
        _wait(client, address, patience)
        _compare(client)
        client.register_plugin(Checkout(project))
        yield from _heard(client, address, bag, content, patience)


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
    rows = [f"the worker {each} has {text}" for each, found in there.items() if (text := _differing(here, found))]
    if rows:
        raise _stopped(*sorted(rows))


def _differing(here: Mapping[str, str], there: Mapping[str, str] | Exception) -> str:
    if isinstance(there, Exception):
        return f"cannot tell ({type(there).__name__}: {there})"
    return ", ".join(
        f"{name} {there.get(name, 'missing')}, not {value}" for name, value in here.items() if there.get(name) != value
    )


def _heard(client: Client, address: str, bag: Sequence[Task], content: str, patience: float) -> Iterator[Made]:
    """Yield what comes back, in the order in which it does."""
    ready: Queue[Future] = Queue()
    waiting = {}
    for task in bag:
        future = client.submit(_made, task, key=task.key(content), pure=True)
        waiting[future.key] = (task, future)
        future.add_done_callback(ready.put)
    while waiting:
        left = f"{len(waiting)} of {len(bag)} files are left; run it again to go on"
        try:
            future = ready.get(timeout=patience)
        except Empty:
            raise _stopped(f"nothing came from the workers at {address} for {patience:.0f} s; {left}") from None
        if future.status in ("cancelled", "lost"):
            raise _stopped(f"the scheduler at {address} has ended; {left}")
        task, _ = waiting.pop(future.key)
        yield (task, *_outcome(task, future, patience))
        future.release()


def _made(task: Task) -> dict[str, bytes]:
    plugin: Checkout = get_worker().plugins[_PLUGIN]
    return plugin.made(task)


def _outcome(task: Task, future: Future, patience: float) -> tuple[Mapping[str, bytes], str]:
    try:
        return future.result(timeout=patience), ""
    except KilledWorker as error:
        return {}, f"{task.path}: the workers that made it died, {error.allowed_failures + 1} times; it was not made"
    except SourceError as error:
        return {}, str(error)
    except Exception as error:  # whatever a worker raises belongs to one task
        return {}, f"{task.path}: a worker failed with {type(error).__name__}: {error}; it was not made"


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
