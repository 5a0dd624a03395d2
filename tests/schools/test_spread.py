"""Making what schools get with Dask: the same bytes as here, and what is wrong is said, not waited for."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import LocalCluster
from distributed.scheduler import KilledWorker
from guide.kept import digest_of_folder
from guide.project import Project
from guide.schools import spread as spreading
from guide.schools import tasks as tasks_module
from guide.schools.roll import read_roll
from guide.schools.spread import spread
from guide.schools.tasks import Made, Orders, Task, Workshop, tasks
from guide.source.problems import SourceError

from tests.schools.test_run import build, checkout, files
from tests.sites import ROOT

__all__ = ["checkout"]

HOOKS = ROOT / "hooks"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    shape = {"n_workers": 1, "threads_per_worker": 2, "processes": False}
    with LocalCluster(**shape, dashboard_address=":0", protocol="tcp") as cluster:
        yield cluster


def test_workers_make_the_same_bytes_and_what_is_whole_is_not_asked_for(
    checkout: Path, cluster: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = checkout / "here", checkout / "there"
    assert build(checkout, "--out", str(here)) == 0
    spread_out = ("--scheduler", cluster.scheduler_address, "--out", str(there))
    assert build(checkout, *spread_out) == 0
    assert files(there) == files(here)
    (there / "s" / "a" / "start-en.pdf").write_bytes(b"")
    sent: list[Task] = []
    make = tasks_module.made
    monkeypatch.setattr(spreading, "made", lambda task, workshop: sent.append(task) or make(task, workshop))  # type: ignore[func-returns-value]
    capsys.readouterr()
    assert build(checkout, *spread_out) == 0
    assert [each.path for each in sent] == ["s/a/start-en.pdf"]
    assert files(there) == files(here)


def test_a_worker_that_is_not_as_this_machine_is_refuses_with_what_differs(
    checkout: Path, cluster: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = spreading.facts()
    answers = iter([told])
    monkeypatch.setattr(spreading, "facts", lambda: next(answers, {**told, "typst": "0.14.0"}))
    assert build(checkout, "--scheduler", cluster.scheduler_address) == 2
    assert "typst 0.14.0, not 0.15.0" in capsys.readouterr().err
    assert not list((checkout / "schools").rglob("*.pdf"))


def test_a_worker_with_another_font_is_refused(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HOOKS, checkout / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    font = next((checkout / "hooks").rglob("*.ttf"))
    font.write_bytes(font.read_bytes() + b"\0")
    with started(checkout, checkout / "hooks") as (address, _):
        assert build(checkout, "--scheduler", address) == 2
    same, other = spreading.facts()["code, templates and fonts"], digest_of_folder(checkout / "hooks" / "guide")[:12]
    assert f"has code, templates and fonts {other}, not {same} (schools)\n" in capsys.readouterr().err
    assert not (checkout / "schools").exists()


def test_a_row_that_cannot_be_made_a_worker_that_fails_and_one_that_dies_are_told_apart(
    checkout: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (checkout / "schools.csv").read_text(encoding="utf-8")
    (checkout / "schools.csv").write_text(text.replace("Mill School", "学校"), encoding="utf-8")
    make = tasks_module.made

    def failing(task: Task, workshop: Workshop) -> Made:
        if task.path == "s/a/start-en.pdf":
            raise MemoryError("no room")
        if task.path == "s/b/start-cy.pdf":
            raise KilledWorker(task.path, SimpleNamespace(address="tcp://10.0.0.1:1"), 3)
        return make(task, workshop)

    monkeypatch.setattr(spreading, "made", failing)
    project = Project(checkout)
    bag = [each for each in tasks(project, read_roll(checkout, project.site)) if each.kind in ("handout", "kit")]
    told = {task.path: (what, said) for task, what, said in spread(project, Orders(bag), "", cluster.scheduler_address)}
    wrong = {path: said for path, (what, said) in told.items() if not what.files}
    assert "schools.csv:3: b: start-en.pdf cannot be printed" in wrong.pop("s/b/start-en.pdf")
    assert wrong == {
        "s/a/start-en.pdf": "s/a/start-en.pdf: a worker failed with MemoryError: no room; it was not made",
        "s/b/start-cy.pdf": "s/b/start-cy.pdf: the workers that made it died, 4 times; it was not made",
    }
    assert told.keys() == {each.path for each in bag}


@contextmanager
def started(folder: Path, package: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address of a scheduler with a worker, each a process as on other machines, and the scheduler's.

    package: the folder from which they read the code
    """
    file = folder / "scheduler.json"
    of = {
        "scheduler": ("--host", "127.0.0.1", "--port", "0"),
        "worker": ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder)),
    }
    with_package = os.environ | {"PYTHONPATH": str(package)}
    with ExitStack() as ended:
        processes: list[subprocess.Popen[bytes]] = []
        for what, more in of.items():
            command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(file), *more]
            process = subprocess.Popen([*command, "--no-dashboard"], stderr=subprocess.DEVNULL, env=with_package)
            processes.append(process)
            ended.callback(process.wait)
            ended.callback(process.kill)
        while not file.exists():
            time.sleep(0.05)
        yield json.loads(file.read_text(encoding="utf-8"))["address"], processes[0]


# The scheduler is killed once something has come from its worker.
ENDING = """
import os, signal, sys, time
from guide import cli
from guide.schools import run
address, scheduler, written = sys.argv[1], int(sys.argv[2]), run._written

def ending(*of):
    os.kill(scheduler, signal.SIGKILL)
    time.sleep(0.3)  # in which the connection is tried again
    return written(*of)

run._written = ending
sys.exit(cli.main(["schools", "build", "--scheduler", address]))
"""


def test_a_scheduler_that_ends_is_said_in_one_line_and_the_next_run_goes_on(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with started(checkout, HOOKS) as (address, process):
        command = [sys.executable, "-c", ENDING, address, str(process.pid)]
        ran = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    said = rf"schools\.csv: the scheduler at {address} has ended; \d+ of 12 files are left; run it again to go on"
    assert re.fullmatch(rf"{said} \(schools\)\n", ran.stderr), ran.stderr
    assert ran.returncode == 2
    assert build(checkout) == 0
    assert re.search(r"\d+ files made, [1-9]\d* as they were", capsys.readouterr().err)


def test_no_scheduler_and_no_worker_are_said_after_a_while(checkout: Path) -> None:
    project = Project(checkout)
    orders = Orders(list(tasks(project, read_roll(checkout, project.site))))
    with pytest.raises(SourceError, match="no scheduler answers"):
        list(spread(project, orders, "", "tcp://127.0.0.1:9", patience=0.2))
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=":0", protocol="tcp") as empty,
        pytest.raises(SourceError, match="has had no worker for"),
    ):
        list(spread(project, orders, "", empty.scheduler_address, patience=1))
