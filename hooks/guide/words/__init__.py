"""Words that belong to no page and no form, as YAML: content, not code. Each file says at its top what it is for."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml


def words(name: str) -> Any:
    """Return what a file of this folder holds, by its stem."""
    return yaml.safe_load(resources.files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8"))
