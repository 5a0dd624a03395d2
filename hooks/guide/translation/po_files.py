"""PO files as people and programs write them: Weblate, Poedit, Crowdin, Transifex, a text editor.

They differ in what PO leaves free: comments without a space, a byte order mark, ends of lines, folded lines, fields of
the header. All is read as GNU msgfmt reads it, and written in one way.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.plurals import get_plural

from guide.source.files import write_whole
from guide.source.languages import Language
from guide.source.problems import Problem, SourceError
from guide.translation.messages import keyed

CHECK = "catalogue"

_TEXT_LINE = re.compile(r'^(#~\s*)?(msg[a-z_]+\s*)?"')
_CLOSED = re.compile(r'^[^"]*"(?:[^"\\]|\\.)*"\s*$')
# A mark with no space after it; `#=` holds flags that stay, which older programs do not know.
_TIGHT = re.compile(r"^(#[,=:.|]|#~\||#~|#)(?=[^\s,=:.|~#])")
_KEYWORD = re.compile(r'^((?:#~\s*|#\|\s*)?msg(?:id|str|ctxt)(?:_plural|\[\d+\])?)\s*(?=")')
_CHARSET = re.compile(r"charset=([^\s;]*)", re.IGNORECASE)


def read_po(file: Path, root: Path) -> polib.POFile:
    """Read a PO file; an entry's `linenum` is the line of its msgstr.

    Raises SourceError when the file is missing, not a PO file in UTF-8, or has a plural, or a message twice.
    """
    path = file.relative_to(root).as_posix()
    if not file.exists():
        raise SourceError([Problem(path, 0, "the catalogue is missing; run: guide update", CHECK)])
    lines = [_spaced(line) for line in _text(file, path).split("\n")]
    _raise_for_open_quotes(lines, path)
    po = _parsed(lines, path)
    po.wrapwidth = 0
    _raise_for_charset(po, path)
    _raise_for_unknown_kinds(po, path)
    for entry in po:
        after = range((entry.linenum or 1) - 1, len(lines))
        entry.linenum = next((number + 1 for number in after if "msgstr" in lines[number]), entry.linenum)
    return po


def key_of(entry: polib.POEntry) -> str:
    """Return what tells a message from all others: its English, and its context where it has one."""
    return keyed(entry.msgid, entry.msgctxt or "")


def _text(file: Path, path: str) -> str:
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "a letter here is not UTF-8; save the file as UTF-8"
        raise SourceError([Problem(path, line, message, CHECK)]) from error
    except OSError as error:
        raise SourceError([Problem(path, 0, f"this cannot be read: {error.strerror}", CHECK)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _spaced(line: str) -> str:
    """Put the spaces into a line that msgfmt does not need and polib does."""
    line = _TIGHT.sub(r"\1 ", line.strip())
    if line.startswith("#="):
        line = f"#,{line[2:]}"
    return _KEYWORD.sub(r"\1 ", line)


def _parsed(lines: list[str], path: str) -> polib.POFile:
    """Give the lines to polib as a file: of a text, it would take U+2028 for the end of a line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "catalogue.po"
        file.write_text("\n".join(lines), encoding="utf-8")
        try:
            return polib.pofile(str(file), encoding="utf-8")
        except (OSError, ValueError, IndexError) as error:
            line = re.search(r"line (\d+)\)?(?:: (.+))?", str(error))
            reason = line[2] if line and line[2] else "this line is none of a PO file"
            problem = Problem(path, int(line[1]) if line else 0, f"{reason}; mend it, or save the file again", CHECK)
            raise SourceError([problem]) from error


def _raise_for_open_quotes(lines: list[str], path: str) -> None:
    """Find what polib would read with a letter lost: a text whose closing quotation mark is missing."""
    broken = [
        (number, line) for number, line in enumerate(lines, 1) if _TEXT_LINE.match(line) and not _CLOSED.match(line)
    ]
    if broken:
        message = 'the quotation marks do not close: {}; write "…" with \\" for one inside'
        raise SourceError(Problem(path, number, message.format(line.strip()), CHECK) for number, line in broken)


def _raise_for_charset(po: polib.POFile, path: str) -> None:
    """Refuse a header that would have other programs read other letters than stand here. CHARSET stands for none."""
    stated = _CHARSET.search(po.metadata.get("Content-Type", ""))
    if stated and stated[1].upper() not in ("UTF-8", "UTF8", "CHARSET"):
        message = f'the header says "charset={stated[1]}"; save the file as UTF-8 and write "charset=UTF-8"'
        raise SourceError([Problem(path, 1, message, CHECK)])


def _raise_for_unknown_kinds(po: polib.POFile, path: str) -> None:
    """Refuse what the merge could lose: plurals, and one message in two entries, in use or not."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for entry in po:
        line = entry.linenum or 0
        if entry.msgid_plural:
            message = f'"{entry.msgid}" has a plural, which the guide does not use; take it out'
            problems.append(Problem(path, line, message, CHECK))
        elif key_of(entry) in first:
            message = f'"{entry.msgid}" stands on line {first[key_of(entry)]} already; keep one of the two'
            problems.append(Problem(path, line, message, CHECK))
        first.setdefault(key_of(entry), line)
    if problems:
        raise SourceError(problems)


# --- the header -----------------------------------------------------------------------------------------------------


def header(language: Language) -> dict[str, str]:
    """Return the fields of a header that the guide needs."""
    return {
        "Project-Id-Version": "Working together",
        "Language": language.tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(language.tag.replace("-", "_")).plural_forms,
    }


def mend_header(po: polib.POFile, language: Language) -> None:
    """Bring the fields that the guide needs into order, in place; the others are their program's.

    A header that names quite another language stays as it is: it may be the wrong file, and the check says so.
    """
    wanted = header(language)
    kept = po.metadata.get("Language", "")
    if kept and not names(kept, language):
        wanted["Language"] = kept
    po.metadata = {**{name: wanted[name] for name in wanted}, **_others(po.metadata, wanted)}
    po.metadata_is_fuzzy = False


def _others(metadata: dict[str, str], wanted: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in metadata.items() if name not in wanted}


def names(stated: str, language: Language) -> bool:
    """Whether a header's `Language` means this language: `cy_GB` is `cy`, `zh_CN` is `zh-Hans`."""
    if stated.replace("_", "-") in (language.tag, language.locale):
        return True
    ours, theirs = _maximised(language.tag), _maximised(stated)
    same_place = "-" not in language.locale or ours[2] == theirs[2] or language.script in language.locale
    return ours[:2] == theirs[:2] and same_place


def _maximised(tag: str) -> tuple[str, str, str]:
    """Return language, script and country as CLDR fills them in; a tag that it does not know is a language alone."""
    try:
        cldr = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return tag, "", ""
    known = get_global("likely_subtags")
    likely = known.get(f"{cldr.language}_{cldr.territory}") or known.get(cldr.language, "und__")
    _, script, territory = (*likely.split("_"), "", "")[:3]
    return cldr.language, cldr.script or script, cldr.territory or territory


def write(po: polib.POFile, file: Path) -> bool:
    """Write a catalogue whole or not at all. Returns whether the file changed."""
    text = f"{po}\n" if not str(po).endswith("\n") else str(po)
    if file.exists() and file.read_bytes() == text.encode():
        return False
    write_whole(file, text)
    return True


def problems_of_header(po: polib.POFile, language: Language) -> Iterator[str]:
    """Yield what is wrong with a header's `Language`."""
    stated = po.metadata.get("Language", "")
    if stated and not names(stated, language):
        yield f'the header says "Language: {stated}"; if it is the right file, write "Language: {language.tag}"'
