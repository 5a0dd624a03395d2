"""From English to a language, segment by segment.

segments      the one walker that finds, and replaces, what can be translated in a page
scripts       the same for the words of scripts
strings       every string of a checkout, where it stands and what it is there
markup        what inline Markdown a translation may carry
catalogues    PO files: lookup, merge, the reviewer's mark
status        how complete, how fresh and how reviewed each translation is
new_language  adding a language
"""
