"""Whatever stands in a source, it is read, or refused with problems of one line each: nothing ends in a traceback.

`make fuzz` tries more examples, and others each time.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from guide.forms.definition import read_form
from guide.source.addresses import FILE, read_addresses
from guide.source.pages import parse_page
from guide.source.problems import SourceError
from guide.source.schema import read_text
from guide.source.site import read_site
from hypothesis import given
from hypothesis import strategies as some

from tests.conftest import ROOT
from tests.forms.examples import every_field_page
from tests.fuzzing import many, refused

FORM = yaml.safe_load(every_field_page().split("---\n")[1])
SITE = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
LIST = {"languages": ["en"], "published": ["/", "a/x-{language}.pdf"], "moved": {"old/": "/"}}

YAML = some.text(alphabet="ab:-[]{}&*!|>'\"#%@`,?~ \t\n0123\\u\x00\xad\u202e\u00e9", max_size=60)
VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.dates() | some.text(max_size=30),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def said(read: Callable[[], object]) -> None:
    """Read; what is wrong is a problem of one line that names its file."""
    problems = refused(read)
    assert problems is None or problems
    for each in problems or ():
        assert each.file
        assert "\n" not in str(each)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything inside a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in places(each, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a value with something else at one place."""
    if not path:
        return new
    value = copy.deepcopy(value)
    inside = value
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = new
    return value


def sources(whole: Any) -> some.SearchStrategy[str]:
    """Return YAML with one thing of another kind in it, or with what only looks like YAML in its middle."""
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    odd = some.builds(changed, some.just(whole), some.sampled_from(places(whole)), VALUES)
    dumped = odd.map(lambda value: str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False)))
    torn = some.builds(lambda at, more: text[:at] + more + text[at:], some.integers(0, len(text)), YAML)
    return dumped | torn | YAML


@many
@given(some.binary(max_size=200))
def test_any_file_is_text_or_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    said(lambda: read_text(tmp_path / "a.md", "a.md", "text"))


@many
@given(sources(FORM))
def test_any_front_matter_is_read_or_refused(header: str) -> None:
    page = parse_page(f"---\n{header}\n---\n# T {{#t}}\n", "docs/p.md")
    assert isinstance(page.title, str)
    assert all("\n" not in str(each) for each in page.problems)
    said(lambda: read_form(page))


@many
@given(sources(SITE))
def test_any_settings_are_read_or_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
    said(lambda: read_site(tmp_path / "mkdocs.yml"))


@many
@given(sources(LIST))
def test_any_list_of_addresses_is_read_or_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_bytes(text.encode("utf-8", "surrogatepass"))
    said(lambda: read_addresses(tmp_path / FILE))


def test_a_sound_source_is_changed_by_the_fuzzer_and_is_sound_without() -> None:
    page = parse_page(f"---\n{yaml.safe_dump(FORM, sort_keys=False)}---\n", "docs/p.md")
    assert read_form(page)
    broken = changed(FORM, ("form", "minutes"), "many")
    with pytest.raises(SourceError, match="minutes"):
        read_form(parse_page(f"---\n{yaml.safe_dump(broken)}---\n", "docs/p.md"))
