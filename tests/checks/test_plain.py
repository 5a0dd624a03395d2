"""Plain language: each rule finds what it should, where it is, and leaves plain text alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from guide.checks.plain import check_page, grade, measure, running_text, sentences, spoken, syllables
from guide.project import Project
from guide.source.pages import parse_page
from guide.translation.segments import Found, extract

LONG = "This one sentence goes on and on, and on and on, and on and on, until it has one too many."
LEAD = "---\ntitle: T\ndescription: D.\n---\n# T {#t}\n\n"  # six lines


SHORT = "\n\nWe go. You go. We are all here.\n"


def said(project: Project, body: str, rest: str = SHORT) -> list[str]:
    page = parse_page(LEAD + body + rest, "docs/about/t.md")
    return [str(each) for each in check_page(page, extract(project.site.markdown(), page.body))]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (LONG, f"docs/about/t.md:7: 21 words, 20 at most: “{LONG}”; make two sentences (plain language: sentence)"),
        (
            "One here. Two here. Three here. Four here.",
            "docs/about/t.md:7: 4 sentences, 3 at most: “One here. Two here. Three here. …”; start a new paragraph "
            "(plain language: paragraph)",
        ),
        (
            "You are well.\n\nSimply ask the school.",
            "docs/about/t.md:9: “Simply”: write leave it out; found in “Simply ask the school.” (plain language: word)",
        ),
        (
            "- We meet.\n- You need to attend the meeting.",
            "docs/about/t.md:8: “attend”: write come, go to; found in “You need to attend the meeting.” "
            "(plain language: word)",
        ),
        (
            "Ask for the IDP.",
            "docs/about/t.md:7: “IDP” is not explained where it first stands: “Ask for the IDP.”; "
            "write the words, then (IDP) (plain language: short form)",
        ),
        (
            "To find out, click [here](before.md).",
            "docs/about/t.md:7: the link text “here” does not say where it leads (before.md) (plain language: link)",
        ),
        (
            "> We ask.\n>\n> The meeting\n> will commence.",
            "docs/about/t.md:9: “commence”: write start; found in “The meeting will commence.” (plain language: word)",
        ),
    ],
)
def test_a_rule_is_named_with_line_and_text(project: Project, body: str, says: str) -> None:
    assert says in said(project, body)


@pytest.mark.parametrize(
    "body",
    [
        "You can say: “I have three things to say. Can I start with one?” Then say it.",
        "A child has additional learning needs (ALN). ALN is in every school.",
        "Ask for the ALN co-ordinator (ALNCo).\n\nThe ALNCo will help.",
        "**IDP** is the written plan for your child.",
        "We go to school. You go, too. It is all in the\n"
        "[Additional Learning Needs and Education Tribunal (Wales) Act 2018](https://example.org).",
        "We adjust the plan.",
        "We went there.",
    ],
)
def test_plain_text_passes(project: Project, body: str) -> None:
    assert said(project, body) == []


def test_what_is_allowed_with_a_reason_passes(project: Project) -> None:
    assert said(project, f"<!-- allow sentence: the words of the law -->\n{LONG}\n") == []
    assert said(project, f"<!-- allow sentence: the words of the law -->\n\n{LONG}\n") == []


def test_an_exception_reaches_one_block_and_one_rule(project: Project) -> None:
    (found,) = said(project, f"<!-- allow sentence: the words of the law -->\n{LONG}\n\n{LONG[:-1]}, again.\n")
    assert found.startswith("docs/about/t.md:10: 22 words")
    assert any("“Simply”" in each for each in said(project, "<!-- allow sentence: x -->\nSimply ask.\n"))


def test_an_exception_needs_a_reason_and_something_to_excuse(project: Project) -> None:
    assert said(project, f"<!-- allow sentence: -->\n{LONG}\n") == [
        'docs/about/t.md:7: "allow sentence:" gives no reason; add it (plain language)'
    ]
    assert said(project, "<!-- allow word: a quotation -->\nYou are well.\n") == [
        'docs/about/t.md:7: "allow word" excuses nothing; take it out (plain language)'
    ]


def test_a_form_is_held_to_the_rules_and_can_have_exceptions(project: Project) -> None:
    header = "---\ntitle: T\ndescription: D.\nform:\n  intro: Please attend.\n---\n# T {#t}\n"
    segments = [Found("Please attend.", "form")]
    assert [each.line for each in check_page(parse_page(header, "docs/about/t.md"), segments)] == [5]
    excused = header.replace("  intro", "  # allow word: the school's own word\n  intro")
    assert list(check_page(parse_page(excused, "docs/about/t.md"), segments)) == []


def test_words_that_stand_twice_are_counted_once() -> None:
    twice = [Found("Please decide.", "form"), Found("Please decide.", "form"), Found("By Friday.", "form")]
    assert measure(twice).words == 4


def test_a_page_is_held_to_grade_average_and_length(project: Project) -> None:
    heavy = "Institutional responsibilities necessitate comprehensive interdepartmental collaboration. " * 3
    assert any("reading grade" in each and "6 at most" in each for each in said(project, heavy, ""))
    assert any("700 at most" in each for each in said(project, "You can ask. " + "You can ask us.\n\n" * 240))
    even = "You see the man and you go to the shop and he has a big red bag there. "
    assert any("words a sentence on average" in each for each in said(project, even, ""))


def parents(project: Project, body: str) -> list[str]:
    page = parse_page(LEAD + body, "docs/t.md")
    return [each.message for each in check_page(page, extract(project.site.markdown(), page.body))]


def test_a_page_for_parents_may_not_be_clipped_or_too_easy(project: Project) -> None:
    """Under ten words a sentence, grade 3.5 or with many sentences of under six words, the reasons are missing."""
    assert parents(project, "Ask the school. Ask the council. Ask for help.\n\n" * 5) == [
        "3.0 words a sentence on average; a page for parents has 10 to 14",
        "reading grade -1.3, 3.5 at least; say why, and what to do if not",
        "100% of the sentences have under 6 words, 17% at most; join some, with “because” or “if”",
    ]
    reasons = "Write to the teacher early, because the school prepares for what it has heard.\n\n"
    assert parents(project, "Ask the school. " + reasons * 5) == []
    assert len(parents(project, "Ask the school. " + reasons * 4)) == 1


def test_a_page_for_parents_may_not_be_heavy_either(project: Project) -> None:
    (found,) = parents(project, "You can ask the school and the teachers for another day for all of you.\n\n" * 3)
    assert found == "15.0 words a sentence on average; a page for parents has 10 to 14"


def test_what_is_said_aloud_and_a_link_alone_are_not_running_text(project: Project) -> None:
    body = "You can ask: “Who will be there? Why?” Then write down what they say.\n\n- [Words](words.md)\n"
    segments = extract(project.site.markdown(), f"{body}\n“As needed” says too little.\n")
    assert running_text(segments) == ["Then write down what they say.", "“As needed” says too little."]


def test_a_comment_that_allows_something_is_not_shown(real_site: Path) -> None:
    assert [file for file in real_site.rglob("*.html") if "<!--" in file.read_text(encoding="utf-8")] == []


def test_sentences_and_spoken_text() -> None:
    assert len(sentences("One. “Two?” Three! four")) == 4
    assert spoken("A [link](x.md) and **bold** *it*[^1].") == "A link and bold it."


TEXTS = yaml.safe_load((Path(__file__).parent.parent / "cases" / "readability.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("known", TEXTS, ids=lambda known: known["name"])
def test_known_texts_have_their_known_grade(known: dict[str, Any]) -> None:
    """Words and sentences as published, syllables to a hundredth of what a dictionary counts."""
    words = known["text"].split()
    counted = sum(map(syllables, (each.strip(",.") for each in words)))
    assert (len(words), len(sentences(known["text"]))) == (known["words"], known["sentences"])
    assert counted == pytest.approx(known["syllables"], rel=0.01)
    ease = 206.835 - 1.015 * len(words) / known["sentences"] - 84.6 * counted / len(words)
    assert ease == pytest.approx(known["reading ease"], abs=0.5), "Flesch's scale has the same two counts"
    assert grade([each.strip(",.") for each in words], known["sentences"]) == pytest.approx(known["grade"], abs=0.15)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("about", 2), ("ready", 2), ("little", 2), ("while", 1), ("being", 2), ("agreed", 2), ("wanted", 2),
        ("asked", 1), ("pages", 2), ("notes", 1), ("person’s", 2), ("don’t", 1), ("co-ordinator", 5), ("the", 1),
        ("PDF", 1), ("35", 1), ("", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_where_hyphens_would_not_stand(word: str, count: int) -> None:
    assert syllables(word) == count


def test_an_empty_page_has_no_grade() -> None:
    assert measure([]).grade == 0
