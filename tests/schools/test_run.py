"""Making what schools get: the same whatever happens on the way, and nothing done twice."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from guide import cli, processes
from guide.project import Project
from guide.schools.roll import read_roll
from guide.schools.tasks import Workshop, made, runs, tasks
from lxml import html

from tests.paper.papers import pages
from tests.sites import make
from tests.source.test_files import full_disk

PAGE = """---
title: Start
description: Where it starts.
---
# Start {#start}

<div class="short" markdown>
1. Ask.
</div>
"""

HOME = "---\ntitle: Home\ndescription: What is here.\n---\n# Home {#home}\n"

ROLL = "slug,name,name_cy,contact,languages\na,Hill School,Ysgol y Bryn,01632 960001,cy\nb,Mill School,,,\n"
PRINTED = ("start-en.pdf", "start-cy.pdf", "poster.pdf")
FILES = {f"s/{slug}/{name}" for slug in "ab" for name in (*PRINTED, "index.html", "newsletter-kit.zip")}
FILES |= {f"cy/s/{slug}/index.html" for slug in "ab"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    make(tmp_path, {"index.md": HOME, "start.md": PAGE}, languages=("en", "cy"))
    (tmp_path / "schools.csv").write_text(ROLL, encoding="utf-8")
    return tmp_path


def build(checkout: Path, *arguments: str) -> int:
    """Run the command."""
    return cli.main(["--project", str(checkout), "schools", "build", *arguments])


def files(place: Path) -> dict[str, bytes]:
    """Return the files below a folder."""
    return {each.relative_to(place).as_posix(): each.read_bytes() for each in place.rglob("*") if each.is_file()}


def test_any_number_of_processes_makes_the_same_and_what_is_whole_is_left_alone(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = checkout / "one", checkout / "two"
    assert build(checkout, "--jobs", "1", "--out", str(one)) == 0
    assert capsys.readouterr().err.endswith("12 files made, 0 as they were\n")
    whole = files(one)
    assert build(checkout, "--jobs", "2", "--out", str(two)) == 0
    assert files(two) == whole
    listed = json.loads(whole["s/a/list.json"])["files"]
    assert listed == {path: hashlib.sha256(whole[path]).hexdigest() for path in sorted(listed)}
    assert {"cy/s/a/index.html", "cy/s/a/qr.svg", "s/a/school.json"} < listed.keys()
    path = next(iter(listed))
    (one / path).write_bytes(b"")
    capsys.readouterr()
    assert build(checkout, "--out", str(one)) == 0
    assert capsys.readouterr().err.endswith("1 files made, 11 as they were\n")
    assert files(one) == whole


def test_the_same_sheet_is_made_for_one_school_after_the_other(checkout: Path) -> None:
    project = Project(checkout)
    sheets = [each.path for each in tasks(project, read_roll(checkout, project.site)) if each.kind == "handout"]
    assert sheets == [f"s/{slug}/start-{locale}.pdf" for locale in ("en", "cy") for slug in "ab"]


def test_one_process_makes_the_same_sheet_for_all_schools_so_that_it_is_laid_out_once(checkout: Path) -> None:
    project = Project(checkout)
    bag = list(tasks(project, read_roll(checkout, project.site)))
    found = list(runs(bag))
    assert [each for run in found for each in run] == bag
    assert [[each.path for each in run] for run in found if run[0].kind == "poster"] == [
        ["s/a/poster.pdf", "s/b/poster.pdf"]
    ]
    assert {len({each.sheet for each in run}) for run in found} == {1}
    assert [len(run) for run in runs(bag[:1] * 70)] == [30, 30, 10]


def test_a_sheet_names_the_school_in_its_language_and_opens_its_page(checkout: Path) -> None:
    project = Project(checkout)
    workshop = Workshop(project)
    bag = {each.path: each for each in tasks(project, read_roll(checkout, project.site))}
    assert bag.keys() == FILES
    for path, said in {
        "s/a/start-cy.pdf": ("Ysgol y Bryn", "960001", "working-together.example/cy/s/a"),
        "s/a/start-en.pdf": ("Hill School", "960001", "working-together.example/s/a"),
    }.items():
        file = checkout / "read.pdf"
        file.write_bytes(made(bag[path], workshop).files[path])
        text = " ".join(pages(file)[0].split())
        assert [each for each in said if each not in text] == [], text


def test_a_page_says_how_long_each_of_its_files_is_and_lists_none_that_could_not_be_made(checkout: Path) -> None:
    (checkout / "schools.csv").write_text(ROLL.replace("Mill School", "学校"), encoding="utf-8")
    assert build(checkout) == 1
    there = checkout / "schools" / "s"
    page = html.parse(there / "a" / "index.html")
    said = {link.get("href").split("/")[-1]: link.getnext().text for link in page.iterfind(".//span/../a")}
    length = {name: -(-(there / "a" / name).stat().st_size // 1000) for name in said}
    assert said == {
        "start-en.pdf": f"PDF, {length['start-en.pdf']} KB, pages: {len(pages(there / 'a' / 'start-en.pdf'))}",
        "poster.pdf": f"PDF, {length['poster.pdf']} KB, pages: {len(pages(there / 'a' / 'poster.pdf'))}",
        "newsletter-kit.zip": f"ZIP, {length['newsletter-kit.zip']} KB",
    }
    offered = html.parse(there / "b" / "index.html").xpath("//a/@href")
    assert [each for each in offered if each.endswith((".pdf", ".zip"))] == ["../../s/b/newsletter-kit.zip"]


def test_copies_of_texts_are_as_the_texts_and_none_is_older(checkout: Path) -> None:
    ways: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": brotli.decompress}
    assert build(checkout, "--compressed") == 0
    place = checkout / "schools"
    with_copies = files(place)
    copies = {path for path in with_copies if path.endswith(tuple(ways))}
    texts = {path.rpartition(".")[0] for path in copies}
    assert {"s/a/index.html", "cy/s/b/index.html", "s/a/qr.svg"} <= texts
    for path in copies:
        text, _, way = path.rpartition(".")
        assert ways[f".{way}"](with_copies[path]) == with_copies[text]
    assert copies <= {path for slug in "ab" for path in json.loads(with_copies[f"s/{slug}/list.json"])["files"]}
    (checkout / "schools.csv").write_text(ROLL.replace("Mill School", "学校"), encoding="utf-8")
    assert build(checkout) == 1
    assert not [path for path in files(place) if path.endswith(tuple(ways))], "not even of a school that has no list"


def test_what_cannot_be_made_is_named_with_row_and_school_and_the_rest_is_finished(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "schools.csv").write_text(ROLL.replace("Mill School", "学校"), encoding="utf-8")
    assert build(checkout) == 1
    said = capsys.readouterr().err
    assert (
        'schools.csv:3: b: start-en.pdf cannot be printed: no font has "学" (U+5B66) in what schools.csv says of'
        in said
    )
    assert "9 files made, 0 as they were, 3 could not be made" in said
    there = files(checkout / "schools").keys()
    assert "s/a/list.json" in there
    assert "s/b/list.json" not in there


KILLED = """
import os, signal, sys
from pathlib import Path
from guide import cli
from guide.schools import run
once, made = Path("once"), run.made

def killed(task, workshop):
    if task.path == "s/b/poster.pdf" or (task.path == "s/a/start-cy.pdf" and not once.exists()):
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return made(task, workshop)

run.made = killed
sys.exit(cli.main(["schools", "build", "--jobs", "2"]))
"""


@pytest.mark.skipif(processes.START != "fork", reason="a process that reads the code again does not know this one")
def test_a_process_that_is_killed_takes_nothing_with_it(checkout: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", KILLED], cwd=checkout, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    said = ran.stderr
    assert "s/a/start-cy.pdf: the process that made it ended by itself, with -9; it is made again" in said
    assert "s/b/poster.pdf: the process that made it ended by itself, with -9, 3 times; it was not made" in said
    assert "11 files made, 0 as they were, 1 could not be made" in said
    assert FILES - files(checkout / "schools").keys() == {"s/b/poster.pdf"}


def test_a_process_is_forked_only_where_no_threads_run() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert processes.start() == "spawn"
    finally:
        ended.set()
        thread.join()


def test_a_full_disk_stops_a_run_that_goes_on_when_there_is_room(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = checkout / "whole"
    assert build(checkout, "--out", str(whole)) == 0
    with full_disk(16_000):
        assert build(checkout, "--jobs", "2") == 2
    assert re.search(r"File too large: '.*/schools/s/./[\w-]+\.(pdf|zip)'\n", capsys.readouterr().err)
    there = files(checkout / "schools")
    assert "s/a/list.json" not in there
    assert there.items() < files(whole).items()
    assert build(checkout, "--jobs", "2") == 0
    assert files(checkout / "schools") == files(whole)


def test_a_school_that_wants_less_keeps_nothing_of_what_it_had(checkout: Path) -> None:
    assert build(checkout, "--only", "b") == 0
    (checkout / "schools.csv").write_text(ROLL.replace("b,Mill School,,,", "b,Mill School,,,en"), encoding="utf-8")
    assert build(checkout, "--only", "b") == 0
    left = {"start-en.pdf", "poster.pdf", "newsletter-kit.zip", "list.json", "school.json"}
    left |= {"index.html", "qr.svg", "qr.png"}
    assert files(checkout / "schools").keys() == {"s/schools.txt", *(f"s/b/{each}" for each in left)}


def test_the_secretary_s_list_names_every_page_that_is_there(checkout: Path) -> None:
    assert build(checkout, "--only", "a") == 0
    listed = (checkout / "schools" / "s" / "schools.txt").read_text(encoding="utf-8-sig").splitlines()
    home = "https://working-together.example"
    assert listed == ["Hill School", f"{home}/s/a/ English", f"{home}/cy/s/a/ Cymraeg"]


def test_a_list_that_is_wrong_makes_nothing(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(checkout, "--only", "c") == 1
    assert 'no school has the slug "c".' in capsys.readouterr().err
    (checkout / "schools.csv").write_text("slug,name\na,\nb,\n", encoding="utf-8")
    assert cli.main(["--project", str(checkout), "schools", "check"]) == 1
    assert "2 problems" in capsys.readouterr().err
    assert not (checkout / "schools").exists()


def test_pages_are_laid_over_no_site_that_was_built_from_something_else(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "site").mkdir()
    (checkout / "site" / "index.html").write_text("another guide", encoding="utf-8")
    assert build(checkout, "--out", str(checkout / "site")) == 1
    said = capsys.readouterr().err
    assert "site/: was built from something else than what is here; run guide build for it first" in said
    assert not (checkout / "site" / "s").exists()
