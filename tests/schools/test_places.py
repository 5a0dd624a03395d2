"""Places that are no folder here: what is there is whole, and what is there already is not put again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from guide.schools import places
from guide.source.problems import SourceError

from tests.schools.test_run import build, checkout, files

__all__ = ["checkout"]


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    filesystem = fsspec.filesystem("memory")
    yield filesystem
    filesystem.rm("/", recursive=True)


def there(memory: fsspec.AbstractFileSystem) -> dict[str, bytes]:
    """Return what is in the place."""
    return {each.removeprefix("/web/"): memory.cat_file(each) for each in memory.find("/web")}


def test_a_place_gets_what_a_folder_does_and_only_what_differs_is_put_again(
    checkout: Path,
    memory: fsspec.AbstractFileSystem,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert build(checkout, "--jobs", "1", "--out", "memory://web") == 0
    whole = files(checkout / "schools")
    assert there(memory) == whole
    assert f"{len(whole) - 3} files put into memory://web" in capsys.readouterr().err, "but the lists and the index"
    assert build(checkout, "--jobs", "1", "--out", "memory://web") == 0
    assert "0 files put into" in capsys.readouterr().err
    memory.pipe_file("/web/s/a/poster.pdf", b"")
    memory.rm_file("/web/s/b/list.json")
    assert build(checkout, "--jobs", "1", "--out", "memory://web") == 0
    assert f"{1 + sum('s/b/' in each for each in whole) - 1} files put into" in capsys.readouterr().err
    assert there(memory) == whole
    (checkout / "schools.csv").write_text("slug,name,languages\na,Hill School,en\n", encoding="utf-8")
    assert build(checkout, "--jobs", "1", "--only", "a", "--out", "memory://web") == 0
    assert not any("s/a/" in each and ("cy" in each) for each in there(memory)), "nothing stays of what it had"
    assert there(memory)["s/schools.txt"].decode("utf-8-sig").split("\n")[0] == "Hill School"


def test_a_place_keeps_no_copy_of_an_older_text_even_where_a_run_was_stopped(
    checkout: Path, memory: fsspec.AbstractFileSystem
) -> None:
    arguments = ("--jobs", "1", "--only", "a", "--out", "memory://web")
    assert build(checkout, *arguments, "--compressed") == 0
    assert "s/a/index.html.br" in there(memory)
    memory.rm_file("/web/s/a/list.json")
    assert build(checkout, *arguments) == 0
    assert there(memory) == files(checkout / "schools")


def test_a_bucket_whose_name_was_mistyped_is_not_made(
    checkout: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put_file(self: fsspec.AbstractFileSystem, local: str, target: str, **_: object) -> None:
        self.pipe_file(target, Path(local).read_bytes())

    monkeypatch.setattr(type(memory), "put_file", put_file)  # as a service without folders has it
    monkeypatch.setattr(type(memory), "makedirs", None)
    assert build(checkout, "--jobs", "1", "--only", "a", "--out", "memory://web") == 0


def test_a_service_is_told_what_kind_of_file_it_gets(
    checkout: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, str] = {}
    put_file, pipe_file = type(memory).put_file, type(memory).pipe_file

    def put(self: fsspec.AbstractFileSystem, local: str, target: str, *, kind: str, **how: object) -> None:
        told[target] = kind
        put_file(self, local, target, **how)

    def pipe(self: fsspec.AbstractFileSystem, target: str, content: bytes, kind: str = "") -> None:
        told[target] = kind
        pipe_file(self, target, content)

    monkeypatch.setattr(type(memory), "put_file", put)
    monkeypatch.setattr(type(memory), "pipe_file", pipe)
    monkeypatch.setitem(places._TYPED, "memory", lambda kind: {"kind": kind})
    assert build(checkout, "--jobs", "1", "--only", "a", "--out", "memory://web") == 0
    kinds = {path.rpartition(".")[2]: kind for path, kind in told.items() if kind}
    assert kinds == {
        "html": "text/html",
        "json": "application/json",
        "pdf": "application/pdf",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain",
        "zip": "application/zip",
    }
    assert there(memory) == files(checkout / "schools")


def test_a_school_whose_files_did_not_all_arrive_has_no_list(
    checkout: Path,
    memory: fsspec.AbstractFileSystem,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put_file = type(memory).put_file

    def cut(self: fsspec.AbstractFileSystem, local: str, target: str, **how: object) -> None:
        put_file(self, local, target, **how)
        if target.endswith("s/b/poster.pdf"):
            self.pipe_file(target, b"")

    monkeypatch.setattr(type(memory), "put_file", cut)
    assert build(checkout, "--jobs", "1", "--out", "memory://web") == 2
    assert (
        "memory://web: OSError: s/b/poster.pdf has not arrived whole; run it again to go on\n"
        in capsys.readouterr().err
    )
    assert "s/a/list.json" in there(memory)
    assert "s/b/list.json" not in there(memory)
    monkeypatch.undo()
    assert build(checkout, "--jobs", "1", "--out", "memory://web") == 0
    assert there(memory) == files(checkout / "schools")


def test_where_a_file_can_be_renamed_it_is_never_seen_half(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local = type(fsspec.filesystem("file"))
    put_file, seen = local.put_file, list[str]()
    monkeypatch.setattr(local, "put_file", lambda self, a, b, **how: seen.append(b) or put_file(self, a, b, **how))  # type: ignore[func-returns-value]
    assert build(checkout, "--jobs", "1", "--only", "a", "--out", f"file://{checkout}/far") == 0
    assert seen
    assert {each.rpartition(".")[2] for each in seen} == {"part"}
    assert files(checkout / "far") == files(checkout / "schools")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("memry://web", 'memry://web is in no place that is known. Did you mean "memory"? Write s3://BUCKET/FOLDER'),
        ("dropbox://web", "dropbox://web needs another package: "),
    ],
)
def test_a_place_that_cannot_be_reached_is_said_before_anything_is_made(place: str, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        places.check_place(place)
    assert said in str(raised.value)


def test_without_the_extra_its_name_is_said(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.delitem(sys.modules, "guide.schools.places")
    assert build(checkout, "--out", "s3://bucket/folder") == 1
    assert 'this needs the extra "spread"' in capsys.readouterr().err
    assert not (checkout / "schools").exists()
