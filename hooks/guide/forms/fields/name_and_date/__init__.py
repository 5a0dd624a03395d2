"""Who filled the form in, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from guide.forms.model import FormField, Place, Text


@dataclass(frozen=True)
class NameAndDate(FormField):
    """Who filled the form in, and when. `label` names the name's line, `date` the date's."""

    kind: ClassVar[str] = "name and date"
    order: ClassVar[int] = 3

    date: Text = field(kw_only=True)

    def parts(self) -> dict[str, Place]:
        """Return both lines."""
        return {"name": self.place("name", "line"), "date": self.place("date", "line", self.date)}
