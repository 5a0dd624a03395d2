"""The words of a language: `translations/terms/xx.yml`, what a translator writes for a term and what not.

terms: an English word of the subject, and what stands for it wherever it is translated
short-forms: what stands for those of the law; one that is not listed keeps its letters, an empty one is spelled out
buttons: what a reader can do, each with words that no other has
avoid: words that reviewers took out, and what to write
spelling: words that are right though the language's dictionary lacks them
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from guide.source.problems import Problem, SourceError
from guide.source.schema import Between, Must, Reader, compose, read_text

FOLDER = "translations/terms"
CHECK = "terms"
SHORT_FORMS = ("ALN", "ALNCo", "ALP", "IDP")  # of the Additional Learning Needs and Education Tribunal (Wales) Act 2018


def _with_letters(text: str) -> Iterator[str]:
    if not any(map(str.isalnum, text)):
        yield f'is "{text}"; write a word'


Word = Annotated[str, Between(1, 80, "letters"), Must(_with_letters)]


@dataclass(frozen=True)
class Term:
    """A word of the subject.

    term: the English, which is also found with an -s; say: what to write
    forms: what words that bend have in common, `yfarfod` for cyfarfod and gyfarfod; one of them is enough
    brackets: the official word that stands in brackets where a page first says the term
    """

    term: Word
    say: Word
    forms: tuple[Word, ...] = ()
    brackets: Word | None = None


@dataclass(frozen=True)
class Avoided:
    """Words that are not written, and what is. `where`: only in what a child is told, or only in what adults are."""

    words: tuple[Word, ...]
    say: Word
    where: Literal["child", "adults"] | None = None


@dataclass(frozen=True)
class Terms:
    """The words of one language, each part perhaps empty."""

    terms: tuple[Term, ...] = ()
    short_forms: dict[str, Annotated[str, Between(0, 20, "letters")]] | None = None
    buttons: dict[str, tuple[Word, ...]] | None = None
    avoid: tuple[Avoided, ...] = ()
    spelling: tuple[Word, ...] = ()


def read_terms(root: Path, locale: str) -> Terms:
    """Read a language's words; a language without a file has none. Raises SourceError with every mistake."""
    path = f"{FOLDER}/{locale}.yml"
    if not (root / path).exists():
        return Terms()
    document = compose(read_text(root / path, path, CHECK), path, CHECK, what="the list of terms")
    reader = Reader(document, CHECK)
    found = reader.sound(reader.record(document.root, Terms, "the list of terms")) if document.root else Terms()
    if wrong := list(_wrong(found)):
        raise SourceError(Problem(path, 0, message, CHECK) for message in wrong)
    return found


def _wrong(found: Terms) -> Iterator[str]:
    names = [each.term.casefold() for each in found.terms]
    for name in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield f'the term "{name}" is listed twice; keep one'
    for name in (found.short_forms or {}).keys() - set(SHORT_FORMS):
        yield f'"{name}" is no short form of the law; write one of {", ".join(SHORT_FORMS)}'
