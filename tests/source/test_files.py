"""What commands write is whole, or as it was: catalogues, the list of addresses, the settings, what was printed."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from guide.source.files import write_whole


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let no file grow beyond some bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("durable", [True, False])
def test_a_full_disk_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path, durable: bool) -> None:
    file = tmp_path / "addresses.yml"
    write_whole(file, "old")
    with full_disk(100), pytest.raises(OSError, match=r"too large: '.*/addresses\.yml'"):
        write_whole(file, "x" * 101, durable=durable)
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("addresses.yml", "old")]


def test_whoever_could_read_a_file_still_can_and_a_new_one_can_be_read_by_all(tmp_path: Path) -> None:
    file, before = tmp_path / "cy.po", os.umask(0o077)
    try:
        write_whole(file, "new")
        assert file.stat().st_mode & 0o777 == 0o644
        file.chmod(0o640)
        write_whole(file, b"newer")
    finally:
        os.umask(before)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"newer", 0o640)
