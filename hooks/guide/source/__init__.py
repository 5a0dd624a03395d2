"""What people write, read and validated.

site       what mkdocs.yml says the site is
publisher  who runs it: a school's own edition; logo: its picture, and what is wrong with it
pages      an English page: front matter, body, address
addresses  what has been published, where what has moved is now, and what would be lost
terms      the words of a language: what a translator writes for a term and what not
links      addresses outside the guide in other languages
languages  what follows from a locale: its HTML tag, direction, script
template   a template's tree
problems   a mistake as a value: file, line, what was found, what to write instead
"""
