"""Takes pictures of pages and forms, to be looked at: `make pictures`.

Pages at 360 px (and a few wider), light and dark, in every language; a contact sheet of each form in all its editions,
and in every script with sample words; packs, handouts and the poster.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from guide.paper.editions import Edition
from guide.paper.packs import PACKS
from guide.paper.posters import poster
from guide.paper.press import Printed
from guide.paper.sheets import Printer
from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import address
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from tests.built.serving import served
from tests.paper.scripts import NEXT, PLANNED, sample_printer
from tests.tools import FLAGS, browser

ROOT = Path(__file__).parent.parent
OUT = ROOT / "pictures"


def main() -> int:
    """Build the site and write pictures/pages and pictures/paper."""
    subprocess.run([sys.executable, "-m", "guide", "build", "--quiet"], cwd=ROOT, check=True)
    for folder in ("pages", "paper"):
        (OUT / folder).mkdir(parents=True, exist_ok=True)
    project = Project(ROOT)
    photograph_paper(project)
    photograph_pages(project)
    print(f"{len(list(OUT.rglob('*.png')))} pictures in {OUT.relative_to(ROOT)}/")
    return 0


def photograph_pages(project: Project) -> None:
    """Take each page in each language on a phone, light and dark, and on a wide screen."""
    site = project.site
    with sync_playwright() as playwright, served(ROOT / "site") as origin:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        for name, width in (("phone", 360), ("dark", 360), ("wide", 1280)):
            scheme: Literal["dark", "light"] = "dark" if name == "dark" else "light"
            context = chromium.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
            page = context.new_page()
            for source in site.pages:
                for each in site.languages:
                    page.goto(origin + site.path(each, address(source)), wait_until="networkidle")
                    stem = source.removesuffix(".md").replace("/", "-")
                    page.screenshot(path=OUT / "pages" / f"{stem}-{each.locale}-{name}.png", full_page=True)
            context.close()
        chromium.close()


def photograph_paper(project: Project) -> None:
    """Put all editions of each form on one contact sheet; and packs, handouts and the poster; and every script."""
    files = sorted((ROOT / "site").rglob("*.pdf"))
    for form in project.forms.values():
        contact_sheet(form.slug, [file for file in files if file.parent.name == form.slug])
    for pack in PACKS:
        contact_sheet(pack.stem, [file for file in files if file.name.startswith(pack.stem)])
    contact_sheet("handouts", [file for file in files if "forms" not in file.parts])
    with tempfile.TemporaryDirectory() as folder:
        printer = sample_printer(project.site, Path(folder) / "cache", (*PLANNED, *NEXT))
        contact_sheet("poster", [kept(Path(folder), poster(printer))])
        for path, form in project.forms.items():
            wanted = [edition for each in printer.site.languages for edition in script_editions(printer, each)]
            made = [kept(Path(folder), printer.sheet(form, address(path), each, path)) for each in wanted]
            contact_sheet(f"{form.slug}-in-every-script", made)


def script_editions(printer: Printer, language: Language) -> tuple[Edition, ...]:
    """Return a language's edition alone and, where it is not English, the one beside English."""
    beside = Edition(language, second=printer.site.source)
    return (Edition(language),) if language == printer.site.source else (Edition(language), beside)


def kept(folder: Path, printed: Printed) -> Path:
    """Write what was printed."""
    file = folder / printed.file_name
    file.write_bytes(printed.pdf)
    return file


def contact_sheet(name: str, files: list[Path], columns: int = 6) -> None:
    """Put every side of some files into one picture, at 75 dots an inch, row by row."""
    sides = [side for file in files for side in photographed(file)]
    width, height = (max(each) + 8 for each in zip(*(side.size for side in sides), strict=True))
    rows = -(-len(sides) // columns)
    sheet = Image.new("RGB", (width * min(columns, len(sides)), height * rows), "grey")
    for at, side in enumerate(sides):
        sheet.paste(side, (at % columns * width, at // columns * height))
    sheet.save(OUT / "paper" / f"{name}.png")


def photographed(file: Path) -> list[Image.Image]:
    """Return a picture of each side, with the file's name in its margin."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "75", "-png", file, Path(folder) / "side"], check=True)
        sides = [Image.open(each).convert("RGB") for each in sorted(Path(folder).glob("*.png"))]
    for side in sides:
        ImageDraw.Draw(side).text((6, 2), file.name, fill="blue")
    return sides


if __name__ == "__main__":
    sys.exit(main())
