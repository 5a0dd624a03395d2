"""Builds the site with MkDocs: strictly, beside the old one, and moves it into its place when it is whole.

Languages do not depend on one another, so they are built side by side, in as many processes as there are processors.
Where the site that stands there is the one that would be made, nothing is made.

MkDocs' own `--quiet` also silences the counting of warnings, so that `--strict --quiet` is not strict. Here every
warning is shown and counts, and nothing else is said.
"""

from __future__ import annotations

import fcntl
import json
import logging
import multiprocessing.connection
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import click
from guide.build import Build
from guide.kept import Store, digest
from guide.processes import die_with_parent, start
from guide.project import Project
from guide.results import inputs, manifest
from guide.schools.roll import FOLDER, folders, for_search_engines
from guide.source.languages import Language
from guide.source.problems import SourceError
from guide.source.site import Site
from guide.web.compressed import compress

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # the theme's advertisement, which is no warning

import mkdocs.utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

Told = Callable[[Language, str], None]


def build_site(root: Path, out: Path, *, quiet: bool = False, compressed: bool = False) -> int:
    """Build the site of a checkout into a folder, which keeps what it held until the new site is whole.

    compressed: with copies of its texts for web servers that send these as they are
    Returns the exit code: 0 built, 1 a warning or a problem was found, and shown. Raises OSError when a file cannot be
    written, or when another build of this folder is running.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    beside, old = (out.with_name(f".{out.name}.{part}") for part in ("new", "old"))
    with _alone(beside.with_suffix(".lock")):
        if old.exists() and not out.exists():
            old.rename(out)  # a run that was killed between the two moves
        _remove(beside, old)
        try:
            project = Project(root)
            made_of = _made_of(project, compressed)
            own = folders(project.site)
            if not _is_there(project.store, made_of, out, own):
                _build_beside(project, beside, quiet=quiet)
                if compressed:
                    compress(beside, project.store)
                _let_all_read(beside)
                if _made_of(Project(root), compressed) == made_of:
                    project.store.put(made_of, json.dumps(manifest(beside)).encode())
                if out.exists():
                    out.rename(old)
                beside.rename(out)
                if any((old / each).exists() for each in own):
                    message = "held what schools get, made of an older guide; run guide schools build for it again"
                    print(f"{out.name}/{FOLDER} {message}", file=sys.stderr)
        except (MkDocsException, SourceError) as error:
            print(error, file=sys.stderr)
            print(f"Nothing was built; {out.name}/ is as it was.", file=sys.stderr)
            return 1
        finally:
            _remove(beside, old)
    return 0


def _made_of(project: Project, compressed: bool) -> str:
    """Return a key of all that a site is made of. Raises OSError, and SourceError for a list that is wrong."""
    listed = [(each.slug, each.languages) for each in for_search_engines(project.root, project.site)]
    return digest("site", inputs(project), listed, compressed)


def _is_there(store: Store, made_of: str, folder: Path, besides: tuple[str, ...]) -> bool:
    """Whether a folder holds, byte for byte, the site that these sources give, whatever stands in some folders."""
    kept = store.get(made_of)
    if kept is None or json.loads(kept) != manifest(folder, besides):
        return False
    _let_all_read(folder)
    return True


def _build_beside(project: Project, folder: Path, *, quiet: bool) -> None:
    """Build every language, and what serves all. Raises MkDocsException or SourceError with what is wrong."""
    config = configured(project, folder)
    built: Build = vars(config)["build"]
    locales = [each.locale for each in project.site.languages]
    count = min(os.cpu_count() or 1, len(locales))
    method = start()
    context: Any = multiprocessing.get_context(method)
    ends: dict[Connection, BaseProcess] = {}
    for number in range(count):
        end, its_end = context.Pipe(duplex=False)
        given = config if method == "fork" else None
        worker = context.Process(target=_work, args=(project.root, folder, locales[number::count], its_end, given))
        worker.start()
        its_end.close()
        ends[end] = worker
    try:
        with _progress(project.site, quiet=quiet) as told:
            wrong = dict.fromkeys(_heard(ends, built, told))
    finally:
        for worker in ends.values():
            worker.kill()
            worker.join()
    if wrong:
        raise MkDocsException("\n".join(wrong))
    built.finish_site()
    if not quiet:
        print(*built.notes, sep="\n", end="\n" * bool(built.notes), file=sys.stderr)


def _heard(ends: dict[Connection, BaseProcess], built: Build, told: Told) -> Iterator[str]:
    """Take what workers tell of their pages, and yield what is wrong. Raises OSError as they do."""
    open_ends = dict(ends)
    while open_ends:
        ready: list[Any] = multiprocessing.connection.wait(list(open_ends))
        for end in ready:
            try:
                message: Any = end.recv()
            except EOFError:
                worker = open_ends.pop(end)
                worker.join()
                if worker.exitcode:
                    yield f"a part of the build ended by itself, with {worker.exitcode}"
                continue
            if isinstance(message, OSError):
                raise message
            if isinstance(message, dict):
                built.places |= message
            elif isinstance(message, tuple):
                locale, path = message
                told(built.project.site.language(locale), path)
            else:
                yield message


def _work(root: Path, folder: Path, locales: list[str], end: Connection, config: MkDocsConfig | None) -> None:
    """Build some languages, and tell the other end: pages begun, `(locale, path)`; places; what is wrong, texts."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is stopped, too, and ends this
    try:
        with heard() as wrong:
            config = config or configured(Project(root), folder)
            build: Build = vars(config)["build"]
            build.told = lambda language, path: end.send((language.locale, path))
            build.sound = lambda: not wrong
            build.first = tuple(map(build.project.site.language, locales))
            try:
                for locale in locales:
                    build_language(config, locale)
            except MkDocsException as error:
                if not wrong:
                    wrong.append(str(error))
            end.send(build.places)
        for each in wrong:
            end.send(each)
    except OSError as error:
        end.send(error)


def configured(project: Project, folder: Path, *, preview: bool = False) -> MkDocsConfig:
    """Return MkDocs' configuration with a build of its own. Raises MkDocsException or SourceError."""
    config = load_config(str(project.root / "mkdocs.yml"), site_dir=str(folder), strict=not preview)
    vars(config)["build"] = Build(project, folder, preview=preview)
    config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
    return config


def _leave(directory: str) -> None:
    """Clean nothing."""


def build_language(config: MkDocsConfig, locale: str, serve_url: str | None = None) -> None:
    """Build one language, and leave the others as they are. Raises MkDocsException."""
    languages: Any = config.plugins["i18n"]
    languages.current_language, languages.building = locale, True  # so that it does not go on to the others
    clean, mkdocs.utils.clean_directory = mkdocs.utils.clean_directory, _leave
    try:
        build(config, serve_url=serve_url)
    finally:
        mkdocs.utils.clean_directory = clean


def _remove(*folders: Path) -> None:
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)


def _let_all_read(folder: Path) -> None:
    """Let a web server read the site, whatever the umask of who built it."""
    for at, _, files in os.walk(folder):
        Path(at).chmod(0o755)
        for each in files:
            os.chmod(f"{at}/{each}", 0o644)


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
def heard(level: int = logging.WARNING) -> Iterator[list[str]]:
    """Yield a list that takes what MkDocs warns of, or what it logs from a level on."""
    messages: list[str] = []
    handler = logging.Handler(level)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    with told_to(handler):
        yield messages


@contextmanager
def _progress(site: Site, *, quiet: bool) -> Iterator[Told]:
    """Yield a function that is told of each page: a bar in a terminal, a line a language in a log, nothing if quiet."""
    if quiet:
        yield lambda language, path: None
    elif sys.stderr.isatty():
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
