"""Sets up what the tests need beyond Python: browsers, poppler to look into PDFs, npm for the linter of scripts.

Uses what is installed, else installs it: with apt where it may, else, for Chromium, Playwright's own. Chromium without
windows is asked for first: the same engine shows a page with a quarter of the work. Without Firefox or WebKitGTK the
tests go on, and say at their end what was not tested.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

WINDOWLESS = "chromium-headless-shell"
BROWSERS = (WINDOWLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PROGRAMS = {"poppler-utils": ("pdftotext", "pdfinfo", "pdftoppm"), "npm": ("npm", "node")}
ENGINES = {"Firefox": ("firefox-esr",), "WebKit": ("webkit2gtk-driver", "xvfb")}


def browser() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None. CHROMIUM in the environment names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def firefox() -> Path | None:
    """Return the path of an installed Firefox, or None."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    return Path(found) if found else None


def webkit() -> Path | None:
    """Return the path of WebKitGTK's own browser, where its driver and a screen for it are installed, or None."""
    if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
        return None
    return next(iter(sorted(Path("/usr/lib").glob("*/webkit*/MiniBrowser"))), None)


FOUND = {"Firefox": firefox, "WebKit": webkit}


def playwright_browser() -> bool:
    """Return whether Playwright has a browser of its own that starts."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(args=["--no-sandbox"]).close()
    except Error:
        return False
    return True


def main(wanted: list[str]) -> int:
    """Install what is missing of what is wanted. Returns 1, with what to do, when something needed cannot be had."""
    missing = [name for name in wanted if not _there(name)]
    if missing:
        apt("update")
    for name in missing:
        for package in () if _there(name) else ENGINES.get(name, (name,)):
            apt("install", "-y", package)
    if "chromium" in missing and not browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    missing = [name for name in missing if name != WINDOWLESS and not _there(name)]
    if missing:
        print(f"{', '.join(missing)} cannot be installed from here; install it, and try again", file=sys.stderr)
    return 1 if set(missing) - set(ENGINES) else 0


def _there(package: str) -> bool:
    if package == WINDOWLESS:
        return bool(os.environ.get("CHROMIUM") or shutil.which(WINDOWLESS))
    if package == "chromium":
        return bool(browser()) or playwright_browser()
    if package in FOUND:
        return bool(FOUND[package]())
    return all(map(shutil.which, PROGRAMS[package]))


def apt(*command: str) -> None:
    """Have apt do something, where this is a Debian and we may. One package at a time: one not there stops all."""
    root = os.geteuid() == 0
    if not shutil.which("apt-get") or not (root or shutil.which("sudo")):
        return
    may = [] if root else ["sudo", "-n"]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*may, "apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [*PROGRAMS, WINDOWLESS, "chromium", *ENGINES]))
