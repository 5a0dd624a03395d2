"""What a form's page offers beside the form itself: the letters that its answers make."""

from __future__ import annotations

from guide.forms.letters import answers, versions
from guide.project import Project
from guide.source.languages import Language
from guide.web.page import Offer


def for_page(project: Project, path: str, language: Language) -> Offer:
    """Return the letters of a page's form, in the languages in which the page shows them.

    path: of the source, with `docs/`
    """
    form = project.forms.get(path)
    if form is None or not form.letters:
        return Offer({})
    return Offer({"letters": versions(form, project.site, project.lookup, language), "answers": answers(form)})
