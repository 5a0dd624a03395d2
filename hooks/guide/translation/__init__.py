"""From English to a language, segment by segment.

segments      the one walker that finds, and replaces, what can be translated in a page
elsewhere     links that leave the guide, in the reader's language where they can be
dates         days as each language writes them
digits        phone numbers and dates in text that runs from right to left
scripts       the same for the words of scripts
strings       every string of a checkout, where it stands and what it is there
markup        what inline Markdown a translation may carry
messages      a string to translate, and what tells it from all others
po_files      PO files as people and programs write them
marks         what people say of a translation in its comments: who has read it, that it is meant
catalogues    looking up, and merging with the English
stated        where the guide states a fact of the law
status        how complete, how fresh and how reviewed each translation is
new_language  adding a language
"""
