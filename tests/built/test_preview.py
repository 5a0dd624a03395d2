"""The preview: what is wrong stands in the browser, and goes away when it is mended."""

from __future__ import annotations

from pathlib import Path
from wsgiref.util import setup_testing_defaults

from site_preview import Preview

from tests.sites import PAGE, make


def shown(server: Preview, path: str, **headers: str) -> str:
    environ = {"PATH_INFO": path, **headers}
    setup_testing_defaults(environ)
    return b"".join(server.serve_request(environ, lambda status, headers: None)).decode()


def test_a_mistake_is_shown_with_file_and_line_until_it_is_mended(tmp_path: Path) -> None:
    """In a page, in the settings, in a template; from the first build on."""
    (tmp_path / "site").mkdir()
    make(tmp_path)
    server = Preview(tmp_path, tmp_path / "site", port=0)
    page, base = tmp_path / "docs" / "index.md", tmp_path / "overrides" / "base.html"
    frame = base.read_text(encoding="utf-8")
    try:
        page.write_text(PAGE.replace("title: Start", "titel: <Start>"), encoding="utf-8")
        server.build()
        assert "docs/index.md:2: " in shown(server, "/second/")
        assert "<Start>" not in shown(server, "/")
        page.write_text(PAGE, encoding="utf-8")
        base.write_text(frame + "\n{% endif %}", encoding="utf-8")
        server.build()
        assert f"base.html:{frame.count(chr(10)) + 2}: " in shown(server, "/")
        base.write_text(frame, encoding="utf-8")
        server.build()
        assert "Where it starts" in shown(server, "/")
        assert shown(server, "/nowhere/") == (tmp_path / "site" / "404.html").read_text(encoding="utf-8")
    finally:
        server.server_close()


def test_a_change_builds_what_is_looked_at_and_the_rest_when_it_is_asked_for(tmp_path: Path) -> None:
    """A script that fetches a page in another language does not look at it."""
    (tmp_path / "site").mkdir()
    make(tmp_path)
    server = Preview(tmp_path, tmp_path / "site", port=0)

    def built() -> list[str]:
        return [
            name for name in ("", "ar/") if "Changed" in (tmp_path / "site" / name / "index.html").read_text("utf-8")
        ]

    try:
        server.build()
        assert not (tmp_path / "site" / "ar").exists()
        assert "Two" in shown(server, "/ar/")
        assert "Two" in shown(server, "/", HTTP_SEC_FETCH_MODE="cors")
        (tmp_path / "docs" / "index.md").write_text(PAGE.replace("Two", "Changed"), encoding="utf-8")
        server.build()
        assert built() == ["ar/"]
        assert "Changed" in shown(server, "/")
        assert built() == ["", "ar/"]
    finally:
        server.server_close()
