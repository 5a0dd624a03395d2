"""Builds the site with MkDocs: strictly, beside the old one, and moves it into its place when it is whole.

MkDocs' own `--quiet` also silences the counting of warnings, so that `--strict --quiet` is not strict. Here every
warning is shown and counts, and nothing else is said.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from guide.project import Project
from guide.source.languages import Language

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's advertisement, which is no warning

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

Told = Callable[[Language, str], None]


def build_site(root: Path, out: Path, *, quiet: bool = False) -> int:
    """Build the site of a checkout into a folder, which keeps what it held until the new site is whole.

    Returns the exit code: 0 built, 1 a warning or a problem was found, and shown. Raises OSError when a file cannot be
    written, or when another build of this folder is running.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    beside, old = (out.with_name(f".{out.name}.{part}") for part in ("new", "old"))
    with _alone(beside.with_suffix(".lock")), told_to(_on_the_terminal()):
        if old.exists() and not out.exists():
            old.rename(out)  # a run that was killed between the two moves
        _remove(beside, old)
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(beside), strict=True)
            with _progress(root, quiet=quiet) as told:
                vars(config)["told"] = told
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
                config.plugins.on_shutdown()
            _let_all_read(beside)
            if out.exists():
                out.rename(old)
            beside.rename(out)
        except MkDocsException as error:
            print(error, file=sys.stderr)
            print(f"Nothing was built; {out.name}/ is as it was.", file=sys.stderr)
            return 1
        finally:
            _remove(beside, old)
    return 0


def _remove(*folders: Path) -> None:
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)


def _let_all_read(folder: Path) -> None:
    """Let a web server read the site, whatever the umask of who built it."""
    folder.chmod(0o755)
    for each in folder.rglob("*"):
        each.chmod(0o755 if each.is_dir() else 0o644)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold a lock. Raises OSError when another build holds it; one that was killed does not."""
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError("another build of this folder is running; wait for it, or name another with --out") from error
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def _on_the_terminal() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    return handler


@contextmanager
def told_to(handler: logging.Handler) -> Iterator[None]:
    """Let a handler hear what MkDocs logs."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def _progress(root: Path, *, quiet: bool) -> Iterator[Told]:
    """Yield a function that is told of each page: a bar in a terminal, a line a language in a log, nothing if quiet."""
    if quiet:
        yield lambda language, path: None
    elif sys.stderr.isatty():
        site = Project(root).site
        with click.progressbar(
            length=len(site.pages) * len(site.languages), label="Building", show_pos=True, file=sys.stderr
        ) as bar:
            yield lambda language, path: bar.update(1)
    else:
        begun: set[Language] = set()

        def told(language: Language, path: str) -> None:
            if language not in begun:
                begun.add(language)
                print(f"Building the pages in {language.name} ({language.locale})", file=sys.stderr, flush=True)

        yield told
