"""The editions in which a form is printed."""

from __future__ import annotations

from dataclasses import dataclass

from guide.paper import typed
from guide.source.languages import Language
from guide.source.site import Site

# UKAAF: 12 pt at least for print, 18 pt for large print.
STANDARD_SIZE = 12
LARGE_SIZE = 18

# What is special about an edition, as lists name it.
KINDS = ("alone", "beside", "large", "fillable")

# Languages whose letters, typed into a PDF, were seen to appear in the viewers of Chromium and of Linux desktops.
FILLABLE = tuple(typed.languages())


@dataclass(frozen=True)
class Edition:
    """For whom a form is printed.

    second: the language that stands beside the first, or None
    size: of the letters, in points
    fillable: whether it is filled in on a screen
    """

    language: Language
    second: Language | None = None
    size: int = STANDARD_SIZE
    fillable: bool = False

    @property
    def large(self) -> bool:
        """Whether it is in large print."""
        return self.size >= LARGE_SIZE

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages on the sheet, in order."""
        return (self.language, self.second) if self.second else (self.language,)

    @property
    def kind(self) -> str:
        """What is special about it, one of `KINDS`: one language, two beside each other, large print, for a screen."""
        if self.fillable:
            return "fillable"
        return "large" if self.large else "beside" if self.second else "alone"

    def file_name(self, stem: str) -> str:
        """Return the PDF's name: `prepare-ar.pdf`, `prepare-ar-en.pdf`. Newsletters link to it: never change it."""
        parts = [stem, *(each.locale for each in self.languages)]
        parts += ["large"] if self.large else []
        parts += ["fillable"] if self.fillable else []
        return "-".join(parts) + ".pdf"


def editions(site: Site, language: Language) -> tuple[Edition, ...]:
    """Return the editions in which every form is printed for a language, the most useful first."""
    alone, large = Edition(language), Edition(language, size=LARGE_SIZE)
    beside = tuple(Edition(language, second=each) for each in _beside(site, language))
    fillable = (Edition(language, fillable=True),) if language.tag in FILLABLE else ()
    if language.official:
        return (alone, *fillable, *beside, large)
    return (*beside[:1], alone, *beside[1:], large)


def pack_editions(site: Site, language: Language) -> tuple[Edition, ...]:
    """Return the editions in which a pack is printed: in the language alone, and beside the one schools work in."""
    beside = tuple(Edition(language, second=each) for each in _beside(site, language)[:1])
    return (Edition(language), *beside) if language.official else (*beside, Edition(language))


def _beside(site: Site, language: Language) -> tuple[Language, ...]:
    """Return the official languages that can stand beside a language, the source first."""
    return tuple(each for each in site.languages if each.official and each != language)
