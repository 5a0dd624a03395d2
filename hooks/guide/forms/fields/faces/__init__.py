"""Circle one face."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from guide.forms.model import FormField, Part, Text
from guide.source.schema import Between


@dataclass(frozen=True)
class Faces(FormField):
    """Circle one face, from the happiest to the saddest. Each face has its name."""

    kind: ClassVar[str] = "faces"
    order: ClassVar[int] = 6

    options: Annotated[tuple[Text, ...], Between(3, 5, "faces")] = field(kw_only=True)

    def parts(self) -> dict[str, Part]:
        """Return the faces."""
        return {"faces": self.one_of(self.options)}
