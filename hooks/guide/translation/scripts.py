"""The words of scripts: marked as in templates, `_("…")`, found here and translated here."""

from __future__ import annotations

import json
import re

from guide.translation.segments import Lookup

_WORDS = re.compile(r'\b_\(("(?:[^"\\\n]|\\.)*")\)')


def script_words(source: str) -> list[str]:
    """Return the words of a script, in order."""
    return [json.loads(literal) for literal in _WORDS.findall(source)]


def translated_script(source: str, lookup: Lookup) -> str:
    """Return a script with its words in another language; what has no translation stays English."""

    def said(match: re.Match[str]) -> str:
        words = json.loads(match[1])
        return json.dumps(lookup(words) or words, ensure_ascii=False)

    return _WORDS.sub(said, source)
