"""Which font a language is printed in, and what that font needs around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guide.source.languages import Language
from guide.source.problems import Problem, SourceError

FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Typeface:
    """A font, and how it is set.

    scale: by how much it must grow to look as large as Noto Sans
    leading: the room between its lines, in parts of the letters' size
    top: how far its letters reach above the line, in parts of Noto Sans' size
    bottom: how far they reach below it
    rise: how far single strokes reach above `top`, where a rule or a sign may stand in their way
    spoken: whether its text reads back only by the words that are put behind the letters
    """

    name: str
    scale: float = 1.0
    leading: float = 0.55
    top: float = 0.74
    bottom: float = 0.0
    rise: float = 0.0
    spoken: bool = False


_LATIN = Typeface("Noto Sans")

# Arabic letters and the signs above and below Indic ones reach further than Latin letters.
BY_SCRIPT = {
    "Latn": _LATIN,
    "Cyrl": _LATIN,
    "Arab": Typeface("Noto Naskh Arabic", scale=1.15, leading=0.75),
    "Beng": Typeface("Noto Sans Bengali", leading=0.65, rise=0.2),
    "Guru": Typeface("Noto Sans Gurmukhi", leading=0.65),
    "Taml": Typeface("Noto Sans Tamil", leading=0.7),
    "Mlym": Typeface("Noto Sans Malayalam", leading=0.7),
    "Hans": Typeface("Noto Sans SC", leading=0.65, top=0.85),
    "Hant": Typeface("Noto Sans TC", leading=0.65, top=0.85),
}

# Readers of Urdu expect Nastaliq, whose words slope down to the line from high above it.
BY_LANGUAGE = {"ur": Typeface("Noto Nastaliq Urdu", leading=0.7, top=1.2, bottom=0.45, rise=0.5, spoken=True)}


def typeface(language: Language) -> Typeface:
    """Return the font of a language: its own, or its script's. Raises SourceError where there is none."""
    found = BY_LANGUAGE.get(language.tag) or BY_SCRIPT.get(language.script)
    if found is None:
        message = (
            f"no font for the script {language.script} of {language.locale}; "
            "add one to paper/fonts and to BY_SCRIPT in typefaces.py"
        )
        raise SourceError([Problem("hooks/guide/paper/typefaces.py", 0, message, "print")])
    return found


def described(language: Language) -> dict[str, Any]:
    """Return what the templates need to know of a language."""
    face = typeface(language)
    primary, *rest = language.tag.split("-")
    return {
        "lang": primary,
        "region": next((each.lower() for each in rest if each.isupper()), None),
        "dir": language.direction,
        "font": face.name,
        "scale": face.scale,
        "leading": face.leading,
        "top": face.top,
        "bottom": face.bottom,
        "rise": face.rise,
        "quotes": language.quotes[:2],
        "spoken": face.spoken,
    }
