"""What a page may load and do, said to the browser: in the page itself, and as header files for common static hosts."""

from __future__ import annotations

import json
from collections.abc import Iterable

from guide.assets import FOLDER, source_hash

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
    }
    if in_header:
        rules["frame-ancestors"] = ["'none'"]
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def header_files(styles: Iterable[str]) -> dict[str, str]:
    """Return a file of headers for each kind of host that reads one, by its path below the site."""
    headers = {"Content-Security-Policy": content_security_policy(styles, in_header=True)} | HEADERS
    return {
        "_headers": _netlify(headers),
        ".htaccess": _apache(headers),
        "headers.nginx.conf": _nginx(headers),
        "staticwebapp.config.json": _azure(headers),
    }


def _netlify(headers: dict[str, str]) -> str:
    """Netlify and Cloudflare Pages."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join([*lines, f"/{FOLDER}/*", f"  Cache-Control: {_FOR_EVER}", ""])


def _apache(headers: dict[str, str]) -> str:
    lines = [f'  Header set {name} "{value}"' for name, value in headers.items()]
    forever = f'  Header set Cache-Control "{_FOR_EVER}" "expr=%{{REQUEST_URI}} =~ m#/{FOLDER}/#"'
    return "\n".join(["<IfModule mod_headers.c>", *lines, forever, "</IfModule>", "ErrorDocument 404 /404.html", ""])


def _nginx(headers: dict[str, str]) -> str:
    """To be included in a `server` block."""
    lines = [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    forever = f'  add_header Cache-Control "{_FOR_EVER}";'
    assets = [f"location /{FOLDER}/ {{", *(f"  {line}" for line in lines), forever, "}"]
    return "\n".join([*lines, "error_page 404 /404.html;", *assets, ""])


def _azure(headers: dict[str, str]) -> str:
    """Azure Static Web Apps."""
    config = {
        "globalHeaders": headers,
        "routes": [{"route": f"/{FOLDER}/*", "headers": {"Cache-Control": _FOR_EVER}}],
        "responseOverrides": {"404": {"rewrite": "/404.html"}},
    }
    return json.dumps(config, indent=2) + "\n"
