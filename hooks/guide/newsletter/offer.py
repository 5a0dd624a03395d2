"""What a page offers for a newsletter: the kit on its pages, and one file a language with all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guide.newsletter import kit
from guide.project import Project
from guide.source.languages import Language
from guide.web.page import Offer


def for_page(project: Project, bundles: Callable[[], Mapping[str, kit.Bundle]], path: str, language: Language) -> Offer:
    """Make the kit where a page asks for it. Raises SourceError.

    bundles: gives the kit in one file a language, by locale, when it is asked for
    path: of the source, with `docs/`
    """
    meta = project.page(path).meta
    context: dict[str, Any] = {}
    files: dict[str, bytes | str] = {}
    if meta.template == "share.html":
        context["kit"] = kit.asked_for(project, path, language)
        files |= kit.files_beside(context["kit"], project.colours)
    if meta.kit == "parents":
        context["bundles"] = bundles()
        own = context["bundles"][language.locale]
        files[own.file_name] = own.content
    return Offer(context, files)
