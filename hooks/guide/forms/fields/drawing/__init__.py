"""An empty box to draw in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Place
from guide.source.schema import Between


@dataclass(frozen=True)
class Drawing(FormField):
    """An empty box to draw in."""

    kind: ClassVar[str] = "drawing"
    order: ClassVar[int] = 10

    height: Annotated[int, Between(20, 200, "millimetres")] = field(default=60, kw_only=True)

    def parts(self) -> dict[str, Place]:
        """Return the box. On a screen it can be written in; as a PDF it is for paper alone."""
        return {"drawing": self.place("drawing", "drawing")}
