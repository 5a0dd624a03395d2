"""Everything `guide check` looks for: one module a check, in the order in which they run."""

CHECKS = (
    "sources",
    "headings",
    "markdown",
    "links",
    "plain",
    "notes",
    "translations",
    "terms",
    "punctuation",
    "outputs",
    "addresses",
    "law",
)
