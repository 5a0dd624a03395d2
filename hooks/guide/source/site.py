"""What mkdocs.yml says the site is, read without MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import markdown
import yaml

from guide.source.languages import Language, language, wrong_locale
from guide.source.problems import Problem, did_you_mean
from guide.source.publisher import Publisher, read_publisher
from guide.source.schema import UNREAD, Document, Must, Reader, compose, found, is_empty, read_text

CHECK = "site"
DEEPEST_NAV = 3  # pages, in a section, in a section of it

_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[A-Za-z0-9._~/-]*)?", re.ASCII)

# MkDocs switches these on by itself, before the ones that a site lists.
BUILT_IN_EXTENSIONS = ("toc", "tables", "fenced_code")


@dataclass(frozen=True, eq=False)
class Site:
    """The site's settings.

    source: the language the pages are written in; languages: all of them, as readers find them in a list: the source,
        the other official one, the rest by their own names, which puts scripts together
    pages: source paths below docs/, in the order of the navigation
    section_titles: the names of the navigation's sections
    doors: of each entry of the navigation its first page, by which one comes to the rest
    publisher: who runs the site
    """

    name: str
    url: str
    source: Language
    languages: tuple[Language, ...]
    pages: tuple[str, ...]
    section_titles: tuple[str, ...]
    doors: tuple[str, ...]
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


def host(url: str) -> str:
    """Return the name of the host of an address, for people."""
    return urlsplit(url).netloc


def without_scheme(url: str) -> str:
    """Return an address as people copy it from paper."""
    return re.sub(r"^https?://|/$", "", url)


def read_site(file: Path, text: str | None = None) -> Site:
    """Read mkdocs.yml, or a text that is to become it. Raises SourceError when something is missing or wrong."""
    text = read_text(file, file.name, CHECK) if text is None else text
    document = compose(text, file.name, CHECK, what="the settings", tags=True)
    return _Reader(document, file.parent / "docs").read()


def _in_a_list(each: Language) -> tuple[bool, str]:
    return not each.official, each.name.casefold()


def _wrong_url(text: str) -> Iterator[str]:
    if not _URL.fullmatch(text):
        yield f'is "{text}"; write an address such as https://guide.school.example/ or https://school.example/guide/'


@dataclass(frozen=True)
class _Language:
    """An entry of the i18n plugin's `languages`; the plugin's other keys are its own."""

    locale: Annotated[str, Must(wrong_locale)]
    name: str = ""
    default: bool = False


# A plugin, an extension or a title, and what stands below it, None where there is nothing.
_Named = tuple[str, yaml.Node | None]

# What stands in the navigation: how many levels may begin there; a title, or a page.
_Place = tuple[int, str, str]


class _Constructor(yaml.SafeLoader):
    """Makes plain values of nodes; tags such as !ENV or !!python/name mean nothing here."""


_Constructor.add_multi_constructor("", lambda loader, suffix, node: None)


class _Reader(Reader):
    """Reads of mkdocs.yml what the guide needs; MkDocs and its plugins read the rest."""

    def __init__(self, document: Document, docs: Path):
        super().__init__(document, CHECK)
        self.docs = docs

    def read(self) -> Site:
        root = self.document.root
        parts = (self.entries(root, "the file") if root else None) or {}
        url = self.url(parts.get("site_url"))
        languages = self.languages(parts)
        pages, titles, doors = self.nav(parts.get("nav"))
        extra = parts.get("extra")
        block = (self.entries(extra, "extra") or {}).get("publisher") if extra and not is_empty(extra) else None
        publisher, wrong = read_publisher(block, self.document, self.docs) if block else (Publisher(), [])
        self.problems += wrong
        name = self.text(parts["site_name"], "site_name") if "site_name" in parts else ""
        extensions, configs = self.extensions(parts.get("markdown_extensions"))
        self.sound(None)
        return Site(
            name=name,
            url=url,
            source=languages[0],
            languages=languages,
            pages=pages,
            section_titles=titles,
            doors=doors,
            publisher=publisher,
            extensions=extensions,
            extension_configs=configs,
        )

    def missing(self, message: str) -> Any:
        self.problems.append(Problem(self.document.file, 0, message, CHECK))
        return UNREAD

    def url(self, node: yaml.Node | None) -> Any:
        if node is None or is_empty(node):
            return self.missing("site_url is missing: links, QR codes and footers need it")
        return self.value(node, Annotated[str, Must(_wrong_url)], "site_url")

    # --- languages

    def languages(self, parts: dict[str, yaml.Node]) -> tuple[Language, ...]:
        plugins = dict(each for _, each in self.named(parts.get("plugins"), "plugins"))
        settings = plugins.get("i18n")
        node = (self.entries(settings, "the i18n plugin") or {}).get("languages") if settings else None
        if node is None:
            self.missing("the i18n plugin has no languages; write each below `languages`")
            return ()
        if not isinstance(node, yaml.SequenceNode) or is_empty(node):
            self.problem(node, f"languages is {found(node)}; write a list, each entry after a dash")
            return ()
        read = [self.record(each, _Language, "a language", besides=None) for each in node.value]
        entries = [each for each in read if isinstance(each, _Language)]
        sources = [each.locale for each in entries if each.default]
        if len(sources) != 1:
            self.problem(node, f"{len(sources)} languages of the i18n plugin have `default: true`; write it below one")
        self.once(node, [each.locale for each in entries])
        made = [language(each.locale, each.name) for each in entries]
        return tuple(sorted(made, key=lambda each: (each.locale not in sources, *_in_a_list(each))))

    def once(self, node: yaml.Node, locales: list[str]) -> None:
        for each in sorted({each for each in locales if locales.count(each) > 1}):
            self.problem(node, f'the language "{each}" is given twice; keep one')

    # --- lists of names, some with settings

    def named(self, node: yaml.Node | None, what: str) -> list[tuple[yaml.Node, _Named]]:
        """Return what a list names: `- name`, or `- name:` with settings. It may be a block, too."""
        if node is None or is_empty(node):
            return []
        if isinstance(node, yaml.MappingNode):
            return [(key, (str(key.value), value)) for key, value in node.value]
        if not isinstance(node, yaml.SequenceNode):
            self.problem(node, f"{what} is {found(node)}; write a list, each entry after a dash")
            return []
        return [(entry, named) for entry in node.value if (named := self.name(entry, what))]

    def name(self, node: yaml.Node, what: str) -> _Named | None:
        if isinstance(node, yaml.ScalarNode) and not is_empty(node):
            return str(node.value), None
        if isinstance(node, yaml.MappingNode) and len(node.value) == 1:
            key, value = node.value[0]
            return str(key.value), value
        self.problem(node, f"an entry of {what} is {found(node)}; write one name")
        return None

    def extensions(self, node: yaml.Node | None) -> tuple[tuple[str, ...], dict[str, dict[str, Any]]]:
        named = [each for _, each in self.named(node, "markdown_extensions")]
        settings = {name: self.plain(each) for name, each in named if each is not None and not is_empty(each)}
        names = BUILT_IN_EXTENSIONS + tuple(name for name, _ in named if name not in BUILT_IN_EXTENSIONS)
        for name in names:
            try:
                markdown.Markdown(extensions=[name], extension_configs=settings)
            except Exception as error:  # an extension may refuse its settings in any way
                if node is not None:
                    self.problem(node, f'the extension "{name}" cannot be used: {error}')
        return names, settings

    def plain(self, node: yaml.Node) -> Any:
        """Return what YAML makes of a node; another program's tags mean nothing here."""
        try:
            return _Constructor("").construct_document(node)
        except (yaml.YAMLError, ValueError) as error:
            return self.problem(node, f"this cannot be read: {getattr(error, 'problem', error)}")

    # --- the navigation

    def nav(self, node: yaml.Node | None) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the pages and the titles that the navigation names, in order, and the first page of each entry."""
        found = list(self.places(node, DEEPEST_NAV))
        pages = dict.fromkeys(page for _, _, page in found if page)
        return tuple(pages), tuple(dict.fromkeys(title for _, title, _ in found if title)), tuple(_doors(found))

    def places(self, node: yaml.Node | None, levels: int) -> Iterator[_Place]:
        """Yield titles and pages, each alone, in order."""
        if node is not None and not levels:
            self.problem(node, f"nav has more than {DEEPEST_NAV} levels; write these pages one level further out")
            return
        if isinstance(node, yaml.MappingNode):
            self.problem(node, "nav is a set of keys; write a list, each entry after a dash")
        for entry, (name, target) in self.named(node, "nav") if not isinstance(node, yaml.MappingNode) else ():
            if target is None:
                yield levels, "", self.page(entry, name)
                continue
            yield levels, name, ""
            if isinstance(target, yaml.SequenceNode):
                yield from self.places(target, levels - 1)
            else:
                yield levels, "", self.page(target, str(target.value) if isinstance(target, yaml.ScalarNode) else "")

    def page(self, node: yaml.Node, path: str) -> str:
        """Return the path of a page below docs/, or note what is wrong with it."""
        if not path.endswith(".md") or ".." in path.split("/") or path.startswith("/"):
            self.problem(node, f"nav has {found(node)}; write the path of a page below docs/, such as forms/prepare.md")
        elif not (self.docs / path).is_file():
            there = sorted(each.relative_to(self.docs).as_posix() for each in self.docs.rglob("*.md"))
            self.problem(node, f'nav has "{path}", and there is no docs/{path}.{did_you_mean(path, there)}')
        else:
            return path
        return ""


def _doors(places: list[_Place]) -> Iterator[str]:
    """Yield the first page of each entry of the navigation."""
    begun = False
    for levels, _, page in places:
        begun = begun or levels == DEEPEST_NAV
        if page and begun:
            yield page
            begun = False
