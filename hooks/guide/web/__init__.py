"""What stands around and beside a page on the web.

page       its frame: languages, address, the word about its translation; what rooms add to it
environment  what templates are given: words in a language, and what they ask for
assets     styles and scripts: put together, translated, made small, named by what is in them
look       the style that a page holds: short names, and the rules that it asks for
slim       a finished page, as small as can be
search     what the search looks through
pictured   pictures in pages; icons: what the icon set has
templates  which there are, and what each needs of its page
offline    the copy of the guide that a reader may keep on a phone
headers    what a page may load, said to the browser and to hosts
places     the places that readers can be led to
redirects  where a reader of an old address is sent
report     the link for telling the publisher about a mistake
"""
