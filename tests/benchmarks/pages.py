"""The same pages for every generator: the guide's own, in as many languages and as many times as wanted."""

from __future__ import annotations

import itertools
import posixpath
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from guide.project import Project
from guide.source.addresses import FILE
from guide.source.languages import language
from guide.source.pages import address
from guide.translation import catalogues, po_files

from tests.conftest import ROOT
from tests.paper.scripts import NEXT, PLANNED

LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#]*\.md)")
BOOK = """\
baseURL = "https://working-together.example/"
title = "Working together"
disableKinds = ["taxonomy", "term", "RSS"]
defaultContentLanguage = "en"
theme = "{theme}"
[markup.goldmark.renderer]
unsafe = true
[params]
BookSection = "*"
[languages]
"""


@dataclass(frozen=True)
class Size:
    """How much is built: the guide's pages in some languages, and copies of its guidance until there are more."""

    languages: int
    times: int = 1

    @property
    def locales(self) -> list[str]:
        """The guide's own languages first, in the order in which they came, then those that are planned."""
        project = Project(ROOT)
        came = [locale for locale, _ in project.addresses.languages]
        own = [each.locale for each in project.site.languages]
        return list(dict.fromkeys([project.site.source.locale, *came, *own, *PLANNED, *NEXT]))[: self.languages]

    def pages(self, project: Project) -> dict[str, str]:
        """Return each page's text by its path below docs/; copies of the guidance stand in folders of their own."""
        texts = {page.path.removeprefix("docs/"): _read(page.path) for page in project.pages}
        plain = (page for page in project.pages if not (page.meta.form or page.meta.template or page.meta.kit))
        guidance = {page.path.removeprefix("docs/") for page in plain}
        whole = (self.times - 1) * len(texts) // len(guidance)  # copies, whose pages link to one another
        return texts | {
            f"copy-{number}/{path}": _copied(texts[path], path, guidance, number)
            for number in range(2, whole + 2)
            for path in sorted(guidance)
        }


def _read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def _copied(text: str, path: str, guidance: set[str], number: int) -> str:
    """Return a page as it stands in the folder of its copy; what is not copied along is linked where it is.

    What stands at the foot of every page stands there once, however many copies there are.
    """
    folder = posixpath.dirname(path)

    def moved(link: re.Match[str]) -> str:
        there = posixpath.normpath(posixpath.join(folder, link[1]))
        return link[0] if there in guidance else f"]({posixpath.relpath(there, f'copy-{number}/{folder}')}"

    text = re.sub(r"(?m)^menu: foot\n", "", LINK.sub(moved, text), count=1)
    return re.sub(r"(?m)^title: (.*)$", rf"title: \1 {number}\nkit: no", text, count=1)


def write_guide(folder: Path, size: Size) -> None:
    """Write the guide in a size. A language that has no catalogue yet gets an empty one."""
    project = Project(ROOT)
    pages = size.pages(project)
    for name in ("docs", "overrides", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    copies = {path: text for path, text in pages.items() if path.startswith("copy-")}
    for path, text in copies.items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["plugins"][0]["i18n"]["languages"] = _listed(size)
    settings["hooks"] = [str(ROOT / hook) for hook in settings["hooks"]]
    folders = itertools.groupby(copies, lambda path: path.partition("/")[0])
    settings["nav"] += [{"Copies": [{name: list(paths)} for name, paths in folders]}] if copies else []
    settings["watch"] = []
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    listed = yaml.safe_load((ROOT / FILE).read_text(encoding="utf-8"))
    listed |= {"languages": size.locales, "published": [*listed["published"], *map(address, copies)]}
    (folder / FILE).write_text(yaml.safe_dump(listed), encoding="utf-8")
    _write_catalogues(folder, size)


def _listed(size: Size) -> list[dict[str, Any]]:
    return [{"locale": each, "name": language(each).name, "default": each == size.locales[0]} for each in size.locales]


def _write_catalogues(folder: Path, size: Size) -> None:
    for file in (folder / "translations").glob("*.po"):
        if file.stem not in size.locales:
            file.unlink()
    messages = Project(folder).strings.messages
    for locale in size.locales[1:]:
        file = folder / "translations" / f"{locale}.po"
        po = po_files.read_po(file, folder) if file.exists() else catalogues.new_catalogue(language(locale))
        catalogues.update(po, messages)
        po_files.write(po, file)


def write_mkdocs(folder: Path, size: Size) -> None:
    """Write the same pages for MkDocs with Material and static-i18n, as they come."""
    for path, text in size.pages(Project(ROOT)).items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        plain = _page(*_parted(text))
        file.write_text(plain, encoding="utf-8")
        for locale in size.locales[1:]:
            file.with_suffix(f".{locale}.md").write_text(plain, encoding="utf-8")
    known = [each | {"build": True} for each in _listed(size)]
    # Material has no words of its own for some languages, such as Sorani, and stops where it is set to one of them.
    languages = {"docs_structure": "suffix", "languages": known, "reconfigure_material": False}
    settings = {
        "site_name": "Working together",
        "site_url": "https://working-together.example/",
        "theme": {"name": "material"},
        "plugins": ["search", {"i18n": languages}],
        "markdown_extensions": ["attr_list", "def_list", "footnotes", "md_in_html"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def write_hugo(folder: Path, size: Size, theme: Path) -> None:
    """Write the same pages for Hugo with a theme; a line that only Python-Markdown reads is left out."""
    pages = size.pages(Project(ROOT))
    settings = BOOK.format(theme=theme.name)
    for weight, locale in enumerate(size.locales, 1):
        settings += f'[languages.{locale.lower()}]\nlabel = "{language(locale).name}"\n'
        settings += f'contentDir = "content/{locale}"\nweight = {weight}\n'
        for path, text in pages.items():
            name = re.sub(r"(^|/)index\.md$", r"\1_index.md", path)
            file = folder / "content" / locale / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_for_hugo(text), encoding="utf-8")
    (folder / "hugo.toml").write_text(settings, encoding="utf-8")
    shutil.copytree(theme, folder / "themes" / theme.name)


def _for_hugo(text: str) -> str:
    head, body = _parted(text)
    body = re.sub(r"(?m)^\s*(\{:.*\}|</?div.*>|<!--.*-->)\s*$", "", body)
    return _page(head, re.sub(r"\{:[^}]*\}", "", body))


def _parted(text: str) -> tuple[str, str]:
    """Return a page's front matter without its fences, and its body."""
    head, body = re.fullmatch(r"(?s)---\n(.*?)\n---\n(.*)", text).groups()  # type: ignore[union-attr]
    return head, body


def _page(head: str, body: str) -> str:
    """Return a page with what every generator reads of its front matter: our templates are not theirs."""
    meta = yaml.safe_load(head)
    kept = yaml.safe_dump({key: str(meta[key]) for key in ("title", "description")}, allow_unicode=True)
    return f"---\n{kept}---\n{body}"
