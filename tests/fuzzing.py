"""What fuzzers share: few examples and always the same, or as many as `make fuzz` asks for, others each time."""

from __future__ import annotations

import os
from collections.abc import Callable

from guide.source.problems import Problem, SourceError
from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
many = settings(
    max_examples=EXAMPLES or 60,
    derandomize=not EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def refused(read: Callable[[], object]) -> list[Problem] | None:
    """Return the problems for which something is refused, or None where it is read."""
    try:
        read()
    except SourceError as error:
        return error.problems
    return None
