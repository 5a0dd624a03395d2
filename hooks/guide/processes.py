"""Processes that work side by side."""

from __future__ import annotations

import ctypes
import signal
import sys
from pathlib import Path

# A fork has read everything already. Elsewhere than on Linux it is not safe.
START = "fork" if sys.platform == "linux" else "spawn"

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def die_with_parent() -> None:
    """End this process when the one that started it ends, however that comes. Only Linux can do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def start() -> str:
    """Return how a process is to be started from here: a fork of one with threads, such as the printer's, may hang."""
    return START if START == "fork" and len(list(Path("/proc/self/task").iterdir())) == 1 else "spawn"
