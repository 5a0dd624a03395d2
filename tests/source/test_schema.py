"""The one reader: what people write becomes values, or problems with file, line and what to write instead."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pytest
from guide.source.pages import parse_page
from guide.source.problems import SourceError
from guide.source.schema import DEEPEST, MOST_ALIASES, MOST_LETTERS, Between, Reader, compose, read_text


@dataclass(frozen=True)
class Person:
    name: str
    age_now: Annotated[int, Between(0, 120, "years")] = 0


@dataclass(frozen=True)
class Club:
    title: str
    kind: Literal["open", "closed"] = "open"
    founded: datetime.date = datetime.date(2000, 1, 1)
    free: bool = True
    members: Annotated[tuple[Person, ...], Between(1, 2, "members")] = ()
    words: dict[str, str] | None = None
    motto: Annotated[str, Between(0, 10, "letters", "so that it fits")] = ""


def read(text: str) -> Club:
    document = compose(text, "club.yml", "club", what="the club")
    reader = Reader(document, "club")
    assert document.root
    return reader.sound(reader.record(document.root, Club, "the club"))


def said(text: str) -> list[str]:
    with pytest.raises(SourceError) as raised:
        read(text)
    return [str(each).removesuffix(" (club)") for each in raised.value.problems]


def test_a_dataclass_is_the_grammar() -> None:
    text = (
        "title: Chess\nkind: closed\nfounded: 2019-02-28\nfree: no\nmotto:\n"
        "members:\n  - name: Ann\n    age-now: 12\n  - {name: Bob}\nwords:\n  check: shah\n"
    )
    members = (Person("Ann", 12), Person("Bob"))
    assert read(text) == Club("Chess", "closed", datetime.date(2019, 2, 28), False, members, {"check": "shah"})
    assert read("title: Chess\nmembers: []\nwords:\n") == Club("Chess")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("titel: x", 'the club has "titel", which is not known. Did you mean "title"? Allowed: title, kind, founded,'),
        ("kind: opn", '"kind" of the club is "opn". Did you mean "open"? Allowed: open, closed'),
        ("kind: [open]", '"kind" of the club is a list. Allowed: open, closed'),
        ("founded: 2019-02-30", '"founded" of the club is "2019-02-30"; write a day such as 2026-12-01'),
        ("founded: [1]", '"founded" of the club is a list; write a day'),
        ("free: maybe", '"free" of the club is "maybe"; write yes or no'),
        ("members: Ann", '"members" of the club is "Ann"; write a list, each entry after a dash'),
        ("members: [1, 2, 3]", '"members" of the club has 3 members; write 1 to 2'),
        ("members: [{name: A, age-now: old}]", '"age-now" of "members" of the club, number 1 is "old"; write a whole'),
        ("members: [{name: A, age-now: 1_0}]", "write a whole number of years from 0 to 120"),
        ("members: [{name: A, age_now: 1}]", 'has "age_now", which is not known. Did you mean "age-now"?'),
        ("members: [{}]", '"members" of the club, number 1 has no "name"; add it'),
        ("words: [a]", '"words" of the club is a list; write keys with values, one a line'),
        ("words: {a: [b]}", '"a" of "words" of the club is a list; write a text'),
        ("motto: 12345678901", '"motto" of the club is "12345678901"; write a text; put it in quotes'),
        ("motto: elevenwords", '"motto" of the club has 11 letters; write 10 at most, so that it fits'),
        ("kind: open\nkind: open", '"kind" is given twice; keep one'),
        ("? [a]", "a key is a list; write a word"),
        ("? {a: b}", "a key is a set of keys; write a word"),
        ("motto: !new x", 'the tag "!new" means nothing here; take it out'),
        ("motto: !!python/name:os.system x", 'the tag "!!python/name:os.system" means nothing here'),
        ('motto: "\\ud800"', "the character U+D800 is no letter that can be seen; delete it"),
        ('motto: "\\u202e"', "the character U+202E is no letter that can be seen; delete it"),
        ('motto: "\\u200b"', "the character U+200B is no letter"),
        ('motto: "\\u2067"', "the character U+2067 is no letter"),
        ('motto: "\\0"', "the character U+0000 is no letter"),
        ('motto: "\\UFFFFFFFF"', "the club is not YAML: "),
        ("motto: a: b", "the club is not YAML: mapping values are not allowed here; put a text with a colon in quotes"),
        ('motto: "a', "the club is not YAML: a quotation mark opens here and nothing closes it"),
        ("members: [a}", "the club is not YAML: expected ',' or ']', but got '}'"),
        ("motto: *b", "the club is not YAML: found undefined alias"),
        ("words: &a {b: *a}", "the club is not YAML: *a stands inside what it names; write it out"),
        ("\tmotto: x", "the club is not YAML: found character '\\t' that cannot start any token"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(line: str, says: str) -> None:
    found = said(f"title: Chess\n{line}\n")
    assert any(each.startswith(f"club.yml:{1 + len(line.splitlines())}: ") and says in each for each in found), found


def test_what_is_wrong_is_said_on_one_line_whatever_it_quotes() -> None:
    assert said('title: Chess\n"a\\nb": x\n') == [
        'club.yml:2: the club has "a b", which is not known. Allowed: title, kind, founded, free, members, words, motto'
    ]


def test_all_problems_are_named_at_once() -> None:
    assert len(said("kind: x\nfree: x\nmembers: 1\nmotto: [a]\nmore: x\n")) == 6


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "a: " * 3,
        "- " * 5000,
        "{a: " * (DEEPEST + 1) + "}" * (DEEPEST + 1),
        "a: &a [x]\nb: [" + ", ".join(["*a"] * (MOST_ALIASES + 1)) + "]",
        "a0: &a0 [x]\n" + "".join(f"a{i + 1}: &a{i + 1} [" + f"*a{i}," * 9 + "]\n" for i in range(9)),
        "x" * (MOST_LETTERS + 1),
    ],
)  # fmt: skip
def test_what_would_grow_without_end_is_refused_before_it_is_there(text: str) -> None:
    (found,) = said(text)
    assert "the club is not YAML: " in found


def test_another_programs_tags_are_its_own_where_it_reads_the_file_too() -> None:
    assert compose("a: !ENV x\n", "mkdocs.yml", "site", tags=True).faults == ()
    assert compose("a: !ENV x\na: y\n", "mkdocs.yml", "site", tags=True).faults[0].line == 2


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a\nb\xe9\n", "a.md:2: a letter here is not UTF-8; save the file as UTF-8"),
        ("a".encode("utf-16"), "a.md:1: this is UTF-16; save the file as UTF-8"),
        (b"a\nb\n\0", "a.md:3: the character U+0000 is no letter that can be seen; delete it"),
        (b"a\x1b[1m", "a.md:1: the character U+001B is no letter"),
        ("uti\u00adlise".encode(), "a.md:1: the character U+00AD is no letter that can be seen; delete it"),
        ("\U000e0041".encode(), "a.md:1: the character U+E0041 is no letter"),
        ("\ufdd0".encode(), "a.md:1: the character U+FDD0 is no letter"),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, data: bytes, says: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(SourceError) as raised:
        read_text(tmp_path / "a.md", "a.md", "text")
    assert says in str(raised.value)


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(SourceError, match=r"^a.md: this is a folder, and should be a file; rename it \(text\)$"):
        read_text(tmp_path / "a.md", "a.md", "text")


def test_byte_order_marks_and_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(tmp_path / "a.md", "a.md", "text") == "a\nb\nc\n"


# --- front matter ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("# T\n", ['docs/p.md:1: the front matter has no "title"; add one',
                   'docs/p.md:1: the front matter has no "description"; add one']),
        ("---\ntitle: T\ndescription: D.\n# T\n", ["docs/p.md:1: the front matter has no end; write --- on a"]),
        ("---\ntitle: T\ntitle: U\ndescription: D.\n---\n", ['docs/p.md:3: "title" is given twice; keep one']),
        ("---\ntitle: [T]\ndescription: D.\n---\n", ['docs/p.md:2: "title" of the front matter is a list; write']),
        ("---\ntitle: 2026-13-40\ndescription: D.\n---\n", ['"title" of the front matter is "2026-13-40"; write']),
        ("---\ntitle: T\ndescription: D.\ntemplte: a\n---\n", ['docs/p.md:4: the front matter has "templte", which is '
                                                               'not known. Did you mean "template"?']),
        ("---\n- a\n---\n", ["docs/p.md:2: the front matter is a list; write keys with values, one a line: title,"]),
        ('---\ntitle: "T\ndescription: D.\n---\n', ["docs/p.md:2: the front matter is not YAML: a quotation mark"]),
    ],
)  # fmt: skip
def test_front_matter_is_held_to_its_keys(source: str, says: list[str]) -> None:
    found = [str(each) for each in parse_page(source, "docs/p.md").problems]
    assert len(found) == len(says), found
    assert all(expected in each for each, expected in zip(found, says, strict=True)), found
