"""Rules for hosts: a policy for pages, one for the snippets, each value quoted for its file."""

from __future__ import annotations

import json
import re

import pytest
from guide.web.headers import content_security_policy, header_files, header_policy, snippet_policy

BASES = ("/", "/guide/", "/g~u.i-d_e/2.0/")  # as odd as an address may be


@pytest.fixture(params=BASES)
def base(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def files(base: str) -> dict[str, str]:
    moved = [(f"{base}old.x~1/", f"{base}new/#place"), (f"{base}a.pdf", f"{base}b.pdf")]
    return header_files(base, moved, [f"{base}share/e-mail/", f"{base}ar/share/e-mail/"])


def pages(files: dict[str, str]) -> str:
    return header_policy()


def test_netlify_and_cloudflare_send_the_snippets_their_own_policy(base: str, files: dict[str, str]) -> None:
    """Netlify takes the nearest rule; Cloudflare would send both, unless the first is taken off."""
    rules = dict(re.findall(r"^(/\S*)\n((?:  .+\n)+)", files["_headers"], re.MULTILINE))
    assert f"  Content-Security-Policy: {pages(files)}\n" in rules[f"{base}*"]
    for folder in ("share", "ar/share"):
        assert rules[f"{base}{folder}/e-mail/*"].splitlines() == [
            "  ! Content-Security-Policy",
            f"  Content-Security-Policy: {snippet_policy()}",
        ]
    assert files["_headers"].count("\n/") < 100, "Cloudflare reads a hundred rules"


def test_apache_sends_the_snippets_their_own_policy(base: str, files: dict[str, str]) -> None:
    """A later `Header set` replaces an earlier one, where its condition holds."""

    def sent(path: str) -> str:
        value = ""
        for line in files[".htaccess"].splitlines():
            words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
            quoted = [one.replace('\\"', '"').replace("\\\\", "\\") if one else other for one, other in words]
            if quoted[:3] == ["Header", "set", "Content-Security-Policy"]:
                condition = re.fullmatch(r"expr=%\{REQUEST_URI\} =~ m#(.*)#", quoted[4]) if quoted[4:] else None
                if not quoted[4:] or (condition and re.search(condition[1], path)):
                    value = quoted[3]
        return value

    assert sent(f"{base}share/") == sent(base) == pages(files)
    assert sent(f"{base}ar/share/e-mail/before.html") == snippet_policy()
    assert sent(f"/x{base}share/e-mail/before.html") == pages(files)


def test_nginx_sends_the_snippets_their_own_policy_and_all_other_headers(base: str, files: dict[str, str]) -> None:
    """A `location` with a header of its own inherits none."""
    blocks = dict(re.findall(r'^location "([^"]+)" \{ (.+) \}$', files["headers.nginx.conf"], re.MULTILINE))
    assert set(blocks) == {f"{base}share/e-mail/", f"{base}ar/share/e-mail/", f"{base}assets/"}
    for path, block in blocks.items():
        said = dict(re.findall(r'add_header (\S+) "([^"\\]*)"', block))
        assert said["Content-Security-Policy"] == (snippet_policy() if "e-mail" in path else pages(files))
        assert {"X-Content-Type-Options", "Referrer-Policy"} <= set(said)


def test_azure_sends_the_snippets_their_own_policy(base: str, files: dict[str, str]) -> None:
    config = json.loads(files["staticwebapp.config.json"])
    assert config["globalHeaders"]["Content-Security-Policy"] == pages(files)
    routes = {each["route"]: each.get("headers") for each in config["routes"]}
    assert routes[f"{base}share/e-mail/*"] == {"Content-Security-Policy": snippet_policy()}


def test_a_snippet_may_have_its_look_and_nothing_else() -> None:
    assert snippet_policy().startswith("default-src 'none'; style-src 'unsafe-inline'; ")
    assert "script" not in snippet_policy()
    assert "frame-ancestors 'none'" in snippet_policy()


def test_redirects_keep_what_was_asked_for(base: str, files: dict[str, str]) -> None:
    """Apache takes a query along behind everything, a place too, unless the new address has one of its own."""
    assert (
        f'location = "{base}old.x~1/" {{ return 301 "{base}new/$is_args$args#place"; }}' in files["headers.nginx.conf"]
    )
    assert f'location = "{base}a.pdf" {{ return 301 "{base}b.pdf$is_args$args"; }}' in files["headers.nginx.conf"]
    (rule, target), (_, file) = re.findall(r'RedirectMatch 301 "(\S+)" "(\S+)"', files[".htaccess"])
    assert (target, file) == (f"{base}new/?#place", f"{base}b.pdf")
    assert re.search(rule, f"{base}old.x~1")
    assert not re.search(rule, f"{base}oldyx~1/")


def test_a_page_allows_its_own_style_alone_and_the_header_says_the_rest_in_few_bytes() -> None:
    own, header = content_security_policy("p { color: red }"), header_policy()
    assert "'unsafe-inline'" not in own
    assert own.replace(re.findall(r"'sha256-[^']+'", own)[0], "'unsafe-inline'") + ";frame-ancestors 'none'" == header
    assert len(header) < 350
