"""What a school needs to tell families of a page.

kit    texts, snippets for e-mail, one file a language with everything
sms    what fits into a text message
offer  what of it a page shows
"""
