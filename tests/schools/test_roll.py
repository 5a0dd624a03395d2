"""The list of schools: whatever spreadsheet wrote it, and everything that is wrong with it at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from guide.project import Project
from guide.schools.roll import FILE, School, read_roll
from guide.source.problems import SourceError

SAMPLE = Path(__file__).parent / FILE
ROOT = Path(__file__).parent.parent.parent


def read(folder: Path, content: bytes | str) -> tuple[School, ...]:
    """Read a list."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / FILE).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_roll(folder, Project(ROOT).site)


def mistakes(folder: Path, content: bytes | str) -> list[str]:
    """Return what is wrong with a list."""
    with pytest.raises(SourceError) as raised:
        read(folder, content)
    return [str(each).removesuffix(" (schools)") for each in raised.value.problems]


def test_the_sample_is_sound(tmp_path: Path) -> None:
    schools = read(tmp_path, SAMPLE.read_bytes())
    assert len(schools) == 8
    assert schools[1].editions == ("alone", "beside")
    assert schools[6].languages == tuple(each.locale for each in Project(ROOT).site.languages)
    assert schools[1].publisher(tmp_path, "cy").lines == ("Ysgol Gynradd Cwm Du", "office@cwmdu.example")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_of_a_spreadsheet_gives_the_same_schools(tmp_path: Path, encoding: str) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    assert read(tmp_path, text.encode(encoding)) == read(tmp_path, text)


def test_letters_of_an_older_excel_are_read(tmp_path: Path) -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("ŵ", "w")
    assert read(tmp_path, text.encode("cp1252")) == read(tmp_path, text)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_cells_give_the_same_schools(tmp_path: Path, sign: str) -> None:
    rows = f"slug{sign}name{sign}address\r\na{sign}Ysgol A{sign}1, Hill\r\n{sign}{sign}\r\n\r\n"
    for before in ("", f"sep={sign}\r\n"):
        assert [(each.slug, each.address) for each in read(tmp_path, before + rows)] == [("a", "1, Hill")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,Ysgol A\n", "schools.csv:1: is “a, Ysgol A”, not the names of the columns; write first: slug,name,"),
        ("", "schools.csv:1: is “nothing”, not the names of the columns"),
        ("slug,name\n,\n", "schools.csv: names no school"),
        ("slug,naem\na,A\n", 'schools.csv:1: column 2 is "naem". Did you mean "name"? Allowed: slug, name'),
        ("slug\na\n", 'schools.csv:1: no column is called "name"; add it'),
        ("slug,name,slug\na,A,a\n", 'schools.csv:1: column 3, "slug", is there twice; keep one'),
        ("slug,name\na,A\nSlug,Name\n", "schools.csv:3: repeats the names of the columns; delete this row"),
        ("slug,name\na,A\n\na,B\n", 'schools.csv:4: column 1, "slug" is "a", as in row 2; give each school its own'),
        ("slug,name\nYsgol A,A\n", 'schools.csv:2: column 1, "slug" is "Ysgol A"; write small letters a to z'),
        (f"slug,name\n{'a' * 61},A\n", 'schools.csv:2: column 1, "slug" has 61 letters; write 60 at most'),
        ("slug,name\n,A\n", 'schools.csv:2: column 1, "slug" is empty; write the name of its page'),
        ("slug,name\na\n", 'schools.csv:2: column 2, "name" is empty; write the name that families know'),
        (f"slug,name\na,{'x' * 61}\n", 'schools.csv:2: column 2, "name" has 61 letters; write 60 at most'),
        ("name,slug,logo\nA,a,l.svg\n", 'schools.csv:2: column 3, "logo": there is no docs/l.svg'),
        ("slug,name,languages\na,A,en xx\n", 'schools.csv:2: column 3, "languages" has "xx".'),
        ("slug,name,editions\na,A,larg\n", 'column 3, "editions" has "larg". Did you mean "large"? Allowed, with'),
        ("slug,name,listed\na,A,no\n", 'column 3, "listed" has "no". Allowed, with spaces between: yes'),
        ("slug,name,contact\na,A,www.a.example\n", 'schools.csv:2: column 3, "contact" is "www.a.example", neither'),
        ("slug,name,contact\na,A,1632 960001\n", 'column 3, "contact" is "1632 960001", a number without its first 0'),
        ("slug,name,contact\na,A,1.6E+09\n", 'column 3, "contact" is "1.6E+09", a number without its first 0'),
        ("slug,name\na,Ysgol T?\n", 'schools.csv:2: column 2, "name" is "Ysgol T?", in which a letter was lost'),
        (
            "slug,name\na,CÃ´r\n",
            'schools.csv:2: column 2, "name" is "CÃ´r", letters that were read in another encoding',
        ),
        ("slug,name\na,“A”\n", 'schools.csv:2: column 2, "name" is “A”, with curly quotes; write it without quotes'),
        (
            "slug,name\na,“A, B”\n",
            "schools.csv:2: has 3 cells, and there are 2 columns; put straight quotes, not curly",
        ),
        ('slug,name\na,"A\nb,B\n', "schools.csv:2: cannot be read (unexpected end of data); write both quotes"),
        (b"slug,name\na,\x81\n", "schools.csv:2: has letters in no encoding that spreadsheets write"),
        ("slug,name\na,A\n".encode("utf-16-le"), "schools.csv: is no text; save it as “CSV UTF-8”"),
        (b"\xff\xfea", "schools.csv: begins as UTF-16 and is not"),
    ],
)
def test_a_mistake_is_named_with_row_and_column(tmp_path: Path, content: bytes | str, said: str) -> None:
    assert said in "\n".join(mistakes(tmp_path, content))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "slug,name,languages\nA,,en\n\nb,B,zz yy\nb,x,cy\n")
    assert [each.split(":")[1] for each in found] == ["2", "2", "4", "4", "5"]


def test_a_checkout_without_a_list_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no schools\.csv; write one with the columns slug, name"):
        read_roll(tmp_path, Project(ROOT).site)
