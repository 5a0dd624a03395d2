"""What every event needs: the project, the language that is being built, and a way to write a file.

No hook itself: the hooks beside it import it.
"""

from __future__ import annotations

from pathlib import Path

from guide.project import Project, opened_project
from guide.source.languages import Language
from mkdocs.config.defaults import MkDocsConfig


def current_project(config: MkDocsConfig) -> Project:
    """Return the project, as it was opened when the build began."""
    return opened_project(Path(config.config_file_path).parent)


def current_language(config: MkDocsConfig) -> Language:
    """Return the language that is being built."""
    return current_project(config).site.language(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]


def write(file: Path, content: bytes | str) -> None:
    """Write a file of the site, its folder with it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
