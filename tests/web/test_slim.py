"""A finished page, as small as can be."""

from __future__ import annotations

from guide.web.assets import source_hash
from guide.web.slim import slim

STYLE = "p{margin:0}dl{margin:1px}.said{margin:2px}"
PAGE = f"""<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta http-equiv="Content-Security-Policy" content="style-src 'self' {source_hash(STYLE)}">
<title>A</title>
<style>{STYLE}</style>
</head>
<body>
<main id="content">
<p>One <b>two</b> <i>three</i>.</p>
<input type="text" name="a"> <button type="button" data-use="print">B</button>
</main>
</body>
</html>
"""


def test_the_policy_names_the_style_that_is_left() -> None:
    page = slim(PAGE, frozenset({".said"}))
    assert "<style>p{margin:0}.said{margin:2px}</style>" in page
    assert source_hash("p{margin:0}.said{margin:2px}") in page
    assert source_hash(STYLE) not in page


def test_what_is_read_and_what_styles_and_scripts_ask_for_stays() -> None:
    page = slim(PAGE, frozenset())
    assert "One <b>two</b> <i>three</i>." in page
    assert "type=text" in page
    assert "type=button" in page
    assert "<main id=content>" in page
    assert len(page) < len(PAGE) - 30


def test_a_page_without_a_style_is_left_whole() -> None:
    page = "<!doctype html><title>A</title><p>B</p>"
    assert slim(page, frozenset()) == page


def test_line_breaks_stay_where_a_style_shows_them() -> None:
    text = "<p>One.\nhttps://a.example/</p>"
    style = "p{white-space:pre-line}dl{margin:0}"
    page = slim(PAGE.replace(STYLE, style).replace("<p>", f"{text}<p>"), frozenset())
    assert text in page
    assert "<style>p{white-space:pre-line}</style>" in page
