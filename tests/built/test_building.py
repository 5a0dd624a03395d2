"""`guide build`: strict though it says little, and either the whole new site or the whole old one."""

from __future__ import annotations

import fcntl
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites import PAGES, make

Command = list[str | Path]


def command(folder: Path, *options: str) -> Command:
    return [sys.executable, "-m", "guide", "--project", folder, "build", *options]


def run(folder: Path, *options: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Build a project; `limit` is how large a file may be, in bytes, as on a disk that is nearly full."""

    def narrow() -> None:
        os.umask(0o077)
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        command(folder, *options), capture_output=True, text=True, check=False, preexec_fn=narrow, timeout=120
    )


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def left_over(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".site")]


def forget(folder: Path) -> None:
    """Let the next build make everything."""
    shutil.rmtree(folder / ".cache")


def second(text: str) -> dict[str, str]:
    return PAGES | {"second.md": PAGES["second.md"] + text}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project that is built."""
    folder = tmp_path_factory.mktemp("once")
    make(folder)
    assert run(folder, "--quiet").returncode == 0
    return folder


@pytest.fixture
def built(once: Path, tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """Return a copy of a project that is built, with what was kept, and what its site holds."""
    folder = shutil.copytree(once, tmp_path / "built")
    return folder, contents(folder / "site")


@pytest.mark.parametrize(
    ("pages", "translations", "says"),
    [
        (second("\n[gone](gone.md)\n"), {}, "gone.md"),
        (second("\n[gone](index.md#gone)\n"), {}, "#gone"),
        (PAGES, {"Two": "<b>اثنان</b>"}, "HTML added: <b>, </b>; take it out"),
    ],
    ids=["dead link", "dead anchor", "refused translation"],
)
def test_each_warning_stops_the_build_and_keeps_the_old_site(
    tmp_path: Path, pages: dict[str, str], translations: dict[str, str], says: str
) -> None:
    make(tmp_path, pages, translations={"ar": translations})
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("old", encoding="utf-8")
    done = run(tmp_path, "--quiet")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Nothing was built; site/ is as it was." in done.stderr
    assert contents(tmp_path / "site") == {"old.html": b"old"}
    assert left_over(tmp_path) == []


def test_a_page_outside_the_menu_stops_the_build(tmp_path: Path) -> None:
    make(tmp_path, PAGES, nav=["index.md"])
    done = run(tmp_path, "--quiet")
    assert (done.returncode, (tmp_path / "site").exists()) == (1, False)
    assert "second.md" in done.stderr


def test_what_cannot_be_built_is_said_without_a_traceback(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "addresses.yml").write_text("published: [gone/]", encoding="utf-8")
    done = run(tmp_path)
    assert done.returncode == 1
    assert "gone/ is published and would vanish" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_second_build_gives_the_same_bytes_and_lets_a_web_server_read_them(
    built: tuple[Path, dict[str, bytes]],
) -> None:
    folder, before = built
    forget(folder)
    time.sleep(1.1)  # a packed file may hold the second in which it was packed
    assert run(folder, "--quiet").returncode == 0
    assert contents(folder / "site") == before
    assert {each.stat().st_mode & 0o777 for each in (folder / "site").rglob("*")} == {0o644, 0o755}
    assert (folder / "site").stat().st_mode & 0o777 == 0o755


def test_where_nothing_has_changed_the_site_is_not_touched(built: tuple[Path, dict[str, bytes]]) -> None:
    """But a file that is lost, changed or not of it is noticed."""
    folder, before = built
    site = folder / "site"
    home, at = site / "index.html", site.stat().st_ino
    assert run(folder).stderr == ""
    assert site.stat().st_ino == at
    for spoil in (home.unlink, lambda: home.write_text("x"), (site / "more.html").touch):
        spoil()
        assert run(folder, "--quiet").returncode == 0
        assert contents(site) == before


def test_mkdocs_alone_builds_the_same_bytes(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, before = built
    shutil.rmtree(folder / "site")
    forget(folder)
    alone: Command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", folder / "mkdocs.yml"]
    done = subprocess.run(alone, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert contents(folder / "site") == before


def test_a_build_without_fork_gives_the_same_bytes(built: tuple[Path, dict[str, bytes]]) -> None:
    """As on macOS and Windows, where each process reads everything for itself."""
    folder, before = built
    forget(folder)
    main = folder / "main.py"
    main.write_text(
        "import sys, pathlib, site_build\n"
        "if __name__ == '__main__':\n"
        "    site_build.start = lambda: 'spawn'\n"
        "    folder = pathlib.Path(sys.argv[1])\n"
        "    sys.exit(site_build.build_site(folder, folder / 'other', quiet=True))\n",
        encoding="utf-8",
    )
    subprocess.run([sys.executable, main, folder], check=True)
    assert contents(folder / "other") == before


def test_a_full_disk_leaves_the_old_site(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, before = built
    forget(folder)
    done = run(folder, limit=2_000)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert contents(folder / "site") == before
    assert left_over(folder) == []


@pytest.mark.parametrize("seconds", [0.8, 1.6, 2.4])
def test_a_killed_build_leaves_the_old_site_and_the_next_one_works(
    built: tuple[Path, dict[str, bytes]], seconds: float
) -> None:
    folder, before = built
    forget(folder)
    started = subprocess.Popen(command(folder, "--quiet"))
    time.sleep(seconds)
    started.send_signal(signal.SIGKILL)
    started.wait()
    assert contents(folder / "site") == before
    assert run(folder, "--quiet").returncode == 0
    assert contents(folder / "site") == before
    assert left_over(folder) == []


def test_a_run_killed_between_its_two_moves_is_put_right(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, before = built
    (folder / "site").rename(folder / ".site.old")
    (folder / "addresses.yml").write_text("published: [gone/]", encoding="utf-8")
    assert run(folder).returncode == 1, "nothing can be built, and yet the old site is back"
    assert contents(folder / "site") == before


def test_two_builds_at_once_are_refused(built: tuple[Path, dict[str, bytes]]) -> None:
    folder, before = built
    with (folder / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = run(folder)
    assert refused.returncode == 2
    assert "another build of this folder is running" in refused.stderr
    assert contents(folder / "site") == before
    assert run(folder, "--quiet").returncode == 0, "a lock ends with the process that holds it"


def test_a_build_says_how_far_it_is(tmp_path: Path) -> None:
    """A line a language in a log, a bar with counts in a terminal, nothing when asked to be quiet."""
    make(tmp_path)
    assert run(tmp_path, "--quiet").stderr == ""
    forget(tmp_path)
    assert sorted(run(tmp_path).stderr.splitlines()) == [
        "Building the pages in English (en)",
        "Building the pages in العربية (ar)",
    ]
    forget(tmp_path)
    ours, theirs = pty.openpty()
    subprocess.run(command(tmp_path), stderr=theirs, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Building" in shown
    assert "4/4" in shown


def test_what_schools_get_outlives_a_build_that_changes_nothing_and_is_never_lost_in_silence(
    built: tuple[Path, dict[str, bytes]],
) -> None:
    folder, whole = built
    laid = folder / "site" / "ar" / "s" / "a" / "index.html"
    laid.parent.mkdir(parents=True)
    laid.write_text("a school's", encoding="utf-8")
    done = run(folder, "--quiet")
    assert (done.returncode, done.stderr, laid.exists()) == (0, "", True)
    assert contents(folder / "site") == whole | {"ar/s/a/index.html": b"a school's"}
    (folder / "docs" / "second.md").write_text(second("\nNew.\n")["second.md"], encoding="utf-8")
    done = run(folder, "--quiet")
    assert (done.returncode, laid.exists()) == (0, False)
    assert "site/s/ held what schools get, made of an older guide; run guide schools build for it again" in done.stderr
