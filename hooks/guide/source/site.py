"""What mkdocs.yml says the site is, read without MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import markdown
import yaml

from guide.source.languages import Language, language
from guide.source.problems import Problem, SourceError
from guide.source.publisher import Publisher, read_publisher

# MkDocs switches these on by itself, before the ones that a site lists.
BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")


@dataclass(frozen=True, eq=False)
class Site:
    """The site's settings.

    source: the language the pages are written in; languages: all of them, the source first
    pages: source paths below docs/, in the order of the navigation
    section_titles: the names of the navigation's sections
    publisher: who runs the site
    """

    name: str
    url: str
    source: Language
    languages: tuple[Language, ...]
    pages: tuple[str, ...]
    section_titles: tuple[str, ...]
    publisher: Publisher
    extensions: tuple[str, ...]
    extension_configs: dict[str, dict[str, Any]]

    def markdown(self) -> markdown.Markdown:
        """Return a parser with the same extensions as the built site."""
        return markdown.Markdown(extensions=list(self.extensions), extension_configs=self.extension_configs)

    def language(self, locale: str) -> Language:
        """Return one of the site's languages. Raises KeyError."""
        return {each.locale: each for each in self.languages}[locale]

    @property
    def base(self) -> str:
        """Return the path of the site on its domain: `/`, or `/guide/` where it does not have one to itself."""
        return f"{urlsplit(self.url).path.rstrip('/')}/"

    def page_url(self, target: Language, path: str) -> str:
        """Return the absolute address of a page, from its address in the source language (`forms/prepare/`)."""
        return f"{self.url.rstrip('/')}/{self.path(target, path)}"

    def path(self, target: Language, path: str) -> str:
        """Return the same address below the site's."""
        return path if target == self.source else f"{target.locale}/{path}"


def without_scheme(url: str) -> str:
    """Return an address as people copy it from paper."""
    return re.sub(r"^https?://|/$", "", url)


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml; tags such as !ENV or !!python/name mean nothing here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_site(file: Path) -> Site:
    """Read mkdocs.yml. Raises SourceError when something the guide needs is missing or wrong."""
    try:
        text = file.read_text(encoding="utf-8")
        raw = yaml.load(text, _Loader) or {}  # noqa: S506 (a safe loader that skips tags)
        root = yaml.compose(text, _Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError([Problem(file.name, line, f"not YAML: {error.problem}", "site")]) from error
    problems: list[Problem] = []
    languages = _languages(raw, file.name, problems)
    publisher = read_publisher(_node(root, "extra", "publisher"), file.name, file.parent / "docs", problems)
    if not raw.get("site_url"):
        problems.append(Problem(file.name, 0, "site_url is missing: links, QR codes and footers need it", "site"))
    if problems:
        raise SourceError(problems)
    extensions, configs = _extensions(raw.get("markdown_extensions") or [])
    return Site(
        name=raw.get("site_name", ""),
        url=raw["site_url"],
        source=languages[0],
        languages=languages,
        pages=tuple(dict.fromkeys(_nav_pages(raw.get("nav") or []))),
        section_titles=tuple(dict.fromkeys(_nav_titles(raw.get("nav") or []))),
        publisher=publisher,
        extensions=BUILT_IN_EXTENSIONS + extensions,
        extension_configs=configs,
    )


def _languages(raw: dict[str, Any], file: str, problems: list[Problem]) -> tuple[Language, ...]:
    entries = _plugin(raw, "i18n").get("languages") or []
    found: list[Language] = []
    source = ""
    for entry in entries:
        try:
            found.append(language(str(entry.get("locale")), entry.get("name", "")))
        except ValueError as error:
            problems.append(Problem(file, 0, str(error), "languages"))
        if entry.get("default"):
            source = str(entry.get("locale"))
    if not source:
        problems.append(Problem(file, 0, "no language of the i18n plugin has `default: true`", "languages"))
    return tuple(sorted(found, key=lambda each: each.locale != source))


def _plugin(raw: dict[str, Any], name: str) -> dict[str, Any]:
    plugins = raw.get("plugins") or []
    pairs = plugins.items() if isinstance(plugins, dict) else [_single(entry) for entry in plugins]
    return dict(pairs).get(name) or {}


def _single(entry: str | dict[str, Any]) -> tuple[str, Any]:
    return next(iter(entry.items())) if isinstance(entry, dict) else (entry, {})


def _node(root: yaml.Node | None, *path: str) -> yaml.Node | None:
    """Return what stands below these keys; nodes know their lines."""
    for name in path:
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        root = next((value for key, value in pairs if key.value == name), None)
    return root


def _extensions(entries: list[Any]) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
    pairs = [_single(entry) for entry in entries]
    return tuple(name for name, _ in pairs if name not in BUILT_IN_EXTENSIONS), {
        name: config for name, config in pairs if config
    }


def _nav_pages(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        _, target = _single(entry) if isinstance(entry, dict) else ("", entry)
        if isinstance(target, list):
            yield from _nav_pages(target)
        elif str(target).endswith(".md"):
            yield target


def _nav_titles(nav: list[Any]) -> Iterator[str]:
    for entry in nav:
        if isinstance(entry, dict):
            title, target = _single(entry)
            yield title
            if isinstance(target, list):
                yield from _nav_titles(target)
