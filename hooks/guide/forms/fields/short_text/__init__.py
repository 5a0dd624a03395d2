"""One line to write on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from guide.forms.model import FormField, Place


@dataclass(frozen=True)
class ShortText(FormField):
    """One line to write on."""

    kind: ClassVar[str] = "short text"
    order: ClassVar[int] = 1

    def parts(self) -> dict[str, Place]:
        """Return the line."""
        return {"line": self.place("line", "line")}
