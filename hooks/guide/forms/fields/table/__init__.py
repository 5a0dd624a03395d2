"""A table with empty rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Part, Text
from guide.source.schema import Between


@dataclass(frozen=True)
class Table(FormField):
    """A table with empty rows."""

    kind: ClassVar[str] = "table"
    order: ClassVar[int] = 8

    columns: Annotated[tuple[Text, ...], Between(2, 6, "columns")] = field(kw_only=True)
    rows: Annotated[int, Between(1, 20, "rows")] = field(default=4, kw_only=True)
    row_height: Annotated[int, Between(8, 120, "millimetres")] = field(default=13, kw_only=True)

    def parts(self) -> dict[str, Part]:
        """Return the cells, row by row. Their questions number the rows as page and paper do: `Steps: 2. By when`."""
        return {
            "rows": tuple(
                tuple(
                    self.place(f"{row}:{at}", "lines", f"{row}. {column}" if self.rows > 1 else column)
                    for at, column in enumerate(self.columns, 1)
                )
                for row in range(1, self.rows + 1)
            )
        }
