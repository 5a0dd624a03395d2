"""Words that belong to no page and no form, as YAML: content, not code. Each file says at its top what it is for."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def words(name: str) -> Any:
    """Return what a file of this folder holds, by its stem; it is read once and never changed."""
    return yaml.safe_load(resources.files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8"))


def label(name: str) -> tuple[str, str]:
    """Return a text of `labels.yml` and its context, which is empty for most."""
    found = words("labels")[name]
    return (found["text"], found["context"]) if isinstance(found, dict) else (found, "")


@cache
def words_of(name: str, locale: str) -> Any:
    """Return what a folder of this one holds for a language; nothing where it has no file there."""
    file = resources.files(__package__).joinpath(name, f"{locale}.yml")
    return yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
