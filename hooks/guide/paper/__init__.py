"""What is printed: forms in their editions, packs, handouts and the poster, as tagged PDF (PDF/UA-1).

Data flows one way:  form or page -> data in its languages -> template (Typst) -> PDF -> finished PDF, kept.

editions    the editions of a form, and how their files are named
sheets      forms and packs of forms: their data
packs       which forms go together
handouts    a page's short version on one side
posters     the guide's name in every language, with codes
cards       the picture that stands for a page where its address is shared
offer       what of it a page shows
typefaces   which font a language is printed in
press       from data to PDF, each only once
tags        the tree of tags in a PDF
widgets     fields to fill in on a screen
typed       the font of what is typed into them
spoken      words behind letters that do not read back
codes       QR codes

voice.typ   how text is set, and the foot of a sheet; fields.typ one function a field type
form.typ, handout.typ, poster.typ, card.typ   what is printed from them
"""
