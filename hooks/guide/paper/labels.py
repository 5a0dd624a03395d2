"""Words of what is printed that belong to no form and no page."""

LABELS = {
    "page": "Page {n} of {m}",
    "one": "Choose one.",
    "face": "Circle one face.",
    "alnco": "ALN co-ordinator (ALNCo):",
}

PACK_TITLE = "Everything for one meeting"

# All of them, for the catalogues.
WORDS = (*LABELS.values(), PACK_TITLE)
