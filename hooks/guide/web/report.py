"""The link for telling the publisher that something is wrong on a page: it says which page, language and version."""

from __future__ import annotations

from importlib import metadata
from urllib.parse import quote, urlsplit

from guide.project import Project
from guide.source.languages import Language
from guide.source.pages import address
from guide.web.assets import fingerprint


def report_link(project: Project, path: str, language: Language) -> str:
    """Return where a page's readers report a mistake, from its path with `docs/`; empty when no address is set."""
    site = project.site
    if not site.publisher.report:
        return ""
    about = f"{site.page_url(language, address(path))}\n{language.tag}, {version(project, path, language)}"
    return link(site.publisher.report, project.title(project.page(path), language), about)


def link(report: str, title: str, about: str) -> str:
    """Return a link that opens a message with a title, and room to write above what it is about.

    report: a mail address; the address of a new issue, as GitHub, Gitea and GitLab have it; or any other https address,
    which is given back as it is
    """
    values = (title, f"\n\n{about}")
    if not report.startswith("https://"):
        return f"mailto:{report}?{_query(('subject', 'body'), values)}"
    names = _names(urlsplit(report).path.rstrip("/"))
    joint = "&" if urlsplit(report).query else "?"
    return f"{report}{joint}{_query(names, values)}" if names else report


def version(project: Project, path: str, language: Language) -> str:
    """Return the version of the guide and a fingerprint of one page's text, in the language, as it is shown today."""
    lookup = project.lookup(language)
    text = "\n".join(lookup(msgid) or msgid for msgid in project.strings.page_msgids[path])
    return f"{metadata.version('working-together')}-{fingerprint(text)}"


def _names(path: str) -> tuple[str, ...]:
    """Return what a new issue's address calls title and text; nothing if it is another kind of address."""
    if path.endswith("/-/issues/new"):
        return "issue%5Btitle%5D", "issue%5Bdescription%5D"
    return ("title", "body") if path.endswith("/issues/new") else ()


def _query(names: tuple[str, ...], values: tuple[str, str]) -> str:
    return "&".join(f"{name}={_quoted(value)}" for name, value in zip(names, values, strict=True))


def _quoted(text: str) -> str:
    """Encode for a mail's header fields and a query alike; a mail's lines end in CRLF."""
    return quote(text.replace("\n", "\r\n"), safe="/:")
