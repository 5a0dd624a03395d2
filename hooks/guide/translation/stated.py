"""Where the guide states a fact of the law: blocks of pages and texts of forms that carry the ids of the ledger.

A block says so in its attribute list, `{: fact=views }`; a section, a field or a paragraph of a letter by its key
`fact`. Several ids stand with spaces between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from guide.forms.model import texts
from guide.source.pages import Page
from guide.translation.segments import collapse

if TYPE_CHECKING:
    from guide.project import Project


@dataclass(frozen=True)
class Statement:
    """A place that states facts.

    line: of its page's file; facts: ids of the ledger; keys: its texts, as the catalogues know them
    in_form: whether it belongs to a form, whose texts hold no links
    """

    line: int
    facts: tuple[str, ...]
    keys: tuple[str, ...]
    in_form: bool = False


def stated(project: Project, page: Page) -> Iterator[Statement]:
    """Yield what a page and its form state of the law. Raises SourceError where the form cannot be read."""
    yield from _by_form(project, page)
    texts_of = defaultdict(list)
    for each in project.strings.of(page):
        texts_of[each.facts].append(each.key)
    for part in project.parsed(page).parts:
        if facts := part.attributes.get("fact", ""):
            keys = texts_of[facts][:1]
            del texts_of[facts][:1]
            yield Statement(part.line, tuple(facts.split()), tuple(keys))


def _by_form(project: Project, page: Page) -> Iterator[Statement]:
    form = project.forms.get(page.path)
    known = set(texts(form)) if form else set()
    for entries in _blocks(page.meta.form) if form else ():
        if fact := entries.get("fact"):
            said = [collapse(each.value) for value in entries.values() for each in _scalars(value)]
            keys = tuple(each for each in said if each in known)
            yield Statement(page.document.line(fact), tuple(fact.value.split()), keys, in_form=True)


def _blocks(node: yaml.Node | None) -> Iterator[dict[str, yaml.Node]]:
    """Yield each block of a definition, its values by their keys."""
    if isinstance(node, yaml.MappingNode):
        entries = {key.value: value for key, value in node.value}
        yield entries
        for value in entries.values():
            yield from _blocks(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _blocks(each)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        yield from (each for each in node.value if isinstance(each, yaml.ScalarNode))
