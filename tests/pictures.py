"""Takes pictures of pages and forms, to be looked at: `make pictures`.

Pages at 360 px (and a few wider), light and dark, in every language; every side of every sheet.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

from guide.frame import address
from guide.project import Project
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.tools import FLAGS, browser

ROOT = Path(__file__).parent.parent
OUT = ROOT / "pictures"


def main() -> int:
    """Build the site and write pictures/pages and pictures/forms."""
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=ROOT, check=True)
    for folder in ("pages", "forms"):
        (OUT / folder).mkdir(parents=True, exist_ok=True)
    photograph_pages(Project(ROOT))
    for sheet in sorted((ROOT / "site").rglob("*.pdf")):
        photograph_sheet(sheet)
    print(f"{len(list(OUT.rglob('*.png')))} pictures in {OUT.relative_to(ROOT)}/")
    return 0


def photograph_pages(project: Project) -> None:
    """Take each page in each language on a phone, light and dark, and on a wide screen."""
    site = project.site
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        for name, width in (("phone", 360), ("dark", 360), ("wide", 1280)):
            scheme: Literal["dark", "light"] = "dark" if name == "dark" else "light"
            context = chromium.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
            page = context.new_page()
            for source in site.pages:
                for each in site.languages:
                    folder = ROOT / "site" / site.path(each, address(source))
                    page.goto(f"file://{folder}/index.html")
                    stem = source.removesuffix(".md").replace("/", "-")
                    page.screenshot(path=OUT / "pages" / f"{stem}-{each.locale}-{name}.png", full_page=True)
            context.close()
        chromium.close()


def photograph_sheet(sheet: Path) -> None:
    """Put the sides of a sheet next to each other in one picture, at 75 dots an inch."""
    stem = OUT / "forms" / sheet.stem
    subprocess.run(["pdftoppm", "-r", "75", "-png", sheet, stem], check=True)
    files = sorted(stem.parent.glob(f"{stem.name}-[0-9]*.png"))
    sides = [Image.open(file) for file in files]
    joined = Image.new("RGB", (sum(side.width + 8 for side in sides), max(side.height for side in sides)), "grey")
    left = 0
    for side in sides:
        joined.paste(side, (left, 0))
        left += side.width + 8
    joined.save(stem.with_suffix(".png"))
    for file in files:
        file.unlink()


if __name__ == "__main__":
    sys.exit(main())
