"""A day, in three boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guide.forms.model import FormField, Place
from guide.words import label


@dataclass(frozen=True)
class Date(FormField):
    """A day, in three boxes that are the same in every language."""

    kind: ClassVar[str] = "date"
    order: ClassVar[int] = 11

    def parts(self) -> dict[str, Place]:
        """Return the boxes for day, month and year."""
        return {part: self.place(part, "line", label(part)[0]) for part in ("day", "month", "year")}
