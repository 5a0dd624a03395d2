"""What a school needs to tell families of a page.

kit    texts, snippets for e-mail, one file a language with everything
offer  what of it a page shows
"""
