"""What was made before is found by all that it was made of, comes back whole or not at all, and does no harm."""

from __future__ import annotations

import ast
import dataclasses
import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import guide.kept
import pytest
from guide.kept import Store, code_of, digest, digest_of_folder, packages

KEY = digest("key")
MONTH_AND_DAY = 31 * 24 * 60 * 60


@dataclasses.dataclass(frozen=True)
class Shelf:
    name: str
    books: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Drawer:
    name: str
    books: tuple[str, ...] = ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def entries(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and file.parent != folder]


DIFFERENT: list[tuple[Any, ...]] = [
    (),
    ("",),
    ("", ""),
    ("1",),
    (1,),
    (1.0,),
    (True,),
    (b"1",),
    (None,),
    ("None",),
    ("a\nb",),
    ("a", "b"),
    ("b", "a"),
    ("ab",),
    (["a", "b"],),
    (["b", "a"],),
    (["a"], "b"),
    ({"a": "b"},),
    ({"a": "b", "c": "d"},),
    ({"c": "d", "a": "b"},),
    ({"a", "b"},),
    (Shelf("a"),),
    (Drawer("a"),),
    (Shelf("a", ("b",)),),
]


def test_whatever_differs_has_another_key() -> None:
    keys = {repr(parts): digest(*parts) for parts in DIFFERENT}
    assert len(set(keys.values())) == len(DIFFERENT), keys


def test_the_same_has_the_same_key_whatever_the_order_of_a_set() -> None:
    letters = [chr(0x61 + at) for at in range(26)]
    assert digest(Shelf("a"), {*letters}) == digest(Shelf("a"), {*reversed(letters)})


def test_what_only_its_place_in_memory_tells_is_no_part_of_a_key() -> None:
    with pytest.raises(TypeError, match="object cannot be part of a key"):
        digest(["a", object()])


def test_every_file_of_a_folder_counts_by_name_and_content(tmp_path: Path) -> None:
    """Whatever its suffix, and though its time and size are what they were; what Python compiles does not count."""
    (tmp_path / "below").mkdir()
    file = tmp_path / "below" / "mark.webp"
    file.write_text("one")
    before, times = digest_of_folder(tmp_path), (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    file.write_text("two")
    os.utime(file, ns=times)
    changed = digest_of_folder(tmp_path)
    moved = file.rename(tmp_path / "mark.webp")
    (tmp_path / "code.cpython-311.pyc").write_text("x")
    assert len({before, changed, digest_of_folder(tmp_path)}) == 3
    moved.rename(file)
    assert digest_of_folder(tmp_path) == changed


def test_a_value_is_made_once(folder: Path) -> None:
    made: list[int] = []
    for _ in range(2):
        assert Store(folder).made(KEY, lambda: made.append(1) or b"value") == b"value"  # type: ignore[func-returns-value]
    assert len(made) == 1


@pytest.mark.parametrize("found", [b"", b"value", None], ids=["empty", "foreign", "under another key"])
def test_what_is_not_whole_or_not_its_own_counts_as_not_kept(folder: Path, found: bytes | None) -> None:
    store = Store(folder)
    store.put(KEY, b"value")
    (entry,) = entries(folder)
    other = digest("other")
    store.put(other, b"other value")
    (file,) = {*entries(folder)} - {entry}
    entry.write_bytes(file.read_bytes() if found is None else found)
    assert store.get(KEY) is None
    assert store.get(other) == b"other value"


def test_a_full_disk_leaves_nothing_half_written_and_stops_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert Store(folder).made(KEY, lambda: b"value") == b"value"
    assert entries(folder) == []


def test_a_folder_that_cannot_be_made_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Store(tmp_path / "file" / "store").made(KEY, lambda: b"value") == b"value"


def aged(folder: Path, *keys: str) -> None:
    for key in keys:
        os.utime(folder / key[:2] / key[2:], (0, time.time() - MONTH_AND_DAY))


def test_what_is_long_unused_goes_away_and_what_was_used_stays(folder: Path) -> None:
    keys = [digest(each) for each in ("old", "used", "new")]
    store = Store(folder)
    for key in keys:
        store.put(key, b"value")
    aged(folder, *keys[:2])
    left_behind = folder / keys[0][:2] / ".part"
    left_behind.touch()
    os.utime(left_behind, (0, 0))
    store.get(keys[1])
    Store(folder)
    assert [store.get(key) for key in keys] == [None, b"value", b"value"]
    assert not left_behind.exists()


def test_old_entries_are_looked_for_once_a_day(folder: Path) -> None:
    store = Store(folder)
    store.put(KEY, b"value")
    Store(folder)
    aged(folder, KEY)
    Store(folder)
    assert len(entries(folder)) == 1
    (looked,) = (file for file in folder.iterdir() if file.is_file())
    os.utime(looked, (0, time.time() - 25 * 60 * 60))
    Store(folder)
    assert entries(folder) == []
    assert looked.exists()


def test_no_folder_holds_all_entries(folder: Path) -> None:
    store = Store(folder)
    for each in range(300):
        store.put(digest(each), b"")
    assert max(sum(1 for _ in shelf.iterdir()) for shelf in folder.iterdir()) < 20


def installed(folder: Path, name: str, *needs: str) -> None:
    there = folder / f"{name}.dist-info"
    there.mkdir()
    (there / "METADATA").write_text("".join(f"Requires-Dist: {each}\n" for each in needs), encoding="utf-8")


def test_what_only_checks_need_makes_no_other_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    installed(
        tmp_path, "working_together-1", "First_One==1", 'second==1 ; extra == "test"', "third ; python_version < '3'"
    )
    installed(tmp_path, "first_one-1", "fourth>=1")
    for name in ("second-1", "third-1", "fourth-2"):
        installed(tmp_path, name)
    assert packages() == {f"{each}.dist-info" for each in ("working_together-1", "first_one-1", "fourth-2")}


def test_another_version_of_what_a_build_needs_makes_other_results(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that is imported counts: the first on the path."""
    monkeypatch.setattr("sys.path", [str(tmp_path / each) for each in ("own", "shared")])
    for folder in ("own", "shared"):
        (tmp_path / folder).mkdir()
    installed(tmp_path / "shared", "working_together-1", "needed")
    installed(tmp_path / "shared", "needed-1")
    before = packages()
    installed(tmp_path / "own", "needed-2")
    assert before ^ packages() == {"needed-1.dist-info", "needed-2.dist-info"}


def test_where_the_guide_is_not_installed_every_package_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    installed(tmp_path, "any-1")
    assert packages() == {"any-1.dist-info"}


# --- whose results ---

HOOKS = Path(guide.kept.__file__).parent.parent
MAKERS = sorted(
    ".".join(file.relative_to(HOOKS).with_suffix("").parts)
    for file in HOOKS.rglob("*.py")
    if "makers(__name__)" in file.read_text(encoding="utf-8")
)


def written(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_the_code_of_a_module_is_what_it_imports_and_what_that_imports(tmp_path: Path) -> None:
    """However it is written: a module of a package, a name of a module, within a function, over several lines."""
    lines = "from a import (\n    second as other,\n    # not this\n    third,\n)\nimport b.one as one\nimport os"
    written(
        tmp_path,
        {
            "a/__init__.py": "",
            "a/first.py": lines,
            "a/second.py": "def later():\n    from a.fourth import name\n",
            "a/third.py": "",
            "a/fourth.py": "",
            "a/not_asked.py": "import a.first",
            "b/__init__.py": "",
            "b/one.py": "from c.many import found",
            "c/__init__.py": "",
            "c/many/__init__.py": "from importlib import import_module",
            "c/many/each.py": "",
            "c/beside.py": "",
        },
    )
    a, b, c = ["__init__", "first", "fourth", "second", "third"], ["__init__", "one"], ["__init__", "many/__init__"]
    expected = {f"{name}/{each}.py" for name, found in zip("abc", (a, b, c), strict=True) for each in found}
    assert code_of("a.first", tmp_path) == expected | {"c/many/each.py"}


@pytest.mark.parametrize("module", MAKERS)
def test_whatever_a_maker_imports_is_in_its_key(module: str) -> None:
    """Seen by Python itself, and by its parser, which knows what is imported later, too."""
    run = f"import sys, {module}; print(*(getattr(each, '__file__', None) for each in [*sys.modules.values()]))"
    told = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True).stdout.split()
    found = code_of(module, HOOKS)
    assert {Path(each).relative_to(HOOKS).as_posix() for each in told if each.startswith(str(HOOKS))} <= found
    for path in found:
        for name in imported(HOOKS / path):
            file = HOOKS / name.replace(".", "/")
            there = {file.with_suffix(".py"), file / "__init__.py"}
            assert {each.relative_to(HOOKS).as_posix() for each in there if each.is_file()} <= found, (path, name)


def imported(file: Path) -> Iterator[str]:
    for each in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(each, ast.Import):
            yield from (name.name for name in each.names)
        elif isinstance(each, ast.ImportFrom):
            assert not each.level, f"{file}: an import that says where it stands is not followed"
            yield str(each.module)
            yield from (f"{each.module}.{name.name}" for name in each.names)


def test_a_change_of_code_that_makes_it_counts_and_of_other_code_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template or a font does, whoever uses it."""
    monkeypatch.setattr(guide.kept, "_CODE", tmp_path)
    files = {"a/one.py": "import a.two", "a/two.py": "", "a/three.py": "", "a/sheet.typ": ""}

    def keys(path: str) -> tuple[str, str]:
        written(tmp_path, files | {path: "# changed"} if path else files)
        for each in (guide.kept.makers, guide.kept._files):
            each.cache_clear()
        return guide.kept.makers("a.one"), guide.kept.makers()

    one, everything = keys("")
    changed = {path: keys(path) for path in files}
    guide.kept.makers.cache_clear()
    guide.kept._files.cache_clear()
    assert [path for path, (key, _) in changed.items() if key == one] == ["a/three.py"]
    assert everything not in {key for _, key in changed.values()}
