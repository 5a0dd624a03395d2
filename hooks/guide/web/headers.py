"""What a page may load and do, said to the browser: in the page itself, and as header files for common static hosts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from guide.web.assets import FOLDER, source_hash

# Besides the Content-Security-Policy. No other site learns which page a reader came from, and none can frame a page.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_FOR_EVER = "public, max-age=31536000, immutable"


def content_security_policy(styles: Iterable[str], *, in_header: bool = False) -> str:
    """Return the policy: nothing, plus the styles in the page, plus the site's own scripts, pictures and data.

    No script may turn text into a page or into a script, where the browser knows of Trusted Types; the one address of a
    script that is given as text, the worker's, goes through the policy `guide`.

    in_header: a page's own `meta` cannot say who may frame it; a header can
    """
    rules = {
        "default-src": ["'none'"],
        "style-src": ["'self'", *sorted(map(source_hash, styles))],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["guide"],
    }
    if in_header:
        rules["frame-ancestors"] = ["'none'"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def header_files(styles: Iterable[str], base: str = "/", moved: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """Return a file of rules for each kind of host that reads one, by its path below the site.

    base: the path of the site on its domain; moved: old and new path of what has moved, from the domain's root
    """
    headers = {"Content-Security-Policy": content_security_policy(styles, in_header=True)} | HEADERS
    files = {
        "_headers": _netlify(headers, base),
        ".htaccess": _apache(headers, base, moved),
        "headers.nginx.conf": _nginx(headers, base, moved),
        "staticwebapp.config.json": _azure(headers, base, moved),
    }
    return files | ({"_redirects": _netlify_moved(moved)} if moved else {})


def _netlify(headers: dict[str, str], base: str) -> str:
    """Netlify and Cloudflare Pages."""
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, f"{base}{FOLDER}/*", f"  Cache-Control: {_FOR_EVER}", ""])


def _netlify_moved(moved: Sequence[tuple[str, str]]) -> str:
    return "".join(f"{old} {new} 301\n" for old, new in moved)


def _apache(headers: dict[str, str], base: str, moved: Sequence[tuple[str, str]]) -> str:
    lines = [f'  Header set {name} "{value}"' for name, value in headers.items()]
    forever = f'  Header set Cache-Control "{_FOR_EVER}" "expr=%{{REQUEST_URI}} =~ m#^{base}{FOLDER}/#"'
    redirects = [f'RedirectMatch 301 "^{_with_or_without_slash(old)}$" "{new}"' for old, new in moved]
    rules = ["<IfModule mod_headers.c>", *lines, forever, "</IfModule>", *redirects]
    return "\n".join([*rules, f"ErrorDocument 404 {base}404.html", ""])


def _with_or_without_slash(path: str) -> str:
    return f"{re.escape(path)}?" if path.endswith("/") else re.escape(path)


def _nginx(headers: dict[str, str], base: str, moved: Sequence[tuple[str, str]]) -> str:
    """To be included in a `server` block."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    forever = f'  add_header Cache-Control "{_FOR_EVER}";'
    assets = [f"location {base}{FOLDER}/ {{", *(f"  {line}" for line in lines), forever, "}"]
    redirects = [f"location = {old} {{ return 301 {_with_query(new)}; }}" for old, new in moved]
    return "\n".join([*lines, f"error_page 404 {base}404.html;", *assets, *redirects, ""])


def _with_query(path: str) -> str:
    page, _, anchor = path.partition("#")
    return f'"{page}$is_args$args#{anchor}"' if anchor else f"{page}$is_args$args"


def _azure(headers: dict[str, str], base: str, moved: Sequence[tuple[str, str]]) -> str:
    """Azure Static Web Apps."""
    redirects = [{"route": old, "redirect": new, "statusCode": 301} for old, new in moved]
    config = {
        "globalHeaders": headers,
        "routes": [{"route": f"{base}{FOLDER}/*", "headers": {"Cache-Control": _FOR_EVER}}, *redirects],
        "responseOverrides": {"404": {"rewrite": f"{base}404.html"}},
    }
    return json.dumps(config, indent=2) + "\n"
