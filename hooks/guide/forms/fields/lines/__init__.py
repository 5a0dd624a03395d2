"""Several ruled lines to write on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Place
from guide.source.schema import Between


@dataclass(frozen=True)
class Lines(FormField):
    """Several ruled lines to write on."""

    kind: ClassVar[str] = "lines"
    order: ClassVar[int] = 2

    lines: Annotated[int, Between(2, 20, "lines")] = field(default=3, kw_only=True)

    def parts(self) -> dict[str, Place]:
        """Return the box of all lines."""
        return {"lines": self.place("lines", "lines", self.help)}
