"""A string to translate, and what tells it from all others."""

from __future__ import annotations

from dataclasses import dataclass


def keyed(msgid: str, context: str = "") -> str:
    """Return a message's key, with an end-of-transmission between the two parts, as gettext's own MO files have it."""
    return f"{context}\x04{msgid}" if context else msgid


def without_context(key: str) -> str:
    """Return the msgid of a key."""
    return key.rpartition("\x04")[2]


@dataclass(frozen=True)
class Message:
    """One string to translate: its msgid, the files it stands in, and what it is there.

    context: tells two messages apart that have one English word for two jobs
    """

    msgid: str
    files: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    context: str = ""

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return keyed(self.msgid, self.context)
