"""What the schools get: tasks, none of which needs another, so that they can be made anywhere.

A school's edition is the guide's own paper with another foot, and every code on it opens the school's page. Cards and
pictures look alike for all schools and are not made for each.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import chain, groupby, islice

import markdown

from guide.forms.model import Form
from guide.kept import digest
from guide.newsletter.kit import items
from guide.paper import posters
from guide.paper.editions import Edition, editions, pack_editions
from guide.paper.handouts import file_name, handout
from guide.paper.packs import PACKS, pack, packs_of
from guide.paper.posters import poster
from guide.paper.press import Press, Printed
from guide.paper.sheets import Printer, checked_by_people
from guide.project import Project
from guide.schools import kit as kits
from guide.schools.pages import Pages, Sheet
from guide.schools.roll import FILE, School
from guide.source.languages import Language
from guide.source.links import in_language
from guide.source.pages import Page, address, without_notes
from guide.source.problems import Problem, SourceError
from guide.source.site import Site
from guide.translation.segments import SegmentExtension
from guide.web.compressed import copies
from guide.web.pictured import PictureExtension

_SHORT = 'class="short"'

# What a school has once, in whatever language it is asked for, by kind: the name of the file.
_OF_EVERY_LANGUAGE = {"poster": posters.FILE_NAME, "kit": kits.FILE_NAME}

# Schools whose files are made at once: what they share is laid out once, and more of them would only be ready later.
_AT_ONCE = 30


@dataclass(frozen=True, order=True)
class Size:
    """What a page says of a file that it lists: its name, its length in bytes, its A4 sides (0 if it is not paper)."""

    name: str
    length: int
    sides: int


@dataclass(frozen=True)
class Made:
    """The files of a task, by their paths below the site. sides: of its PDF, in A4."""

    files: Mapping[str, bytes]
    sides: int = 0


@dataclass(frozen=True)
class Task:
    """One file of one school: plain data, which can be sent to another machine.

    kind: `page`, `sheet`, `pack`, `handout`, `poster` or `kit`; language: a locale
    of: the page whose form or short version it is, by its path, or the pack's stem; else empty
    path: where the file stands below the site, and beside it what belongs to it; edition: of a sheet or a pack
    sizes: of a page, those of the files that it lists; compressed: of a page, whether its copies are wanted, too
    """

    school: School
    kind: str
    language: str
    of: str
    path: str
    edition: Edition | None = None
    sizes: tuple[Size, ...] = ()
    compressed: bool = False

    @property
    def sheet(self) -> tuple[object, ...]:
        """What is the same for every school: the sheet, whoever's it is."""
        return self.kind, self.language, self.of, self.edition

    def key(self, content: str) -> str:
        """Return a key of all that the file is made of. `content`: that of the checkout, `guide.results.inputs`."""
        return digest("school", content, self)


@dataclass(frozen=True, eq=False)
class _SchoolSite(Site):
    """The guide as one school's families see it: every address leads to the school's page."""

    school: School | None = None

    def page_url(self, target: Language, path: str) -> str:
        return super().page_url(target, self.school.page if self.school else path)


def tasks(project: Project, schools: Iterable[School], *, compressed: bool = False) -> Iterator[Task]:
    """Yield what is made for schools, a few schools after the others. Raises SourceError for forms that cannot be read.

    compressed: with copies of texts for web servers that send these as they are
    Of these few, the same sheet comes for one school after the other: the compiler lays out once what they share.
    """
    left = iter(schools)
    while few := tuple(islice(left, _AT_ONCE)):
        alike: dict[object, list[Task]] = {}
        for each in (task for school in few for task in _of_school(project, school, compressed)):
            alike.setdefault(each.sheet, []).append(each)
        yield from chain.from_iterable(alike.values())


def runs(bag: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    """Yield the tasks in runs of one sheet, for several schools: whoever makes the first of them makes the others."""
    for _, alike in groupby(bag, lambda task: task.sheet):
        while run := tuple(islice(alike, _AT_ONCE)):
            yield run


class Orders:
    """The tasks that are to be made, in runs.

    A page says how long the files are that it lists: it waits until all else of its school is made.
    """

    def __init__(self, bag: Sequence[Task]):
        self.count = self.left = len(bag)
        papers = [each for each in bag if each.kind != "page"]
        self._runs = deque(runs(papers))
        self._unmade = Counter(each.school.slug for each in papers)
        self._pages: dict[str, list[Task]] = defaultdict(list)
        for each in bag:
            if each.kind == "page":
                self._pages[each.school.slug].append(each)
        self._sizes: dict[str, list[tuple[Task, Size]]] = defaultdict(list)

    def take(self) -> Sequence[Task]:
        """Return a run that can be made now; an empty one where none is left, or all that are left have to wait."""
        return self._runs.popleft() if self._runs else ()

    def enter(self, task: Task, size: Size | None) -> None:
        """Enter that a task is done. size: of its file; None where it could not be made, and no page lists it."""
        self.left -= 1
        if task.kind == "page":
            return
        slug = task.school.slug
        self._unmade[slug] -= 1
        if size:
            self._sizes[slug].append((task, size))
        if not self._unmade[slug]:
            sizes = self._sizes.pop(slug, [])
            if pages := tuple(_with_sizes(each, sizes) for each in self._pages.pop(slug, ())):
                self._runs.appendleft(pages)


def _with_sizes(page: Task, sizes: Iterable[tuple[Task, Size]]) -> Task:
    """Return a page with the sizes of what it lists, in an order that does not tell what was made first."""
    listed = (size for of, size in sizes if of.language == page.language or of.kind in _OF_EVERY_LANGUAGE)
    return dataclasses.replace(page, sizes=tuple(sorted(listed)))


def _of_school(project: Project, school: School, compressed: bool) -> Iterator[Task]:
    site = project.site
    for language in map(site.language, school.languages):
        path = f"{site.path(language, school.page)}index.html"
        yield Task(school, "page", language.locale, "", path, compressed=compressed)
        yield from _on_paper(project, school, language)
    yield from _in_every_language(site, school)


def _in_every_language(site: Site, school: School) -> Iterator[Task]:
    for kind, file in _OF_EVERY_LANGUAGE.items():
        yield Task(school, kind, site.source.locale, "", school.page + file)


def _on_paper(project: Project, school: School, language: Language) -> Iterator[Task]:
    task = partial(Task, school, language=language.locale)
    for path, form in project.forms.items():
        for edition in editions(project.site, language):
            if edition.kind in school.editions and not (edition.fillable and form.letters):
                yield task("sheet", of=path, path=school.page + edition.file_name(form.slug), edition=edition)
    for each in packs_of(project.forms):
        for edition in pack_editions(project.site, language):
            if edition.kind in school.editions:
                yield task("pack", of=each.stem, path=school.page + edition.file_name(each.stem), edition=edition)
    for page in project.pages:
        if _SHORT in page.body:
            yield task("handout", of=page.path, path=school.page + file_name(page.address, language))


class Workshop:
    """What a process needs to make tasks: a checkout, read once, and one compiler, which reads its fonts once."""

    def __init__(self, project: Project):
        self.project = project
        self.press = Press(project.store, project.root, foot=FILE)
        self.content = lru_cache(maxsize=None)(self._content)
        self._parser = lru_cache(maxsize=None)(self._new_parser)
        self.pages = Pages(project, self.press.codes, self.content)
        self.kit = lru_cache(maxsize=None)(partial(items, project))
        self._checked = checked_by_people(project)

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The forms by the addresses of their pages."""
        return {address(path): form for path, form in self.project.forms.items()}

    def printer(self, school: School, locale: str) -> Printer:
        """Return what prints for a school in a language."""
        site = self.project.site
        parts = {each.name: getattr(site, each.name) for each in dataclasses.fields(site)}
        parts["publisher"] = school.publisher(self.project.root / "docs", locale)
        return Printer(
            _SchoolSite(**parts, school=school), self.project.lookup, self.press, self.project.colours, self._checked
        )

    def _content(self, path: str, locale: str) -> str:
        """Return a page's HTML without its frame, as far as paper shows it."""
        return self._parser(locale).reset().convert(without_notes(self.project.page(path).body))

    def _new_parser(self, locale: str) -> markdown.Markdown:
        language = self.project.site.language(locale)
        source, parser = self.project.site.source, self.project.site.markdown()
        segments, pictures = SegmentExtension(source.tag, source.direction), PictureExtension()
        segments.lookup = self.project.lookup(language) if language != source else None
        segments.into = language.tag
        segments.own = in_language(language.locale, self.project.links, self.project.ledger)
        pictures.rtl = language.direction == "rtl"
        parser.registerExtensions([segments, pictures], {})
        return parser


def made(task: Task, workshop: Workshop) -> Made:
    """Make a task: the same files wherever and in whatever order it is made.

    Raises SourceError, which names the school, when it cannot be made.
    """
    try:
        return _made(task, workshop)
    except SourceError as error:
        slug = task.school.slug
        raise SourceError(
            dataclasses.replace(each, message=f"{slug}: {each.message}") for each in error.problems
        ) from error


def _made(task: Task, workshop: Workshop) -> Made:
    project = workshop.project
    match task.kind:
        case "page":
            return Made(_page(task, workshop))
        case "kit":
            codes = workshop.press.codes
            return Made({task.path: kits.kit(task.school, project.site, workshop.kit, codes, project.colours)})
    printed = _printed(task, workshop)
    return Made({task.path: printed.pdf}, printed.sides)


def _page(task: Task, workshop: Workshop) -> dict[str, bytes]:
    """Return a page that lists what there is of its school's files, and what stands beside it."""
    project, sizes = workshop.project, {each.name: each for each in task.sizes}
    language = project.site.language(task.language)
    offered = chain(_on_paper(project, task.school, language), _in_every_language(project.site, task.school))
    named = ((each, sizes.get(each.path.removeprefix(task.school.page))) for each in offered)
    files = workshop.pages.made(
        task.school,
        language,
        [Sheet(of.kind, of.of, size.name, of.edition, size.length, size.sides) for of, size in named if size],
    )
    if task.compressed:
        files |= dict(chain.from_iterable(copies(*each, project.store) for each in files.items()))
    return files


def _printed(task: Task, workshop: Workshop) -> Printed:
    project, printer = workshop.project, workshop.printer(task.school, task.language)
    language = project.site.language(task.language)
    match task.kind, task.edition:
        case "sheet", Edition() as edition:
            return printer.sheet(project.forms[task.of], address(task.of), edition, task.of)
        case "pack", Edition() as edition:
            which = next(each for each in PACKS if each.stem == task.of)
            return pack(printer, which, workshop.forms, edition)
        case "handout", _:
            return _handout(printer, project.page(task.of), workshop.content(task.of, task.language), language)
        case "poster", _:
            return poster(_only(printer, task.school))
    raise ValueError(f"{task.kind} is no kind of task")


def _handout(printer: Printer, page: Page, content: str, language: Language) -> Printed:
    if (printed := handout(printer, page, content, language)) is None:
        raise SourceError([Problem(page.path, 0, "its short version stands below no title", "print")])
    return printed


def _only(printer: Printer, school: School) -> Printer:
    """Return a printer of a site in the languages of a school."""
    languages = tuple(each for each in printer.site.languages if each.locale in school.languages)
    site = dataclasses.replace(printer.site, languages=languages)
    return Printer(site, printer.lookups, printer.press, printer.colours, printer.checked)
