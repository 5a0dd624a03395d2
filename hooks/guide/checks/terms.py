"""One word for one thing: translations hold to their language's list of terms, and no two buttons share a word.

What has to differ says so in a translator's comment, with a reason: `# keep "meeting": the verb is meant`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, cached_property
from importlib import resources

import polib

from guide.checks.quantities import any_of, folded, without_addresses
from guide.project import Project
from guide.source.pages import Page
from guide.source.problems import Problem, listed
from guide.source.terms import CHECK, FOLDER, SHORT_FORMS, Terms, read_terms
from guide.translation.catalogues import Catalogue
from guide.translation.po_files import key_of
from guide.translation.strings import META_KEYS, SourceString
from guide.words import words as our_words

_BRACKETED = re.compile(rf"\(({'|'.join(sorted(SHORT_FORMS, reverse=True))})\)")
_KEPT = re.compile(r'^\s*keep "(?P<name>[^"]+)":\s*\S', re.MULTILINE)
_NOTE = re.compile(r'\bnote: "([\w-]+)"')
_LABEL = 4  # words of what a button says, at most
_FRAME = ("page frame", "what a button says or answers")
_BESIDE = (*META_KEYS.values(), "form")  # what stands outside the text of a page, or has no room
_TITLES = ("heading", "term")


@cache
def _printed_beside(kind: str) -> tuple[str, ...]:
    """Return what a sheet says beside a question of a type, in English: its template names it."""
    template = resources.files("guide.forms.fields") / kind.replace(" ", "_") / "field.typ"
    return tuple(our_words("labels")[name] for name in _NOTE.findall(template.read_text(encoding="utf-8")))


def check(project: Project) -> Iterator[Problem]:
    """Hold each catalogue to the terms of its language."""
    searched = {page.meta.search for page in project.pages}  # in the words of readers, whatever they are
    for locale, catalogue in project.catalogues.items():
        terms = read_terms(project.root, locale)
        yield from _shared(terms, f"{FOLDER}/{locale}.yml")
        words = _Words(project, catalogue, terms)
        for entry in catalogue.po:
            if entry.msgid not in searched and catalogue.lookup(key_of(entry)) is not None:
                kept = {each.casefold() for each in _KEPT.findall(entry.tcomment)}
                for name, message in words.wrong(entry):
                    if name.casefold() not in kept:
                        keep = f', or say why not in a comment: # keep "{name}": …'
                        yield Problem(catalogue.path, entry.linenum or 0, f"{message}{keep}", CHECK)
    yield from _of_no_language(project)


def _shared(terms: Terms, path: str) -> Iterator[Problem]:
    """Find words that two buttons share: readers could not tell them apart."""
    first: dict[str, str] = {}
    for verb, words in (terms.buttons or {}).items():
        for word in words:
            if (other := first.setdefault(folded(word), verb)) != verb:
                message = f'the buttons "{other}" and "{verb}" share the word "{word}"; choose another for one'
                yield Problem(path, 0, message, CHECK)


def _of_no_language(project: Project) -> Iterator[Problem]:
    for file in sorted((project.root / FOLDER).glob("*.yml")):
        if file.stem not in project.catalogues:
            message = "no language of mkdocs.yml uses this list of terms; add the language there or delete the file"
            yield Problem(f"{FOLDER}/{file.name}", 0, message, CHECK)


class _Words:
    """The words of a language at work: what is wrong with an entry of its catalogue."""

    def __init__(self, project: Project, catalogue: Catalogue, terms: Terms):
        self.project, self.catalogue, self.terms = project, catalogue, terms
        self._by_name = {each.term.casefold(): each for each in terms.terms}
        self._finder = _finder(self._by_name)
        self._avoid = [(each, _whole({*map(folded, each.words)})) for each in terms.avoid]

    def wrong(self, entry: polib.POEntry) -> Iterator[tuple[str, str]]:
        """Yield the name of each rule that a translation breaks, and what to write."""
        said = folded(without_addresses(entry.msgstr))
        yield from self._short_forms(entry)
        yield from self._terms(entry, said)
        yield from self._buttons(entry, said)
        yield from self._avoided(entry, said)
        yield from self._first.get(key_of(entry), ())

    def _found(self, english: str) -> list[str]:
        """Return the terms of an English text; of two in one place the longer."""
        found = self._finder.finditer(without_addresses(english))
        return list(dict.fromkeys(each[1].casefold() for each in found))

    def _short_forms(self, entry: polib.POEntry) -> Iterator[tuple[str, str]]:
        for short in dict.fromkeys(_BRACKETED.findall(entry.msgid)):
            expected = (self.terms.short_forms or {}).get(short, short)
            if not re.search(rf"\b{expected}\b", entry.msgstr):
                yield short, f"the official short form {expected} is missing (English: {short}); put it in"

    def _terms(self, entry: polib.POEntry, said: str) -> Iterator[tuple[str, str]]:
        for term in map(self._by_name.__getitem__, self._found(entry.msgid)):
            if not any(folded(each) in said for each in (term.say, *term.forms)):
                yield term.term, f'"{term.term}" is "{term.say}" in this language; write it'

    def _buttons(self, entry: polib.POEntry, said: str) -> Iterator[tuple[str, str]]:
        """Hold the few words of a button to its verb. `large print`, a term, is not what a button does."""
        english = self._finder.sub("", entry.msgid).casefold().split()
        if len(english) > _LABEL or not set(entry.comment.splitlines()) & set(_FRAME):
            return
        for verb, words in (self.terms.buttons or {}).items():
            if verb in english and not any(folded(each) in said for each in words):
                yield verb, f'a button that says "{verb}" says "{words[0]}" in this language; write it'

    def _avoided(self, entry: polib.POEntry, said: str) -> Iterator[tuple[str, str]]:
        for each, words in self._avoid:
            if (found := set(words.findall(said))) and each.where in (None, *self._readers(entry)):
                to = f" to {'a child' if each.where == 'child' else 'adults'}" if each.where else ""
                quoted = listed(f'"{word}"' for word in each.words if folded(word) in found)
                yield each.words[0], f"{quoted} is not said{to}; write {each.say}"

    def _readers(self, entry: polib.POEntry) -> Collection[str]:
        """Return who reads an entry: a child, adults, or nobody in particular where it stands in pages of both.

        What a sheet says beside a question has to suit everyone who is asked it.
        """
        if entry.msgid in self._beside_questions:
            return self._beside_questions[entry.msgid]
        readers = {self._audiences.get(file, "") for file, _ in entry.occurrences}
        return readers if len(readers) == 1 else ()

    @cached_property
    def _audiences(self) -> dict[str, str]:
        audiences: dict[str, str] = {page.path: page.meta.audience for page in self.project.pages}
        audiences |= {path: form.audience for path, form in self.project.forms.items()}
        return {path: "child" if each == "child" else "adults" for path, each in audiences.items()}

    @cached_property
    def _beside_questions(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for path, form in self.project.forms.items():
            for label in {label for field in form.fields for label in _printed_beside(field.kind)}:
                found.setdefault(label, set()).add(self._audiences[path])
        return found

    @cached_property
    def _first(self) -> dict[str, list[tuple[str, str]]]:
        """Each sentence, by its key, that is the first on a page to say a term and lacks the official word."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, term in self._by_name.items():
            for page in self.project.pages if term.brackets else ():
                if string := self._unexplained(page, name, term.brackets or ""):
                    message = f'{page.path} says "{name}" here for the first time; write ({term.brackets}) behind it'
                    found.setdefault(string.key, [(name, message)])
        return found

    def _unexplained(self, page: Page, name: str, official: str) -> SourceString | None:
        """Return a page's first sentence with a term, if the official word is neither there nor in a title before."""
        for each in self.project.strings.of(page):
            said = self.catalogue.lookup(each.key)
            if each.kind in _BESIDE or said is None or name not in self._found(each.msgid):
                continue
            if folded(official) in folded(said):
                return None
            if each.kind not in _TITLES:
                return each
        return None


def _whole(words: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)" if words else "(?!)")


def _finder(names: Collection[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w{{-])({any_of(names)})(?:s|es)?(?![\w}}-])" if names else "(?!)", re.IGNORECASE)
