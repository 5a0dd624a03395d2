"""What the templates are given: their words in a language, and what they ask for."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import jinja2

from guide.kept import Store, digest, makers
from guide.pictures import picture, pictures
from guide.project import Project
from guide.source.languages import Language
from guide.source.site import host, without_scheme
from guide.translation.dates import written
from guide.web import headers
from guide.web.assets import Assets
from guide.web.icons import icon
from guide.web.page import cut_at_next, dater, headings, links, opened, plain_speaker, reachable, speaker
from guide.web.pictured import parts

# The folder with the templates of fields, one a type.
FORMS = Path(__file__).parent.parent / "forms"


def equip(
    environment: jinja2.Environment, project: Project, assets: Assets, language: Language, *, preview: bool = False
) -> None:
    """Give a language's templates their words, and escape what they print. `preview`: its pages have no policy."""
    say = {each.locale: speaker(project.lookup(each), project.site.source) for each in project.site.languages}
    environment.loader = jinja2.ChoiceLoader([*filter(None, [environment.loader]), jinja2.FileSystemLoader(FORMS)])
    environment.bytecode_cache = _Compiled(project.store)
    environment.autoescape = environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(
        {
            "_": say[language.locale],
            "plain": plain_speaker(project.lookup(language)),
            "dated": dater(project.lookup(language), language, project.site.source),
            "written": lambda day: written(day, language),
            "say": say,
            "site": project.site,
            "at_foot": [
                (project.site.path(language, page.address), page.meta.title)
                for page in project.pages
                if page.meta.menu == "foot"
            ],
            "links": links,
            "cut_at_next": cut_at_next,
            "icon": icon,
            "outline": lambda name: pictures()[name].outline,
            "headings": headings,
            "parts": parts,
            "picture": partial(picture, rtl=language.direction == "rtl"),
            "style": assets.style,
            "script": lambda name: assets.script(name, language),
            "print_style": assets.print_style[0],
            "policy": lambda text: None if preview else headers.content_security_policy(text),
        }
    )
    environment.filters.update(opened=opened, reachable=reachable, without_scheme=without_scheme, host=host)


class _Compiled(jinja2.BytecodeCache):
    """Templates as Jinja compiled them, by their sources."""

    def __init__(self, store: Store):
        self.store = store

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if code := self.store.get(self._key(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        self.store.put(self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: jinja2.bccache.Bucket) -> str:
        return digest("template", makers(__name__), bucket.key, bucket.checksum)
