"""Making what schools get with Dask: the same bytes as here, and what is wrong is said, not waited for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import LocalCluster
from distributed.scheduler import KilledWorker
from guide.project import Project
from guide.schools import spread as spreading
from guide.schools import tasks as tasks_module
from guide.schools.roll import read_roll
from guide.schools.spread import spread
from guide.schools.tasks import Made, Orders, Task, Workshop, tasks
from guide.source.problems import SourceError

from tests.schools.test_run import build, checkout, files

__all__ = ["checkout"]


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
