"""Forms: what a definition may say, and what is made of it.

model       forms, sections, fields and letters as values; fields/TYPE/ is one folder a field type
definition  the definition language and its mistakes
letters     what is made of answers, in the language of the school
notes       what translators are told of each text
offer       what of a form its page shows
"""
