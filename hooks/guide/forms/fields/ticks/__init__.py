"""Tick any that fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Part, Pictured, Text
from guide.source.schema import Between


@dataclass(frozen=True)
class Ticks(FormField):
    """Tick any that fit. `other` names a line for what is not in the list."""

    kind: ClassVar[str] = "ticks"
    order: ClassVar[int] = 4

    options: Annotated[tuple[Pictured, ...], Between(2, 16, "options")] = field(kw_only=True)
    other: Text | None = field(default=None, kw_only=True)

    def parts(self) -> dict[str, Part]:
        """Return the boxes, and the line for another."""
        boxes = tuple(self.place("tick", "tick", each, value=str(at)) for at, each in enumerate(self.options, 1))
        other = {"other": self.place("other", "line", self.other)} if self.other else {}
        return {"boxes": boxes, **other}
