"""What a page may load and do, said to the browser: in the page itself, and as header files for common static hosts."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from guide.web.assets import FOLDER, source_hash

# Besides the Content-Security-Policy. No other site learns which page a reader came from, and none can frame a page.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_POLICY = "Content-Security-Policy"
_FOR_EVER = "public, max-age=31536000, immutable"


def content_security_policy(style: str) -> str:
    """Return a page's own policy: nothing, plus the style in it, plus the site's own scripts, pictures and data.

    The icon is the one picture that stands in a page itself.
    No script may turn text into a page or into a script, where the browser knows of Trusted Types; the one address of a
    script that is given as text, the worker's, goes through the policy `guide`.
    """
    return _policy(source_hash(style))


def header_policy() -> str:
    """Return the policy of all pages. A header alone can say who may frame them; a page holds its styles closer itself.

    Naming the styles of all pages here would cost a reader more bytes than the menu does.
    """
    return _policy("'unsafe-inline'") + ";frame-ancestors 'none'"


def _policy(styles: str) -> str:
    rules = {
        "default-src": "'none'",
        "style-src": f"'self' {styles}",
        "script-src": "'self'",
        "connect-src": "'self'",
        "img-src": "'self' data:",
        "worker-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "guide",
    }
    return ";".join(f"{name} {sources}" for name, sources in rules.items())


def snippet_policy() -> str:
    """Return the policy of the snippets for e-mail: nothing but the look that each element brings along."""
    return "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def header_files(base: str = "/", moved: Sequence[tuple[str, str]] = (), mail: Sequence[str] = ()) -> dict[str, str]:
    """Return a file of rules for each kind of host that reads one, by its path below the site.

    All paths are from the domain's root, and of the letters that addresses may have.
    base: the path of the site; moved: old and new path of what has moved; mail: the folders with snippets for e-mail
    """
    headers = {_POLICY: header_policy()} | HEADERS
    files = {
        "_headers": _netlify(headers, base, mail),
        ".htaccess": _apache(headers, base, moved, mail),
        "headers.nginx.conf": _nginx(headers, base, moved, mail),
        "staticwebapp.config.json": _azure(headers, base, moved, mail),
    }
    return files | ({"_redirects": _netlify_moved(moved)} if moved else {})


def _netlify(headers: dict[str, str], base: str, mail: Sequence[str]) -> str:
    """Netlify, where the nearest rule counts, and Cloudflare Pages, where all do, unless one is taken off with `!`."""
    rules = [(f"{base}*", [f"{name}: {value}" for name, value in headers.items()])]
    rules += [(f"{folder}*", [f"! {_POLICY}", f"{_POLICY}: {snippet_policy()}"]) for folder in mail]
    rules += [(f"{base}{FOLDER}/*", [f"Cache-Control: {_FOR_EVER}"])]
    return "".join("\n".join([path, *(f"  {line}" for line in lines), ""]) for path, lines in rules)


def _netlify_moved(moved: Sequence[tuple[str, str]]) -> str:
    return "".join(f"{old} {new} 301\n" for old, new in moved)


def _apache(headers: dict[str, str], base: str, moved: Sequence[tuple[str, str]], mail: Sequence[str]) -> str:
    lines = [f"Header set {name} {_quoted(value)}" for name, value in headers.items()]
    lines += [f"Header set {_POLICY} {_quoted(snippet_policy())} {_apache_path(folder)}" for folder in mail]
    lines += [f"Header set Cache-Control {_quoted(_FOR_EVER)} {_apache_path(f'{base}{FOLDER}/')}"]
    redirects = [f'RedirectMatch 301 "^{_with_or_without_slash(old)}$" {_apache_target(new)}' for old, new in moved]
    rules = ["<IfModule mod_headers.c>", *(f"  {line}" for line in lines), "</IfModule>", *redirects]
    return "\n".join([*rules, f"ErrorDocument 404 {_quoted(f'{base}404.html')}", ""])


def _apache_path(folder: str) -> str:
    """Return the condition that a request is for something below a folder."""
    return f'"expr=%{{REQUEST_URI}} =~ m#^{re.escape(folder)}#"'


def _apache_target(path: str) -> str:
    """Apache would write a query that was asked with behind the place, which browsers then do not find."""
    return _quoted(path.replace("#", "?#"))


def _with_or_without_slash(path: str) -> str:
    return f"{re.escape(path)}?" if path.endswith("/") else re.escape(path)


def _nginx(headers: dict[str, str], base: str, moved: Sequence[tuple[str, str]], mail: Sequence[str]) -> str:
    """To be included in a `server` block. A `location` with headers of its own inherits none."""
    forever = f"add_header Cache-Control {_quoted(_FOR_EVER)};"
    places = [(folder, _nginx_headers(headers | {_POLICY: snippet_policy()})) for folder in mail]
    places += [(f"{base}{FOLDER}/", [*_nginx_headers(headers), forever])]
    blocks = [f"location {_quoted(path)} {{ {' '.join(lines)} }}" for path, lines in places]
    redirects = [f"location = {_quoted(old)} {{ return 301 {_with_query(new)}; }}" for old, new in moved]
    lines = [*_nginx_headers(headers), f"error_page 404 {_quoted(f'{base}404.html')};", *blocks, *redirects]
    return "\n".join([*lines, ""])


def _nginx_headers(headers: dict[str, str]) -> list[str]:
    return [f"add_header {name} {_quoted(value)} always;" for name, value in headers.items()]


def _with_query(path: str) -> str:
    page, _, anchor = path.partition("#")
    return _quoted(f"{page}$is_args$args" + (f"#{anchor}" if anchor else ""))


def _quoted(value: str) -> str:
    """Return a value as Apache and nginx read it back: both take a backslash before a quotation mark."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _azure(headers: dict[str, str], base: str, moved: Sequence[tuple[str, str]], mail: Sequence[str]) -> str:
    """Azure Static Web Apps."""
    redirects = [{"route": old, "redirect": new, "statusCode": 301} for old, new in moved]
    snippets = [{"route": f"{folder}*", "headers": {_POLICY: snippet_policy()}} for folder in mail]
    assets = {"route": f"{base}{FOLDER}/*", "headers": {"Cache-Control": _FOR_EVER}}
    config = {
        "globalHeaders": headers,
        "routes": [assets, *snippets, *redirects],
        "responseOverrides": {"404": {"rewrite": f"{base}404.html"}},
    }
    return json.dumps(config, indent=2) + "\n"
