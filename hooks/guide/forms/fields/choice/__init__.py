"""Choose one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Part, Pictured
from guide.source.schema import Between


@dataclass(frozen=True)
class Choice(FormField):
    """Choose one."""

    kind: ClassVar[str] = "choice"
    order: ClassVar[int] = 5

    options: Annotated[tuple[Pictured, ...], Between(2, 8, "options")] = field(kw_only=True)

    def parts(self) -> dict[str, Part]:
        """Return the circles."""
        return {"circles": self.one_of(self.options)}
