"""Choose a number between two ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Part, Text
from guide.source.schema import Between


@dataclass(frozen=True)
class Scale(FormField):
    """Choose a number from 1 up. `least` and `most` say what its two ends mean."""

    kind: ClassVar[str] = "scale"
    order: ClassVar[int] = 7

    least: Text = field(kw_only=True)
    most: Text = field(kw_only=True)
    steps: Annotated[int, Between(3, 7, "steps")] = field(default=5, kw_only=True)

    def parts(self) -> dict[str, Part]:
        """Return the numbers. Each end says what it means."""
        meaning = {1: self.least, self.steps: self.most}
        return {
            "numbers": tuple(
                self.place("one", "one", step, meaning.get(step), value=str(step), group=str(self.label))
                for step in range(1, self.steps + 1)
            )
        }
