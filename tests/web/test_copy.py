"""The copy for the phone: of a guide that is too large for one it holds what parents need most."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from guide.web import offline
from site_build import build_site

from tests.sites import PAGES, make

BEFORE = {"all.js": "say()"}


def noise(seed: int, length: int = 900) -> str:
    """Return letters that compress to no less than half."""
    return hashlib.shake_256(str(seed).encode()).hexdigest(length // 2)


def held(copy: offline.Copy) -> list[str]:
    return list(json.loads(gzip.decompress(copy.packed)))


@pytest.fixture
def three() -> dict[str, str]:
    return {name: noise(number) for number, name in enumerate(("first/", "second/", "third/"))}


def test_a_guide_that_fits_is_kept_whole(three: dict[str, str]) -> None:
    copy = offline.copy(BEFORE, three, "en")
    assert held(copy) == ["all.js", "first/", "second/", "third/"]
    assert (copy.held, json.loads(copy.about)["left"]) == (3, 0)


@pytest.mark.parametrize("room", [1, 2])
def test_of_a_large_guide_as_many_pages_are_kept_as_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, three: dict[str, str], room: int
) -> None:
    there = dict(list(three.items())[:room])
    monkeypatch.setattr(offline, "MOST", len(offline.copy(BEFORE, there, "en").packed))
    copy = offline.copy(BEFORE, three, "en")
    assert held(copy) == ["all.js", *there]
    assert (copy.held, json.loads(copy.about)["left"]) == (room, 3 - room)


def test_where_there_is_no_room_at_all_scripts_are_left(monkeypatch: pytest.MonkeyPatch, three: dict[str, str]) -> None:
    monkeypatch.setattr(offline, "MOST", 1)
    assert held(offline.copy(BEFORE, three, "en")) == ["all.js"]


def test_the_build_says_what_a_large_guide_keeps_and_pages_for_staff_come_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    staff = PAGES["second.md"].replace("---\n#", "audience: staff\n---\n#") + f"\n{noise(1, 80_000)}.\n"
    make(tmp_path, {"staff.md": staff, **PAGES}, languages=("en",))
    monkeypatch.setattr(offline, "MOST", 60_000)
    assert build_site(tmp_path, tmp_path / "site") == 0
    about = json.loads((tmp_path / "site" / "saved.json").read_text(encoding="utf-8"))
    files = json.loads(gzip.decompress((tmp_path / "site" / about["path"]).read_bytes()))
    assert {"", "second/"} <= files.keys()
    assert files.keys().isdisjoint({"staff/", "search.json"})
    assert about["bytes"] <= 60_000
    assert (
        "the copy for phones in English has room for 2 of 3 pages and none for the search: 60 KB; forms"
        in capfd.readouterr().err
    )
