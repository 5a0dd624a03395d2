"""What a command costs, and what a built page weighs."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

# What a page names and a browser fetches at once.
NAMED = "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src | //img[not(@loading)]/@src"

# A process counts the memory of the one that it was started from as its own: a small one starts it, and tells its cost.
_START = """
import json, os, sys
told, *command = sys.argv[1:]
_, status, used = os.wait4(os.spawnvp(os.P_NOWAIT, command[0], command), 0)
with open(told, "w") as file:
    json.dump([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss], file)
"""


@dataclass(frozen=True)
class Cost:
    """CPU seconds and peak memory in MiB, of a command and of what it starts."""

    seconds: float
    memory: float


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder. Raises RuntimeError with what it said when it fails."""
    said, told = folder / "said.txt", folder / "cost.json"
    with said.open("wb") as out:
        small = [sys.executable, "-S", "-c", _START, told, *command]
        subprocess.run([str(part) for part in small], cwd=folder, stdout=out, stderr=out, check=True)
    failed, seconds, kilobytes = json.loads(told.read_text(encoding="utf-8"))
    if failed:
        raise RuntimeError(f"{command[0]}: {said.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Cost(seconds, kilobytes / 1024)


def first_view(site: Path, page: str) -> int:
    """Return the bytes of a page and of what it names, each compressed as servers do, without what scripts fetch."""
    file = site / page / "index.html"
    named = html.document_fromstring(file.read_bytes()).xpath(NAMED)
    parts = {file, *(found for each in named if (found := _local(site, file.parent, each)))}
    return sum(len(gzip.compress(part.read_bytes())) for part in parts)


def _local(site: Path, folder: Path, address: str) -> Path | None:
    if ":" in address:  # another site's, or all in the address
        return None
    path = address.partition("?")[0].partition("#")[0]
    file = (site / path.lstrip("/") if path.startswith("/") else folder / path).resolve()
    return file if file.is_file() else None
