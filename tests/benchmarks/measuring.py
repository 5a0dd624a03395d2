"""What a command costs, and what a built page weighs."""

from __future__ import annotations

import gzip
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import html

# What a page names and a browser fetches at once.
NAMED = "//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href | //script/@src | //img[not(@loading)]/@src"


@dataclass(frozen=True)
class Cost:
    """CPU seconds and peak memory in MiB, of a command and of what it starts."""

    seconds: float
    memory: float


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder. Raises RuntimeError with what it said when it fails."""
    said = folder / "said.txt"
    with said.open("wb") as out:
        process = subprocess.Popen([str(part) for part in command], cwd=folder, stdout=out, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]}: {said.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def first_view(site: Path, page: str) -> int:
    """Return the bytes of a page and of what it names, each compressed as servers do, without what scripts fetch."""
    file = site / page / "index.html"
    named = html.document_fromstring(file.read_bytes()).xpath(NAMED)
    parts = {file, *(found for each in named if (found := _local(site, file.parent, each)))}
    return sum(len(gzip.compress(part.read_bytes())) for part in parts)


def _local(site: Path, folder: Path, address: str) -> Path | None:
    path = address.partition("?")[0].partition("#")[0]
    file = (site / path.lstrip("/") if path.startswith("/") else folder / path).resolve()
    return file if file.is_file() else None
