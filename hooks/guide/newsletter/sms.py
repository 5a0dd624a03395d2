"""Text messages, counted as phones and networks count them (3GPP TS 23.038 and 23.040).

A message holds 160 letters of the alphabet GSM-7, in which ten signs count twice. One letter outside it, and the whole
message is sent as UTF-16, of which 70 units fit: that is so in Arabic, and in Welsh for ŵ and for â, ê, î, ô, û, ŷ.
"""

from __future__ import annotations

LONGEST = 160  # letters of GSM-7
LONGEST_OTHER = 70  # units of UTF-16

_ONCE = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = set("^{}\\[~]|€\f")
# What people type on a phone in place of a printer's signs.
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " "})


def typed(text: str) -> str:
    """Return a text with signs that phones have for those that they do not, where all of it is in GSM-7 then."""
    simple = text.translate(_TYPED)
    return simple if _is_gsm(simple) else text


def length(text: str) -> tuple[int, int]:
    """Return how much a text message counts, and how much fits into one."""
    if _is_gsm(text):
        return sum(2 if each in _TWICE else 1 for each in text), LONGEST
    return len(text.encode("utf-16-le")) // 2, LONGEST_OTHER


def fits(text: str) -> bool:
    """Whether a text fits into one message."""
    count, most = length(text)
    return count <= most


def _is_gsm(text: str) -> bool:
    return set(text) <= _ONCE | _TWICE
