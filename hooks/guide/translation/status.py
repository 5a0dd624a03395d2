"""How complete, how fresh and how reviewed a translation is: counts of segments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from guide.source.languages import Language
from guide.translation.catalogues import Catalogue

if TYPE_CHECKING:
    from guide.project import Project


@dataclass(frozen=True)
class Status:
    """Counts of segments. `reviewed` ones are among the `translated` ones; stale and missing ones show English."""

    total: int
    translated: int
    stale: int
    missing: int
    reviewed: int

    @property
    def percent_translated(self) -> int:
        """Of 100 segments, how many are translated; 100 means all."""
        return 100 * self.translated // self.total

    @property
    def percent_reviewed(self) -> int:
        """Of 100 segments, how many a person has checked; 100 means all."""
        return 100 * self.reviewed // self.total

    @property
    def complete(self) -> bool:
        """Whether no segment shows English."""
        return self.translated == self.total

    @property
    def checked(self) -> str:
        """How much of what is translated a person has checked: `all`, `some` or `none`."""
        if self.reviewed and self.reviewed == self.translated:
            return "all"
        return "some" if self.reviewed else "none"


def status(catalogue: Catalogue, msgids: Iterable[str]) -> Status:
    """Count the states of these segments, each once."""
    states = Counter(catalogue.state(msgid) for msgid in dict.fromkeys(msgids))
    return Status(
        total=states.total(),
        translated=states["translated"] + states["reviewed"],
        stale=states["stale"],
        missing=states["missing"],
        reviewed=states["reviewed"],
    )


def statuses(project: Project) -> tuple[tuple[Language, Status], ...]:
    """Return how complete and how reviewed each translation is, over the whole guide."""
    keys = [message.key for message in project.strings.messages]
    return tuple((each.language, status(each, keys)) for each in project.catalogues.values())
