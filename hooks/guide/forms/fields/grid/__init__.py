"""Choose one for each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Part, Text
from guide.source.schema import Between


@dataclass(frozen=True)
class Grid(FormField):
    """Choose one for each row. `note` names a last column to write in."""

    kind: ClassVar[str] = "grid"
    order: ClassVar[int] = 9

    options: Annotated[tuple[Text, ...], Between(2, 5, "options")] = field(kw_only=True)
    rows: Annotated[tuple[Text, ...], Between(2, 20, "rows")] = field(kw_only=True)
    note: Text | None = field(default=None, kw_only=True)

    def parts(self) -> dict[str, Part]:
        """Return, for each row, its circles and perhaps the place for a note."""
        return {"rows": tuple(self._row(at, row) for at, row in enumerate(self.rows, 1))}

    def _row(self, at: int, row: Text) -> dict[str, Part]:
        circles = self.one_of(self.options, str(at), row)
        note = {"note": self.place(f"{at}:note", "line", row, self.note)} if self.note else {}
        return {"circles": circles, **note}
