"""What the search looks through, as it is read from a built page."""

from __future__ import annotations

from guide.web.search import said


def page(main: str) -> str:
    return f"<!doctype html><html><head><title>No</title></head><body><p>No</p><main>{main}</main>No</body></html>"


def test_a_heading_that_can_be_led_to_begins_a_section() -> None:
    main = '<p>First</p><h2 id="a">A <em>new</em> part</h2><p>its text</p><h2>Part</h2><div><h3 id="b">B</h3>end</div>'
    assert said(page(main)) == [["", "", "First"], ["a", "A new part", "its text Part"], ["b", "B", "end"]]


def test_words_stay_whole_in_a_line_and_apart_in_blocks() -> None:
    """A comment parts nothing; a line break does."""
    main = "<ul><li>One</li><li>t<b>w</b>o<!-- no -->2</li></ul>a<br>b &amp; c<img src=x>d"
    assert said(page(main)) == [["", "", "One two2 a b & c d"]]


def test_what_is_no_text_of_the_page_is_left_out_with_its_headings() -> None:
    main = '<p class="x tool">No</p>yes<nav>No</nav>, <svg>No</svg><div class="notice"><h2 id="a">No</h2></div>yes'
    assert said(page(main)) == [["", "", "yes , yes"]]
    assert said("<!doctype html><body><p>No main</p></body>") == []
