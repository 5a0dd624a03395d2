"""The places that readers can be led to: pages, and what has an id in them, as the sources show them."""

from __future__ import annotations

from guide.project import Project
from guide.source.addresses import Living


def living(project: Project) -> Living:
    """Return what the sources show to be there. A page with a template of its own may have more places."""
    pages = {page.address: page for page in project.pages}

    def places(path: str) -> frozenset[str] | None:
        page = pages.get(path)
        if page is None or page.meta.template:
            return None
        return project.parsed(page).ids

    return Living(frozenset(pages), places)
