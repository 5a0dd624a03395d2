"""Processes that work side by side."""

from __future__ import annotations

import ctypes
import signal
import sys

# A fork has read everything already; it has to come before the printer starts threads. Elsewhere it is not safe.
START = "fork" if sys.platform == "linux" else "spawn"

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def die_with_parent() -> None:
    """End this process when the one that started it ends, however that comes. Only Linux can do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
