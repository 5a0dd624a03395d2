"""The core of the guide: translation by segment, forms, print, checks and status.

It knows Markdown, gettext catalogues, form definitions and Typst. It knows neither MkDocs nor the theme:
the files beside this package connect the two.

A page flows one way:  Markdown -> segments + catalogue -> translated tree -> template -> HTML.
A form flows one way:  front matter -> form model -> catalogue -> HTML form | PDF editions.

languages    what follows from a locale: its HTML tag, direction, font
site         what mkdocs.yml says the site is
publisher    who runs it: a school's own edition
logo         the publisher's logo, and what is wrong with it
pages        an English source page: front matter and body
problems     a mistake as a value: file, line, what was found, what to write instead
segments     the one walker that finds, and replaces, what can be translated in a page
markup       what inline Markdown a translation may carry
catalogues   PO files: lookup, merge, the reviewer's mark
forms        the form model, its definition language and its mistakes
print        what is printed: forms in editions, packs, handouts, the poster; a package with templates and fonts
project      all of it together: sources, catalogues, forms of one checkout
about        what is said of the guide in a newsletter
kit          what a school needs to tell families of a page: texts, snippets for e-mail, one file with everything
plain        how plainly the English reads
frame        what surrounds a page: its languages, its address, the word about its translation
status       how complete, how fresh and how reviewed each translation is
assets       styles and scripts: put together, translated, made small, named by what is in them
search       what the search looks through
copies       the copy of the guide that a reader may keep on a phone
policy       what a page may load, said to the browser and to hosts
report       the link for telling the publisher about a mistake
addresses    what has been published, where what has moved is now, and what would be lost
redirects    where a reader of an old address is sent
checks       everything `guide check` looks for
new_language adding a language
cli          the `guide` command
"""
