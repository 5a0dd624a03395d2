"""The `guide` command: what translators' tools, maintainers and the tests run from the project's folder.

A command imports for itself what is slow to load: to count segments, no PDF engine is needed.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from guide.checks import CHECKS
from guide.project import Project
from guide.source.addresses import CHECK, FILE, Address, published, read_address, unlisted
from guide.source.files import write_whole
from guide.source.languages import Language
from guide.source.pages import address
from guide.source.problems import Problem, SourceError, did_you_mean, listed
from guide.translation import catalogues, marks, new_language, po_files
from guide.translation.status import Status, status, statuses
from guide.web.places import living
from guide.web.report import version


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns the exit code: 0 done; 1 `check`, `build` or `status` found what they look for; 2 it could not be done.
    """
    options = _parser().parse_args(arguments)
    project = Project(options.project)
    if not (options.project / "mkdocs.yml").is_file():
        print(f"guide: there is no mkdocs.yml in {options.project}; go to the guide's folder", file=sys.stderr)
        return 2
    try:
        return int(options.run(project, options))
    except SourceError as error:
        print(error, file=sys.stderr)
        return 2
    except ModuleNotFoundError as error:
        print(f"guide: {error.name} is not installed; run: make check", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"guide: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("guide: stopped; what was there before is as it was", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide", description="Translate, check and measure the guide.")
    parser.add_argument("--project", type=Path, default=Path.cwd(), help="the folder with mkdocs.yml (default: here)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("build", help="build the whole site, strictly, in place of the old one")
    command.add_argument("--out", type=Path, help="the folder of the site (default: site, in the project's folder)")
    command.add_argument("--quiet", action="store_true", help="say nothing but what is wrong")
    command.add_argument("--compressed", action="store_true", help="also write each text as .gz and .br beside it")
    command.set_defaults(run=_build)

    command = commands.add_parser("serve", help="preview at http://127.0.0.1:8000, built again on each change")
    command.set_defaults(run=_serve)

    command = commands.add_parser("schools", help="check schools.csv, or make what each school of it gets")
    command.add_argument("what", choices=("check", "build"))
    command.add_argument("--only", nargs="+", metavar="SLUG", help="of these schools (default: all)")
    command.add_argument("--jobs", type=_count, metavar="N", help="processes at once (default: one a processor)")
    command.add_argument("--out", metavar="PLACE", help="a folder, or s3://… (default: schools, in the project's)")
    command.add_argument("--scheduler", default="", metavar="ADDRESS", help="of a Dask scheduler whose workers make it")
    command.add_argument("--compressed", action="store_true", help="also write each text as .gz and .br beside it")
    command.set_defaults(run=_schools)

    command = commands.add_parser("extract", help="write a PO template with every English segment")
    command.add_argument("output", nargs="?", help="file to write (default: standard output)")
    command.set_defaults(run=_extract)

    command = commands.add_parser("update", help="bring the catalogues in step with the English")
    command.add_argument("locale", nargs="*", help="languages (default: all)")
    command.set_defaults(run=_update)

    command = commands.add_parser("status", help="count what is translated, stale, missing and reviewed")
    command.add_argument("locale", nargs="*", help="languages (default: all)")
    command.add_argument(
        "--require", metavar="xx=PERCENT,…", default="", help="fail when less is translated, e.g. cy=100,ar=95"
    )
    command.set_defaults(run=_status)

    command = commands.add_parser("check", help="report every problem as file:line: message (check)")
    command.add_argument("--only", action="append", choices=CHECKS, metavar="NAME", help=f"of: {listed(CHECKS)}")
    command.set_defaults(run=_check)

    command = commands.add_parser("publish", help="add new pages and languages to the list of addresses that last")
    command.add_argument("address", nargs="*", help="of files, e.g. 'forms/prepare/prepare-{language}.pdf'")
    command.set_defaults(run=_publish)

    command = commands.add_parser("version", help="show what a message about a mistake says of a page today")
    command.add_argument("locale", nargs="*", help="languages (default: all)")
    command.set_defaults(run=_version)

    command = commands.add_parser("reading", help="measure how the English reads: words, sentences, grade")
    command.set_defaults(run=_reading)

    command = commands.add_parser("reviewed", help="mark a page's translation as checked by a person")
    command.add_argument("locale")
    command.add_argument("page", nargs="+", help="e.g. docs/before.md")
    command.add_argument("--by", required=True, metavar="NAME", help="who read it against the English")
    command.set_defaults(run=_reviewed)

    command = commands.add_parser("new-language", help="add a language: its catalogue and its entry in mkdocs.yml")
    command.add_argument("locale", help="e.g. pl, so, ku-Arab")
    command.set_defaults(run=_new_language)
    return parser


def _build(project: Project, options: argparse.Namespace) -> int:
    from site_build import build_site

    return build_site(
        project.root, options.out or project.root / "site", quiet=options.quiet, compressed=options.compressed
    )


def _serve(project: Project, options: argparse.Namespace) -> int:
    from site_preview import preview

    return preview(project.root)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise argparse.ArgumentTypeError(f'"{text}" is no number of processes; write 1 or more')
    return int(text)


def _schools(project: Project, options: argparse.Namespace) -> int:
    from guide.schools.pages import wrong_site
    from guide.schools.roll import chosen, read_roll
    from guide.schools.run import build_schools, write_index

    far = options.out if "://" in (options.out or "") else ""
    place = Path(options.out) if options.out and not far else project.root / "schools"
    try:
        roll = read_roll(project.root, project.site)
        schools = chosen(roll, options.only)
    except SourceError as error:
        print(error, f"{len(error.problems)} problems", sep="\n", file=sys.stderr)
        return 1
    if options.what == "check":
        print(f"{len(schools)} schools, no problems", file=sys.stderr)
        return 0
    for problem in wrong_site(project, place):
        print(problem, file=sys.stderr)
        return 1
    try:
        if far:
            from guide.schools.places import Place, check_place

            check_place(far)
        code = build_schools(project, schools, place, options.jobs, options.scheduler, compressed=options.compressed)
    except ModuleNotFoundError as error:
        if not (options.scheduler or far):
            raise
        print(f'this needs the extra "spread" ({error}); install it with: pip install ".[spread]"', file=sys.stderr)
        return 1
    write_index(project.site, roll, place)
    if far:
        Place(far).put_all(place, project.site, roll, schools)
    return code


def _extract(project: Project, options: argparse.Namespace) -> int:
    template = catalogues.template(project.strings.messages)
    if options.output:
        po_files.write(template, Path(options.output))
    else:
        print(template)
    return 0


def _update(project: Project, options: argparse.Namespace) -> int:
    for language in _chosen(project, options.locale):
        file = project.catalogue_file(language)
        po = po_files.read_po(file, project.root) if file.exists() else catalogues.new_catalogue(language)
        po_files.mend_header(po, language)
        changes = catalogues.update(po, project.strings.messages)
        po_files.write(po, file)
        print(f"{file.relative_to(project.root).as_posix()}: {changes}")
    return 0


def _status(project: Project, options: argparse.Namespace) -> int:
    wanted = dict(_required(project, options.require))
    whole = dict(statuses(project))
    for language in _chosen(project, options.locale):
        catalogue = project.catalogues[language.locale]
        print(f"{language.locale}  {language.name}")
        print(f"  {'segments':>8} {'translated':>10} {'stale':>6} {'missing':>7} {'reviewed':>8}")
        for path, msgids in project.strings.page_msgids.items():
            print(_row(status(catalogue, msgids), path))
        print(_row(status(catalogue, project.strings.frame_msgids), "page frame and printed forms"))
        print(_row(whole[language], "all, each segment once"))
        print()
    short = [
        f"{language.locale} is translated to {counts.percent_translated}%, {wanted[language.locale]}% required"
        for language, counts in whole.items()
        if counts.percent_translated < wanted.get(language.locale, 0)
    ]
    print(*short, sep="\n", end="\n" if short else "", file=sys.stderr)
    return 1 if short else 0


def _required(project: Project, given: str) -> Iterator[tuple[str, int]]:
    """Yield what `--require` asks for: locale and percentage. Raises SourceError."""
    for each in filter(None, given.split(",")):
        locale, _, percent = each.partition("=")
        if not re.fullmatch(r"100|\d{1,2}", percent):
            message = f'--require has "{each}"; write it as cy=100 or cy=100,ar=95'
            raise SourceError([Problem("the command", 0, message, "languages")])
        _chosen(project, [locale])
        yield locale, int(percent)


def _row(counts: Status, name: str) -> str:
    cells = f"{counts.total:>8} {counts.translated:>10} {counts.stale:>6} {counts.missing:>7} {counts.reviewed:>8}"
    return f"  {cells}  {name}"


def _check(project: Project, options: argparse.Namespace) -> int:
    from guide.checks.every import check

    problems = check(project, options.only or CHECKS)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "no problems", file=sys.stderr)
    return 1 if problems else 0


def _publish(project: Project, options: argparse.Namespace) -> int:
    return _add_to_list(project, options.address)


def _add_to_list(project: Project, given: list[str]) -> int:
    file = project.root / FILE
    try:
        wanted = [read_address(each) for each in given]
    except ValueError as error:
        raise SourceError([Problem(FILE, 0, str(error), CHECK)]) from error
    _are_there(project, wanted)
    locales = {locale for locale, _ in project.addresses.languages}
    there = {each.address for each in project.addresses.published}
    pages = unlisted(project.addresses, living(project))
    new = {
        "languages": [each.locale for each in project.site.languages if each.locale not in locales],
        "published": [str(each) for each in dict.fromkeys([*pages, *wanted]) if each not in there],
    }
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    write_whole(file, published(text, new))
    print(f"{FILE}: {listed(part for parts in new.values() for part in parts) or 'nothing to add'}")
    return 0


def _are_there(project: Project, wanted: list[Address]) -> None:
    """Raise SourceError for what nobody could find at an address: a build would stop for it from then on."""
    pages = living(project).pages
    for each in wanted:
        near = did_you_mean(str(each), [page or "/" for page in sorted(pages)])
        if each.is_page and each.path not in pages:
            raise SourceError([Problem(FILE, 0, f"there is no page {each}.{near}", CHECK)])
        if not each.is_page and "." not in each.path.rpartition("/")[2]:
            raise SourceError([Problem(FILE, 0, f"{each} is no file; a page is written as {each}/.{near}", CHECK)])


def _version(project: Project, options: argparse.Namespace) -> int:
    languages = _chosen(project, options.locale) if options.locale else project.site.languages
    for language in languages:
        for page in project.pages:
            print(f"{version(project, page.path, language)}  {project.site.path(language, address(page.path)) or '/'}")
    return 0


def _reading(project: Project, options: argparse.Namespace) -> int:
    from guide.checks.plain import measure

    print(f"{'words':>6} {'words a sentence':>17} {'grade':>6} {'under six':>10}")
    for page in project.pages:
        found = measure(project.strings.read(page))
        print(f"{found.words:>6} {found.average:>17.1f} {found.grade:>6.1f} {found.clipped:>10.0%}  {page.path}")
    return 0


def _reviewed(project: Project, options: argparse.Namespace) -> int:
    (language,) = _chosen(project, [options.locale])
    unknown = [page for page in options.page if page not in project.strings.page_msgids]
    if unknown:
        message = "no such page; write it as docs/before.md"
        raise SourceError(Problem(page, 0, message, "reviewed") for page in unknown)
    file = project.catalogue_file(language)
    po = po_files.read_po(file, project.root)
    by = f"{options.by.strip()}, {datetime.date.today().isoformat()}"
    if not marks.names_reviewer(by):
        message = f'--by is "{options.by}"; write the name of the person who read it: --by "Anna Kowalska"'
        raise SourceError([Problem("the command", 0, message, "reviewed")])
    wanted = {msgid for page in options.page for msgid in project.strings.page_msgids[page]}
    marked = [entry for entry in po if po_files.key_of(entry) in wanted and entry.translated() and not entry.obsolete]
    for entry in marked:
        marks.mark_reviewed(entry, by)
    po_files.write(po, file)
    print(f"{len(marked)} of {len(wanted)} segments marked as reviewed by {by}")
    return 0


def _new_language(project: Project, options: argparse.Namespace) -> int:
    for line in new_language.add(project, options.locale):
        print(line)
    return _add_to_list(Project(project.root), [])


def _chosen(project: Project, locales: list[str]) -> list[Language]:
    translated = {each.locale: each for each in project.site.languages[1:]}
    unknown = [locale for locale in locales if locale not in translated]
    if unknown:
        messages = [f'no language "{locale}"; there are: {listed(translated)}' for locale in unknown]
        raise SourceError(Problem("mkdocs.yml", 0, message, "languages") for message in messages)
    return [translated[locale] for locale in locales] if locales else list(translated.values())
