"""What people write, read and validated.

site       what mkdocs.yml says the site is
publisher  who runs it: a school's own edition; logo: its picture, and what is wrong with it
pages      an English page: front matter, body, address
addresses  what has been published, where what has moved is now, and what would be lost
facts      the ledger of what the guide says about the law
terms      the words of a language: what a translator writes for a term and what not
links      addresses outside the guide in other languages
languages  what follows from a locale: its HTML tag, direction, script
template   a template's tree
tokens     the colours of the guide
parsed     what the Markdown parser made of a page
schema     the one reader of YAML and text; files: writing them whole
problems   a mistake as a value: file, line, what was found, what to write instead
"""
