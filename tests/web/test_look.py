"""The style of a page: short names, and no rule that nothing on it asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.web.look import brought_by, names, short_names, shortened, used_style

OVERRIDES = Path(__file__).parent.parent.parent / "overrides"
PAGE = '<main class="wrap wide"><h1 id="a">A</h1><p class="lead">B <a href="#a">C</a></p></main>'


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("p{margin:0}", "p{margin:0}"),
        ("dl{margin:0}", ""),
        ("h1,h2,h3{margin:0}", "h1{margin:0}"),
        (".wide>.lead a:hover{margin:0}", ".wide>.lead a:hover{margin:0}"),
        (".wide .gone,.lead{margin:0}", ".lead{margin:0}"),
        ("p.gone,a.gone{margin:0}", ""),
        (":is(h1,h2) a{margin:0}", ":is(h1,h2) a{margin:0}"),
        (":is(dl,h2) a{margin:0}", ""),
        (":is(dl,:hover) a{margin:0}", ":is(dl,:hover) a{margin:0}"),
        ("p:not(.gone):has(>dl){margin:0}", "p:not(.gone):has(>dl){margin:0}"),
        ("p :is(.gone,h2:has(~p:not([hidden]))){margin:0}", ""),
        ("p :is(.gone,a:has(~p:not([hidden]))){margin:0}", "p :is(.gone,a:has(~p:not([hidden]))){margin:0}"),
        ("#b [open]:nth-child(2n)::before{margin:0}", "#b [open]:nth-child(2n)::before{margin:0}"),
        ("*,::after{margin:0}", "*,::after{margin:0}"),
        ("[dir=rtl]{margin:0}", "[dir=rtl]{margin:0}"),
        ("[dir=rtl] p{margin:0}", "[dir=rtl] p{margin:0}"),
        ("@media print{p{margin:0}dl{margin:0}}", "@media print{p{margin:0}}"),
        ("@media print{dl{margin:0}@supports (a:b){dt{margin:0}}}a{margin:0}", "a{margin:0}"),
        ("@page{margin:0}p{margin:0}", "@page{margin:0}p{margin:0}"),
    ],
)
def test_a_rule_stands_where_the_page_has_what_it_names(rule: str, kept: str) -> None:
    assert used_style(rule, names(PAGE)) == kept


def test_what_scripts_make_is_taken_to_be_there() -> None:
    scripts = [
        'place.className = "said"',
        'element("dialog", { className: "share wide" })',
        'box.classList.toggle("filled", on)',
        'return `<div class="notice">${_("A word, not a class")}</div>`',
    ]
    found = brought_by(scripts)
    assert {".said", "dialog", ".share", ".wide", ".filled", ".notice"} <= found
    assert not {".word", ".class", "on"} & found


def test_what_another_language_of_a_text_may_hold_is_taken_to_be_there() -> None:
    """A script sets languages beside each other, and a browser reads both pages under the policy of one."""
    assert {"small", "abbr", "bdi"} <= brought_by([])


def test_no_script_gives_a_class_in_a_way_that_is_not_seen() -> None:
    """What is not seen here would be without its style."""
    for file in sorted((OVERRIDES / "scripts").glob("*.js")):
        text = file.read_text(encoding="utf-8")
        given = text.count("className") + text.count("classList.") - text.count("classList.contains")
        seen = text.count('className = "') + text.count('className: "') + text.count('classList.add("')
        assert given == seen + text.count('classList.toggle("') + text.count('classList.remove("'), file.name
        assert text.count("createElement(") <= text.count('createElement("') + (file.name == "elements.js"), file.name


def test_every_property_has_a_letter_of_its_own_wherever_it_is_named() -> None:
    short = short_names(":root{--paper:#fff;--ink:#000}@media print{:root{--paper:#eee}}")
    assert short == {"--paper": "--a", "--ink": "--b"}
    assert shortened("a{color:var(--ink);--own:1}", short) == "a{color:var(--b);--own:1}"


@pytest.mark.parametrize(
    ("style", "short"),
    [
        ("max-inline-size:1rem;min-block-size:0", "max-width:1rem;min-height:0"),
        ("inset-block-start:0;inset-inline-start:0", "top:0;inset-inline-start:0"),
        ("border-block-end-color:red;margin-block-start:1em", "border-bottom-color:red;margin-top:1em"),
        ("padding-block:0;contain-intrinsic-block-size:1px", "padding-block:0;contain-intrinsic-block-size:1px"),
    ],
)
def test_sides_have_short_names_where_no_direction_changes_them(style: str, short: str) -> None:
    assert shortened(f"a{{{style}}}", {}) == f"a{{{short}}}"
