"""Copies for web servers that send these as they are."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
from guide.kept import Store
from guide.web.compressed import compress
from site_build import build_site

from tests.sites import make


def test_each_text_has_copies_that_unpack_to_it_and_nothing_else_has(tmp_path: Path) -> None:
    make(tmp_path)
    out = tmp_path / "site"
    assert build_site(tmp_path, out, quiet=True, compressed=True) == 0
    names = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    assert {"index.html", "index.html.gz", "index.html.br", "ar/second/index.html.br", "sitemap.xml.br"} <= names
    for name in names:
        if (found := re.fullmatch(r"(.+)\.(gz|br)", name)) and found[1] in names:
            unpack = {"gz": gzip.decompress, "br": brotli.decompress}[found[2]]
            assert unpack((out / name).read_bytes()) == (out / found[1]).read_bytes(), name
    assert not [name for name in names if re.search(r"\.(png|pdf|zip|bin)\.(gz|br)$", name)]
    assert all((out / name).stat().st_mode & 0o777 == 0o644 for name in names)


def test_copies_come_and_go_with_what_is_asked_for(tmp_path: Path) -> None:
    make(tmp_path)
    out = tmp_path / "site"
    for compressed in (True, False, True):
        build_site(tmp_path, out, quiet=True, compressed=compressed)
        assert (out / "index.html.br").exists() == compressed


def test_a_copy_that_is_not_smaller_is_not_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.txt").write_text("a", encoding="utf-8")
    (site / "b.txt").write_text("b" * 400, encoding="utf-8")
    assert compress(site, Store(tmp_path / "kept")) == 2
    assert sorted(file.name for file in site.iterdir()) == ["a.txt", "b.txt", "b.txt.br", "b.txt.gz"]
