"""Adding a language: its catalogue, and its entry in mkdocs.yml, which stays as people wrote it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from guide.project import Project
from guide.source.files import write_whole
from guide.source.languages import Language, language, normal_locale, wrong_locale
from guide.source.problems import Problem, SourceError
from guide.source.schema import compose
from guide.source.site import read_site
from guide.translation import catalogues, po_files


def add(project: Project, locale: str) -> Iterator[str]:
    """Add a language and yield a line for each thing done. Raises SourceError, before anything is written."""
    new = _new(project, locale)
    settings = project.root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    changed = _with_language(text, new)
    read_site(settings, changed)  # what cannot be read is not kept
    po = catalogues.new_catalogue(new)
    catalogues.update(po, project.strings.messages)
    file = project.catalogue_file(new)
    if not file.exists():
        po_files.write(po, file)
        yield f"translations/{file.name}: {len(po)} segments to translate"
    write_whole(settings, changed)
    yield f"mkdocs.yml: {new.locale}, {new.name}, {new.direction}; mend the name there if its readers write another"


def _new(project: Project, given: str) -> Language:
    locale = normal_locale(given)
    wrong = [f"the language {each}" for each in wrong_locale(locale)]
    if any(each.locale == locale for each in project.site.languages):
        wrong.append(f'the language "{locale}" is there already')
    if wrong:
        raise SourceError(Problem("mkdocs.yml", 0, each, "languages") for each in wrong)
    return language(locale)


def _with_language(text: str, new: Language) -> str:
    """Put an entry after the last language of the i18n plugin, indented like it."""
    last = _languages_node(text).value[-1]
    indent = " " * (last.start_mark.column - 2)
    end = last.end_mark.line
    lines = text.splitlines(keepends=True)
    while end > last.start_mark.line + 1 and not lines[end - 1].strip():
        end -= 1
    entry = [f"{indent}- locale: {new.locale}\n", f"{indent}  name: {new.name}\n"]
    return "".join([*lines[:end], *entry, *lines[end:]])


def _languages_node(text: str) -> Any:
    def child(node: Any, name: str) -> Any:
        for part in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            for key, value in part.value if isinstance(part, yaml.MappingNode) else ():
                if key.value == name:
                    return value
        message = f'no "{name}" found; the i18n plugin lists the languages'
        raise SourceError([Problem("mkdocs.yml", 0, message, "languages")])

    return child(child(child(compose(text, "mkdocs.yml", "languages", tags=True).root, "plugins"), "i18n"), "languages")
