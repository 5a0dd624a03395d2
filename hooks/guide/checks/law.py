"""No legal sentence without a source: what pages and forms state of the law, the ledger holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.quantities import Quantity, knows, quantities
from guide.project import Project
from guide.source.facts import FILE, Fact, aged
from guide.source.problems import Problem, did_you_mean, listed
from guide.source.site import host
from guide.translation.messages import without_context
from guide.translation.stated import Statement
from guide.words import words_of

CHECK = "law"

_LINK = re.compile(r"\]\((https://[^)\s]+)")
_HEDGE = re.compile(rf"\b(?:{'|'.join(words_of('law', 'en')['hedges'])})\b", re.IGNORECASE)


def check(project: Project) -> Iterator[Problem]:
    """Hold pages, forms and ledger against each other."""
    places = [(path, each) for path, found in project.statements.items() for each in found]
    for path, each in places:
        yield from (Problem(path, each.line, message, CHECK) for message in _in_english(project, each))
        yield from _in_translation(project, each)
    yield from _unused(project, {name for _, each in places for name in each.facts})
    yield from _unlinked(project, places)
    yield from aged(project.ledger, project.today)


def _known(project: Project, statement: Statement) -> list[Fact]:
    return [project.ledger.facts[name] for name in statement.facts if name in project.ledger.facts]


def _in_english(project: Project, statement: Statement) -> Iterator[str]:
    ledger = project.ledger.facts
    for name in statement.facts:
        if name not in ledger:
            yield f'no fact "{name}" is in {FILE}.{did_you_mean(name, ledger)}'
    text = "\n".join(map(without_context, statement.keys))
    for fact in _known(project, statement):
        yield from _numbers(fact, text, "en")
        if fact.grade == "B" and not _HEDGE.search(text):
            yield f'the fact "{fact.id}" is of grade B; write “usually”, or who says it: “{host(fact.source)} says”'
        if fact.grade == "B" and not statement.in_form and not _links(fact, text):
            yield f'the fact "{fact.id}" is of grade B; link its source, {fact.source}'


def _in_translation(project: Project, statement: Statement) -> Iterator[Problem]:
    """Yield what the translations of a place leave out. Where one is missing, the page shows the English."""
    for catalogue in project.catalogues.values():
        said = [found for key in statement.keys if (found := catalogue.lookup(key)) is not None]
        if not said or len(said) < len(statement.keys):
            continue
        for fact in _known(project, statement):
            for message in _numbers(fact, "\n".join(said), catalogue.language.locale):
                yield Problem(catalogue.path, catalogue.line(statement.keys[0]), message, CHECK)


def _numbers(fact: Fact, text: str, locale: str) -> Iterator[str]:
    """Yield each quantity of a claim that a text which states it does not hold."""
    found = quantities(text, locale)
    for each in dict.fromkeys(quantities(fact.claim, "en")):
        wanted = each if knows(locale, each.unit) else Quantity(each.number)
        if not any(wanted in (one, Quantity(one.number)) for one in found):
            says = listed(map(str, found)) or "no number"
            yield (
                f'the fact "{fact.id}" says {each}, and the text that states it says {says}; write {each} here, '
                f"or mend the claim in {FILE}"
            )


def _links(fact: Fact, text: str) -> bool:
    return any(each in (fact.source, fact.source_cy) for each in _LINK.findall(text))


def _unused(project: Project, used: set[str]) -> Iterator[Problem]:
    for name in project.ledger.facts.keys() - used:
        message = f'no page states the fact "{name}"; put fact={name} behind the block that does, or take it out'
        yield Problem(FILE, project.ledger.lines[name], message, CHECK)


def _unlinked(project: Project, places: list[tuple[str, Statement]]) -> Iterator[Problem]:
    """Yield the facts of grade B that only forms state: their texts hold no links."""
    on_pages = {name for _, each in places if not each.in_form for name in each.facts}
    for path, each in places:
        for fact in _known(project, each):
            if fact.grade == "B" and fact.id not in on_pages:
                message = f'the fact "{fact.id}" is of grade B; state it on a page, too, with a link to {fact.source}'
                yield Problem(path, each.line, message, CHECK)
