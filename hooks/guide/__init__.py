"""The core of the guide: Markdown, gettext catalogues, form definitions, Typst; it knows neither MkDocs nor the theme.

A page flows one way:  Markdown -> segments + catalogue -> translated tree -> template -> HTML.
A form flows one way:  front matter -> form model -> catalogue -> HTML form | PDF editions.

source       what people write, read and validated: pages, settings, publisher, logo, addresses, languages
translation  segments, markup, catalogues, strings (what is translated), status, adding a language
forms        the form model and its definition language
paper        what is printed: forms in editions, packs, handouts, the poster, cards
web          what stands around and beside a page: frame, styles and scripts, search, copy, headers, redirects
newsletter   what a school needs to tell families of a page
schools      one guide, many schools: what each school of a list gets
checks       everything `guide check` looks for
words        words that belong to no page and no form, as YAML

kept         what was made before, by what it was made of
pictures     the pictures by their names, for the web and for paper
processes    processes that work side by side
project      one checkout: loads it, nothing else
results      the pages as they were built before, and what decides whether they are built again
build        one run: what it reads, gathers and writes
cli          the `guide` command
"""
